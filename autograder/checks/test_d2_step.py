"""(d) One step of gradient ascent, on a model with known patterns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from autograder.checks.attempts import first_that_passes
from autograder.checks.patterns import Patterns
from autograder.checks.pictures import correlation
from autograder.checks.scalars import single_number
from autograder.checks.unchanged import require_unchanged
from autograder.inside.wire import Array
from autograder.messages import CheckFailed, show
from autograder.story import measured
from autograder.student import Handle, Student

HEIGHT, WIDTH = 40, 52
CALL = "gradient_ascent_step(Bild, {}, {}, Modell)"

# A right neighbour or one's own; a picture that asks for its gradient already or not.
WAYS = tuple((standins, grad) for standins in (["compute_loss"], []) for grad in (False, True))
Way = tuple[Sequence[str], bool]

# A step of gradients without normalisation grows with the model's scale by 1000; a normalised one, or the sign,
# changes by rounding only. Twice the rate gives twice the step; a rate that is ignored gives a ratio of 1. The bounds
# stand halfway on a logarithmic scale, since a student may clamp the picture.
SCALE = 1000.0
SAME_SIZE = (0.7, 1.4)
TWICE = (1.4, 2.8)
# Small beside the picture under every normalisation, so that clamping to [-1, 1] changes nothing.
RATE = 0.01

# Cosine between step and gradient: 1 for the gradient itself, 0.75 and more for its sign, Adam or scaling by channel;
# a random direction stays below 0.08 (six standard deviations at 6240 values).
UPHILL = 0.3


@pytest.fixture(scope="module")
def patterns(module_rng: np.random.Generator) -> Patterns:
    """Filters of the model."""
    return Patterns.draw(module_rng)


@pytest.fixture(scope="module")
def image(module_rng: np.random.Generator) -> np.ndarray:
    """A start picture (1, 3, H, W)."""
    return module_rng.uniform(-0.125, 0.125, (1, 3, HEIGHT, WIDTH)).astype(np.float32)


@pytest.fixture
def filter_index(rng: np.random.Generator, patterns: Patterns) -> int:
    """A filter, never the first."""
    return int(rng.integers(1, len(patterns.kernels)))


@pytest.mark.points(0.5)
def test_d_step_returns(student: Student, patterns: Patterns, image: np.ndarray, filter_index: int) -> None:
    """Ein Schritt gibt (loss, img) zurück, img in der Form des Bilds."""
    model = patterns.build(student, HEIGHT, WIDTH)

    gain = patterns.gain(HEIGHT, WIDTH)

    def judge(way: Way) -> None:
        answer = _step(student, model, image, filter_index, RATE, way)
        called = CALL.format(filter_index, RATE)
        loss, moved = answer if isinstance(answer, (tuple, list)) and len(answer) == 2 else (None, None)
        value = single_number(loss)
        if value is None or not (isinstance(moved, Array) and _is_image(moved, image)):
            raise CheckFailed(
                called,
                show(answer),
                f"ein Paar aus einer Zahl und einem Tensor {image.shape}",
                "Zuerst der Verlust, dann das Bild.",
            )
        objectives = [gain * patterns.objective(seen, filter_index) for seen in (image, moved.values)]
        if not any(
            measured(f"distance of the loss from {objective:.5g}", abs(abs(value) - objective), "<", 0.01 * objective)
            for objective in objectives
        ):
            raise CheckFailed(
                called,
                f"als Verlust die Zahl {value:.5g}",
                "der Verlust aus compute_loss",
                "Was steht an erster Stelle?",
            )

    first_that_passes(WAYS, judge)


@pytest.mark.points(1.0)
def test_d_step_uphill(student: Student, patterns: Patterns, image: np.ndarray, rng: np.random.Generator) -> None:
    """Ein Schritt erhöht die Aktivierung des verlangten Filters; das Modell bleibt, wie es war."""

    def judge(way: Way) -> None:
        for filter_index in (int(index) for index in rng.permutation(len(patterns.kernels))[:3]):
            model = patterns.build(student, HEIGHT, WIDTH)
            called = CALL.format(filter_index, RATE)
            step = _moved(student, model, image, filter_index, RATE, way) - image
            uphill = correlation(step, patterns.gradient(image, filter_index))
            if not measured("correlation of step and gradient", uphill, ">", UPHILL):
                raise CheckFailed(
                    called,
                    "ein Schritt, der die Aktivierung dieses Filters nicht erhöht",
                    "ein Schritt in Richtung des Gradienten",
                    "Aufstieg, nicht Abstieg, und für den Filter und das Modell, die übergeben werden.",
                )
            require_unchanged(student, model, called, kernels=patterns.kernels)

    first_that_passes(WAYS, judge)


@pytest.mark.points(0.5)
def test_d_step_normalised(student: Student, patterns: Patterns, image: np.ndarray, filter_index: int) -> None:
    """Die Grösse des Schritts hängt nicht von der Grösse des Gradienten ab."""

    def judge(way: Way) -> None:
        models = [patterns.build(student, HEIGHT, WIDTH, factor) for factor in (1.0, SCALE)]
        small, large = (_length(student, model, image, filter_index, RATE, way) for model in models)
        if not measured("ratio of the steps", large / small, "between", SAME_SIZE):
            raise CheckFailed(
                CALL.format(filter_index, RATE),
                f"ein {SCALE:g}-mal grösserer Gradient macht den Schritt {large / small:.4g}-mal so gross",
                "ein gleich grosser Schritt",
                "Normieren Sie den Gradienten vor dem Schritt.",
            )

    first_that_passes(WAYS, judge)


@pytest.mark.points(0.5)
def test_d_step_rate(student: Student, patterns: Patterns, image: np.ndarray, filter_index: int) -> None:
    """Der Schritt wächst mit der Lernrate."""

    def judge(way: Way) -> None:
        model = patterns.build(student, HEIGHT, WIDTH)
        single, double = (_length(student, model, image, filter_index, rate, way) for rate in (RATE / 2, RATE))
        if not measured("ratio of the steps", double / single, "between", TWICE):
            raise CheckFailed(
                CALL.format(filter_index, "learning_rate"),
                f"die doppelte Lernrate macht den Schritt {double / single:.3g}-mal so gross",
                "ein doppelt so grosser Schritt",
                "Wo geht learning_rate in den Schritt ein?",
            )

    first_that_passes(WAYS, judge)


def _step(student: Student, model: Handle, image: np.ndarray, filter_index: int, rate: float, way: Way) -> object:
    standins, requires_grad = way
    return student.call(
        "gradient_ascent_step", image, filter_index, rate, model, standins=standins, requires_grad=requires_grad
    )


def _moved(student: Student, model: Handle, image: np.ndarray, filter_index: int, rate: float, way: Way) -> np.ndarray:
    """Return the picture after a step, wherever it stands in the answer."""
    answer = _step(student, model, image, filter_index, rate, way)
    for item in answer if isinstance(answer, (tuple, list)) else (answer,):
        if isinstance(item, Array) and item.values.size == image.size and np.isfinite(item.values).all():
            return item.values.reshape(image.shape)
    raise CheckFailed(CALL.format(filter_index, rate), show(answer), f"ein Paar aus Verlust und Bild {image.shape}")


def _length(student: Student, model: Handle, image: np.ndarray, filter_index: int, rate: float, way: Way) -> float:
    """Return how far a step moves the picture, as L2 norm."""
    moved = _moved(student, model, image, filter_index, rate, way).astype(np.float64)
    length = float(np.linalg.norm(moved - image))
    if not measured("length of the step", length, ">", 0):
        raise CheckFailed(
            CALL.format(filter_index, rate),
            "das Bild ist unverändert",
            "ein Schritt entlang des Gradienten",
            "Wird der Schritt auf das Bild angewendet, das zurückgegeben wird?",
        )
    return length


def _is_image(answer: object, image: np.ndarray) -> bool:
    return (
        isinstance(answer, Array) and answer.tensor and answer.shape == image.shape and answer.values.dtype.kind == "f"
    )
