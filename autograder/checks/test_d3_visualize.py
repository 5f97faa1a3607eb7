"""(d) The whole loop: from a random picture over 30 steps to a picture of what the filter looks for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import numpy as np
import pytest

from autograder.checks.attempts import Attempts, answer_or_failure, answered, first_that_passes
from autograder.checks.evidence import evidence_of
from autograder.checks.loop import Run, run_loop
from autograder.checks.oracle import Oracle
from autograder.checks.patterns import Patterns
from autograder.checks.pictures import correlation, is_picture
from autograder.checks.result import require_result
from autograder.checks.scalars import single_number
from autograder.errors import AnswerError, KernelLost
from autograder.messages import CheckFailed, show
from autograder.story import measured
from autograder.student import Student
from reference.ascent import AMPLITUDE, LEARNING_RATE, Ascent

HEIGHT, WIDTH, STEPS = 72, 100, 30
NEIGHBOURS = ["compute_loss", "initialize_image", "gradient_ascent_step", "deprocess_image"]

# On these patterns the reference's activation grows 20- to 40-fold in 30 steps, and still 3-fold with a tenth of the
# learning rate; a picture that stays as it was stays at 1.
RISE = 1.5
# The filter that is asked for gains the most of all, whatever the step (L2, root mean square or sign; rates from 0.3 to
# 10; 36 filters of 12 draws each); any other one gains at most 0.79 of that with the sign of the gradient, 0.43 else.
LEAD = 0.85
# A step is for another filter where that one's slope along it is steeper, and so many of the pixels that it moves go
# where that one's gradient points. For the filter that a step is for, all of them do, whatever the normalisation and
# the range to which pictures are clamped; for any other one, and for a step back, it is about half of them. Of the few
# pixels that move in a picture at rest, more may follow another filter by chance, but not more than follow their own.
FOLLOWED = 0.8
# Share of such steps: 0 in all right loops (L2, root mean square, sign, Adam; rates from 0.02 to 100; clamped or not;
# with momentum, decay, blur or line search); 4 of 29, 0.14, where the last 5 of 30 steps are for another filter.
ASTRAY = 0.1
# The loss is the activation before the last step or after it, or the best one; the one after it nobody sees.
LOSS = (0.5, 1.5)
# On a real layer the reference runs with the student's own step length. A filter is used where the reference more
# than doubles; a third of the reference's gain counts as a clear rise, so that other ways uphill pass.
REFERENCE_RISE, SHARE = 2.0, 0.3
LAYER, FILTERS, CANDIDATES, TRIES = "layer1", 64, 6, 3
SIZE = (56, 76)  # pixels, for the layer
SHOWN = 2  # filters whose pictures the student gets to see


@pytest.fixture(scope="module")
def patterns(module_rng: np.random.Generator) -> Patterns:
    """Filters of the model."""
    return Patterns.draw(module_rng)


@pytest.fixture(scope="module")
def runs(student: Student, patterns: Patterns, module_rng: np.random.Generator) -> Attempts[Run]:
    """The student's loop with right neighbours, and with their own functions."""
    filter_index = int(module_rng.integers(1, len(patterns.kernels)))

    def ask(standins: list[str]) -> Run:
        return run_loop(student, patterns.build(student, HEIGHT, WIDTH), filter_index, (HEIGHT, WIDTH), standins)

    return Attempts([partial(ask, NEIGHBOURS), partial(ask, [])])


class Ascents:
    """The student's loop on filters of a real layer, each beside the reference with the student's own step length."""

    def __init__(self, student: Student, oracle: Oracle, seed: int, standins: list[str]) -> None:
        self._student, self._oracle, self._seed, self._standins = student, oracle, seed, standins
        self._model = student.build("layer", "Modell", layer=LAYER)
        self._filters = [int(index) for index in np.random.default_rng(seed).permutation(FILTERS)[:CANDIDATES]]
        self._first = self._run(self._filters[0])
        self._references: dict[int, Ascent] = {}
        self._runs: dict[int, Run | CheckFailed] = {self._first.filter_index: self._first}

    def comparable(self) -> Iterator[tuple[Run | CheckFailed, Ascent]]:
        """Run one filter after the other on which the reference rises clearly."""
        for filter_index in self._filters:
            if filter_index not in self._references:
                self._references[filter_index] = self._reference(filter_index, self._first.step_length)
            ascent = self._references[filter_index]
            before, after = (float(ascent.activations[0, step]) for step in (0, -1))
            if 0 < REFERENCE_RISE * before < after:
                if filter_index not in self._runs:
                    self._runs[filter_index] = answer_or_failure(partial(self._run, filter_index))
                yield self._runs[filter_index], ascent

    def shown(self) -> list[tuple[Run, Ascent]]:
        """Return what the student gets to see: filters that can be compared, or else one beside the usual step."""
        pairs = [(run, ascent) for run, ascent in itertools.islice(self.comparable(), SHOWN) if isinstance(run, Run)]
        return pairs or [(self._first, self._reference(self._first.filter_index, LEARNING_RATE))]

    def _run(self, filter_index: int) -> Run:
        return run_loop(self._student, self._model, filter_index, SIZE, self._standins)

    def _reference(self, filter_index: int, step: float) -> Ascent:
        return self._oracle.ascent(LAYER, filter_index, SIZE, float(f"{step:.3g}"), self._seed)  # most have the same


