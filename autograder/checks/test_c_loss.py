"""(c) The mean activation of one filter, border pixels left out; on models made by the grader."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.oracle import objective_of
from autograder.checks.scalars import single_number
from autograder.checks.unchanged import require_unchanged
from autograder.inside.wire import Array
from autograder.messages import CheckFailed, show
from autograder.story import measured
from autograder.student import Handle, Student

FILTERS, STRIDE, BORDER = 6, 2, 2
CALL = "compute_loss(Bild, {}, Modell)"


@pytest.fixture(scope="module")
def shape(module_rng: np.random.Generator) -> tuple[int, int]:
    """Height and width of the activation, so different that no fraction of a side is two positions of both."""
    height, width = module_rng.permutation([module_rng.choice([16, 18]), module_rng.choice([30, 32])])
    return int(height), int(width)


@pytest.fixture
def image(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """A random picture (1, 3, H, W) for an activation of that shape."""
    return rng.uniform(-1, 1, (1, 3, STRIDE * shape[0], STRIDE * shape[1])).astype(np.float32)


def _model(student: Student, weight: np.ndarray, offset: np.ndarray) -> Handle:
    return student.build("pointwise", "Modell", weight=weight, offset=offset, stride=STRIDE)


@pytest.mark.points(0.5)
def test_c_scalar(student: Student, image: np.ndarray, shape: tuple[int, int], rng: np.random.Generator) -> None:
    """Der Verlust ist ein Tensor mit einer einzigen Zahl."""
    weight = rng.standard_normal((FILTERS, 3)).astype(np.float32)
    model = _model(student, weight, np.zeros((FILTERS, *shape), dtype=np.float32))
    answer = student.call("compute_loss", image, 1, model, requires_grad=True)
    single = isinstance(answer, Array) and answer.tensor and answer.shape in ((), (1,))
    if not (single and measured("finite", bool(np.isfinite(answer.values).all()), "==", True)):
        raise CheckFailed(
            CALL.format(1),
            show(answer),
            "ein Tensor mit einer einzigen endlichen Zahl",
            "Über welche Achsen wird gemittelt, und kommt ein Tensor zurück?",
        )


@pytest.mark.points(1.0)
def test_c_filter(student: Student, image: np.ndarray, shape: tuple[int, int], rng: np.random.Generator) -> None:
    """Der Verlust ist der Mittelwert der Aktivierung des verlangten Filters; das Modell bleibt, wie es war."""
    # Levels differ by at least 25 %. A chequered half of the level is added, whose mean over any rectangle of at
    # least 12 × 12 pixels is at most 0.5/144 of the level: the mean is the level whatever border is left out, while
    # a maximum, a median, a sum or a mean of absolute values is off by 25 % or more. Between the two: 5 %.
    levels = rng.permutation(np.array([-3.0, -1.5, 1.0, 2.0, 4.0, 6.0]))
    board = np.indices(shape).sum(axis=0) % 2 - 0.5
    offset = (levels[:, None, None] * (1 + board)).astype(np.float32)
    model = _model(student, np.zeros((FILTERS, 3), dtype=np.float32), offset)
    for filter_index in rng.permutation(FILTERS):
        answer = student.call("compute_loss", image, int(filter_index), model, requires_grad=True)
        expected = float(objective_of(offset[None], int(filter_index))[0])
        distance = abs(_number(answer, int(filter_index)) - expected)
        if not measured(f"distance from the mean {expected:.5g}", distance, "<", 0.05 * abs(expected)):
            raise CheckFailed(
                CALL.format(filter_index),
                show(answer),
                "der Mittelwert der Aktivierung dieses Filters",
                "Wird der Kanal filter_index gewählt (zweite Achse), und wird gemittelt statt summiert?",
            )
    require_unchanged(student, model, CALL.format("filter_index"), offset=offset)


@pytest.mark.points(1.5)
def test_c_border(student: Student, image: np.ndarray, shape: tuple[int, int], rng: np.random.Generator) -> None:
    """Zwei Pixel Rand bleiben auf allen vier Seiten weg, mehr nicht."""
    base = rng.standard_normal((FILTERS, *shape)).astype(np.float32)
    filter_index = int(rng.integers(FILTERS))

    def loss(offset: np.ndarray) -> float:
        model = _model(student, np.zeros((FILTERS, 3), dtype=np.float32), offset)
        return _number(student.call("compute_loss", image, filter_index, model, requires_grad=True), filter_index)

    plain = loss(base)
    for side, axis, step in (("oben", 1, 1), ("unten", 1, -1), ("links", 2, 1), ("rechts", 2, -1)):
        for distance in range(BORDER + 1):
            changed = base.copy()
            lines = np.moveaxis(changed, axis, 0)[::step]
            inside = slice(4, -4) if distance == BORDER else slice(None)  # keep clear of the corners' other border
            lines[distance][:, inside] += 100.0
            counts = distance >= BORDER
            moved = abs(loss(changed) - plain)  # 100 on one line of at most 33 moves the mean by more than 1
            line = f"Pixelreihe {distance + 1} von {side}"
            if not measured(f"change by «{line}»", moved, ">" if counts else "<=", 1e-2):
                raise CheckFailed(
                    CALL.format(filter_index),
                    f"in der Aktivierung ändert die {line} den Verlust{' nicht' if counts else ''}",
                    f"genau {BORDER} Pixel Rand der Aktivierung bleiben auf jeder Seite weg",
                    "Prüfen Sie alle vier Seiten des Ausschnitts.",
                )
    _is_two_in_the_other_format(student, image, shape[::-1], filter_index)


@pytest.mark.points(1.0)
def test_c_gradient(student: Student, image: np.ndarray, shape: tuple[int, int], rng: np.random.Generator) -> None:
    """Der Verlust lässt sich nach dem Bild ableiten."""
    weight = rng.uniform(1.0, 2.0, (FILTERS, 3)).astype(np.float32)
    model = _model(student, weight, np.zeros((FILTERS, *shape), dtype=np.float32))
    value, gradient = student.gradient("compute_loss", image, 2, model)
    flows = isinstance(gradient, Array) and gradient.shape == image.shape
    if not (flows and measured("largest gradient", float(np.abs(gradient.values).max()), ">", 0)):
        raise CheckFailed(
            CALL.format(2),
            f"{show(value)} ohne Gradienten nach dem Bild",
            "ein Verlust, den man nach dem Bild ableiten kann",
            "Gehen Gradienten verloren, etwa durch detach, item, numpy oder no_grad?",
        )
    # The model is linear, so the derivative along any direction is the difference itself; 2 % is for rounding.
    direction = rng.standard_normal(image.shape).astype(np.float32)
    slope = float((gradient.values.astype(np.float64) * direction).sum())
    ends = [_number(student.call("compute_loss", image + sign * direction, 2, model), 2) for sign in (1, -1)]
    distance = abs((ends[0] - ends[1]) / 2 - slope)
    if not measured(f"distance of the slope from {slope:.5g}", distance, "<", 0.02 * abs(slope) + 1e-4):
        raise CheckFailed(
            CALL.format(2),
            "ein Gradient, der nicht zur Änderung des Verlusts passt",
            "der Gradient dieses Verlusts",
            "Ist der Verlust der Mittelwert selbst, und geht nichts am Rechengraphen vorbei (detach, no_grad, numpy)?",
        )


def _is_two_in_the_other_format(student: Student, image: np.ndarray, shape: tuple[int, int], filter_index: int) -> None:
    """Require the same border where height and width are exchanged, for one that depends on one of them."""
    rings = np.minimum.outer(*(np.minimum(np.arange(size), np.arange(size)[::-1]) for size in shape))

    def loss(raised: np.ndarray) -> float:
        offset = np.broadcast_to(1 + 100 * raised, (FILTERS, *shape)).astype(np.float32)
        model = _model(student, np.zeros((FILTERS, 3), dtype=np.float32), offset)
        answer = student.call("compute_loss", image.swapaxes(2, 3), filter_index, model, requires_grad=True)
        return _number(answer, filter_index)

    plain, frame, within = (loss(raised) for raised in (rings < 0, rings < BORDER, rings == BORDER))
    what = "change by the {} with height and width exchanged"
    if not (
        measured(what.format("border"), abs(frame - plain), "<=", 1e-2)
        and measured(what.format("lines within it"), abs(within - plain), ">", 1e-2)
    ):
        raise CheckFailed(
            CALL.format(filter_index),
            "mit vertauschter Höhe und Breite bleibt ein anderer Rand weg",
            f"genau {BORDER} Pixel Rand der Aktivierung bleiben auf jeder Seite weg, wie gross sie auch ist",
            "Wovon hängt die Breite des Rands ab?",
        )


def _number(answer: object, filter_index: int) -> float:
    """Return the one finite number of an answer, whatever holds it."""
    number = single_number(answer)
    if number is None:
        raise CheckFailed(
            CALL.format(filter_index), show(answer), "eine einzige endliche Zahl", "Über welche Achsen wird gemittelt?"
        )
    return number
