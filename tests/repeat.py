"""Grade one submission many times on a machine that is busy: ``make repeat``.

Several sandboxed kernels at once, more of them than cores, beside a program on each core that does nothing but
compute. With one seed the marks, the score of each check, and every message must be the same each time; with other
seeds of the run the scores must be, while messages may name other filters and numbers.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from autograder.graded import Graded
from autograder.grading import grade_notebook
from autograder.hub import default_settings
from autograder.made_up import solved_notebook
from autograder.workforce import LocalWorkforce

# Mistakes whose messages quote random numbers; these come from the generators that the grader seeds.
CHANCE = {
    "d_initialize_image": """
def initialize_image(img_height, img_width):
    return torch.clamp(0.06 * torch.randn(1, 3, img_height, img_width), -0.125, 0.125)
""",
    "e_visualize_filters": """
def visualize_filters(model, n_filters=64):
    start = int(np.random.randint(1, n_filters))
    return [visualize_filter((start + i) % n_filters, model)[1] for i in range(n_filters)]
""",
}

# Slow, and from start pictures that no seed reaches; its mistakes have nothing to do with either.
FRESH_AND_SLOW = {
    "c_compute_loss": """
def compute_loss(input_image, filter_index, model):
    return model(input_image)[:, filter_index, 2:-2, 2:].mean()
""",
    "d_initialize_image": """
def initialize_image(img_height, img_width):
    start = np.random.default_rng().uniform(-0.125, 0.125, (1, 3, img_height, img_width))
    return torch.tensor(start, dtype=torch.float32)
""",
    "d_visualize_filter": """
def visualize_filter(filter_index, model, img_height=IMG_SIZE, img_width=IMG_SIZE):
    img = initialize_image(img_height, img_width)
    for _ in range(ITERATIONS):
        loss, img = gradient_ascent_step(img, filter_index, LEARNING_RATE, model)
        brightest = 0.0
        for value in img.flatten().tolist() * 10:
            brightest = max(brightest, value)
    return loss, deprocess_image(img)
""",
    "e_stitch_filters": """
def stitch_filters(images, n=8, margin=5):
    h, w = images[0].shape[:2]
    stitched = np.zeros((n * h + (n - 1) * margin, n * w + (n - 1) * margin, 3), dtype=np.uint8)
    for k in range(n * n):
        row, column = divmod(k, n)
        column = n - 1 - column if row % 2 else column
        top, left = row * (h + margin), column * (w + margin)
        stitched[top : top + h, left : left + w] = images[k]
    return stitched
""",
}

SUBMISSIONS: Mapping[str, Mapping[str, str]] = {"solved": {}, "chance": CHANCE, "fresh and slow": FRESH_AND_SLOW}


@dataclass(frozen=True)
class Verdict:
    """All that a student is told.

    Attributes:
        state: What became of the submission.
        notice: What was cut short, in words.
        checks: Score and message by check id.
    """

    state: str
    notice: str
    checks: tuple[tuple[str, float, str], ...]

    @classmethod
    def of(cls, graded: Graded) -> Verdict:
        """Return that of a graded submission."""
        record = graded.record
        checks = ((check.id, check.score, check.message) for part in record.parts.values() for check in part.checks)
        return cls(str(record.state), record.notice, tuple(checks))

    @property
    def scores(self) -> tuple[tuple[str, float], ...]:
        """The score of each check."""
        return tuple((check, score) for check, score, _ in self.checks)

    @property
    def mark(self) -> float:
        """All points together."""
        return sum(score for _, score in self.scores)


@dataclass(frozen=True)
class Grading:
    """One of many gradings of a submission."""

    submission: str
    seed: int
    verdict: Verdict
    story: tuple[tuple[str, ...], ...]
    seconds: float


def gradings(names: Collection[str], seeds: Mapping[int, int], workers: int) -> Iterator[Grading]:
    """Grade each submission so many times with each seed, in processes like those that grade a class."""
    jobs = [(name, seed) for seed, times in seeds.items() for _ in range(times) for name in names]
    with LocalWorkforce(workers).executor(alone=False) as executor:
        yield from executor.map(_grade, *zip(*jobs, strict=True))


def _grade(submission: str, seed: int) -> Grading:
    graded = grade_notebook(solved_notebook(SUBMISSIONS[submission]), default_settings(seed=seed))
    return Grading(submission, seed, Verdict.of(graded), tuple(graded.story.values()), graded.record.seconds)


def differences(found: Sequence[Grading]) -> list[str]:
    """Return in words where gradings of one submission differ, which they must not; the first one has the seed."""
    lines = []
    usual = Counter(one.verdict for one in found if one.seed == found[0].seed).most_common(1)[0][0]
    for one in found:
        same_seed = one.seed == found[0].seed
        if one.verdict == usual or (not same_seed and one.verdict.scores == usual.scores):
            continue
        points = f"{one.verdict.mark:g} points, usually {usual.mark:g}"
        lines.append(f"{one.submission}, seed {one.seed}: differs ({points})")
        if (one.verdict.state, one.verdict.notice) != (usual.state, usual.notice):
            lines.append(f"  {one.verdict.state} {one.verdict.notice!r} instead of {usual.state} {usual.notice!r}")
        lines += [f"  {this}\n  instead of {that}" for this, that in _unlike(one.verdict, usual)]
    return lines


def _unlike(verdict: Verdict, usual: Verdict) -> list[tuple[object, object]]:
    theirs = {check: (score, message) for check, score, message in usual.checks}
    return [
        ((check, score, message), theirs.get(check))
        for check, score, message in verdict.checks
        if theirs.get(check) != (score, message)
    ]


@contextlib.contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep so many processes computing meanwhile."""
    burners = [multiprocessing.get_context("spawn").Process(target=_burn, daemon=True) for _ in range(processes)]
    for burner in burners:
        burner.start()
    try:
        yield
    finally:
        for burner in burners:
            burner.terminate()
            burner.join()


