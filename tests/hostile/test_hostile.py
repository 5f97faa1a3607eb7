"""Hostile and broken submissions, each graded by the worker that grades an honest one right after.

Each test run tries all of them with warm kernels, and those marked ``cold`` also in a sandbox of their own; with
``AUTOGRADER_HOSTILE=all`` in the environment (`make hostile`) it is all of them in both. Every page that comes of them
is opened in a real browser, unless tests with a browser are left out (``-m "not browser"``).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hostile_judging import complaints, grade
from hostile_loader import Hostile, load_hostile, parse
from stage import Stage, staged
from visitor import Visitor

from autograder.assignment import RELEASE, grade_id
from autograder.checklist import list_checks
from autograder.graded import Graded
from autograder.grading import grade_notebook
from autograder.made_up import solution_cells, solved_notebook
from autograder.sandbox.limits import MIB, Limits
from autograder.scoring import State
from autograder.settings import Settings

CASES = load_hostile()
LIMITS = Limits(cell_s=6, call_s=5, submission_s=60, interrupt_s=2, memory_bytes=1536 * MIB)
GROUP = 10  # hostile submissions before an honest one
CATEGORIES = {"exhaustion", "files", "forgery", "formulas", "network", "notebook", "pages", "reading", "tampering"}

# What an honest student's kernel would notice of those before it: files, processes, sockets, changed libraries.
WITNESS = """
import builtins, glob, os, sys, threading
left = [path for folder in ("/tmp", "/dev/shm", os.path.expanduser("~")) for path in glob.glob(folder + "/*")]
ours = (sys.argv[2], sys.prefix)  # the directory of this kernel's sockets, and Python, may lie below /tmp
left = [path for path in left if not any(own.startswith(path) for own in ours) and "torchinductor_" not in path]
sysv = [line for name in ("shm", "sem", "msg") for line in open(f"/proc/sysvipc/{name}").readlines()[1:]]
sockets = [line.split()[-1] for line in open("/proc/net/unix") if "@ag-" in line]
state = (torch.get_default_dtype(), torch.get_num_threads(), sys.getrecursionlimit() > 500)
evil = [name for name in ("AG_EVIL",) if hasattr(builtins, name) or hasattr(torch, name) or name in os.environ]
print("WITNESS", left, sysv, sockets, evil, [torch.nn.Conv2d.forward.__module__, *map(str, state)])
"""
CLEAN = "WITNESS [] [] [] [] ['torch.nn.modules.conv', 'torch.float32', '1', 'True']"


def _groups() -> Iterator[pytest.ParameterSet]:
    everything = os.environ.get("AUTOGRADER_HOSTILE") == "all"
    for mode, cases in (("warm", CASES), ("cold", tuple(case for case in CASES if case.cold or everything))):
        for start in range(0, len(cases), GROUP):
            group = cases[start : start + GROUP]
            yield pytest.param(mode, group, id=f"{mode}: {group[0].name} to {group[-1].name}")


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as stage:
        yield stage


@pytest.fixture(scope="module")
def visitor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Visitor | None:
    """Return somebody at a browser, or nobody where tests with a browser are left out."""
    if "not browser" in request.config.option.markexpr:
        return None
    return Visitor(request.getfixturevalue("browser"), tmp_path_factory.mktemp("visitor"))


@pytest.mark.parametrize(("mode", "group"), list(_groups()))
def test_hostile_submissions_gain_nothing_and_harm_nobody(
    mode: str, group: tuple[Hostile, ...], settings: Settings, stage: Stage, visitor: Visitor | None
) -> None:
    settings = replace(settings, limits=LIMITS, warm=mode == "warm")
    grade_notebook(RELEASE.read_bytes(), settings)  # what a worker keeps between submissions is there from now on
    found: dict[str, list[str]] = {}
    results: dict[str, Graded] = {}
    before = stage.traces()
    for case in group:
        results[case.name] = grade(case, settings, stage)
        wrong = complaints(case, results[case.name], stage.secret)
        after = stage.settled(before)
        wrong += [f"left behind: {name}: {after[name]}" for name in before if after[name] != before[name]]
        before, found[case.name] = after, wrong
    honest = _honest(settings)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert (honest.record.state, honest.record.score) == (State.GRADED, 24.0)
    assert _witness(honest) == CLEAN
    if visitor is not None:
        opened = visitor.complaints(results, honest)
        assert {name: deeds for name, deeds in opened.items() if deeds} == {}


def _honest(settings: Settings) -> Graded:
    """Grade the model solution, with a cell that tells what its kernel finds."""
    notebook = json.loads(solved_notebook())
    setup = next(index for index, cell in enumerate(notebook["cells"]) if grade_id(cell) == "setup")
    notebook["cells"].insert(setup + 1, {"cell_type": "code", "source": WITNESS, "metadata": {}, "outputs": []})
    return grade_notebook(json.dumps(notebook).encode(), replace(settings, limits=Limits()))


def _witness(graded: Graded) -> str:
    found = re.search(r"WITNESS .*?(?=\\n|\")", (graded.notebook or b"").decode())
    return found[0] if found else "no witness"


def test_corpus_covers_every_category_and_says_what_it_tries() -> None:
    assert len(CASES) >= 60
    assert {case.category for case in CASES} == CATEGORIES
    assert len({case.why for case in CASES}) == len(CASES)
    assert sum(case.cold for case in CASES) >= 20
    known = set(list_checks())
    assert not [case.name for case in CASES if (case.earns | case.may_earn) - known]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# why: x",
        "x = 1\n# %% c_compute_loss\n",
        "# why: x\n# what: y\n# %% c_compute_loss\n",
        "# why: x\n# %% z\n1",
    ],
)
def test_parse_file_out_of_format_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse("x/y", text, solution_cells())
