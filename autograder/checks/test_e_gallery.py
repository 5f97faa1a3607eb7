"""(e) The pictures of many filters, in order, stitched into one."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from autograder.checks.attempts import Attempts
from autograder.checks.patterns import Patterns
from autograder.checks.pictures import as_rows_of_pixels
from autograder.inside.wire import Array
from autograder.messages import CheckFailed, show
from autograder.story import measured
from autograder.student import Student

COUNT = 11  # not square, and above 10: pictures asked for, fewer than the model has filters
FILTERS = f"visualize_filters(Modell, n_filters={COUNT})"
NEIGHBOURS = ["compute_loss", "initialize_image", "gradient_ascent_step", "deprocess_image", "visualize_filter"]
SIZE = 48  # pixels; only sets the gain of the model

ROWS, MARGIN = 3, 4
STITCH = f"stitch_filters(Bilder, n={ROWS}, margin={MARGIN})"


@pytest.fixture(scope="module")
def patterns(module_rng: np.random.Generator) -> Patterns:
    """Filters of the model."""
    return Patterns.draw(module_rng)


@pytest.fixture(scope="module")
def galleries(student: Student, patterns: Patterns) -> Attempts[object]:
    """What the student's `visualize_filters` returns, with right neighbours and with their own functions."""

    def ask(standins: list[str]) -> object:
        model = patterns.build(student, SIZE, SIZE)
        kwargs = {"n_filters": COUNT}
        return student.call("visualize_filters", model, kwargs=kwargs, standins=standins, listed=COUNT + 5)

    return Attempts([partial(ask, NEIGHBOURS), partial(ask, [])])


@pytest.mark.points(0.5)
def test_e_filters_count(galleries: Attempts[object]) -> None:
    """`visualize_filters` gibt so viele uint8-Bilder zurück, wie verlangt sind."""

    def judge(answer: object) -> None:
        items = _items(answer)
        fits = measured("number of pictures", len(items), "==", COUNT)
        if not (fits and all(isinstance(item, Array) and _is_uint8_picture(item) for item in items)):
            raise CheckFailed(
                FILTERS,
                show(answer),
                f"{COUNT} Bilder, jedes uint8 (H', W', 3)",
                "Nur die Bilder zurückgeben, ohne Verlust und noch nicht zusammengesetzt.",
            )

    galleries.first_that_passes(judge)


@pytest.mark.points(1.5)
def test_e_filters_order(galleries: Attempts[object], patterns: Patterns) -> None:
    """Bild i zeigt Filter i, von 0 an."""

    def judge(answer: object) -> None:
        pictures = [as_rows_of_pixels(item) for item in _items(answer)[:COUNT]]
        if len(pictures) < 2 or any(picture is None for picture in pictures):
            raise CheckFailed(FILTERS, show(answer), f"{COUNT} Bilder (H', W', 3)")
        best = patterns.best_pictures([_centred(picture) for picture in pictures if picture is not None])
        if not measured("pictures that excite filter 0, 1, … most", best, "==", list(range(len(best)))):
            raise CheckFailed(
                FILTERS,
                f"die Filter 0, 1, … sprechen am stärksten auf die Bilder {best} an",
                "Bild i zeigt Filter i, von 0 an aufwärts, alle vom übergebenen Modell",
                "Über welche Filter läuft die Schleife, und welches Modell wird verwendet?",
            )

    galleries.first_that_passes(judge)