def _burn() -> None:
    while True:
        sum(range(100_000))


def table(found: Mapping[str, Sequence[Grading]]) -> str:
    """Return how many different outcomes there were, by submission; all but messages and stories over all seeds."""
    titles = ("gradings", "points", "marks", "scores", "messages", "stories", "seconds")
    lines = [f"{'submission':15}" + " ".join(f"{title:>9}" for title in titles)]
    for name, several in found.items():
        same_seed = [one for one in several if one.seed == several[0].seed]
        seconds = [one.seconds for one in several]
        cells = (
            f"{len(same_seed)}+{len(several) - len(same_seed)}",
            f"{several[0].verdict.mark:g}",
            *(len(set(each)) for each in _outcomes(several, same_seed)),
            f"{min(seconds):.0f}-{max(seconds):.0f}",
        )
        lines.append(f"{name:15}" + " ".join(f"{cell:>9}" for cell in cells))
    return "\n".join(lines)


def _outcomes(several: Sequence[Grading], same_seed: Sequence[Grading]) -> Iterator[list[object]]:
    """Yield marks, scores, messages and stories; each column shall hold one outcome, stories of own chance aside."""
    yield [one.verdict.mark for one in several]
    yield [one.verdict.scores for one in several]
    yield [one.verdict for one in same_seed]
    yield [one.story for one in same_seed]


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade, and print a table; the exit status is 1 when anything differs."""
    options = _parse(arguments)
    seeds = {0: options.times, **dict.fromkeys(range(1, 1 + options.other_seeds), 1)}
    found: dict[str, list[Grading]] = {}
    with busy(options.burners):
        for count, one in enumerate(gradings(SUBMISSIONS, seeds, options.jobs), start=1):
            found.setdefault(one.submission, []).append(one)
            if count % 10 == 0:
                load = os.getloadavg()[0]
                print(f"{count} of {len(SUBMISSIONS) * sum(seeds.values())}, load {load:.1f}", file=sys.stderr)
    print(f"{options.jobs} kernels and {options.burners} burners on {_cores()} cores")
    print(table(found))
    unlike = [line for several in found.values() for line in differences(several)]
    print(*unlike, sep="\n")
    return 1 if unlike else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    count = partial(parser.add_argument, type=int)
    count("--times", default=50, help="gradings of each submission with the first seed")
    count("--other-seeds", default=10, help="further seeds, one grading each")
    count("--jobs", default=2 * _cores(), help="kernels at once")
    count("--burners", default=_cores(), help="processes that compute meanwhile")
    return parser.parse_args(arguments)


def _cores() -> int:
    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    sys.exit(main())
