"""Build what students get, and refuse when the source must not be released as it is."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.assignment import ASSIGNMENT, NOTEBOOK, SOLUTION, SOLUTION_CELLS, grade_id
from autograder.checklist import list_checks
from autograder.errors import ReleaseError
from autograder.files import write_atomically
from autograder.grading import grade_notebook
from autograder.settings import Settings

_REGION = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)\n(.*?)### END \1", re.DOTALL)
_CONFIG = "from autograder.nbgrader_course import configure\n\nconfigure(get_config(), root={root!r})\n"


@dataclass(frozen=True)
class Release:
    """What a release consists of, as files to be written."""

    release: bytes
    solution: bytes
    students_zip: bytes


def build_release(source: Path, settings: Settings) -> Release:
    """Make the release from the source notebook, and test it.

    Raises:
        ReleaseError: If a solution is not marked as one, nbgrader refuses the source, a hidden line is left in the
            release, the solution does not score full points, or the untouched release scores any.
    """
    _require_marked(source.read_bytes())
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        release, solution = _generate(source, Path(folder))
    _require_nothing_hidden(source.read_bytes(), release)
    require_scores(source.read_bytes(), release, settings)
    return Release(release, solution, _zip(release))


def write_release(release: Release, root: Path) -> list[Path]:
    """Write the release notebook, the solution notebook and the students' zip below `root`."""
    files = {
        root / "release" / ASSIGNMENT / f"{NOTEBOOK}.ipynb": release.release,
        root / "build" / f"{SOLUTION}.ipynb": release.solution,
        root / "build" / f"{ASSIGNMENT}.zip": release.students_zip,
    }
    for path, content in files.items():
        write_atomically(path, content)
    return list(files)


def _generate(source: Path, root: Path) -> tuple[bytes, bytes]:
    """Run nbgrader's own commands on a copy of the source; return release and solution."""
    write_atomically(root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", source.read_bytes())
    config = _CONFIG.format(root=str(root))
    config += f"c = get_config()\nc.CourseDirectory.source_directory = {str(root / 'source')!r}\n"
    config += f"c.CourseDirectory.release_directory = {str(root / 'release')!r}\n"
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    for command in ("generate_assignment", "generate_solution"):
        arguments = [sys.executable, "-m", "nbgrader", command, ASSIGNMENT, "--force"]
        done = subprocess.run(arguments, cwd=root, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ReleaseError(f"{source}: `nbgrader {command}` refused it:\n{done.stderr[-2000:]}")
    return tuple(_without_outputs(root / step / ASSIGNMENT / f"{NOTEBOOK}.ipynb") for step in ("release", "solution"))  # type: ignore[return-value]  # a pair


def _without_outputs(path: Path) -> bytes:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return str(nbformat.writes(notebook)).encode("utf-8") + b"\n"


def _require_marked(source: bytes) -> None:
    """Require that the solution in each solution cell is marked as such."""
    for cell in nbformat.reads(source.decode(), as_version=4).cells:
        if grade_id(cell) in SOLUTION_CELLS and not _REGION.search(cell.source):
            raise ReleaseError(
                f"cell {grade_id(cell)}: expected ### BEGIN SOLUTION … ### END SOLUTION, found none; "
                "the whole solution would be released"
            )


def _require_nothing_hidden(source: bytes, release: bytes) -> None:
    """Require that no line of a solution, hidden test or marking scheme is left, and that every answer is a stub."""
    cells = {grade_id(cell): cell.source for cell in nbformat.reads(release.decode(), as_version=4).cells}
    text = "\n".join(cells.values()) + release.decode()
    for cell in nbformat.reads(source.decode(), as_version=4).cells:
        name, released = grade_id(cell), cells.get(grade_id(cell), "")
        for region in _REGION.finditer(cell.source):
            for line in (line.strip() for line in region[2].splitlines()):
                if len(line) >= 12 and line in released and line not in _visible(cell.source):
                    raise ReleaseError(
                        f"cell {name}: the line {line!r} is hidden in the source and stands in the release"
                    )
    for word in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "score_part"):
        if word in text:
            raise ReleaseError(f"the release contains {word!r}; expected that nbgrader took it out")
    for name in SOLUTION_CELLS:
        try:
            ast.parse(cells[name])
        except (KeyError, SyntaxError) as error:
            raise ReleaseError(f"cell {name} of the release: expected Python code, found {error!r}") from error


def _visible(source: str) -> str:
    return _REGION.sub("", source)


def require_scores(source: bytes, release: bytes, settings: Settings) -> None:
    """Require that the solution scores full points in every check, and the untouched release none in any.

    Raises:
        ReleaseError: If not, with the checks that went otherwise.
    """
    points = {info.id: info.points for info in list_checks().values()}
    for what, content, expected in (
        ("solution", source, points),
        ("untouched release", release, dict.fromkeys(points, 0.0)),
    ):
        record = grade_notebook(content, settings, name=what).record
        scores = {check.id: check for part in record.parts.values() for check in part.checks}
        wrong = [check for name, check in scores.items() if check.score != expected.get(name)]
        if wrong or scores.keys() != expected.keys() or record.reason:
            lines = [f"  {check.id}: {check.score:g} of {check.points:g} points. {check.message}" for check in wrong]
            raise ReleaseError(
                "\n".join(
                    [
                        f"the {what} scores {record.score:g} of {sum(points.values()):g} points, "
                        f"expected {sum(expected.values()):g}. {record.reason}",
                        *lines,
                    ]
                )
            )


def _zip(release: bytes) -> bytes:
    """Return the students' zip: the notebook alone, with fixed dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{NOTEBOOK}.ipynb", (2025, 1, 1, 0, 0, 0)), release, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
