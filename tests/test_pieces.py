"""What solves a part is not in a kernel before the checks of that part are done."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from judging import as_in_kernel, run_cells

from autograder import checklist, runner
from autograder.assignment import SOLUTION_CELLS
from autograder.grading import oracle_for
from autograder.inside import pieces, wire
from autograder.inside.loader import load
from autograder.local import LocalChannel
from autograder.sandbox import injection
from autograder.sandbox.limits import Limits
from autograder.settings import Settings
from autograder.sources import INSIDE, PIECES, texts
from autograder.student import Student

# Checks whose question a piece answers, by the beginning of their ids; none for models that solve nothing.
SOLVES = {
    "backbone": "a_",
    "layer": "b_",
    "compute_loss": "c_",
    "initialize_image": "d_init_",
    "deprocess_image": "d_deprocess_",
    "gradient_ascent_step": "d_step_",
    "visualize_filter": "d_visualize_",
    "stub": None,
    "pointwise": None,
    "pattern": None,
}
UNSOLVED = dict.fromkeys(SOLUTION_CELLS, "raise NotImplementedError")


class Watching(LocalChannel):
    """Notes which check was running when a piece was first sent.

    Args:
        namespace: The student's global names.
        first: Where it is noted, by piece.
    """

    def __init__(self, namespace: dict[str, Any], first: dict[str, str]) -> None:
        super().__init__(namespace)
        self._first = first

    def ask(self, request: str) -> str:
        """Return the probe's answer."""
        running = os.environ["PYTEST_CURRENT_TEST"].partition("::test_")[2].partition(" ")[0]
        for name in wire.loads(request, wire.Bounds()).get("modules", {}):
            self._first.setdefault(name.removeprefix(f"{PIECES}."), running)
        return super().ask(request)


def test_every_piece_is_known_here() -> None:
    found = {path.stem for path in Path(pieces.__file__).parent.glob("*.py")} - {"__init__"}
    assert found == set(SOLVES)


def test_new_kernel_gets_the_probe_and_no_piece() -> None:
    installed = injection.installation(Limits())
    assert set(texts(f"{INSIDE}.probe")) == {f"{INSIDE}.{name}" for name in ("loader", "wire", "probe")}
    assert not [name for name in SOLVES if f"{PIECES}.{name}" in installed or f"def {name}(" in installed]


@pytest.mark.parametrize("cells", [{}, UNSOLVED], ids=["solved", "unsolved"])
def test_no_piece_is_sent_before_what_it_solves_is_judged(cells: Mapping[str, str], settings: Settings) -> None:
    first: dict[str, str] = {}
    with as_in_kernel(settings):
        namespace = run_cells(cells)
        for letter in checklist.PARTS:
            runner.run_part(letter, Student(Watching(namespace, first)), oracle_for(settings.checkpoint), 0)
    order = list(checklist.list_checks())
    early = {
        name: check
        for name, check in first.items()
        for solved in [SOLVES[name]]
        if solved and any(other.startswith(solved) for other in order[order.index(check) :])
    }
    assert early == {}
    assert cells or set(first) == set(SOLVES)


def test_texts_of_a_module_come_after_those_that_it_imports() -> None:
    names = [name.removeprefix(f"{PIECES}.") for name in texts(f"{PIECES}.visualize_filter")]
    assert names[-1] == "visualize_filter"
    assert names.index("compute_loss") < names.index("gradient_ascent_step")
    assert set(names) == {"compute_loss", "gradient_ascent_step", "initialize_image", "deprocess_image", names[-1]}


def test_load_text_that_fails_leaves_no_module(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"{PIECES}.broken"
    monkeypatch.setitem(sys.modules, name, None)  # both are put back afterwards
    monkeypatch.setattr(pieces, "broken", None, raising=False)
    del sys.modules[name]
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            load({name: "1 / 0"})
    load({name: "value = 3"})
    load({name: "value = 4"})
    assert sys.modules[name].value == 3
