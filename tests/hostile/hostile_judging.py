"""Whether a hostile submission was graded fairly, and whether it left anything behind or learned anything."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import nbformat
from hostile_loader import Hostile
from inspection import Inspection
from nbgrader.utils import determine_grade
from stage import Stage

from autograder.assignment import TEST_CELLS, grade_id, load_assignment
from autograder.checklist import check_titles, list_checks
from autograder.feedback import ManualMark, feedback_comment, feedback_page
from autograder.graded import Graded
from autograder.grading import grade_notebook
from autograder.scoring import State
from autograder.settings import Settings

_ACTIVE_TAGS = {"script", "iframe", "object", "embed", "link", "base", "form", "frame", "meta", "svg", "math", "style"}
_PLAIN_MIME = ("text/plain", "text/html", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/latex")


def grade(case: Hostile, settings: Settings, stage: Stage) -> Graded:
    """Grade a submission as a worker does."""
    limits = replace(settings.limits, **case.limits)
    files = {name: source.encode() for name, source in case.files.items()}
    content = case.notebook(stage.places)
    return grade_notebook(content, replace(settings, limits=limits), name=case.student, files=files)


def complaints(case: Hostile, graded: Graded, secret: str) -> list[str]:
    """Return what is wrong with a result; nothing, if it is fair and safe."""
    return [
        *_unfair(case, graded),
        *_talkative(case, graded, secret),
        *([] if graded.notebook is None else _unsafe_notebook(graded)),
        *_unsafe_page(graded),
    ]


def _unfair(case: Hostile, graded: Graded) -> Iterator[str]:
    record = graded.record
    checks = [check for part in record.parts.values() for check in part.checks]
    passed = {check.id for check in checks if check.score}
    if record.state not in case.states:
        yield f"state {record.state} ({record.reason}), expected {sorted(case.states)}"
    if passed - case.earns - case.may_earn:
        yield f"points too many: {sorted(passed - case.earns - case.may_earn)}"
    if case.earns - passed:
        lost = {check.id: check.message for check in checks if check.id in case.earns - passed}
        yield f"points lost: {lost} ({record.reason})"
    if case.reason not in record.reason:
        yield f"reason {record.reason!r}, expected one that names {case.reason!r}"
    if any(not 0 <= check.score <= check.points or check.points != _points()[check.id] for check in checks):
        yield "points of a check are not those of the assignment"
    if record.state is not State.NOT_GRADABLE and len(checks) != len(_points()):
        yield f"{len(checks)} checks ran, expected {len(_points())}"
    if record.state is not State.GRADED and not (record.reason and record.notice):
        yield "the record gives no reason"


@functools.cache
def _points() -> dict[str, float]:
    return {info.id: info.points for info in list_checks().values()}


def _talkative(case: Hostile, graded: Graded, secret: str) -> Iterator[str]:
    """Look for secrets in everything that anybody will see, and for the proof that the attack ran."""
    page = feedback_page(graded.record, assignment="x", titles=check_titles(), evidence=graded.evidence).decode()
    record = json.dumps(graded.record.to_json(), ensure_ascii=False)
    outputs = "\n".join(_outputs(graded))
    if case.shows not in outputs:
        yield f"the outputs lack {case.shows!r}: {outputs[:1500]}"
    for word in (secret, *case.hides):
        if word in outputs or word in record or word in page:
            yield f"{word!r} came out: {outputs[:1500]}"
    if len(record) > 2**17 or len(page) > 2**22 or len(graded.notebook or b"") > 2**25:
        yield f"endless: record {len(record)}, page {len(page)}, notebook {len(graded.notebook or b'')}"


def _outputs(graded: Graded) -> Iterator[str]:
    """Yield the text of the outputs of what the student ran."""
    notebook = nbformat.reads(graded.notebook.decode(), as_version=4) if graded.notebook else nbformat.v4.new_notebook()
    for cell in notebook.cells:
        for output in cell.get("outputs", []) if grade_id(cell) not in TEST_CELLS else []:
            yield output.get("text", "") + json.dumps(output.get("data", "")) + "\n".join(output.get("traceback", []))


def _unsafe_notebook(graded: Graded) -> Iterator[str]:
    """Check the frame and the scores that nbgrader will read, and that its pages would run nothing."""
    notebook = nbformat.reads((graded.notebook or b"").decode(), as_version=4)
    nbformat.validate(notebook)
    released = load_assignment().notebook
    named = [cell for cell in notebook.cells if grade_id(cell)]
    if [_frame(cell) for cell in named] != [_frame(cell) for cell in released.cells if grade_id(cell)]:
        yield "the frame of the notebook is not the release's"
    for cell in named:
        letter = TEST_CELLS.get(grade_id(cell))
        if letter and determine_grade(cell)[0] != graded.record.parts[letter].score:
            yield f"nbgrader would read {determine_grade(cell)[0]} points in {grade_id(cell)}"
    for cell in notebook.cells:
        yield from _active(cell)


def _frame(cell: Any) -> tuple[Any, ...]:
    return grade_id(cell), cell.cell_type, cell.metadata, cell.get("attachments")


def _active(cell: Any) -> Iterator[str]:
    for output in cell.get("outputs", []):
        for mime, data in output.get("data", {}).items():
            text = "".join(data) if isinstance(data, list) else str(data)
            if mime not in _PLAIN_MIME:
                yield f"output of type {mime} is kept"
            elif mime.startswith("image/") and not re.fullmatch(r"[A-Za-z0-9+/=\s]*", text):
                yield f"a picture that is no base64: {text[:80]}"
            elif mime in ("text/html", "text/markdown"):
                yield from _acting(text, f"{mime} output")
        for values in output.get("metadata", {}).values():
            for value in values.values() if isinstance(values, dict) else [values]:
                if isinstance(value, str) and re.search(r"[\"'<>]", value):
                    yield f"metadata of an output: {value[:80]}"
    if cell.get("attachments") and not grade_id(cell):
        yield "attachments are kept"


def page_of(graded: Graded) -> bytes:
    """Return the student's page once a person has marked the answers, which it then shows."""
    manual = (ManualMark("f", 1.0, 6.0), ManualMark("g", 1.0, 6.0))
    answers = {"f": graded.answers.get("f_interpretation", ""), "g": graded.answers.get("g_experiments", "")}
    return feedback_page(
        graded.record,
        assignment="x",
        titles=check_titles(),
        evidence=graded.evidence,
        manual=manual,
        answers=answers,
    )


