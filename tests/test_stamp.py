"""A second run over a class does nothing when nothing has changed, and everything when anything has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import parts
from nbgrader.api import Gradebook

from autograder.assignment import ASSIGNMENT, NOTEBOOK, RELEASE
from autograder.console import console
from autograder.grade_class import grade_class
from autograder.gradebook import Course
from autograder.moodle.sample import Layout, SampleStudent, make_export, make_worksheet
from autograder.pipeline import Grading
from autograder.scoring import Record, State
from autograder.settings import Settings
from autograder.stamp import Order
from autograder.store import Store

STANDS = "Nothing has changed"


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Order:
    """Make a class of three, of whom one handed in no notebook and one nothing, and grade it."""
    students = [
        SampleStudent(101, "Anna Abegg", {f"{NOTEBOOK}.ipynb": RELEASE.read_bytes()}),
        SampleStudent(102, "Beat Bühler", {"essay.pdf": b"%PDF"}),
        SampleStudent(103, "Cleo Caduff"),
    ]
    order = _class(tmp_path_factory.mktemp("stamp"), students, settings)
    assert STANDS not in _grade(order)
    return order


def _class(folder: Path, students: list[SampleStudent], settings: Settings) -> Order:
    make_export(folder / "export.zip", students)
    make_worksheet(folder / "sheet.csv", students, Layout(maximum=36.0))
    return Order(folder / "export.zip", folder / "sheet.csv", folder / "out", settings)


def _grade(order: Order) -> str:
    """Grade, and return what is told."""
    with console.capture() as told:
        assert not grade_class(order, jobs=1)  # one cannot be graded
    return " ".join(told.get().split())


def _files(order: Order) -> dict[Path, tuple[int, int]]:
    found = [path for path in order.out.rglob("*") if path.is_file()]
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def test_second_run_tells_the_same_and_touches_nothing(order: Order) -> None:
    first = _grade(order)
    before = _files(order)
    second = _grade(order)
    assert STANDS in second
    assert "Anna Abegg" in second
    assert f"written {order.out / 'sheet.csv'}" in second
    assert second.partition(ASSIGNMENT)[2] == first.partition(ASSIGNMENT)[2]
    assert _files(order) == before


def test_mark_given_since_is_written(order: Order) -> None:
    _grade(order)
    with Gradebook(Course(order.out).database) as gradebook:
        for cell in ("f_interpretation", "g_experiments"):
            grade = gradebook.find_grade(cell, NOTEBOOK, ASSIGNMENT, "101")
            grade.manual_score, grade.needs_manual_grade = 5.5, False
        gradebook.db.commit()
    assert STANDS not in _grade(order)
    assert "11.00" in (order.out / "sheet.csv").read_text(encoding="utf-8")
    assert STANDS in _grade(order)


def _remove_feedback(order: Order) -> None:
    (order.out / "feedback.zip").unlink()


def _edit_graded_notebook(order: Order) -> None:
    next((order.out / "autograded").rglob("*.ipynb")).write_text("{}", encoding="utf-8")


def _damage_stamp(order: Order) -> None:
    (order.out / "stamp.json").write_text("[]", encoding="utf-8")


def _add_submission(order: Order) -> None:
    students = [SampleStudent(104, "Dario Dörig", {"notes.txt": b"-"})]
    make_export(order.export, [*students, SampleStudent(101, "Anna", {"a.ipynb": RELEASE.read_bytes()})])


@pytest.mark.parametrize("change", [_remove_feedback, _edit_graded_notebook, _damage_stamp, _add_submission])
def test_whatever_changed_has_everything_done_again(order: Order, change: Callable[[Order], None]) -> None:
    _grade(order)
    change(order)
    assert STANDS not in _grade(order)
    assert (order.out / "feedback.zip").is_file()
    assert STANDS in _grade(order)


def test_other_order_has_everything_done_again(order: Order) -> None:
    _grade(order)
    assert STANDS not in _grade(replace(order, provisional=False))


def test_what_could_not_be_judged_is_worth_another_try(tmp_path: Path) -> None:
    def final(record: Record, key: str | None) -> bool:
        return Grading((record,), (key,), Store(tmp_path), None, 0, "").final

    judged = Record(101, "Anna Abegg", State.GRADED, parts=parts({}))
    failed = Record(102, "Beat Bühler", State.NOT_GRADABLE, "the process that graded it ended")
    assert final(judged, "key")
    assert final(failed, None)  # without a notebook
    assert not final(failed, "key")
