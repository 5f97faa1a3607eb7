"""(d) The start picture, and the way back to a picture that can be shown."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest

from autograder.checks.attempts import Attempts
from autograder.checks.pictures import as_rows_of_pixels, falls, is_picture, source_of
from autograder.inside.wire import Array
from autograder.messages import CheckFailed, show
from autograder.story import measured
from autograder.student import Student

LIMIT = 0.125
LARGEST = 8  # times the values asked for; more are not even looked at
HEIGHT, WIDTH = 120, 150  # of start pictures; 54 000 values
START = f"initialize_image({HEIGHT}, {WIDTH})"

# Kolmogorov-Smirnov distance that 54 000 uniform values exceed with probability 1e-9 (Dvoretzky, Kiefer, Wolfowitz).
# Normal noise of the same deviation is at 0.057.
KS_LIMIT = math.sqrt(math.log(2 / 1e-9) / (2 * 3 * HEIGHT * WIDTH))

CONTRAST = 10.0  # grey levels; the least standard deviation at which a picture shows something
# Distinct grey levels. A scaling that reaches the contrast has 50 and more; one that rounds to black and white before
# it multiplies has 2.
LEVELS = 16


@pytest.fixture(scope="module")
def start(student: Student) -> object:
    """A start picture of the student's."""
    return student.call("initialize_image", HEIGHT, WIDTH)


@pytest.mark.points(0.5)
def test_d_init_shape(start: object) -> None:
    """Das Startbild ist ein Tensor (1, 3, H, W) aus Gleitkommazahlen."""
    if not (
        isinstance(start, Array)
        and start.tensor
        and measured("shape", start.shape, "==", (1, 3, HEIGHT, WIDTH))
        and start.values.dtype.kind == "f"
    ):
        raise CheckFailed(
            START, show(start), f"ein float-Tensor (1, 3, {HEIGHT}, {WIDTH})", "Reihenfolge: Bild, Kanal, Höhe, Breite."
        )


@pytest.mark.points(0.5)
def test_d_init_range(start: object) -> None:
    """Die Werte des Startbilds sind gleichverteilt in [-0.125, 0.125]."""
    values = _values(start)
    lowest, highest = float(values.min()), float(values.max())
    ranks = (np.arange(values.size) + 0.5) / values.size
    distance = float(np.abs((np.sort(values) + LIMIT) / (2 * LIMIT) - ranks).max())
    if not (
        measured("least value", lowest, ">=", -LIMIT - 1e-6)
        and measured("greatest value", highest, "<=", LIMIT + 1e-6)
        and measured("Kolmogorov-Smirnov distance", distance, "<=", KS_LIMIT)
    ):
        raise CheckFailed(
            START,
            f"Werte von {lowest:.3f} bis {highest:.3f}, Mittelwert {values.mean():.3f}, Streuung {values.std():.3f}",
            "gleichverteilte Zufallszahlen in [-0.125, 0.125]",
            "Zeichnen Sie ein Histogramm der Werte.",
        )


@pytest.mark.points(0.5)
def test_d_init_random(student: Student, start: object) -> None:
    """Jeder Aufruf gibt ein anderes Startbild."""
    first, second = _values(start), _values(student.call("initialize_image", HEIGHT, WIDTH))
    if first.size == second.size and not measured("share of same values", np.mean(first == second), "<=", 0.9):
        raise CheckFailed(
            f"{START}, zweimal",
            "zweimal dasselbe Bild",
            "jedes Mal ein anderes zufälliges Bild",
            "Setzt die Funktion den Zufallsgenerator auf einen festen Wert, oder erzeugt sie nur ein einziges Bild?",
        )


@pytest.fixture(scope="module")
def image(module_rng: np.random.Generator) -> np.ndarray:
    """A picture (1, 3, 96, 112) of ordinary amplitude, as after some steps: soft blobs and noise, no two alike."""
    height, width = 96, 112
    rows, columns = np.mgrid[0:height, 0:width]
    blobs = np.zeros((3, height, width))
    for _ in range(12):
        centre = module_rng.uniform(0, [height, width])
        blob = np.exp(-((rows - centre[0]) ** 2 + (columns - centre[1]) ** 2) / 200)
        blobs += module_rng.standard_normal(3)[:, None, None] * blob
    noisy = 0.3 * blobs + 0.2 * module_rng.standard_normal(blobs.shape)
    return noisy[None].astype(np.float32)


@pytest.fixture(scope="module")
def pictures(student: Student, image: np.ndarray) -> Attempts[object]:
    """What the student makes of the picture, with and without the batch axis."""
    return Attempts([partial(student.call, "deprocess_image", shown) for shown in (image, image[0])])


@pytest.mark.points(0.5)
def test_d_deprocess_format(pictures: Attempts[object], image: np.ndarray) -> None:
    """Das fertige Bild ist uint8 mit der Form (H', W', 3)."""
    height, width = image.shape[2:]

    def judge(answer: object) -> None:
        if not is_picture(answer, height, width):
            raise CheckFailed(
                f"deprocess_image(Tensor {image.shape})",
                show(answer),
                f"ein uint8-Bild (H', W', 3) mit H' ≤ {height} und W' ≤ {width}",
                "Achsen umstellen, auf [0, 255] begrenzen, in uint8 umwandeln.",
            )

    pictures.first_that_passes(judge)


@pytest.mark.points(1.0)
def test_d_deprocess_values(pictures: Attempts[object], image: np.ndarray) -> None:
    """Helles bleibt hell, die Kanäle bleiben in ihrer Reihenfolge, und man sieht etwas."""
    called = f"deprocess_image(Tensor {image.shape})"

    def judge(answer: object) -> None:
        picture = as_rows_of_pixels(answer)
        source = None if picture is None else source_of(picture, image[0])
        if picture is None or source is None:
            raise CheckFailed(
                called,
                show(answer),
                "ein Farbbild in der Grösse des Tensors oder mit abgeschnittenem Rand",
                "Stimmen Höhe, Breite und Farbkanäle?",
            )
        if not (
            measured("least value", picture.min(), ">=", 0)
            and measured("greatest value", picture.max(), "<=", 255)
            and measured("standard deviation", picture.std(), ">=", CONTRAST)
            and measured("grey levels", len(np.unique(picture)), ">=", LEVELS)
        ):
            raise CheckFailed(
                called,
                f"Werte von {picture.min():.4g} bis {picture.max():.4g}, Streuung {picture.std():.3g}, "
                f"{len(np.unique(picture))} verschiedene Werte",
                "ein Bild mit sichtbarem Kontrast und Zwischentönen in [0, 255]",
                "Wie werden die Werte auf den Bereich verteilt, und vor oder nach der Umwandlung in uint8?",
            )
        if not measured("levels lost where the source gets brighter", falls(picture, source), "<=", 1.5):
            raise CheckFailed(
                called,
                "ein Bild, in dem hellere Stellen dunkler werden oder Kanäle vertauscht sind",
                "in jedem Farbkanal: je grösser der Wert, desto heller das Pixel",
                "Vor der Umwandlung in uint8 auf [0, 255] begrenzen, sonst laufen Werte über. Stimmen die Achsen?",
            )

    pictures.first_that_passes(judge)


def _values(answer: object) -> np.ndarray:
    if not (
        isinstance(answer, Array)
        and 1000 < answer.values.size <= LARGEST * 3 * HEIGHT * WIDTH
        and np.isfinite(answer.values).all()
    ):
        raise CheckFailed(START, show(answer), "ein Tensor mit Zufallszahlen für jedes Pixel")
    return answer.values.astype(np.float64).ravel()
