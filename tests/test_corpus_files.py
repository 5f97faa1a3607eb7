"""The corpus of right and wrong variants keeps its format."""

from __future__ import annotations

from collections import Counter

import pytest
from corpus_loader import load_variants, parse_variant

CHECKS_BY_CELL = {
    "a_load_resnet50": {"a_output", "a_fc", "a_pretrained", "a_eval"},
    "b_feature_extractor": {"b_lightning", "b_shapes", "b_values", "b_gradient", "b_nested", "b_unknown"},
    "c_compute_loss": {"c_scalar", "c_filter", "c_border", "c_gradient"},
    "d_initialize_image": {"d_init_shape", "d_init_range", "d_init_random"},
    "d_gradient_ascent_step": {"d_step_returns", "d_step_uphill", "d_step_normalised", "d_step_rate"},
    "d_deprocess_image": {"d_deprocess_format", "d_deprocess_values"},
    "d_visualize_filter": {"d_visualize_format", "d_visualize_steps", "d_visualize_rise"},
    "e_visualize_filters": {"e_filters_count", "e_filters_order"},
    "e_stitch_filters": {"e_stitch_shape", "e_stitch_layout", "e_stitch_margin"},
}
CHECKS = set().union(*CHECKS_BY_CELL.values())
VARIANTS = load_variants()
RIGHT = [variant for variant in VARIANTS if variant.name.startswith("right/")]
WRONG = [variant for variant in VARIANTS if variant.name.startswith("wrong/")]


def test_corpus_size_reaches_what_the_fairness_run_rests_on() -> None:
    assert len(RIGHT) >= 60
    assert len(WRONG) >= 100
    assert len(RIGHT) + len(WRONG) == len(VARIANTS)


def test_corpus_each_check_is_lost_by_several_variants() -> None:
    lost = Counter(check for variant in WRONG for check in variant.loses)
    assert {check for check in CHECKS if lost[check] < 3} == set()


def test_corpus_cells_are_all_different() -> None:
    texts = Counter(tuple(sorted(variant.cells.items())) for variant in VARIANTS)
    assert [variant.name for variant in VARIANTS if texts[tuple(sorted(variant.cells.items()))] > 1] == []


def test_corpus_ids_are_known_and_named_once() -> None:
    for variant in VARIANTS:
        named = [*variant.loses, *variant.may_lose]
        assert set(variant.cells) <= set(CHECKS_BY_CELL), variant.name
        assert set(named) <= CHECKS, variant.name
        assert len(named) == len(set(named)), variant.name


def test_corpus_right_variants_lose_nothing_and_wrong_ones_something() -> None:
    assert [variant.name for variant in RIGHT if variant.loses or variant.may_lose] == []
    assert [variant.name for variant in WRONG if not variant.loses] == []


def test_corpus_losses_belong_to_the_cells_that_were_changed() -> None:
    for variant in VARIANTS:
        touched = set().union(*(CHECKS_BY_CELL[cell] for cell in variant.cells))
        assert {*variant.loses, *variant.may_lose} <= touched, variant.name


def test_corpus_names_begin_with_the_part() -> None:
    for variant in VARIANTS:
        prefix = variant.name.split("/")[1].split("_")[0]
        assert prefix in {"mix", "whole"} or {cell[0] for cell in variant.cells} == {prefix}, variant.name


def test_corpus_cells_compile() -> None:
    for variant in VARIANTS:
        for cell, source in variant.cells.items():
            compile(source, f"{variant.name}#{cell}", "exec")


def test_corpus_reasons_are_given_for_losses_that_go_either_way() -> None:
    assert [variant.name for variant in VARIANTS if len(variant.why.split()) < 3] == []
    assert [variant.name for variant in VARIANTS if variant.may_lose and "May lose" not in variant.why] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# loses: nothing\n# %% c_compute_loss\npass\n", "headers"),
        ("# why: no cell at all\n# loses: nothing\n", "at least one cell"),
        ("# why: x\n# loses: nothing\nimport os\n# %% c_compute_loss\npass\n", "import os"),
        ("# why: x\n# loses: nothing\n# %% c_compute_loss\npass\n# %% c_compute_loss\npass\n", "twice"),
    ],
)
def test_parse_variant_out_of_format_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_variant("right/example", text)


def test_parse_variant_reads_headers_over_several_lines() -> None:
    head = "# why: first line\n#   and the second\n# loses: c_border\n#   c_filter\n"
    variant = parse_variant("wrong/example", head + "# %% c_compute_loss\nx = 1\n\n\ny = 2\n")
    assert variant.why == "first line and the second"
    assert variant.loses == ("c_border", "c_filter")
    assert variant.cells == {"c_compute_loss": "x = 1\n\n\ny = 2"}