def _unsafe_page(graded: Graded) -> Iterator[str]:
    body = page_of(graded).decode().partition("<body")[2]
    yield from _acting(body, "feedback page", frozenset({"svg"}))
    comment = feedback_comment(graded.record, check_titles())
    yield from _acting(comment, "Moodle comment")
    if comment.lstrip().startswith(("=", "+", "-", "@")) or comment != comment.lstrip("\t\r\n"):
        yield f"the comment for Moodle begins like a formula: {comment[:40]}"


def _acting(html: str, where: str, allowed: frozenset[str] = frozenset()) -> Iterator[str]:
    found = Inspection(html)
    if found.tags & (_ACTIVE_TAGS - allowed):
        yield f"{where}: {sorted(found.tags & (_ACTIVE_TAGS - allowed))}"
    if any(name.startswith("on") or name == "srcdoc" for _, attributes in found.elements for name in attributes):
        yield f"{where}: an attribute that acts"
    if any(re.match(r"\s*(javascript|vbscript|data:text)", uri, re.IGNORECASE) for uri in found.values("href")):
        yield f"{where}: a link that acts"
    if any(not uri.startswith("data:image/png;base64,") for uri in found.values("src")):
        yield f"{where}: something is loaded: {[uri[:60] for uri in found.values('src')]}"
