"""A sample of the corpus: right solutions keep every point, wrong ones lose in their own part only."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_loader import Variant, load_variants, spread
from judging import lost_checks, unfair_checks

from autograder.hub import default_settings
from autograder.settings import Settings

RIGHT, WRONG = 15, 20


ALL = [variant for variant in load_variants() if "/mix_" not in variant.name and "setup" not in variant.cells]
SAMPLE = [
    *spread([variant for variant in ALL if variant.is_right], RIGHT),
    *spread([variant for variant in ALL if not variant.is_right], WRONG),
]


@pytest.mark.parametrize("variant", SAMPLE, ids=lambda variant: variant.name)
def test_variant_on_embedded_weights_is_judged_fairly(variant: Variant, settings: Settings) -> None:
    lost = lost_checks(variant.cells, settings)
    assert unfair_checks(variant, lost) == ()
    assert {name[0] for name in lost} <= {name[0] for name in (*variant.loses, *variant.may_lose)}


@pytest.mark.parametrize("variant", [SAMPLE[0], *SAMPLE[RIGHT::7]], ids=lambda variant: variant.name)
def test_variant_on_other_weights_loses_the_same(
    variant: Variant, settings: Settings, trained_like: Path | None
) -> None:
    if trained_like is None:  # not there: another seed of the embedded weights takes its place
        other, seed = settings, 5
    else:
        other, seed = default_settings(trained_like, limits=settings.limits), 0
    assert unfair_checks(variant, lost_checks(variant.cells, other, seed)) == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_model_solution_at_any_seed_keeps_every_point(seed: int, settings: Settings) -> None:
    assert lost_checks({}, settings, seed) == {}
