"""(d) The whole loop: from a random picture over 30 steps to a picture of what the filter looks for."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import pytest

from autograder.checks.attempts import first_that_passes
from autograder.checks.oracle import Oracle
from autograder.checks.patterns import Patterns
from autograder.checks.pictures import as_rows_of_pixels, correlation, is_picture, source_of
from autograder.student import CheckFailed, Handle, Student, show

HEIGHT, WIDTH, STEPS = 72, 100, 30
CALL = f"visualize_filter({{}}, Modell, img_height={HEIGHT}, img_width={WIDTH})"
NEIGHBOURS = ["compute_loss", "initialize_image", "gradient_ascent_step", "deprocess_image"]

# On these patterns the reference's activation grows 20- to 40-fold in 30 steps, and still 3-fold with a tenth of the
# learning rate; a picture that stays as it was stays at 1.
RISE = 1.5
# On a real layer the reference runs with the student's own step length. A filter is used where the reference more
# than doubles; half of the reference's gain counts as a clear rise, so that other ways uphill pass.
REFERENCE_RISE, SHARE = 2.0, 0.3
LAYER, CANDIDATES, TRIES = "layer1", 6, 3


@dataclass(frozen=True)
class Run:
    """One call of `visualize_filter`, and what the model saw of it.

    Attributes:
        answer: What came back.
        pictures: Distinct pictures in the order in which the model saw them, (3, H, W) each.
        steps: Number of distinct pictures at which a gradient was taken.
    """

    filter_index: int
    answer: object
    pictures: tuple[np.ndarray, ...]
    steps: int


def _run(student: Student, model: Handle, filter_index: int, standins: list[str]) -> Run:
    student.journal(model)
    answer = student.call(
        "visualize_filter", filter_index, model, kwargs={"img_height": HEIGHT, "img_width": WIDTH}, standins=standins
    )
    pictures, gradients = student.journal(model)
    keys = [picture.tobytes() for picture in pictures]
    single = [
        picture.ndim == 4 and picture.shape[:2] == (1, 3) and bool(np.isfinite(picture).all()) for picture in pictures
    ]
    distinct = {key: picture[0] for key, picture, one in zip(keys, pictures, single, strict=True) if one}
    taken = {keys[index] for index in gradients} if gradients else set(keys)  # functional transforms leave no hook
    return Run(filter_index, answer, tuple(distinct.values()), len(taken))


@pytest.fixture(scope="module")
def patterns(module_rng: np.random.Generator) -> Patterns:
    """Filters of the model."""
    return Patterns.draw(module_rng)


@pytest.fixture(scope="module")
def runs(student: Student, patterns: Patterns, module_rng: np.random.Generator) -> list[Run | CheckFailed]:
    """The student's loop with right neighbours, and with their own functions."""
    filter_index = int(module_rng.integers(1, len(patterns.kernels)))
    found: list[Run | CheckFailed] = []
    for standins in (NEIGHBOURS, []):
        model = patterns.build(student, HEIGHT, WIDTH)
        try:
            found.append(_run(student, model, filter_index, standins))
        except CheckFailed as failure:
            found.append(failure)
    return found


@pytest.mark.points(0.5)
def test_d_visualize_format(runs: list[Run | CheckFailed]) -> None:
    """`visualize_filter` gibt (loss, image) zurück, image als uint8 (H', W', 3)."""

    def judge(run: Run | CheckFailed) -> None:
        answer = _answered(run).answer
        pair = isinstance(answer, (tuple, list)) and len(answer) == 2
        if not (pair and is_picture(answer[1], HEIGHT, WIDTH)):  # type: ignore[index]  # a pair
            raise CheckFailed(
                CALL.format(_answered(run).filter_index),
                show(answer),
                f"ein Paar aus Verlust und uint8-Bild (H', W', 3) mit H' ≤ {HEIGHT} und W' ≤ {WIDTH}",
                "Wird das Bild am Schluss mit deprocess_image umgewandelt?",
            )

    first_that_passes(runs, judge)


@pytest.mark.points(1.0)
def test_d_visualize_steps(runs: list[Run | CheckFailed]) -> None:
    """Es werden 30 Schritte gemacht."""

    def judge(run: Run | CheckFailed) -> None:
        steps = _answered(run).steps
        if steps != STEPS:
            raise CheckFailed(
                CALL.format(_answered(run).filter_index),
                f"{steps} Schritte mit Gradient an verschiedenen Bildern",
                f"{STEPS} Schritte",
                "Jeder Schritt geht vom Bild des vorigen aus; wie oft läuft die Schleife?",
            )
        _is_one_path(_answered(run))

    first_that_passes(runs, judge)