@pytest.fixture(scope="module")
def tiles(module_rng: np.random.Generator) -> np.ndarray:
    """Random pictures (9, h, w, 3), h and w different, no value 0."""
    height, width = (int(size) for size in module_rng.choice(np.arange(9, 25), size=2, replace=False))
    return module_rng.integers(1, 256, (ROWS * ROWS, height, width, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def grids(student: Student, tiles: np.ndarray) -> Attempts[object]:
    """What the student's `stitch_filters` makes of a list of arrays, one array, or a list of tensors."""
    arrays = [Array(tile, tensor=False) for tile in tiles]
    kinds = (arrays, Array(tiles, tensor=False), [Array(tile) for tile in tiles])
    call = partial(student.call, "stitch_filters", kwargs={"n": ROWS, "margin": MARGIN})
    return Attempts([partial(call, images) for images in kinds])


@pytest.mark.points(0.5)
def test_e_stitch_shape(grids: Attempts[object], tiles: np.ndarray) -> None:
    """Das zusammengesetzte Bild ist uint8 und hat die richtige Grösse."""
    height, width = (ROWS * size + (ROWS - 1) * MARGIN for size in tiles.shape[1:3])

    def judge(answer: object) -> None:
        grid = _grid(answer)
        if not measured("shape", grid.shape, "==", (height, width, 3)) or grid.dtype != np.uint8:
            raise CheckFailed(
                _stitch(tiles),
                show(answer),
                f"uint8 ({height}, {width}, 3)",
                "Ränder gibt es nur zwischen den Bildern.",
            )

    grids.first_that_passes(judge)


@pytest.mark.points(1.0)
def test_e_stitch_layout(grids: Attempts[object], tiles: np.ndarray) -> None:
    """Die Bilder stehen unverändert in Zeilen, von links nach rechts und von oben nach unten."""

    def judge(answer: object) -> None:
        if measured("every picture in its place", _is_in_rows(_grid(answer), tiles), "==", True):
            return
        raise CheckFailed(
            _stitch(tiles),
            f"{show(answer)}, Bilder verändert oder an anderer Stelle",
            "Bild i unverändert in Zeile i // n und Spalte i % n",
            "Zeile und Spalte vertauscht, oder die Grösse der Bilder fest eingesetzt?",
        )

    grids.first_that_passes(judge)


@pytest.mark.points(0.5)
def test_e_stitch_margin(grids: Attempts[object], tiles: np.ndarray) -> None:
    """Zwischen den Bildern ist ein schwarzer Rand, aussen keiner."""
    height, width = tiles.shape[1:3]
    lines, columns = (
        (np.arange(ROWS * size + (ROWS - 1) * MARGIN) % (size + MARGIN)) >= size for size in (height, width)
    )
    between = lines[:, None] | columns[None, :]

    def judge(answer: object) -> None:
        grid = _grid(answer)
        fits = measured("shape", grid.shape[:2], "==", between.shape)
        if not (fits and measured("values in the margin other than 0", np.count_nonzero(grid[between]), "==", 0)):
            raise CheckFailed(
                _stitch(tiles),
                f"{show(answer)}, im Rand nicht überall 0" if fits else show(answer),
                f"ein schwarzer Rand von {MARGIN} Pixeln zwischen den Bildern und keiner aussen",
                "Mit welchem Wert ist das Bild gefüllt, bevor die einzelnen Bilder hineinkommen?",
            )

    grids.first_that_passes(judge)


def _items(answer: object) -> list[object]:
    if not isinstance(answer, list):
        raise CheckFailed(FILTERS, show(answer), "eine Liste von Bildern")
    return answer


def _is_uint8_picture(item: Array) -> bool:
    return item.values.dtype == np.uint8 and item.values.ndim == 3 and item.shape[2] == 3 and min(item.shape) > 0


def _centred(picture: np.ndarray) -> np.ndarray:
    """Return a picture (H, W, 3) as (3, H, W) with zero mean and unit deviation."""
    values: np.ndarray = np.moveaxis(picture, 2, 0)
    return np.asarray((values - values.mean()) / max(float(values.std()), 1e-6))


def _grid(answer: object) -> np.ndarray:
    if not (isinstance(answer, Array) and answer.values.ndim == 3 and answer.shape[2] == 3):
        raise CheckFailed(
            STITCH, show(answer), "ein Bild (H, W, 3)", "Wird das Array zurückgegeben, das gefüllt wurde?"
        )
    return answer.values


def _is_in_rows(grid: np.ndarray, tiles: np.ndarray) -> bool:
    """Tell whether the pictures stand in rows, whatever the margins between and around them."""
    height, width = tiles.shape[1:3]
    for gap, frame in ((MARGIN, 0), *((g, f) for g in range(2 * MARGIN + 1) for f in range(2 * MARGIN + 1))):
        tops, lefts = ([frame + k * (size + gap) for k in range(ROWS)] for size in (height, width))
        if all(
            np.array_equal(grid[top : top + height, left : left + width], tiles[row * ROWS + column])
            for row, top in enumerate(tops)
            for column, left in enumerate(lefts)
        ):
            return True
    return False


def _stitch(tiles: np.ndarray) -> str:
    return f"{STITCH} mit {len(tiles)} Bildern {tuple(tiles.shape[1:])}"
