"""Whole notebooks through real, sandboxed kernels."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbgrader.utils import determine_grade

from autograder.assignment import RELEASE, SOURCE, TEST_CELLS, grade_id
from autograder.checklist import list_checks
from autograder.graded import Graded
from autograder.grading import grade_notebook
from autograder.made_up import solution_cells, solved_notebook
from autograder.scoring import State
from autograder.settings import Settings


def _scores(graded: Graded) -> dict[str, float]:
    return {letter: part.score for letter, part in graded.record.parts.items()}


FULL = {"a": 3.0, "b": 5.0, "c": 4.0, "d": 8.0, "e": 4.0}


def test_grade_solution_notebook_gets_all_points(settings: Settings) -> None:
    graded = grade_notebook(SOURCE.read_bytes(), settings)
    assert (graded.record.state, graded.record.reason) == (State.GRADED, "")
    assert _scores(graded) == FULL
    assert graded.record.score == graded.record.points == 24.0
    notebook = nbformat.reads((graded.notebook or b"").decode(), as_version=4)
    cells = {grade_id(cell): cell for cell in notebook.cells}
    assert {TEST_CELLS[name]: determine_grade(cells[name])[0] for name in TEST_CELLS} == FULL


def test_grade_untouched_release_gets_nothing(settings: Settings) -> None:
    graded = grade_notebook(RELEASE.read_bytes(), settings)
    assert graded.record.state is State.GRADED
    assert _scores(graded) == dict.fromkeys(FULL, 0.0)
    assert all(check.message for part in graded.record.parts.values() for check in part.checks)


def test_grade_with_options_for_other_tests_in_the_environment_runs_every_check(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "--maxfail=1 -k eval")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    record = grade_notebook(RELEASE.read_bytes(), settings).record
    assert [check.id for part in record.parts.values() for check in part.checks] == list(list_checks())


def test_grade_function_that_kills_the_kernel_spoils_only_its_part(settings: Settings) -> None:
    kill = "import os, signal\ndef stitch_filters(images, n=8, margin=5):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    graded = grade_notebook(solved_notebook({"e_stitch_filters": kill}), settings)
    assert graded.record.state is State.LIMITED
    assert _scores(graded) == {**FULL, "e": 2.0}


def test_grade_functions_that_kill_the_kernel_spoil_only_their_parts(settings: Settings) -> None:
    names = ("load_resnet50", "compute_loss", "initialize_image", "visualize_filters")
    cells = {next(cell for cell in solution_cells() if cell.endswith(name)): name for name in names}
    kill = "import os, signal\n\n\ndef {}(*args, **kwargs):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    graded = grade_notebook(solved_notebook({cell: kill.format(name) for cell, name in cells.items()}), settings)
    assert _scores(graded) == {"a": 0.0, "b": 5.0, "c": 0.0, "d": 0.0, "e": 0.0}


def test_grade_cell_that_kills_the_kernel_once_it_has_ended_is_blamed_itself(settings: Settings) -> None:
    later = "import asyncio, os\nasyncio.get_event_loop().call_later(0.001, os._exit, 1)\n"
    kill = f"{solution_cells()['c_compute_loss']}\n{later}"
    graded = grade_notebook(solved_notebook({"c_compute_loss": kill}), settings)
    assert _scores(graded) == {**FULL, "c": 0.0}


def test_grade_endless_cell_keeps_what_was_earned(short_limits: Settings) -> None:
    endless = solution_cells()["c_compute_loss"] + "\nwhile True:\n    pass\n"
    graded = grade_notebook(solved_notebook({"c_compute_loss": endless}), short_limits)
    assert graded.record.state is State.LIMITED
    assert "time" in graded.record.reason
    assert _scores(graded) == FULL  # the function itself is right


def test_grade_forged_verdicts_change_nothing(settings: Settings) -> None:
    forged = """
import sys, types
get_ipython().user_ns["score_part"] = lambda *args: 99.0
sys.displayhook = lambda value: print(10)
for name, module in list(sys.modules.items()):
    if name.startswith("autograder"):
        for attribute in ("relative_error", "CheckFailed"):
            setattr(module, attribute, lambda *args: 0.0)
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index].mean()
"""
    graded = grade_notebook(solved_notebook({"c_compute_loss": forged}), settings)
    assert _scores(graded) == {**FULL, "c": 2.5}


def test_grade_kernel_sees_nothing_of_the_grader(settings: Settings) -> None:
    project = str(SOURCE.parents[2])
    spy = f"""
import os, socket
print("SEEN", [p for p in ("{project}/autograder", "{project}/reference", "{project}/source") if os.path.exists(p)])
try:
    import reference
    print("IMPORTED")
except ImportError:
    print("NO REFERENCE")
try:
    socket.create_connection(("127.0.0.1", 22), timeout=1)
except OSError as error:
    print("NO NETWORK")
""" + solution_cells()["a_load_resnet50"]
    graded = grade_notebook(solved_notebook({"a_load_resnet50": spy}), settings)
    text = (graded.notebook or b"").decode()
    assert "SEEN []" in text
    assert "NO REFERENCE" in text
    assert "NO NETWORK" in text


@pytest.mark.parametrize(
    "content", [b"", b"no JSON", b"[]", b'{"cells": 3}', b"\xff\xfe\x00", b'{"cells": [' * 5000, b'{"cells": []}']
)
def test_grade_no_notebook_is_not_gradable_with_a_reason(content: bytes, settings: Settings) -> None:
    graded = grade_notebook(content, settings)
    assert graded.record.state is State.NOT_GRADABLE
    assert "expected" in graded.record.reason
    assert graded.record.notice
    assert json.dumps(graded.record.to_json())
