"""(a) The pretrained ResNet50 without its dense top."""

from __future__ import annotations

import itertools
from functools import partial

import numpy as np
import pytest

from autograder.checks.attempts import answer_or_failure, answered
from autograder.checks.oracle import Oracle, relative_error
from autograder.inside.wire import Array
from autograder.messages import CheckFailed, show
from autograder.story import measured
from autograder.student import Handle, Student

BATCH, FEATURES = 2, 2048
LOAD = "load_resnet50()"
LAST = "layer4"

# Mean and deviation of the colours in ImageNet, which torchvision's weights expect to be taken out of a picture: the
# sheet does without, but a network that does it itself has the same weights.
MEAN, DEVIATION = (np.array(v, np.float32)[:, None, None] for v in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))

# float32 rounding over 50 layers stays below 1e-4 of the output's norm on every thread count and convolution
# algorithm tried; any other set of weights, or BatchNorm in training mode, is off by more than 0.1.
SAME = 1e-3


@pytest.fixture(scope="module")
def network(student: Student) -> Handle:
    """The student's network, left in the kernel."""
    handle: Handle = student.call("load_resnet50", keep=LOAD)
    facts = student.facts(handle)
    if not facts.get("module"):
        returned = "None (fehlt ein return?)" if facts.get("type") == "NoneType" else f"ein {facts.get('type')}"
        raise CheckFailed(LOAD, returned, "ein nn.Module", "Geben Sie das Netz selbst zurück.")
    return handle


@pytest.fixture(scope="module")
def images(module_rng: np.random.Generator) -> np.ndarray:
    """A batch of random pictures, (2, 3, H, W)."""
    height, width = module_rng.integers(2, 4, size=2) * 32
    return module_rng.standard_normal((BATCH, 3, height, width)).astype(np.float32)


@pytest.fixture(scope="module")
def in_evaluation(student: Student, network: Handle, images: np.ndarray) -> object:
    """Output of the network in evaluation mode; asked first, because training mode shifts the statistics."""
    return answer_or_failure(lambda: student.call(network, images, eval_mode=True))


@pytest.fixture(scope="module")
def as_returned(student: Student, network: Handle, images: np.ndarray, in_evaluation: object) -> object:  # noqa: ARG001
    """Output of the network in the mode in which it was returned; `in_evaluation` is named for the order."""
    return answer_or_failure(lambda: student.call(network, images))


@pytest.mark.points(0.5)
def test_a_output(as_returned: object) -> None:
    """Das Netz macht aus (N, 3, H, W) Merkmale der Form (N, 2048)."""
    answer = answered(as_returned)
    if not (isinstance(answer, Array) and measured("shape", answer.shape, "==", (BATCH, FEATURES))):
        raise CheckFailed(
            f"{LOAD}(Bilder)",
            show(answer),
            f"ein Tensor ({BATCH}, {FEATURES})",
            "Ist die letzte, voll verbundene Schicht durch nn.Identity() ersetzt?",
        )


@pytest.mark.points(0.5)
def test_a_fc(student: Student, network: Handle, rng: np.random.Generator) -> None:
    """Die Schicht `fc` ist ersetzt und lässt ihre Eingabe unverändert."""
    look = "Die Aufgabe verlangt model.fc = nn.Identity()."
    if not student.facts(network).get("fc"):
        raise CheckFailed(f"{LOAD}.fc", "es gibt kein Attribut fc", "eine Schicht, die nichts verändert", look)
    features = rng.standard_normal((BATCH, FEATURES)).astype(np.float32)
    called = f"{LOAD}.fc(Merkmale {features.shape})"
    answer = student.call(network, features, attribute="fc")
    if not (isinstance(answer, Array) and measured("shape", answer.shape, "==", features.shape)):
        raise CheckFailed(called, show(answer), "dieselben Merkmale, unverändert", look)
    if not measured("largest change", float(np.abs(answer.values - features).max()), "==", 0):
        raise CheckFailed(called, f"{show(answer)}, aber andere Werte", "dieselben Merkmale, unverändert", look)


