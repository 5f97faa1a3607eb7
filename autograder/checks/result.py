"""The picture that `visualize_filter` returns, beside those that the model saw: which it is, and in its colours."""

from __future__ import annotations

import itertools

import numpy as np

from autograder.checks.loop import Run
from autograder.checks.pictures import correlation, source_of
from autograder.messages import CheckFailed, show
from autograder.story import measured

# Share of the highest activation at which a picture counts as one of the end of the loop.
NEAR_THE_TOP = 0.8
# By which another picture, or another order of the colour channels, may resemble the result more than the right one.
NOISE = 0.02
# Of the colour in the picture that the model saw; scaling each channel by itself changes it, averaging leaves none.
COLOUR = 0.2


def require_result(run: Run, values: list[float]) -> None:
    """Require that the picture returned is the result: of the last step, or of one near the top.

    A picture correlates with the one before its last step with 0.9 and more, brightness clipped or not, and with none
    from the beginning of the loop clearly more; the start picture with the last by about 0.3.

    Args:
        run: Of the loop.
        values: Activation in each of its pictures.
    """
    least = NEAR_THE_TOP * max(values)
    if run.picture is not None:
        shown, likenesses = run.picture, _likenesses(run)
        late = [i for i, value in enumerate(values) if value >= least or i == len(values) - 1]
        best = max(late, key=likenesses.__getitem__)
        if (
            measured("correlation of the picture with one near the end", likenesses[best], ">", 0.6)
            and measured("lead of a picture from before", max(likenesses) - likenesses[best], "<=", NOISE)
            and _has_its_colours(shown, source_of(shown, run.pictures[best]))
        ):
            return
    raise CheckFailed(
        run.called,
        f"{show(run.answer)}; das Bild gleicht dem Ergebnis der Schritte nicht",
        "das Bild nach dem letzten Schritt, in seinen Farben",
        "Welches Bild wird am Schluss umgewandelt und zurückgegeben?",
    )


def _likenesses(run: Run) -> list[float]:
    """Return how much the picture returned correlates with each that the model saw; 0 with smaller ones."""
    sources = [None if run.picture is None else source_of(run.picture, image) for image in run.pictures]
    return [0.0 if source is None or run.picture is None else correlation(run.picture, source) for source in sources]


def _has_its_colours(picture: np.ndarray, source: np.ndarray | None) -> bool:
    """Tell whether the channels of a picture (H', W', 3) are those of its source, neither exchanged nor averaged."""
    if source is None:
        return False
    orders = [correlation(picture[..., list(order)], source) for order in itertools.permutations(range(3))]
    colour, needed = (float(_colour(each)) for each in (picture, source))
    return measured("lead of another order of the channels", max(orders) - orders[0], "<=", NOISE) and measured(
        "share of colour", colour, ">=", COLOUR * needed
    )


def _colour(picture: np.ndarray) -> float:
    """Return the share of a picture's deviation that its grey version lacks."""
    return float((picture - picture.mean(axis=2, keepdims=True)).std() / max(float(picture.std()), 1e-30))