@pytest.fixture(scope="module")
def ascents(student: Student, oracle: Oracle, module_rng: np.random.Generator) -> Attempts[Ascents]:
    """The same on a real layer, their own functions first: that is what the student gets to see."""
    seed = int(module_rng.integers(2**31))
    return Attempts([partial(Ascents, student, oracle, seed, standins) for standins in ([], NEIGHBOURS)])


@pytest.fixture(scope="module", autouse=True)
def _evidence(student: Student, oracle: Oracle, ascents: Attempts[Ascents]) -> Iterator[None]:
    """Leave for the student what their loop did, whatever the checks say of it."""
    yield
    with suppress(CheckFailed, KernelLost, AnswerError):  # it says nothing then
        student.evidence = ascents.first_that_passes(lambda found: evidence_of(found.shown(), oracle, LAYER))


@pytest.mark.points(0.5)
def test_d_visualize_format(runs: Attempts[Run], patterns: Patterns) -> None:
    """`visualize_filter` gibt (loss, image) zurück, image als uint8 (H', W', 3)."""

    def judge(run: Run) -> None:
        pair = isinstance(run.answer, (tuple, list)) and len(run.answer) == 2
        if not (pair and is_picture(run.answer[1], HEIGHT, WIDTH)):  # type: ignore[index]  # a pair
            raise CheckFailed(
                run.called,
                show(run.answer),
                f"ein Paar aus Verlust und uint8-Bild (H', W', 3) mit H' ≤ {HEIGHT} und W' ≤ {WIDTH}",
                "Zuerst der Verlust, dann das mit deprocess_image umgewandelte Bild; stimmen Höhe und Breite?",
            )
        _is_loss(run, patterns)

    runs.first_that_passes(judge)


@pytest.mark.points(1.0)
def test_d_visualize_steps(runs: Attempts[Run]) -> None:
    """Es werden 30 Schritte gemacht."""

    def judge(run: Run) -> None:
        if not measured("steps", run.steps, "==", STEPS):
            raise CheckFailed(
                run.called,
                f"{run.steps} Schritte mit Gradient an verschiedenen Bildern",
                f"{STEPS} Schritte",
                "Jeder Schritt geht vom Bild des vorigen aus; wie oft läuft die Schleife?",
            )
        _is_one_path(run)

    runs.first_that_passes(judge)


@pytest.mark.points(1.0)
def test_d_visualize_rise(runs: Attempts[Run], ascents: Attempts[Ascents], patterns: Patterns, oracle: Oracle) -> None:
    """Die Aktivierung steigt über die Schritte deutlich an, und das Bild zeigt das Ergebnis."""

    def judge(run: Run) -> None:
        everybodys = _activations(run, patterns)
        values = everybodys[:, run.filter_index].tolist()
        if not values:
            raise CheckFailed(
                run.called,
                "das übergebene Modell wurde nie aufgerufen",
                "Schritte, die die Aktivierung dieses Modells erhöhen",
                "Mit welchem Modell rechnet die Schleife?",
            )
        rises = measured("activation at the end", values[-1], ">", RISE * values[0])
        if not (rises and measured("pictures seen", len(values), ">=", 2)):
            raise CheckFailed(
                run.called,
                f"die Aktivierung des Filters geht von {values[0]:.3g} auf {values[-1]:.3g}",
                "eine deutlich höhere Aktivierung am Schluss",
                "Geht jeder Schritt vom Bild des vorigen Schritts aus? Stimmen Richtung und Lernrate?",
            )
        gains = everybodys[-1] - everybodys[0]
        leads = measured("gain, of that of the best filter", gains[run.filter_index] / gains.max(), ">=", LEAD)
        if not (leads and measured("share of steps for another filter", _astray(run, patterns), "<=", ASTRAY)):
            raise CheckFailed(
                run.called,
                "die Aktivierung eines anderen Filters steigt stärker als die des verlangten",
                "eine deutlich höhere Aktivierung des Filters, der verlangt ist",
                "Wird filter_index an jeden Schritt weitergegeben?",
            )
        require_result(run, values)

    runs.first_that_passes(judge)
    ascents.first_that_passes(partial(_rises, oracle), told=-1)  # what went wrong with right neighbours


