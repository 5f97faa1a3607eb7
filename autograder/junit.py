"""Results as JUnit XML, which continuous-integration servers show: a test suite per submission, a test per check."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from autograder.pages import points
from autograder.scoring import CheckResult, Record, State
from autograder.untrusted import plain


def junit_xml(records: Sequence[Record], assignment: str) -> bytes:
    """Return JUnit XML, UTF-8.

    A check that lost points is a failure, also when it kept some; a submission that is not gradable is an error; one
    that was not handed in is skipped. State, score and points of a submission are properties of its suite.
    """
    root = Element("testsuites", name=_text(assignment))
    for record in records:
        root.append(_suite(record, assignment))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    root.set("time", f"{sum(record.seconds for record in records):.3f}")
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _suite(record: Record, assignment: str) -> Element:
    label = record.name if record.participant is None else f"{record.participant} {record.name}"
    suite = Element("testsuite", name=_text(label), time=f"{record.seconds:.3f}")
    properties = SubElement(suite, "properties")
    facts = {"state": str(record.state), "score": points(record.score), "points": points(record.points)}
    for name, value in {**facts, "sandboxed": str(record.sandboxed).lower()}.items():
        SubElement(properties, "property", name=name, value=value)
    if record.state in (State.NOT_GRADABLE, State.NOT_SUBMITTED):
        case = SubElement(suite, "testcase", classname=_text(assignment), name="submission")
        kind = "error" if record.state is State.NOT_GRADABLE else "skipped"
        SubElement(case, kind, type=str(record.state), message=_text(record.reason))
    for letter, part in record.parts.items():
        for check in part.checks:
            suite.append(_case(check, f"{assignment}.{letter}"))
    if record.state is State.LIMITED:
        SubElement(suite, "system-err").text = _text(record.reason)
    for count, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(sum(1 for _ in suite.iter(tag))))
    return suite


def _case(check: CheckResult, classname: str) -> Element:
    case = Element("testcase", classname=_text(classname), name=_text(check.id))
    if check.score < check.points:
        reached = f"{points(check.score)} of {points(check.points)} points"
        message = _text(check.message)
        failure = SubElement(case, "failure", type="lost points", message=f"{reached}: {message.partition(chr(10))[0]}")
        failure.text = message
    return case


def _text(text: str) -> str:
    """Return `text` without the characters that XML forbids, shortened where it is endless."""
    return plain(text, language="en")
