"""Judge the whole corpus on every checkpoint at hand, with five seeds: ``make fairness``."""

from __future__ import annotations

import functools
import multiprocessing
import sys
import warnings
from collections import Counter
from pathlib import Path

import torch
from corpus_loader import load_variants
from judging import lost_checks, touched, verdict

from autograder.hub import default_settings

SEEDS = range(5)
LARGE = Path(__file__).resolve().parents[2] / "shared" / "weights" / "resnet50-procedural.pth"


_variants = functools.cache(load_variants)  # hundreds of files, read once in each process


def _judge(job: tuple[int, str | None, int]) -> tuple[int, str | None, int, str]:
    index, checkpoint, seed = job
    variant = _variants()[index]
    settings = default_settings(Path(checkpoint) if checkpoint else None)
    lost = lost_checks(variant.cells, settings, seed, touched(variant))
    return (*job, verdict(variant, lost))


def _start() -> None:
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")


def main() -> int:
    """Judge everything and print a table; the exit status is 1 when any judgement is unfair."""
    variants = _variants()
    checkpoints = [None, str(LARGE)] if LARGE.is_file() else [None]
    jobs = [(index, weights, seed) for weights in checkpoints for seed in SEEDS for index in range(len(variants))]
    judged: Counter[tuple[str, str]] = Counter()
    unfair: Counter[tuple[str, str]] = Counter()
    with multiprocessing.get_context("spawn").Pool(2, _start) as pool:
        for index, weights, seed, text in pool.imap_unordered(_judge, jobs):
            variant = variants[index]
            key = ("right" if variant.is_right else "wrong", Path(variant.name).name.split("_")[0])
            judged[key] += 1
            if text:
                unfair[key] += 1
                print(
                    f"{variant.name}, {'large' if weights else 'embedded'} checkpoint, seed {seed}\n{text}\n",
                    flush=True,
                )
    for kind, part in sorted(judged):
        print(f"{kind:6} {part:6} {judged[kind, part]:6} judged {unfair[kind, part]:4} unfair")
    return 1 if unfair else 0


if __name__ == "__main__":
    sys.exit(main())
