"""(b) A LightningModule that returns the activations of a layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pytest

from autograder.checks.attempts import answer_or_failure, answered
from autograder.checks.oracle import Oracle, relative_error
from autograder.inside.wire import Array
from autograder.messages import CheckFailed, StudentRaised, show
from autograder.story import measured
from autograder.student import Handle, Student

STAGES = ("layer1", "layer2", "layer3", "layer4")
CLASS = "FeatureExtractor"

# As in (a): rounding stays below 1e-4; the output of a neighbouring layer or block is off by more than 0.1.
SAME = 1e-3


@pytest.fixture(scope="module")
def images(module_rng: np.random.Generator) -> np.ndarray:
    """A batch of random pictures, (2, 3, H, W), H and W different and no multiples of 32."""
    height, width = 32 + module_rng.integers(1, 15), 64 + module_rng.integers(1, 15)
    return module_rng.standard_normal((2, 3, height, width)).astype(np.float32)


@dataclass(frozen=True)
class First:
    """What one extractor for `STAGES[0]` says of itself, and returns for two batches in turn."""

    facts: dict[str, Any]
    batches: tuple[np.ndarray, ...]
    answers: tuple[object, ...]


@pytest.fixture(scope="module")
def first(student: Student, images: np.ndarray) -> First:
    """One extractor, asked twice."""
    extractor, batches = _extractor(student, STAGES[0]), (images, images[::-1].copy())
    facts = student.facts(extractor)
    return First(facts, batches, tuple(answer_or_failure(partial(student.call, extractor, each)) for each in batches))


@pytest.fixture(scope="module")
def activations(student: Student, images: np.ndarray, first: First) -> dict[str, object]:
    """What the student's extractor returns for each stage, or how it failed."""
    others = {stage: _activation(student, stage, images) for stage in STAGES[1:]}
    return {STAGES[0]: first.answers[0], **others}


@pytest.mark.points(0.5)
def test_b_lightning(first: First) -> None:
    """`FeatureExtractor` ist ein LightningModule."""
    if not measured("LightningModule", bool(first.facts.get("lightning")), "==", True):
        raise CheckFailed(
            _label(STAGES[0]),
            f"ein {first.facts.get('type')}, aber kein LightningModule",
            "ein pl.LightningModule",
            "Von welcher Klasse erbt FeatureExtractor?",
        )


@pytest.mark.points(1.0)
def test_b_shapes(activations: dict[str, object], images: np.ndarray, oracle: Oracle) -> None:
    """Die Form der Aktivierungen von layer1 bis layer4 folgt dem Bild."""
    for stage, answer in activations.items():
        expected, found = oracle.activation(stage, images).shape, answered(answer)
        if not (isinstance(found, Array) and measured(f"shape at {stage}", found.shape, "==", expected)):
            raise CheckFailed(
                f"{_label(stage)}(Bilder {images.shape})",
                show(found),
                f"ein Tensor {expected}",
                "Wird die Ausgabe der verlangten Schicht zurückgegeben, und nicht die des ganzen Netzes?",
            )


@pytest.mark.points(1.5)
def test_b_values(activations: dict[str, object], first: First, images: np.ndarray, oracle: Oracle) -> None:
    """Die Aktivierungen sind die der verlangten Schicht."""
    for stage, answer in activations.items():
        _compare(stage, answered(answer), images, oracle)
    _compare(STAGES[0], answered(first.answers[1]), first.batches[1], oracle, ", danach mit anderen Bildern")


