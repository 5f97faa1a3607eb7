"""JUnit XML."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from made_up import ABSENT, BORDER_MESSAGE, BROKEN, CLASS, FULL, LIMITED, SOME, TITLES, parts

from autograder.junit import junit_xml
from autograder.scoring import Record


def suite_of(record: Record) -> ElementTree.Element:
    suite = ElementTree.fromstring(junit_xml([record], "ANN_U08")).find("testsuite")
    assert suite is not None
    return suite


def test_junit_has_a_suite_per_submission_and_a_case_per_check() -> None:
    root = ElementTree.fromstring(junit_xml(CLASS, "ANN_U08"))
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites][:2] == ["101 Zoë Müller-O'Connor (2)", "102 Andreas Brändli"]
    assert len(suites[0].findall("testcase")) == len(TITLES)
    assert suites[0].find("testcase[@classname='ANN_U08.b'][@name='b_values']") is not None


def test_junit_counts_agree_with_what_is_there() -> None:
    root = ElementTree.fromstring(junit_xml(CLASS, "ANN_U08"))
    for node in (root, *root.findall("testsuite")):
        for count, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(node.get(count, "-1")) == len(list(node.iter(tag)))
    assert (root.get("errors"), root.get("skipped")) == ("1", "1")


def test_junit_failure_carries_points_and_message() -> None:
    failure = suite_of(SOME).find("testcase[@name='c_border']/failure")
    assert failure is not None
    assert failure.text == BORDER_MESSAGE
    assert failure.get("message") == "0.75 of 1.5 points: Aufruf: compute_loss(Bild, 3, Modell)"


def test_junit_of_a_full_solution_has_no_failure() -> None:
    suite = suite_of(FULL)
    assert (suite.get("failures"), suite.get("errors"), suite.get("skipped")) == ("0", "0", "0")
    values = {node.get("name"): node.get("value") for node in suite.iter("property")}
    assert values == {"state": "graded", "score": "24", "points": "24", "sandboxed": "true"}


def test_junit_of_what_was_not_graded_is_an_error_or_skipped() -> None:
    error = suite_of(BROKEN).find("testcase/error")
    assert error is not None
    assert error.get("message") == BROKEN.reason
    assert suite_of(ABSENT).find("testcase/skipped") is not None
    assert suite_of(LIMITED).findtext("system-err") == LIMITED.reason


def test_junit_of_hostile_text_stays_valid_xml() -> None:
    nasty = ']]></failure><x y="&">\x00\x08\x1b[31m\ufffe\uffff\ud800\u202e' + "x" * 1_000_000
    record = replace(FULL, name=nasty, reason=nasty, parts=parts({"a_fc": (0.0, nasty)}))
    content = junit_xml([record, replace(BROKEN, reason=nasty)], nasty)
    assert len(content) < 300_000
    failure = ElementTree.fromstring(content).find(".//failure")
    assert failure is not None
    assert str(failure.text).startswith(']]></failure><x y="&">\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdxxx')


def test_junit_of_nobody_is_valid() -> None:
    assert ElementTree.fromstring(junit_xml([], "U")).get("tests") == "0"
