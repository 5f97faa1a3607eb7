"""What a student put into a notebook can be read where nbgrader shows it, and can do nothing."""

from __future__ import annotations

import copy

import nbformat
import pytest
from inspection import Inspection
from payloads import PAYLOADS

from autograder.assignment import Assignment, grade_id, load_assignment
from autograder.harmless import make_harmless
from autograder.untrusted import html_output, markdown

PIXEL = "data:image/png;base64,iVBORw0KGgo="


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return load_assignment()


def _cell(notebook: nbformat.NotebookNode, name: str) -> nbformat.NotebookNode:
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


def test_release_itself_and_outputs_of_checks_stay_as_they_are(assignment: Assignment) -> None:
    notebook = copy.deepcopy(assignment.notebook)
    table = nbformat.v4.new_output("display_data", {"text/html": "<table style='color: red'></table>"})
    _cell(notebook, "test_a").outputs = [table]
    before = copy.deepcopy(notebook)
    make_harmless(notebook, assignment)
    assert notebook == before


def test_markdown_of_a_student_becomes_its_rendering_in_one_line(assignment: Assignment) -> None:
    notebook = copy.deepcopy(assignment.notebook)
    _cell(notebook, "f_interpretation").source = "# Titel\n\n**fett** `a<b`\n\n    x\n\n    y\n\n<script>1</script>"
    make_harmless(notebook, assignment)
    shown = _cell(notebook, "f_interpretation").source
    assert "\n" not in shown
    assert "<strong>fett</strong> <code>a&lt;b</code>" in shown
    assert "x&#10;&#10;y" in shown
    assert "script" not in shown


def test_outputs_keep_text_tables_and_pictures_alone(assignment: Assignment) -> None:
    notebook = copy.deepcopy(assignment.notebook)
    kinds = {"text/plain": "<b>", "image/png": "iVBO\n", "text/html": "<b onclick=1>x</b>", "application/json": {}}
    _cell(notebook, "setup").outputs = [
        nbformat.v4.new_output("display_data", kinds, metadata={"image/png": {"width": "1 onload=x"}}),
        nbformat.v4.new_output("execute_result", {"image/png": '"', "image/svg+xml": "<svg/>"}, execution_count=3),
        nbformat.v4.new_output("stream", text="<b>"),
    ]
    make_harmless(notebook, assignment)
    shown, other, stream = _cell(notebook, "setup").outputs
    assert shown.data == {"text/plain": "<b>", "image/png": "iVBO\n", "text/html": "<b>x</b>"}
    assert shown.metadata == other.data == {}
    assert stream.text == "<b>"
    nbformat.validate(notebook)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_html_output_of_hostile_text_holds_nothing_that_acts(payload: str) -> None:
    page = Inspection(str(html_output(payload)))
    assert page.tags.isdisjoint(
        {"script", "iframe", "svg", "link", "style", "base", "form", "input", "meta", "details"}
    )
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"
    ]
    assert not page.values("src")
    assert not page.values("href")


def test_html_output_keeps_tables_links_and_embedded_pictures() -> None:
    html = (
        f'<table><tr><td colspan="2">1</td></tr></table><a href="https://example.org">x</a><img src="{PIXEL}" alt="y">'
    )
    page = Inspection(str(html_output(html + '<img src="https://example.org/x.png"><a href="data:text/html,x">z</a>')))
    assert page.values("colspan") == ["2"]
    assert page.values("href") == ["https://example.org"]
    assert page.values("src") == [PIXEL]


@pytest.mark.parametrize("text", ["<div>" * 300_000, "<div title='</div>'>" * 90_000, "<b>" * 5000 + "<p>x" * 5000])
def test_html_output_that_a_parser_would_take_long_for_is_shown_as_text(text: str) -> None:
    shown = html_output(text)
    assert shown.startswith("<pre>&lt;")
    assert len(shown) < 40_000


def test_html_output_of_a_long_table_stays_a_table() -> None:
    table = "<div><table>" + "<tr><td>1</td><td>2</td></tr>" * 5000 + "</table></div>"
    assert html_output(table).count("<td>") == 10_000


def test_markdown_table_that_grows_is_shown_as_text() -> None:
    assert markdown("|a" * 2400 + "|\n" + "|-" * 2400 + "|\n" + "|\n" * 5000).startswith("<pre>|a|a")
    assert "<table>" in markdown("|a|b|\n|-|-|\n" + "|1|2|\n" * 500)
