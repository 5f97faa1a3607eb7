"""Judge the corpus of right and wrong solutions, with several seeds, on every checkpoint: ``make fairness``.

A judgement is unfair when a variant loses a check that it should keep (a false rejection), or keeps one that it
should lose (a false acceptance). With the first seed the visible self-checks run as well: none may find fault with a
right solution (a false alarm), or none with one that loses most of a part (a false promise).
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus_loader import Variant, load_variants
from judging import LARGE, Unfair, begin, lost_checks, touched, unfair_checks, unfair_selfchecks

from autograder.hub import default_settings
from autograder.settings import Settings

CHECKPOINTS = {"embedded": None, "large": LARGE}


@dataclass(frozen=True)
class Job:
    """One variant to be judged, by its place in the corpus."""

    variant: int
    checkpoint: str
    seed: int
    selfchecks: bool


_variants = functools.cache(load_variants)  # hundreds of files, read once in each process


@functools.cache
def _settings(checkpoint: str) -> Settings:
    return default_settings(CHECKPOINTS[checkpoint])


def judge(job: Job) -> tuple[Job, tuple[Unfair, ...]]:
    """Return what is unfair about the judgement of a variant, on the parts that it touches."""
    variant, settings = _variants()[job.variant], _settings(job.checkpoint)
    found = unfair_checks(variant, lost_checks(variant.cells, settings, job.seed, touched(variant)))
    return job, found + (unfair_selfchecks(variant, settings) if job.selfchecks else ())


def table(judged: Counter[tuple[str, str]], unfair: Counter[tuple[str, str]]) -> str:
    """Return the table of parts: how many variants were judged, and how much of it was unfair."""
    titles = ("right", "wrong", "false rejections", "false acceptances", "false alarms", "false promises")
    kinds = ("rejection", "acceptance", "alarm", "promise")
    lines = ["part " + " ".join(f"{title:>17}" for title in titles)]
    for part in sorted({part for _, part in (*judged, *unfair)}):
        counts = [judged["right", part], judged["wrong", part], *(unfair[kind, part] for kind in kinds)]
        lines.append(f"{part:5}" + " ".join(f"{count:17}" for count in counts))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge, and print a table; the exit status is 1 when any judgement is unfair."""
    options = _parse(arguments)
    chosen = [i for i, variant in enumerate(_variants()) if re.search(options.name, variant.name)]
    runs = [(name, seed) for name in options.checkpoint for seed in options.seeds]
    jobs = [Job(variant, *run, selfchecks=run == runs[0]) for run in runs for variant in chosen]
    judged: Counter[tuple[str, str]] = Counter()
    unfair: Counter[tuple[str, str]] = Counter()
    with multiprocessing.get_context("spawn").Pool(options.jobs, begin) as pool:
        for count, (job, found) in enumerate(pool.imap_unordered(judge, jobs), start=1):
            if count % 50 == 0:
                print(f"{count} of {len(jobs)}", file=sys.stderr, flush=True)
            variant = _variants()[job.variant]
            judged["right" if variant.is_right else "wrong", _part(variant)] += 1
            for one in found:
                unfair[one.kind, one.part] += 1
                print(f"{variant.name}, {job.checkpoint} checkpoint, seed {job.seed}: {one}\n", flush=True)
    print(f"{len(chosen)} variants, checkpoints {', '.join(options.checkpoint)}, seeds {options.seeds}")
    print(table(judged, unfair))
    return 1 if unfair else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    at_hand = [name for name, path in CHECKPOINTS.items() if path is None or path.is_file()]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(5)))
    parser.add_argument("--checkpoint", choices=at_hand, nargs="+", default=at_hand)
    parser.add_argument("-k", dest="name", default="", help="regular expression that the variant's name holds")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    return parser.parse_args(arguments)


def _part(variant: Variant) -> str:
    """Return the part of a variant, or ``mix`` or ``whole`` for several."""
    return Path(variant.name).name.split("_")[0]


if __name__ == "__main__":
    sys.exit(main())
