"""What a student gets back: the feedback page, and the short comment for Moodle's grading worksheet."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from autograder import charts
from autograder.charts import number
from autograder.pages import points, render
from autograder.scoring import Evidence, Picture, Record, State
from autograder.titles import PART_TITLES
from autograder.untrusted import plain

NAME_LIMIT = 120  # characters of a name that are shown
LOST_IN_COMMENT = 5  # failed checks in Moodle's comment; the page has them all
NO_EVIDENCE = Evidence()
CODE_PARTS = ("g",)  # answers in a code cell

_STATES = {
    State.GRADED: "",
    State.LIMITED: "Beim Ausführen wurde eine Grenze erreicht",
    State.NOT_GRADABLE: "Ihre Abgabe konnte nicht bewertet werden",
    State.NOT_SUBMITTED: "Es liegt keine Abgabe vor",
}


@dataclass(frozen=True)
class ManualMark:
    """What a person says of a part: its mark for (f) and (g); a correction or a comment, if any, for the others.

    Attributes:
        part: Letter of the part.
        score: Points reached; ``None`` while (f) or (g) is not marked, and where another part is not corrected.
        points: Points that can be reached.
        comment: The marker's comment, Markdown, German.
    """

    part: str
    score: float | None
    points: float
    comment: str = ""


@dataclass(frozen=True)
class Total:
    """The sum over all parts marked so far.

    Attributes:
        score: Points reached.
        points: Points that can be reached in the parts that count in `score`.
        provisional: Whether a part that a person marks is still open.
    """

    score: float
    points: float
    provisional: bool


def total(record: Record, manual: Sequence[ManualMark] = ()) -> Total:
    """Add up automatic and manual points exactly; until (f) and (g) are marked, the total is provisional."""
    marked = {mark.part: mark for mark in manual if mark.score is not None}
    by_hand = [mark for mark in manual if mark.part not in record.parts]
    counted = [check.score for letter in record.parts.keys() - marked for check in record.parts[letter].checks]
    reachable = [check.points for part in record.parts.values() for check in part.checks]
    reachable += [mark.points for mark in by_hand if mark.part in marked]
    return Total(
        score=math.fsum([*counted, *(mark.score or 0.0 for mark in marked.values())]),
        points=math.fsum(reachable),
        provisional=not by_hand or any(mark.score is None for mark in by_hand),
    )


def feedback_page(
    record: Record,
    *,
    assignment: str,
    titles: Mapping[str, str],
    evidence: Evidence = NO_EVIDENCE,
    manual: Sequence[ManualMark] = (),
    answers: Mapping[str, str] | None = None,
) -> bytes:
    """Return the student's page: one self-contained HTML file in German, UTF-8, without any script.

    Args:
        record: What grading yielded.
        assignment: Name of the assignment, such as ``ANN_U08``.
        titles: German title of each check by its id.
        evidence: Curves and pictures from the checks of (d).
        manual: Marks of (f) and (g), as far as there are any, and corrections of the other parts.
        answers: The student's answers by part letter: Markdown for (f), code for (g).
    """
    values = {
        **_common(record, manual, titles),
        "assignment": assignment,
        "answers": answers or {},
        "code_parts": CODE_PARTS,
        "part_titles": PART_TITLES,
        "chart": charts,
        "panels": charts.curve_panels(evidence.curve, evidence.reference_curve),
        "curve_text": _curve_text(evidence),
        "pictures": [_picture(picture) for picture in evidence.pictures],
    }
    return render("feedback.html.jinja", language="de", values=values).encode()


def feedback_comment(record: Record, titles: Mapping[str, str], manual: Sequence[ManualMark] = ()) -> str:
    """Return short HTML for Moodle's cell "Feedback comments": points by part and what cost the first of them.

    One line of simple tags without attributes; it holds no quotation mark and never begins like a formula.
    """
    lost = [check for part in record.parts.values() for check in part.checks if check.score < check.points]
    common = _common(record, manual, titles)
    rows = [
        (f"({letter})", points(common["scores"][letter]), points(part.points)) for letter, part in record.parts.items()
    ]
    rows += [
        (f"({mark.part})", "offen" if mark.score is None else points(mark.score), points(mark.points))
        for mark in common["manual"]
    ]
    values = {
        **common,
        "rows": rows,
        "lost": lost[:LOST_IN_COMMENT],
        "lost_more": max(0, len(lost) - LOST_IN_COMMENT),
        "comments": [mark for mark in manual if mark.comment],
    }
    html = render("comment.html.jinja", language="de", values=values)
    return "".join(line.strip() for line in html.splitlines())


def _common(record: Record, manual: Sequence[ManualMark], titles: Mapping[str, str]) -> dict[str, Any]:
    summed = total(record, manual)
    remarks = {mark.part: mark for mark in manual if mark.part in record.parts}
    by_hand = [mark for mark in manual if mark.part not in record.parts]
    unmarked = [f"({mark.part})" for mark in by_hand if mark.score is None] or ["(f)", "(g)"]
    open_parts = f"Von Hand zu bewerten und noch nicht enthalten: {' und '.join(unmarked)}."
    return {
        "record": record,
        "name": plain(record.name, limit=NAME_LIMIT),
        "graded": bool(record.parts),
        "state": _STATES[record.state],
        "total": summed,
        "provisional": open_parts if summed.provisional and (record.parts or by_hand) else "",
        "manual": by_hand,
        "remarks": remarks,
        "scores": {
            letter: part.score if letter not in remarks or remarks[letter].score is None else remarks[letter].score
            for letter, part in record.parts.items()
        },
        "titles": titles,
    }


def _curve_text(evidence: Evidence) -> str:
    """Describe the curves in words, for everybody and above all for those who cannot see them."""
    sentences = []
    for owner, curve in (("Ihre Aktivierung", evidence.curve), ("Referenz", evidence.reference_curve)):
        if len(curve) > 1:
            sentences.append(f"{owner}: von {number(curve[0])} auf {number(curve[-1])}.")
    return " ".join(sentences)


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "filter_index": picture.filter_index,
        "student": _data_uri(picture.student_png),
        "reference": _data_uri(picture.reference_png),
    }


def _data_uri(png: bytes) -> Markup:
    """Return the file as a URI, empty for an empty file; Markup, because it is longer than text may be."""
    return Markup("data:image/png;base64,{}").format(base64.b64encode(png).decode()) if png else Markup()
