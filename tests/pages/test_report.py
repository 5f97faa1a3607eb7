"""The instructor's report."""

from __future__ import annotations

from dataclasses import replace

from inspection import Inspection
from made_up import ABSENT, BORDER_MESSAGE, CHECKS, CLASS, FULL, LIMITED, SOME, SUSPICIOUS, parts

from autograder.report import report_page
from autograder.results import Results, SimilarPair
from autograder.scoring import Record, State
from autograder.tally import columns, failures


def page_of(records: tuple[Record, ...], **options: object) -> Inspection:
    results = Results("ANN_U08", seed=42, checkpoint="demo", records=records, seconds=200.0)
    return Inspection(report_page(replace(results, **options), CHECKS))  # type: ignore[arg-type]


def test_report_lists_everybody_by_name_with_parts_and_total() -> None:
    text = page_of(CLASS).text
    table = text[text.index("Class Student") :]
    order = ["Andreas Brändli", "Luca Rossi", "Nina Meier", "Ruedi Zgraggen", "Šárka Ünal", "Zoë Müller-O'Connor"]
    assert sorted(order, key=table.index) == order
    assert "Andreas Brändli 102 graded 2 5 3.25 6 4 20.25 34.0 s" in table
    assert "Luca Rossi 104 not gradable – – – – – – –" in table


def test_report_counts_states_and_names_seed_and_checkpoint() -> None:
    text = page_of(CLASS).text
    for part in ("graded 3", "graded, a limit was hit 1", "not gradable 1", "not submitted 1", "3 min 20 s", "Seed 42"):
        assert part in text


def test_report_names_reasons_and_suspicions_and_nobody_else() -> None:
    text = page_of(CLASS).text
    section = text[text.index("Needs a look") : text.index("Distribution of points")]
    assert "found a PDF file" in section
    assert "tried to open a network connection 4 times" in section
    assert "call stopped after 60 s" in section
    assert FULL.name not in section


def test_report_of_a_run_without_sandbox_says_so_loudly() -> None:
    assert "alert" not in page_of(CLASS).values("role")
    page = page_of((*CLASS, replace(FULL, sandboxed=False)))
    assert "alert" in page.values("role")
    assert "Graded without a sandbox The code of 1 of 7 submissions" in page.text


def test_report_shows_what_to_explain_most_frequent_first() -> None:
    text = page_of(CLASS).text
    section = text[text.index("What to explain") :]
    assert section.index("Zwei Randpixel") < section.index("Das Netz ist im Auswertungsmodus")
    assert "2 of 4" in section
    assert "Bleiben zwei Pixel auf allen vier Seiten weg" in section


def test_failures_group_messages_that_differ_in_numbers_alone() -> None:
    other = BORDER_MESSAGE.replace("12.7", "8.25")
    records = [
        replace(FULL, parts=parts({"c_border": (0.0, message)})) for message in (BORDER_MESSAGE, other, "anders")
    ]
    (failure,) = failures([*records, FULL])
    assert (failure.id, failure.count, failure.tried, failure.lost) == ("c_border", 3, 4, 1.5)
    assert failure.messages == ((BORDER_MESSAGE, 2), ("anders", 1))


def test_columns_take_means_over_those_who_have_the_part() -> None:
    found = {column.letter: column for column in columns([FULL, LIMITED])}
    assert (found["e"].points, found["e"].mean) == (4.0, 2.0)


def test_report_names_similar_pairs_and_how_many_are_left_out() -> None:
    pairs = [SimilarPair(101, 102, ("d_deprocess_image",), 0.974), *[SimilarPair("a", "b", (), 0.7)] * 120]
    text = page_of(CLASS, similar=pairs).text
    assert "Zoë Müller-O'Connor (2) (101) and Andreas Brändli (102) d_deprocess_image 97 %" in text
    assert "and 21 more pairs" in text


def test_report_lists_all_checks_with_points_and_how_many_reached_them() -> None:
    text = page_of(CLASS).text
    section = text[text.index("Checks Part Check Points Reached by") :]
    assert "(c) Zwei Randpixel bleiben auf allen vier Seiten weg 1.5 2 of 4" in section
    assert all(f"{check.title.replace('`', '')} {check.points:g} " in section for check in CHECKS)


def test_report_of_an_empty_class_opens() -> None:
    assert "No submissions." in page_of(()).text
    assert "not submitted 1" in page_of((ABSENT,)).text


def test_report_of_a_class_of_500_stays_small() -> None:
    records = [replace(SOME, participant=k, name=f"Person {k}") for k in range(499)]
    page = report_page(Results("U", 1, "c", (*records, SUSPICIOUS)), CHECKS)
    assert len(page) < 1_000_000
    assert page.count(b'<th scope="row"><bdi>') == 501  # 500 in the class, one needs a look


def test_report_shows_notes_on_the_run() -> None:
    assert "row 12 has no submission" in page_of(CLASS, notes=["row 12 has no submission"]).text


def test_report_holds_every_state() -> None:
    assert {record.state for record in CLASS} == set(State)
