"""What determines a result, and so what is graded anew when this project changes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_up import EVIDENCE, parts

from autograder.assignment import ROOT
from autograder.checklist import PARTS, check_files
from autograder.graded import Graded
from autograder.provenance import grading_sources, sources
from autograder.scoring import Record, State
from autograder.settings import Settings
from autograder.store import Store, key_of

PRINT = "import autograder.provenance as p; print(p.program(), p.grading_program(), *p.check_programs())"
TOUCHED = {
    "autograder/checks/test_e_gallery.py": {"e"},
    "autograder/checks/test_d1_image.py": {"d"},
    "autograder/checks/patterns.py": {"d", "e"},
    "autograder/moodle/archive.py": set(),
    "autograder/feedback.py": set(),
    "autograder/inside/pieces/backbone.py": set(PARTS),
    "autograder/checks/oracle.py": set(PARTS),
    "reference/ascent.py": set(PARTS),
}


@pytest.mark.parametrize("name", TOUCHED)
def test_sources_of_a_part_hold_what_can_change_its_result(name: str) -> None:
    found = {part for part in PARTS if ROOT / name in grading_sources() | sources(check_files(part))}
    assert found == TOUCHED[name]


def test_programs_change_where_a_source_has_changed(tmp_path: Path) -> None:
    for name in ("autograder", "reference", "release"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    before = _programs(tmp_path)
    with (tmp_path / "autograder" / "checks" / "test_e_gallery.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    same = [now == then for now, then in zip(_programs(tmp_path), before, strict=True)]
    assert same == [False, True, True, True, True, True, False]


def _programs(project: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", PRINT], cwd=project, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_sources_follow_every_kind_of_import() -> None:
    found = {
        path.relative_to(ROOT).as_posix() for path in sources([ROOT / "autograder" / "checks" / "test_e_gallery.py"])
    }
    assert {"autograder/__init__.py", "autograder/checks/patterns.py", "autograder/messages.py"} <= found
    assert "autograder/checks/test_e_gallery.py" in found
    assert not [name for name in found if "moodle" in name or name.startswith("tests/")]


def _kept(folder: Path, key: str, score: float, state: State = State.GRADED) -> Store:
    store = Store(folder)
    record = Record(None, "", state, parts=parts({"a_eval": (score, "")}))
    store.put(key, Graded(record, b"{}", EVIDENCE))
    return store


def test_store_knows_the_parts_whose_checks_are_the_same(tmp_path: Path, settings: Settings) -> None:
    key = key_of(b"x", {}, settings)
    changed = f"{key.rsplit('-', 1)[0]}-00000000"
    known = _kept(tmp_path, key, 0.25).known(changed)
    assert set(known.parts) == set("abcd")
    assert known.parts["a"].checks[-1].score == 0.25
    assert known.evidence == EVIDENCE
    assert Store(tmp_path).known(key_of(b"y", {}, settings)).parts == {}


def test_store_knows_nothing_of_a_submission_that_met_a_limit(tmp_path: Path, settings: Settings) -> None:
    key = key_of(b"x", {}, settings)
    assert _kept(tmp_path, key, 0.25, State.LIMITED).known(f"{key[:-8]}00000000").parts == {}
