"""A grading that is killed at any moment and started again gives the same results, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
import pytest
from descendants import gone

from autograder.assignment import NOTEBOOK, RELEASE, ROOT
from autograder.made_up import notebook_with
from autograder.moodle.sample import SampleStudent, make_export

READS = 'print("MINE", open("data.txt").read())\n'
FILE = f"{NOTEBOOK}.ipynb"
READING = notebook_with({"c_compute_loss": READS})
STUDENTS = [
    SampleStudent(101, "Anna Abegg", {FILE: READING, "data.txt": b"ALPHA"}),
    SampleStudent(102, "Beat Bühler", {FILE: READING, "data.txt": b"BETA"}),
    SampleStudent(103, "Cleo Caduff", {FILE: b"{ damaged"}),
    SampleStudent(104, "Dario Dörig", {FILE: RELEASE.read_bytes(), "torch.py": b"raise SystemExit"}),
]


def _command(folder: Path, out: str) -> list[str]:
    grade = [sys.executable, "-m", "autograder", "grade", str(folder / "export.zip")]
    return [*grade, "--out", str(folder / out), "-j", "1"]


def _results(folder: Path) -> list[dict[str, Any]]:
    """Return results.json without times."""
    submissions: list[dict[str, Any]] = json.loads((folder / "results.json").read_text(encoding="utf-8"))["submissions"]
    return [{key: value for key, value in entry.items() if key != "seconds"} for entry in submissions]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Grade the class in one run, and return the folder."""
    folder = tmp_path_factory.mktemp("class")
    make_export(folder / "export.zip", STUDENTS)
    done = subprocess.run(_command(folder, "whole"), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr  # one cannot be graded
    return folder


def test_grade_killed_at_a_random_moment_and_started_again_gives_the_same(whole: Path) -> None:
    store = whole / "killed" / "results"
    temporary = Path(tempfile.mkdtemp(prefix="k", dir="/tmp"))
    environment = {**os.environ, "TMPDIR": str(temporary)}
    options = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL, "start_new_session": True}
    with subprocess.Popen(_command(whole, "killed"), **options) as run:  # type: ignore[call-overload]  # of the options
        while run.poll() is None and not (store.is_dir() and list(store.glob("*.json"))):
            time.sleep(0.05)
        time.sleep(random.uniform(0, 3))
        family = psutil.Process(run.pid).children(recursive=True) if run.poll() is None else []
        os.killpg(run.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(family, timeout=15)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    again = subprocess.run(
        _command(whole, "killed"), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert again.returncode == 1, again.stdout + again.stderr
    assert _results(whole / "killed") == _results(whole / "whole")
    states = {entry["participant"]: entry["state"] for entry in _results(whole / "killed")}
    assert states == {101: "graded", 102: "graded", 103: "not_gradable", 104: "graded"}
    assert [path.name for path in temporary.iterdir()] == []
    temporary.rmdir()


def test_workers_end_with_the_process_that_hired_them() -> None:
    code = """
import time
import psutil
from autograder.workforce import LocalWorkforce
with LocalWorkforce(1).executor(alone=False) as executor:
    executor.submit(int).result()
    executor.submit(time.sleep, 600)
    print(*(child.pid for child in psutil.Process().children(recursive=True)), flush=True)
    time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as grader:
        found = {int(pid) for pid in (grader.stdout.readline() if grader.stdout else "").split()}
        assert found
        grader.kill()
    assert gone(found)


def test_files_beside_a_notebook_are_seen_by_its_own_kernel_alone(whole: Path) -> None:
    course = whole / "whole" / "autograded"
    seen = {number: next((course / str(number)).rglob("*.ipynb")).read_text(encoding="utf-8") for number in (101, 102)}
    assert "MINE ALPHA" in seen[101]
    assert "MINE BETA" in seen[102]
    assert "BETA" not in seen[101]
    assert "ALPHA" not in seen[102]


def test_files_beside_a_notebook_are_in_nobodys_feedback(whole: Path) -> None:
    written = [path for path in (whole / "whole").rglob("*") if path.is_file()]
    assert not [path for path in written if path.name in ("data.txt", "torch.py")]
    assert b"data.txt" not in (whole / "whole" / "feedback.zip").read_bytes()
