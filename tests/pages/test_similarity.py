"""Very similar solutions are found whatever is done to hide them, and what is naturally alike is left alone."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

import pytest
from solutions import HOOKS, TEMPLATE, TORCHVISION

from autograder.similarity import MAX_CELL_CHARS, similar_pairs

LONG = ("b_feature_extractor", "d_gradient_ascent_step", "d_deprocess_image", "e_stitch_filters")

NEW_NAMES = {
    "picture": "bild",
    "slope": "g",
    "array": "a",
    "sheet": "canvas",
    "number": "i",
    "top": "y",
    "left": "x",
    "height": "h",
    "width": "w",
    "modules": "layers",
    "result": "output",
    "keep": "_hook",
    "loss": "wert",
}


def disguised(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells with other names, other comments, other layout and no docstrings."""
    changed = {}
    for cell, source in cells.items():
        source = re.sub(r'    """.*"""\n', "", source)
        source = re.sub(r"\b(\w+)\b", lambda match: NEW_NAMES.get(match[1], match[1]), source)
        changed[cell] = source.replace("\n", "  # alles selbst gemacht\n\n").replace(", ", ",").replace("    ", "\t")
    return changed


def test_copy_with_new_names_comments_and_layout_is_found() -> None:
    (pair,) = similar_pairs({101: HOOKS, 102: TORCHVISION, 103: disguised(HOOKS)}, TEMPLATE)
    assert (pair.first, pair.second) == (101, 103)
    assert set(LONG) <= set(pair.cells)
    assert pair.ratio >= 0.95


def test_copy_that_is_no_python_is_found() -> None:
    broken = {cell: source.replace("return", "retrun (((") for cell, source in HOOKS.items()}
    (pair,) = similar_pairs({1: HOOKS, 2: broken}, TEMPLATE)
    assert set(LONG) & set(pair.cells)


def test_copy_with_more_code_around_it_is_found() -> None:
    longer = {cell: f"{TORCHVISION[cell].replace('def ', 'def old_')}\n\n{source}" for cell, source in HOOKS.items()}
    (pair,) = similar_pairs({1: HOOKS, 2: longer}, TEMPLATE)
    assert pair.ratio == 1.0


def test_copy_of_most_cells_names_those_cells() -> None:
    mixed = HOOKS | {"d_deprocess_image": TORCHVISION["d_deprocess_image"]}
    (pair,) = similar_pairs({1: HOOKS, 2: mixed}, TEMPLATE)
    assert "d_deprocess_image" not in pair.cells
    assert {"b_feature_extractor", "e_stitch_filters"} <= set(pair.cells)


def test_independent_solutions_are_not_reported() -> None:
    assert similar_pairs({1: HOOKS, 2: TORCHVISION}, TEMPLATE) == ()


def test_untouched_templates_are_not_reported() -> None:
    assert similar_pairs(dict.fromkeys(range(5), TEMPLATE), TEMPLATE) == ()


def test_code_of_the_template_does_not_count() -> None:
    assert len(similar_pairs({1: HOOKS, 2: HOOKS}, TEMPLATE)) == 1
    assert similar_pairs({1: HOOKS, 2: HOOKS}, HOOKS) == ()


def test_short_functions_alike_are_not_reported() -> None:
    short = {"c_compute_loss": HOOKS["c_compute_loss"]}
    assert similar_pairs({1: HOOKS, 2: TORCHVISION | short}, TEMPLATE) == ()
    assert similar_pairs({1: TEMPLATE | short, 2: TEMPLATE | short}, TEMPLATE) == ()


def test_one_long_function_alike_is_not_reported() -> None:
    one = {"e_stitch_filters": HOOKS["e_stitch_filters"]}
    assert similar_pairs({1: HOOKS, 2: TORCHVISION | one}, TEMPLATE) == ()


def test_code_that_many_submit_is_common_knowledge() -> None:
    ten: dict[int | str, Mapping[str, str]] = dict.fromkeys(range(10), HOOKS)
    assert len(similar_pairs(ten, TEMPLATE)) == 45
    assert similar_pairs(ten | {10: HOOKS}, TEMPLATE) == ()


def test_order_of_submissions_plays_no_part() -> None:
    everybody: dict[int | str, Mapping[str, str]] = {
        5: HOOKS, "b.ipynb": disguised(HOOKS), 3: TORCHVISION, "a.ipynb": disguised(TORCHVISION), 40: TEMPLATE
    }  # fmt: skip
    found = similar_pairs(everybody, TEMPLATE)
    assert [(pair.first, pair.second) for pair in found] == [(3, "a.ipynb"), (5, "b.ipynb")]
    keys = list(everybody)
    random.Random(0).shuffle(keys)
    assert similar_pairs({key: everybody[key] for key in keys}, TEMPLATE) == found


@pytest.mark.parametrize(
    "source", ["", "\x00\xff\ud800", "(" * 50_000, '"""' * 9_999, "\t\n " * 9_999, "Ein Satz. " * 9_999]
)
def test_strange_text_is_compared_without_a_word(source: str) -> None:
    cells = dict.fromkeys(TEMPLATE, source)
    assert similar_pairs({1: cells, 2: dict(cells), 3: HOOKS}, TEMPLATE) == ()


def test_text_beyond_the_limit_is_not_read() -> None:
    padding = "#" + "x" * MAX_CELL_CHARS + "\n"
    padded = {cell: padding + source for cell, source in HOOKS.items()}
    assert similar_pairs({1: padded, 2: HOOKS}, TEMPLATE) == ()


def test_missing_and_unknown_cells_do_no_harm() -> None:
    assert similar_pairs({}, TEMPLATE) == ()
    assert similar_pairs({1: {}, 2: {"unknown": HOOKS["e_stitch_filters"]}}, TEMPLATE) == ()
