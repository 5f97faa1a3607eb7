"""What a student gets to see of their own gradient ascent."""

from __future__ import annotations

import io

import pytest
from corpus_loader import load_variants
from judging import as_in_kernel, run_cells
from PIL import Image

from autograder import runner
from autograder.grading import oracle_for
from autograder.local import LocalChannel
from autograder.scoring import Evidence
from autograder.settings import Settings
from autograder.student import Student

VARIANTS = {variant.name: variant.cells for variant in load_variants()}


def evidence_for(name: str, settings: Settings) -> Evidence | None:
    """Return what the checks of (d) leave for the student, by the name of a variant."""
    with as_in_kernel(settings):
        student = Student(LocalChannel(run_cells(VARIANTS.get(name, {}))))
        runner.run_part("d", student, oracle_for(settings.checkpoint), 0)
    return student.evidence


def test_evidence_of_the_solution_is_like_the_reference(settings: Settings) -> None:
    evidence = evidence_for("", settings)
    assert evidence is not None
    assert len(evidence.curve) == 30
    assert len(evidence.reference_curve) == 31
    assert evidence.curve[-1] == pytest.approx(evidence.reference_curve[-2], rel=0.2)
    for picture in evidence.pictures:
        for png in (picture.student_png, picture.reference_png):
            assert Image.open(io.BytesIO(png)).size == (76, 56)


def test_evidence_of_a_descent_shows_the_students_own_curve_falling(settings: Settings) -> None:
    evidence = evidence_for("wrong/d_step_descent", settings)
    assert evidence is not None
    assert evidence.curve[-1] < evidence.curve[0] < evidence.reference_curve[-1]


def test_evidence_of_a_loop_that_cannot_run_says_nothing(settings: Settings) -> None:
    assert evidence_for("wrong/d_visualize_untouched", settings) is None
