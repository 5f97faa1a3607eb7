"""The source notebook is one that nbgrader accepts, students can read, and the contract describes."""

from __future__ import annotations

import ast
import base64
import copy
import re
from pathlib import Path

import nbformat
import pytest
from judging import as_in_kernel, run_cells
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions

from autograder.settings import Settings

NOTEBOOK = Path(__file__).parents[1] / "source" / "ANN_U08" / "XAI_ResNet50V2_TEMPLATE.ipynb"

SOLUTION_IDS = {
    "a_load_resnet50": ["load_resnet50"],
    "b_feature_extractor": ["FeatureExtractor"],
    "c_compute_loss": ["compute_loss"],
    "d_initialize_image": ["initialize_image"],
    "d_gradient_ascent_step": ["gradient_ascent_step"],
    "d_deprocess_image": ["deprocess_image"],
    "d_visualize_filter": ["visualize_filter"],
    "e_visualize_filters": ["visualize_filters"],
    "e_stitch_filters": ["stitch_filters"],
}
TEST_POINTS = {"test_a": 3, "test_b": 5, "test_c": 4, "test_d": 8, "test_e": 4}
MANUAL_POINTS = {"f_interpretation": 6, "g_experiments": 6}
CONSTANTS = {"RAND", "ITERATIONS", "LEARNING_RATE", "IMG_SIZE", "N_FILTERS", "TARGET_LAYER", "device"}
MAX_CODE_LINES = 25
MAX_ATTACHMENT_BYTES = 300_000


