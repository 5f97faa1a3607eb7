"""The visible self-checks: quiet about right solutions, and no promise that the hidden checks break."""

from __future__ import annotations

import pytest
from corpus_loader import Variant, load_variants, spread
from judging import failed_probes, loses_most, touched, unfair_selfchecks

from autograder.settings import Settings

RIGHT = [variant for variant in load_variants() if variant.is_right]
COSTLY = [
    variant
    for variant in load_variants()
    if "/mix_" not in variant.name and any(loses_most(variant, part) for part in touched(variant))
]


@pytest.mark.parametrize("variant", spread(RIGHT, 12) + spread(COSTLY, 12), ids=lambda variant: variant.name)
def test_selfcheck_of_a_variant_misleads_nobody(variant: Variant, settings: Settings) -> None:
    assert unfair_selfchecks(variant, settings) == ()


@pytest.mark.parametrize("part", list("abcde"))
def test_selfcheck_of_the_untouched_release_passes_nothing_that_is_not_done(part: str, settings: Settings) -> None:
    untouched = next(variant for variant in load_variants() if variant.name == "wrong/mix_untouched")
    failed = failed_probes(untouched.cells, settings, part)
    assert failed
    assert all("noch nicht gelöst" in line for line in failed)
