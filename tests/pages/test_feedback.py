"""The student's page and comment: right sums, every state explained, nothing of the operator's."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from inspection import Inspection
from made_up import ABSENT, BORDER_MESSAGE, BROKEN, CLASS, EVIDENCE, FULL, LIMITED, MARKS, POINTS, SOME, TITLES

from autograder.feedback import ManualMark, feedback_comment, feedback_page, total
from autograder.scoring import CheckResult, Evidence, PartResult, Picture, Record, State
from autograder.titles import PART_TITLES

MARKED = (ManualMark("f", 4.5, 6.0, "Gut."), ManualMark("g", 6.0, 6.0))


def text_of(record: Record, **options: object) -> str:
    return Inspection(feedback_page(record, **({"assignment": "ANN_U08", "titles": TITLES} | options))).text  # type: ignore[arg-type]


def test_total_of_tenths_is_exact() -> None:
    tenths = Record(
        1, "x", State.GRADED, parts={"a": PartResult(tuple(CheckResult("a_x", 0.1, 0.1) for _ in range(10)))}
    )
    assert total(tenths, (ManualMark("f", 0.7, 0.8), ManualMark("g", 0.2, 0.2))).score == 1.9
    assert total(tenths).score == 1.0
    assert "1 von 1 Punkten" in text_of(tenths)


def test_total_without_manual_marks_is_provisional() -> None:
    assert total(FULL).provisional
    assert "provisorisch" in text_of(FULL)
    assert "Von Hand zu bewerten und noch nicht enthalten: (f) und (g)." in text_of(FULL)


def test_total_with_one_open_mark_counts_the_other_and_names_the_open_one() -> None:
    text = text_of(FULL, manual=MARKS)
    assert (total(FULL, MARKS).score, total(FULL, MARKS).points) == (28.5, 30.0)
    assert "28.5 von 30 Punkten provisorisch" in text
    assert "noch nicht enthalten: (g)." in text
    assert "noch nicht bewertet" in text


def test_total_with_all_marks_is_final() -> None:
    text = text_of(FULL, manual=MARKED)
    assert "34.5 von 36 Punkten" in text
    assert "provisorisch" not in text


def test_feedback_of_a_part_corrected_by_hand_counts_and_says_so() -> None:
    corrected = (*MARKED, ManualMark("c", 4.0, 4.0, "Doch *richtig*."), ManualMark("a", None, 3.0, "Schön."))
    text = text_of(SOME, manual=corrected)
    assert (total(SOME, corrected).score, total(SOME, corrected).points) == (20.25 + 0.75 + 10.5, 36.0)
    assert "Von Hand korrigiert: 4 statt 3.25 Punkte." in text
    assert "Kommentar Doch richtig." in text
    assert "Kommentar Schön." in text
    assert text.count("Von Hand korrigiert") == 1
    assert "<td>(c)</td><td>4</td><td>4</td>" in feedback_comment(SOME, TITLES, corrected)


def test_feedback_shows_each_check_once_with_title_and_points() -> None:
    text = text_of(SOME)
    for letter, checks in POINTS.items():
        assert PART_TITLES[letter] in text
        for name in checks:
            assert text.count(TITLES[f"{letter}_{name}"].replace("`", "")) == 1
    assert "Zwei Randpixel bleiben auf allen vier Seiten weg 0.75 / 1.5" in re.sub(r"[✓✗◐]", "", text)


def test_feedback_marks_passed_partly_passed_and_failed_checks() -> None:
    page = Inspection(feedback_page(SOME, assignment="U", titles=TITLES))
    labels = page.values("aria-label")
    assert labels.count("nicht bestanden") == 3
    assert labels.count("teilweise bestanden") == 1
    assert labels.count("bestanden") == len(TITLES) - 4
    assert (page.text.count("✗"), page.text.count("◐"), page.text.count("✓")) == (3, 1, len(TITLES) - 4)


def test_feedback_splits_a_message_into_its_labelled_lines() -> None:
    page = feedback_page(SOME, assignment="U", titles=TITLES).decode()
    for line in BORDER_MESSAGE.split("\n"):
        label, content = line.split(": ", 1)
        assert f'<dt>{label}</dt><dd class="{label.lower()}">{content}</dd>' in page
    assert "Ein Text ohne Beschriftung der Zeilen,\nin zwei Zeilen." in page
    assert "grad_fn\n  Zelle d_gradient_ascent_step, Zeile 14</dd>" in page


@pytest.mark.parametrize(("record", "heading"), [
    (LIMITED, "Beim Ausführen wurde eine Grenze erreicht"),
    (BROKEN, "Ihre Abgabe konnte nicht bewertet werden"),
    (ABSENT, "Es liegt keine Abgabe vor"),
])  # fmt: skip
def test_feedback_explains_a_state_to_the_student_and_keeps_the_reason_to_the_operator(
    record: Record, heading: str
) -> None:
    text = text_of(record)
    assert heading in text
    assert " ".join(record.notice.split()) in text
    assert record.reason not in text
    assert not any(note in text for note in record.notes)


def test_feedback_of_what_was_not_graded_shows_no_score() -> None:
    for record in (BROKEN, ABSENT):
        assert not re.search(r"\d von \d", text_of(record))
        assert "Punkten" not in feedback_comment(record, TITLES)


def test_feedback_of_what_was_not_graded_speaks_of_manual_marks_only_when_there_are_some() -> None:
    assert "noch nicht enthalten" not in text_of(ABSENT)
    assert "noch nicht enthalten" not in text_of(BROKEN)
    assert "noch nicht enthalten: (g)" in text_of(BROKEN, manual=MARKS)


def test_feedback_takes_other_titles() -> None:
    assert "Ein anderer Titel" in text_of(FULL, titles={"a_fc": "Ein anderer Titel"})
    assert "c_border" in text_of(FULL, titles={})


def test_feedback_shows_comments_as_markdown_and_code_as_it_is() -> None:
    answers = {"g": "# Experiment\nfor rate in (1, 10):\n    print(rate < 2)"}
    page = feedback_page(SOME, assignment="U", titles=TITLES, manual=MARKS, answers=answers).decode()
    assert "Beim <strong>rezeptiven Feld</strong> fehlt" in page
    assert "<pre># Experiment\nfor rate in (1, 10):\n    print(rate &lt; 2)</pre>" in page


def test_feedback_draws_curves_and_pictures_with_words_for_both() -> None:
    page = Inspection(feedback_page(SOME, assignment="U", titles=TITLES, evidence=EVIDENCE))
    assert page.text.count("Ihre Aktivierung: von 0.7 auf 3.55. Referenz: von 0.7 auf 4.28") == 2
    assert {"curve student", "curve reference"} <= set(page.values("class"))
    assert len(page.values("src")) == 8
    assert page.values("alt")[:2] == ["Filter 0: Ihr Bild", "Filter 0: Referenz"]
    assert "Schritt" in page.text


def test_feedback_without_evidence_shows_no_empty_chart() -> None:
    assert "Gradientenaufstieg im Bild" in text_of(SOME)
    assert "Ihr Gradientenaufstieg" not in text_of(SOME)


def test_feedback_of_a_curve_that_explodes_says_so() -> None:
    evidence = Evidence(curve=(1.0, 1e30, math.inf, math.nan), reference_curve=(1.0, 2.0, 3.0, 4.0))
    text = text_of(SOME, evidence=evidence)
    assert "von 1 auf keine endliche Zahl." in text
    assert "in zwei Bildern mit eigener Achse" in text


def test_feedback_with_a_picture_missing_says_so() -> None:
    evidence = Evidence(pictures=(replace(EVIDENCE.pictures[0], student_png=b""), Picture(9, b"", b"")))
    page = Inspection(feedback_page(SOME, assignment="U", titles=TITLES, evidence=evidence))
    assert page.text.count("kein Bild") == 3
    assert len(page.values("src")) == 1


def test_comment_lists_parts_and_first_lost_points() -> None:
    comment = feedback_comment(SOME, TITLES, MARKS)
    text = Inspection(comment.replace("<br>", " ").replace("</td>", " ")).text
    assert "24.75 von 30 Punkten (provisorisch)" in text
    assert "(c) 3.25 4" in text
    assert "(g) offen 6" in text
    assert "Das Netz ist im Auswertungsmodus (0 von 1) Aufruf: load_resnet50()(Bilder)" in text
    assert "(f) Gut beobachtet." in text


def test_comment_of_many_failures_is_cut_with_a_count() -> None:
    comment = feedback_comment(
        replace(LIMITED, parts={"a": PartResult(tuple(CheckResult(f"a_{k}", 0, 1) for k in range(9)))}), TITLES
    )
    assert comment.count("<li>") == 5
    assert "und 4 weitere" in comment


def test_every_state_opens_as_a_page() -> None:
    for record in CLASS:
        assert feedback_page(record, assignment="U", titles=TITLES).startswith(b"<!doctype html>")
    assert {record.state for record in CLASS} == set(State)