@pytest.fixture
def notebook() -> NotebookNode:
    notebook: NotebookNode = nbformat.read(NOTEBOOK, as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return notebook


@pytest.fixture
def cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {cell.id: cell for cell in notebook.cells}


@pytest.fixture
def release(notebook: NotebookNode) -> NotebookNode:
    """The notebook as nbgrader would release it, with the preprocessors that remove what students must not see."""
    released = copy.deepcopy(notebook)
    for preprocessor in (ClearSolutions(), ClearHiddenTests(), ClearMarkScheme()):
        released, _ = preprocessor.preprocess(released, {})
    return released


def flags(cell: NotebookNode) -> tuple[bool, bool, bool]:
    meta = cell.metadata.nbgrader
    return meta.grade, meta.solution, meta.locked


def code_lines(source: str) -> int:
    """Count the lines with code: no blank lines, no comments, no docstrings."""
    tree = ast.parse(source)
    docstrings: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            docstrings.update(range(node.body[0].lineno, (node.body[0].end_lineno or node.body[0].lineno) + 1))
    lines = enumerate(source.splitlines(), start=1)
    return sum(1 for number, line in lines if number not in docstrings and line.strip() and line.strip()[0] != "#")


def defined_names(source: str) -> set[str]:
    names = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return names


def test_notebook_is_valid_for_jupyter_and_nbgrader(notebook: NotebookNode) -> None:
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"


def test_cell_ids_equal_grade_ids(notebook: NotebookNode) -> None:
    assert [cell.id for cell in notebook.cells] == [cell.metadata.nbgrader.grade_id for cell in notebook.cells]


def test_outputs_are_stripped(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.id, cell.outputs, cell.execution_count) == (cell.id, [], None)


@pytest.mark.parametrize(("cell_id", "points"), [*TEST_POINTS.items(), *MANUAL_POINTS.items()])
def test_graded_cells_carry_the_points_of_the_contract(
    cells: dict[str, NotebookNode], cell_id: str, points: int
) -> None:
    assert cells[cell_id].metadata.nbgrader.points == points


def test_points_sum_to_24_automatic_and_12_by_hand(notebook: NotebookNode) -> None:
    graded = [cell for cell in notebook.cells if cell.metadata.nbgrader.grade]
    automatic = [cell.metadata.nbgrader.points for cell in graded if not cell.metadata.nbgrader.solution]
    by_hand = [cell.metadata.nbgrader.points for cell in graded if cell.metadata.nbgrader.solution]
    assert (sum(automatic), sum(by_hand)) == (24, 12)


@pytest.mark.parametrize("cell_id", SOLUTION_IDS)
def test_solution_cell_defines_the_names_of_the_contract(cells: dict[str, NotebookNode], cell_id: str) -> None:
    cell = cells[cell_id]
    assert flags(cell) == (False, True, False)
    assert "### BEGIN SOLUTION" in cell.source
    assert "### END SOLUTION" in cell.source
    assert set(SOLUTION_IDS[cell_id]) <= defined_names(cell.source)


@pytest.mark.parametrize("cell_id", [*SOLUTION_IDS, "g_experiments"])
def test_solution_cell_is_short(cells: dict[str, NotebookNode], cell_id: str) -> None:
    assert code_lines(cells[cell_id].source) <= MAX_CODE_LINES


@pytest.mark.parametrize("cell_id", TEST_POINTS)
def test_test_cell_calls_the_hidden_checks_of_its_part(cells: dict[str, NotebookNode], cell_id: str) -> None:
    cell = cells[cell_id]
    assert flags(cell) == (True, False, True)
    hidden = cell.source.split("### BEGIN HIDDEN TESTS")[1].split("### END HIDDEN TESTS")[0]
    assert f'score_part("{cell_id[-1]}", globals())' in hidden


def test_hidden_checks_mark_the_instructors_own_notebook(cells: dict[str, NotebookNode], settings: Settings) -> None:
    *imports, score = [line for line in cells["test_c"].source.splitlines() if line and not line.startswith("#")]
    with as_in_kernel(settings):
        namespace = run_cells({})
        exec("\n".join(imports), namespace)  # noqa: S102 - a cell of this project
        assert eval(score, namespace) == 4.0  # noqa: S307 - the same
        namespace["compute_loss"] = None
        assert eval(score, namespace) == 0.0  # noqa: S307 - the same


@pytest.mark.parametrize("cell_id", MANUAL_POINTS)
def test_manual_cell_has_its_marking_scheme_inside_the_solution(cells: dict[str, NotebookNode], cell_id: str) -> None:
    cell = cells[cell_id]
    assert flags(cell) == (True, True, False)
    solutions = re.findall(r"### BEGIN SOLUTION(.*?)### END SOLUTION", cell.source, flags=re.DOTALL)
    scheme = re.search(r"### BEGIN MARK SCHEME(.*?)### END MARK SCHEME", "".join(solutions), flags=re.DOTALL)
    assert scheme is not None
    assert "6 Punkte" in scheme[1]


def test_all_other_cells_are_locked(notebook: NotebookNode) -> None:
    editable = {cell.id for cell in notebook.cells if not cell.metadata.nbgrader.locked}
    assert editable == {*SOLUTION_IDS, *MANUAL_POINTS}


def test_setup_cell_defines_the_constants(cells: dict[str, NotebookNode]) -> None:
    assert defined_names(cells["setup"].source) >= CONSTANTS


@pytest.mark.parametrize("part", "abcde")
def test_part_runs_from_text_to_solution_to_self_check_to_test(notebook: NotebookNode, part: str) -> None:
    order = [cell.id for cell in notebook.cells]
    solutions = [order.index(cell_id) for cell_id in SOLUTION_IDS if cell_id.startswith(f"{part}_")]
    self_check, test = order.index(f"selfcheck_{part}"), order.index(f"test_{part}")
    assert order.index(f"text_{part}") < min(solutions) <= max(solutions) < self_check < test


def test_text_has_every_heading_of_the_sheet(notebook: NotebookNode) -> None:
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    headings = "\n".join(re.findall(r"^#+ .*$", text, flags=re.MULTILINE))
    for expected in ("Lernziele", "Einführung in XAI", *(f"({part})" for part in "abcdefg"), "Epilog"):
        assert expected in headings


def test_text_is_in_swiss_spelling(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        assert not re.search("[ßẞ„“”‚‘]", cell.source), cell.id


@pytest.mark.parametrize("name", ["resnet50_stages.png", "filters.png"])
def test_picture_is_attached_and_small(notebook: NotebookNode, name: str) -> None:
    (cell,) = [cell for cell in notebook.cells if f"](attachment:{name})" in cell.source]
    picture = base64.b64decode(cell.attachments[name]["image/png"])
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < MAX_ATTACHMENT_BYTES


def test_picture_is_the_one_of_the_figures_folder(notebook: NotebookNode) -> None:
    attachments = {name: data for cell in notebook.cells for name, data in cell.get("attachments", {}).items()}
    assert attachments
    for name, data in attachments.items():
        assert base64.b64decode(data["image/png"]) == (NOTEBOOK.parent / "figures" / name).read_bytes()


def test_every_attachment_is_shown_and_every_shown_one_attached(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        shown = set(re.findall(r"\]\(attachment:([^)]+)\)", cell.source))
        assert (cell.id, shown) == (cell.id, set(cell.get("attachments", {})))


def test_release_leaks_no_solution_test_or_marking_scheme(
    release: NotebookNode, cells: dict[str, NotebookNode]
) -> None:
    released = "\n".join(cell.source for cell in release.cells)
    for marker in ("BEGIN ", "END ", "score_part", "Bewertung (6"):
        assert marker not in released
    for cell_id in SOLUTION_IDS:
        (region, *_) = re.findall(r"### BEGIN SOLUTION\n(.*?)\n *### END SOLUTION", cells[cell_id].source, re.DOTALL)
        assert region not in released


def test_released_solution_cells_raise_not_implemented_when_called(release: NotebookNode) -> None:
    for cell in release.cells:
        if cell.id in SOLUTION_IDS:
            functions = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.FunctionDef)]
            assert functions
            assert all(isinstance(function.body[-1], ast.Raise) for function in functions), cell.id