@pytest.mark.points(0.5)
def test_b_gradient(student: Student, images: np.ndarray, oracle: Oracle, rng: np.random.Generator) -> None:
    """Der Gradient fliesst von der Aktivierung zum Bild zurück."""
    stage = str(rng.choice(STAGES[:2]))
    weight = rng.standard_normal(oracle.activation(stage, images).shape).astype(np.float32)
    called = f"{_label(stage)}(Bilder)"
    extractor = _extractor(student, stage)
    try:
        value, gradient = student.gradient(extractor, images, weight=weight)
    except CheckFailed:  # another shape than the layer's; any gradient will do then
        value, gradient = student.gradient(extractor, images)
    flows = isinstance(gradient, Array) and gradient.shape == images.shape
    if not (flows and measured("largest gradient", float(np.abs(gradient.values).max()), ">", 0)):
        raise CheckFailed(
            called,
            f"{show(value)} ohne Gradienten nach dem Bild",
            "eine Aktivierung, die man nach dem Bild ableiten kann",
            "Gradientenaufstieg braucht den Rechengraphen: Wo geht er verloren (detach, no_grad, numpy)?",
        )
    right = isinstance(value, Array) and value.shape == weight.shape
    if right and relative_error(value.values, oracle.activation(stage, images)) < SAME:
        expected = oracle.activation_gradient(stage, images, weight)
        if not measured("relative error of the gradient", relative_error(gradient.values, expected), "<", 10 * SAME):
            raise CheckFailed(
                called,
                "die richtige Aktivierung, aber ein anderer Gradient nach dem Bild als der des Netzes",
                "der Gradient des Netzes",
                "Geht ein Teil der Rechnung am Rechengraphen vorbei (detach, no_grad, numpy)?",
            )


@pytest.mark.points(1.0)
def test_b_nested(student: Student, images: np.ndarray, oracle: Oracle, rng: np.random.Generator) -> None:
    """Auch verschachtelte Namen wie `layer2.3` oder `layer3.5.conv2` gehen."""
    block = f"layer2.{rng.integers(0, 4)}"
    convolution = f"layer3.{rng.integers(0, 6)}.conv{rng.integers(2, 4)}"  # behind a ReLU within the block
    for name in (block, convolution):
        _compare(name, answered(_activation(student, name, images)), images, oracle)


@pytest.mark.points(0.5)
def test_b_unknown(student: Student, first: First, images: np.ndarray, rng: np.random.Generator) -> None:
    """Ein unbekannter Name der Schicht gibt einen klaren Fehler."""
    answered(first.answers[0])  # a known one gives none
    # The last two are parts of names that there are, and the beginning or the end of some.
    for name in (f"layer{rng.integers(5, 10)}", f"layer2.{rng.integers(4, 10)}", "layer", "conv2"):
        answer = _activation(student, name, images[:1])
        refused = isinstance(answer, StudentRaised) and answer.kind != "NotImplementedError"
        if not measured(f"{name} refused", refused, "==", True):
            raise CheckFailed(
                f"{_label(name)}(Bilder)",
                answer.returned if isinstance(answer, CheckFailed) else show(answer),
                "ein Fehler (raise …, nicht NotImplementedError), der sagt, dass es diese Schicht nicht gibt",
                "Was geschieht in Ihrem Code, wenn target_layer kein Name aus named_modules() ist?",
            )


def _extractor(student: Student, layer: str) -> Handle:
    """Make the student's extractor on a fresh backbone."""
    student.forget()
    backbone = student.build("backbone", "backbone")
    return student.call(CLASS, backbone, layer, keep=_label(layer))  # type: ignore[no-any-return]  # a Handle


def _activation(student: Student, layer: str, images: np.ndarray) -> object:
    return answer_or_failure(lambda: student.call(_extractor(student, layer), images))


def _compare(layer: str, answer: object, images: np.ndarray, oracle: Oracle, when: str = "") -> None:
    expected = oracle.activation(layer, images)
    called = f"{_label(layer)}(Bilder {images.shape}){when}"
    if not (isinstance(answer, Array) and measured(f"shape at {layer}", answer.shape, "==", expected.shape)):
        raise CheckFailed(called, show(answer), f"ein Tensor {expected.shape}", "Stimmt die Schicht?")
    if not measured(f"relative error at {layer}", relative_error(answer.values, expected), "<", SAME):
        raise CheckFailed(
            called,
            f"{show(answer)}, aber andere Werte als die der Schicht {layer}",
            f"die Ausgabe der Schicht {layer}",
            "Ist es eine Nachbarschicht, der Trainingsmodus oder eine veränderte Eingabe?",
        )


def _label(layer: str) -> str:
    return f'{CLASS}(backbone, "{layer}")'