@pytest.mark.points(1.0)
def test_a_pretrained(
    student: Student, network: Handle, images: np.ndarray, in_evaluation: object, oracle: Oracle
) -> None:
    """Das Netz hat vortrainierte Gewichte (V1 oder V2)."""
    features = _readout(in_evaluation)
    if features is not None:
        for seen, version in itertools.product((images, (images - MEAN) / DEVIATION), oracle.versions):
            expected = oracle.readouts(version, seen).get(features.shape[1])
            if expected is not None and _is_same(f"the output with {version}", features, expected):
                return
    own_head = features is None or features.shape[1] != FEATURES or _fc_changes(student, network, features)
    if own_head and any(_same_stages(student, network, oracle, version) for version in oracle.versions):
        return  # the weights are there, whatever the head makes of them
    raise CheckFailed(
        f"{LOAD}(Bilder)",
        f"{show(answered(in_evaluation))}, aber andere Werte als mit vortrainierten Gewichten",
        "die Ausgabe des ResNet50 mit den Gewichten IMAGENET1K_V1 oder IMAGENET1K_V2",
        "Wird das Netz mit weights=… erzeugt, und bleibt danach alles ausser fc unverändert?",
    )


@pytest.mark.points(1.0)
def test_a_eval(student: Student, network: Handle, in_evaluation: object, as_returned: object, oracle: Oracle) -> None:
    """Das Netz ist im Auswertungsmodus."""
    before, after = _readout(as_returned), _readout(in_evaluation)
    if before is None or after is None:  # it cannot run as a whole; its last stage may
        image = oracle.stage_inputs()[LAST]
        before = _readout(student.call(network, image, attribute=LAST))
        after = _readout(student.call(network, image, attribute=LAST, eval_mode=True))
    if before is None or after is None or before.shape != after.shape:
        raise CheckFailed(f"{LOAD}(Bilder)", show(answered(as_returned)), "Merkmale eines ResNet50")
    if not _is_same("the output as returned for that after eval()", before, after):
        raise CheckFailed(
            f"{LOAD}(Bilder)",
            "andere Werte, als dasselbe Netz im Auswertungsmodus liefert",
            "ein Netz im Auswertungsmodus",
            "Im Trainingsmodus rechnet BatchNorm mit der Statistik der Bilder selbst. Welche Methode ändert das?",
        )


def _readout(answer: object) -> np.ndarray | None:
    """Return features (N, C) of a network with or without pooling and flattening; None when it is no such output."""
    if not isinstance(answer, Array) or answer.values.ndim < 2 or answer.shape[0] != BATCH or answer.values.size == 0:
        return None
    features = answer.values.reshape(BATCH, answer.shape[1], -1).mean(axis=2)
    return features if features.shape[1] >= 10 and np.isfinite(features).all() else None


def _fc_changes(student: Student, network: Handle, features: np.ndarray) -> bool:
    """Tell whether the network has an ``fc`` that makes something else of features (2, 2048)."""
    answer = answer_or_failure(partial(student.call, network, features, attribute="fc", eval_mode=True))
    return isinstance(answer, Array) and not np.array_equal(answer.values, features)


def _same_stages(student: Student, network: Handle, oracle: Oracle, version: str) -> bool:
    """Compare the stages up to layer4 one by one, for a network with a head of its own."""
    for name, image in oracle.stage_inputs().items():
        answer = answer_or_failure(partial(student.call, network, image, attribute=name, eval_mode=True))
        expected = oracle.stage(version, name, image)
        if not (isinstance(answer, Array) and answer.shape == expected.shape):
            return False
        if not _is_same(f"{name} of {version}", answer.values, expected):
            return False
    return True


def _is_same(what: str, values: np.ndarray, expected: np.ndarray) -> bool:
    return measured(f"relative error of {what}", relative_error(values, expected), "<", SAME)
