"""Classes to grade: all notebooks distinct, so that none is graded twice."""

from __future__ import annotations

import json
from collections.abc import Iterator

from autograder.assignment import RELEASE, SOURCE, TEST_CELLS, grade_id
from autograder.cohort import Task
from autograder.made_up import solved_notebook

POINTS = 24.0  # of the model solution
GRADING_MODE = '"NBGRADER_EXECUTION" in os.environ'


def solved(count: int) -> Iterator[Task]:
    """Yield submissions with the model solution."""
    yield from _numbered(solved_notebook(), count)


def mixed(count: int) -> Iterator[Task]:
    """Yield a class of which three in four have not solved anything, to keep a long run short."""
    unsolved, right = RELEASE.read_bytes(), solved_notebook()
    for number in range(count):
        yield next(_numbered(unsolved if number % 4 else right, 1, first=number))


def without_grading_mode(content: bytes) -> bytes:
    """Return a notebook that draws all filters at full size wherever it runs."""
    text = content.decode("utf-8")
    escaped = json.dumps(GRADING_MODE)[1:-1]
    if escaped not in text:
        raise ValueError(f"expected {GRADING_MODE} in the set-up cell of {SOURCE}; change the benchmark with it")
    return text.replace(escaped, "False").encode("utf-8")


def without_hidden_tests(source: bytes) -> bytes:
    """Return the source notebook with test cells that test nothing: what stock nbgrader takes for everything else."""
    notebook = json.loads(source)
    for cell in notebook["cells"]:
        if grade_id(cell) in TEST_CELLS:
            cell["source"] = "### BEGIN HIDDEN TESTS\npass\n### END HIDDEN TESTS"
    return json.dumps(notebook).encode("utf-8")


def _numbered(content: bytes, count: int, first: int = 0) -> Iterator[Task]:
    notebook = json.loads(content)
    for number in range(first, first + count):
        notebook["metadata"]["title"] = f"submission {number}"
        yield Task(number, f"P{number}", json.dumps(notebook).encode("utf-8"))
