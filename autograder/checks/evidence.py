"""What a student's gradient ascent did on a real layer, beside the reference's, for the feedback page."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image

from autograder.checks.loop import Run
from autograder.checks.oracle import Oracle
from autograder.scoring import Evidence, Picture
from reference.ascent import Ascent
from reference.images import deprocess


def evidence_of(runs: Sequence[tuple[Run, Ascent]], oracle: Oracle, layer: str) -> Evidence:
    """Return the curves of the first run, and the pictures of all.

    The student's curve is measured here, in the pictures that the model was given; the last picture is not among
    them, since no step starts from it.

    Args:
        runs: Runs of the student's on a layer, each with the reference's ascent for the same filter.
        oracle: Measures the activation.
        layer: Name of the layer.
    """
    if not runs:
        return Evidence()
    run, ascent = runs[0]
    curve = oracle.curve(layer, run.filter_index, run.pictures)
    reference = [float(value) for value in ascent.activations[0]]
    pictures = [
        Picture(one.filter_index, _png(one.picture, one.size), _png(deprocess(theirs.images), one.size))
        for one, theirs in runs
    ]
    return Evidence(tuple(curve), tuple(reference), tuple(pictures))


def _png(picture: np.ndarray | None, size: tuple[int, int]) -> bytes:
    """Return a picture (H', W', 3) as PNG file; nothing for none, or one larger than what was asked for."""
    if picture is None or picture.shape[0] > size[0] or picture.shape[1] > size[1]:
        return b""
    file = io.BytesIO()
    Image.fromarray(picture.clip(0, 255).astype(np.uint8)).save(file, "PNG")
    return file.getvalue()