@pytest.mark.points(1.0)
def test_d_visualize_rise(
    student: Student, runs: list[Run | CheckFailed], patterns: Patterns, oracle: Oracle, rng: np.random.Generator
) -> None:
    """Die Aktivierung steigt über die Schritte deutlich an, und das Bild zeigt das Ergebnis."""

    def judge(run: Run | CheckFailed) -> None:
        done = _answered(run)
        values = [patterns.objective(picture, done.filter_index) for picture in done.pictures]
        if len(values) < 2 or not values[-1] > RISE * values[0]:
            shown = (
                f"die Aktivierung des Filters geht von {values[0]:.3g} auf {values[-1]:.3g}"
                if values
                else "das Modell wurde nie aufgerufen"
            )
            raise CheckFailed(
                CALL.format(done.filter_index),
                shown,
                "eine deutlich höhere Aktivierung am Schluss",
                "Geht jeder Schritt vom Bild des vorigen Schritts aus? Stimmen Richtung und Lernrate?",
            )
        _shows(
            done, [picture for picture, value in zip(done.pictures, values, strict=True) if value > RISE * values[0]]
        )

    first_that_passes(runs, judge)
    first_that_passes((NEIGHBOURS, []), lambda standins: _rises_on_real_layer(student, oracle, standins, rng))


def _answered(run: Run | CheckFailed) -> Run:
    if isinstance(run, CheckFailed):
        raise run
    return run


def _is_one_path(run: Run) -> None:
    """Require that the loop starts from noise, and that each picture comes from the one before.

    Successive pictures correlate with 0.6 and more (the first pair less, with long steps); fresh noise with 0.
    """
    called = CALL.format(run.filter_index)
    if not run.pictures or run.pictures[0].std() < 1e-3:
        raise CheckFailed(called, "ein einfarbiges Startbild", "ein zufälliges Startbild aus initialize_image")
    pairs = [correlation(*pair) for pair in itertools.pairwise(run.pictures) if pair[0].shape == pair[1].shape]
    if not pairs or np.median(pairs) < 0.3:
        raise CheckFailed(
            called,
            "in jedem Schritt ein neues Bild",
            "30 Schritte, jeder vom Bild des vorigen aus",
            "Was geht in den nächsten Schritt ein?",
        )


def _shows(run: Run, raised: list[np.ndarray]) -> None:
    """Require that the picture returned is one of those near the end of the loop.

    A picture correlates with the one before its last step with 0.9 and more, brightness clipped or not; the start
    picture with the last by about 0.3.
    """
    items = run.answer if isinstance(run.answer, (tuple, list)) else (run.answer,)
    picture = next((found for item in items if (found := as_rows_of_pixels(item)) is not None), None)
    if picture is not None:
        sources = [source_of(picture, image) for image in (raised[-1], *raised)]
        if any(source is not None and correlation(picture, source) > 0.6 for source in sources):
            return
    raise CheckFailed(
        CALL.format(run.filter_index),
        f"{show(run.answer)}; das Bild gleicht dem Ergebnis der Schritte nicht",
        "das Bild nach dem letzten Schritt",
        "Welches Bild wird am Schluss umgewandelt und zurückgegeben?",
    )


def _rises_on_real_layer(student: Student, oracle: Oracle, standins: list[str], rng: np.random.Generator) -> None:
    """Require a clear rise on a real filter on which the reference rises with the student's own step length."""
    candidates = [int(index) for index in rng.permutation(64)[:CANDIDATES]]
    model = student.build("layer", "Modell", layer=LAYER)
    runs = {candidates[0]: _run(student, model, candidates[0], standins)}
    pictures = runs[candidates[0]].pictures
    step = (
        float(np.median([np.linalg.norm(b - a) for a, b in itertools.pairwise(pictures)])) if len(pictures) > 1 else 0.0
    )
    reference = oracle.rise(LAYER, candidates, (HEIGHT, WIDTH), step, int(rng.integers(2**31)))
    usable = [i for i, curve in zip(candidates, reference, strict=True) if 0 < REFERENCE_RISE * curve[0] < curve[-1]]
    gains = {i: float(curve[-1] - curve[0]) for i, curve in zip(candidates, reference, strict=True)}

    def judge(filter_index: int) -> None:
        run = runs.get(filter_index) or _run(student, model, filter_index, standins)
        values = (
            oracle.objective(LAYER, filter_index, np.stack([run.pictures[0], run.pictures[-1]]))
            if run.pictures
            else [0, 0]
        )
        if not values[1] - values[0] > SHARE * gains[filter_index]:
            raise CheckFailed(
                CALL.format(filter_index),
                f"die Aktivierung eines Filters von {LAYER} geht von {values[0]:.3g} auf {values[1]:.3g}",
                "eine deutlich höhere Aktivierung am Schluss",
                "Stimmen Richtung und Lernrate?",
            )

    if usable:  # with steps at which the reference does not rise either, the patterns above have the last word
        first_that_passes(usable[:TRIES], judge)
