"""Geometry of the charts on the pages: from numbers to positions in the user units of an SVG."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 14.0, 14.0, 42.0  # room for the labels around the plot

MAX_POINTS = 600  # of one curve; more would not be seen
SAME_SCALE = 12.0  # curves whose ranges differ by more are drawn in a panel each
LARGEST = 1e100  # what is drawn; differences of larger numbers could overflow

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: position in the SVG and label."""

    position: float
    label: str


@dataclass(frozen=True)
class Line:
    """A curve: its kind (``student`` or ``reference``) and its SVG path."""

    kind: str
    path: str


@dataclass(frozen=True)
class Panel:
    """One plot of one or two curves over the steps."""

    lines: tuple[Line, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Spike:
    """One score in a distribution: horizontal position and height, both from 0 to 1, and how many reached it."""

    position: float
    height: float
    score: float
    count: int


def curve_panels(curve: Sequence[float], reference_curve: Sequence[float]) -> tuple[Panel, ...]:
    """Draw the two curves in one panel, or in a panel each where one would be flat on the scale of the other.

    Values that are no finite numbers leave a gap; a curve without two finite values is not drawn.
    """
    curves = [
        (kind, [min(max(value, -LARGEST), LARGEST) if math.isfinite(value) else math.nan for value in values])
        for kind, values in (("student", curve), ("reference", reference_curve))
        if sum(map(math.isfinite, values)) > 1
    ]
    spans = [_span(values) for _, values in curves]
    if len(curves) == 2 and max(spans) > SAME_SCALE * min(spans):
        return tuple(_panel([pair]) for pair in curves)
    return (_panel(curves),) if curves else ()


def spikes(scores: Sequence[float], upper: float) -> tuple[Spike, ...]:
    """Count how many reached each score between 0 and `upper`; exact, without bins."""
    counts = Counter(round(score, 3) for score in scores)
    most = max(counts.values(), default=1)
    return tuple(
        Spike(score / upper if upper else 0.0, count / most, score, count) for score, count in sorted(counts.items())
    )


def number(value: float) -> str:
    """Return a number with three significant digits: ``0.0214``, ``4.3``, ``1200``, ``2.4·10⁷``."""
    if not math.isfinite(value):
        return "keine endliche Zahl"
    if value == 0 or 1e-3 <= abs(value) < 1e5:
        digits = 3 - 1 - math.floor(math.log10(abs(value))) if value else 0
        text = f"{value:.{max(0, digits)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        mantissa, exponent = f"{value:.2e}".split("e")
        text = f"{mantissa.rstrip('0').rstrip('.')}·10{str(int(exponent)).translate(_SUPERSCRIPT)}"
    return text.replace("-", "−")


def _span(values: Sequence[float]) -> float:
    """Return how far the curve reaches from 0; never 0 itself."""
    return max(1e-9, *(abs(value) for value in values if not math.isnan(value)))


def _y_range(values: Sequence[float]) -> tuple[float, float]:
    """Return the range to show: with 0 unless the values are far from it, and never so narrow that rounding shows."""
    lowest, highest = min(values), max(values)
    magnitude = max(abs(lowest), abs(highest))
    if highest - lowest > magnitude / 2:
        return min(0.0, lowest), max(0.0, highest)
    return lowest, max(highest, lowest + magnitude / 20)


def _panel(curves: Sequence[tuple[str, Sequence[float]]]) -> Panel:
    last = max(len(values) for _, values in curves) - 1
    finite = [value for _, values in curves for value in values if not math.isnan(value)]
    rows = _round_numbers(*_y_range(finite), at_most=5)
    columns = [tick for tick in _round_numbers(0, last, at_most=7) if tick <= last and tick == int(tick)]

    def x(step: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * step / last

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - rows[0]) / (rows[-1] - rows[0])

    lines = []
    for kind, values in curves:
        pen, path = "M", []
        for step in range(0, len(values), math.ceil(len(values) / MAX_POINTS)):
            if math.isnan(values[step]):
                pen = "M"
                continue
            path.append(f"{pen}{x(step):.1f} {y(values[step]):.1f}")
            pen = "L"
        lines.append(Line(kind, "".join(path)))
    return Panel(
        tuple(lines),
        tuple(Tick(x(step), f"{step:.0f}") for step in columns),
        tuple(Tick(y(value), number(value)) for value in rows),
    )


def _round_numbers(lowest: float, highest: float, *, at_most: int) -> list[float]:
    """Return evenly spaced round numbers (1, 2 or 5 times a power of ten) that enclose the range."""
    if highest <= lowest:
        highest = lowest + 1.0
    rough = (highest - lowest) / at_most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough)
    first, last = math.floor(lowest / step), math.ceil(highest / step)
    return [step * k for k in range(first, last + 1)]
