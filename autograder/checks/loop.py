"""The student's loop `visualize_filter`, and what the model that it was given saw of it."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.checks.pictures import as_rows_of_pixels
from autograder.student import Handle, Student

SMALLEST = 32  # pixels; a smaller picture leaves nothing of a real layer's maps but their border


LARGEST = 2  # times the size asked for: a loop may pad its picture


@dataclass(frozen=True)
class Run:
    """One call of `visualize_filter`.

    Attributes:
        filter_index: The filter asked for.
        size: Height and width asked for, in pixels.
        answer: What came back.
        pictures: Distinct pictures in the order in which the model saw them, (3, H, W) each.
        steps: Number of steps with a gradient; see `count_steps`.
    """

    filter_index: int
    size: tuple[int, int]
    answer: object
    pictures: tuple[np.ndarray, ...]
    steps: int

    @property
    def called(self) -> str:
        """The call, as a student would write it."""
        height, width = self.size
        return f"visualize_filter({self.filter_index}, Modell, img_height={height}, img_width={width})"

    @cached_property
    def picture(self) -> np.ndarray | None:
        """The picture in the answer, (H', W', 3) float64, wherever it stands; None if there is none."""
        items = self.answer if isinstance(self.answer, (tuple, list)) else (self.answer,)
        return next((found for item in items if (found := as_rows_of_pixels(item)) is not None), None)

    @property
    def pairs(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Successive pictures of one size."""
        return [pair for pair in itertools.pairwise(self.pictures) if pair[0].shape == pair[1].shape]

    @property
    def step_length(self) -> float:
        """Median L2 length of a step; 0 where there is none."""
        lengths = [float(np.linalg.norm(after - before)) for before, after in self.pairs]
        return float(np.median(lengths)) if lengths else 0.0


def run_loop(student: Student, model: Handle, filter_index: int, size: tuple[int, int], standins: Sequence[str]) -> Run:
    """Call the student's `visualize_filter` on a model that keeps a journal.

    Args:
        student: The submission's functions.
        model: A stub in the kernel.
        filter_index: The filter to draw.
        size: Height and width of the picture.
        standins: Names of the student's functions that right ones replace.

    Raises:
        CheckFailed: As `Student.call`.
    """
    student.journal(model)
    kwargs = {"img_height": size[0], "img_width": size[1]}
    answer = student.call("visualize_filter", filter_index, model, kwargs=kwargs, standins=standins)
    pictures, gradients = student.journal(model)
    keys = [picture.tobytes() for picture in pictures]
    distinct = {key: picture[0] for key, picture in zip(keys, pictures, strict=True) if _is_one_picture(picture, size)}
    taken = list(dict.fromkeys(gradients)) or range(len(keys))  # functional transforms leave no hook
    return Run(filter_index, size, answer, tuple(distinct.values()), count_steps([keys[index] for index in taken]))


def count_steps(pictures: Sequence[bytes]) -> int:
    """Return how many steps were made from these pictures, at each of which a gradient was taken.

    Several gradients at one picture are one step, where that is the habit of the loop; a picture that has come to
    rest, since each step is clamped, is stepped from again and again. One that never moves is one step.
    """
    stays = [len(list(same)) for _, same in itertools.groupby(pictures)]
    habit = statistics.median_low(stays) if stays else 1
    return sum(max(1, round(stay / habit)) for stay in stays)


def _is_one_picture(images: np.ndarray, size: tuple[int, int]) -> bool:
    """Tell whether something is a picture, and not so large that looking at it would take long."""
    shaped = images.ndim == 4 and images.shape[:2] == (1, 3) and min(images.shape[2:]) >= SMALLEST
    shaped = shaped and all(found <= LARGEST * asked for found, asked in zip(images.shape[2:], size, strict=True))
    return shaped and images.dtype.kind == "f" and bool(np.isfinite(images).all())