def _is_one_path(run: Run) -> None:
    """Require that the loop starts from noise, and that each picture comes from the one before.

    Successive pictures correlate with 0.6 and more (the first pair less, with long steps); fresh noise with 0.
    """
    contrast = float(run.pictures[0].std()) if run.pictures else 0.0
    if not measured("standard deviation of the start picture", contrast, ">=", 1e-3):
        raise CheckFailed(
            run.called,
            "ein einfarbiges Startbild",
            "ein zufälliges Startbild aus initialize_image",
            "Was liefert initialize_image, und was geht davon in den ersten Schritt ein?",
        )
    largest = float(np.abs(run.pictures[0]).max())
    if not measured("largest value of the start picture", largest, "<=", AMPLITUDE + 1e-6):
        raise CheckFailed(
            run.called,
            f"ein Startbild mit Werten bis {largest:.3g}",
            "ein Startbild aus initialize_image",
            "Womit beginnt die Schleife?",
        )
    likeness = float(np.median([correlation(*pair) for pair in run.pairs])) if run.pairs else 0.0
    if not measured("median correlation of successive pictures", likeness, ">=", 0.3):
        raise CheckFailed(
            run.called,
            "in jedem Schritt ein neues Bild",
            "30 Schritte, jeder vom Bild des vorigen aus",
            "Was geht in den nächsten Schritt ein?",
        )


def _is_loss(run: Run, patterns: Patterns) -> None:
    """Require that the first item is a loss: what the activation was at the end, or its negative."""
    value = single_number(run.answer[0])  # type: ignore[index]  # a pair
    if not run.pictures:  # the model was not asked at all, which other checks tell
        return
    reached = patterns.gain(HEIGHT, WIDTH) * _activations(run, patterns)
    for_which = int((reached[-1] - reached[-2:][0]).argmax())  # the last step; for another filter: told elsewhere
    followed = (run.filter_index, for_which)
    bounds = [(LOSS[0] * reached[-1, index], LOSS[1] * reached[:, index].max()) for index in followed]
    if value is None or not any(measured("size of the loss", abs(value), "between", each) for each in bounds):
        raise CheckFailed(
            run.called,
            f"als Verlust {show(run.answer[0])}",  # type: ignore[index]  # a pair
            "der Verlust aus den Schritten, eine einzige Zahl",
            "Welcher Wert steht an erster Stelle?",
        )


def _activations(run: Run, patterns: Patterns) -> np.ndarray:
    """Return the activation of every filter in every picture of the loop, (pictures, filters)."""
    return np.array([patterns.objectives(picture) for picture in run.pictures]).reshape(-1, len(patterns.kernels))


def _astray(run: Run, patterns: Patterns) -> float:
    """Return the share of steps that are for another filter than the one asked for."""

    def is_for_another(before: np.ndarray, after: np.ndarray) -> bool:
        slopes = patterns.slopes(before, after - before)
        steepest = int(slopes.argmax())
        if slopes[steepest] <= slopes[run.filter_index]:
            return False
        moved, way = after != before, after > before
        gradients = (patterns.gradient(before, index)[0] for index in (run.filter_index, steepest))
        asked, other = (float(((gradient > 0) == way)[moved].mean()) for gradient in gradients)
        return other > max(asked, FOLLOWED)

    return float(np.mean([is_for_another(*pair) for pair in run.pairs] or [False]))


def _rises(oracle: Oracle, ascents: Ascents) -> None:
    """Require a clear rise on a real filter on which the reference rises with the student's own step length.

    With long steps the reference gets far, where a picture clamped to a range cannot follow: a multiple of the
    activation at the start is a clear rise, too.
    """

    def judge(pair: tuple[Run | CheckFailed, Ascent]) -> None:
        run, ascent = answered(pair[0]), pair[1]
        gain = float(ascent.activations[0, -1] - ascent.activations[0, 0])
        ends = oracle.curve(LAYER, run.filter_index, (run.pictures[:1] + run.pictures[-1:])) or [0.0]
        least = min(SHARE * gain, REFERENCE_RISE * ends[0])
        if not measured(f"gain of filter {run.filter_index} of {LAYER}", ends[-1] - ends[0], ">", least):
            raise CheckFailed(
                run.called,
                f"die Aktivierung eines Filters von {LAYER} geht von {ends[0]:.3g} auf {ends[-1]:.3g}",
                "eine deutlich höhere Aktivierung am Schluss",
                "Stimmen Filter, Richtung und Lernrate?",
            )

    found = itertools.islice(ascents.comparable(), TRIES)
    first = next(found, None)
    if first is not None:  # with steps at which the reference does not rise either, the patterns have the last word
        first_that_passes(itertools.chain([first], found), judge)
