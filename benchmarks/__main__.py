"""Run benchmarks: ``python -m benchmarks [cohort workers kernels cluster gallery again]``; all of them by default."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks import again, cluster, cohort, gallery, kernels
from benchmarks.table import Row, show

ALL: dict[str, tuple[str, Callable[[], list[Row]]]] = {
    "kernels": ("Kernels: start and memory", kernels.measure),
    "cohort": ("Cohort: a class of 20 against stock nbgrader", cohort.measure),
    "workers": ("Workers: more of them, and cold kernels", cohort.measure_workers),
    "again": ("Again: a second run over 100 unchanged submissions", again.measure),
    "gallery": ("Gallery: 64 filters at 224×224, 30 steps", gallery.measure),
    "cluster": ("Cluster: 500 submissions through Dask", cluster.measure),
}


def main() -> None:
    """Run the named benchmarks, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}")
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks"), help="folder for the figures as JSON")
    options = parser.parse_args()
    unknown = set(options.names) - set(ALL)
    if unknown:
        parser.error(f"expected names of {', '.join(ALL)}, found {', '.join(sorted(unknown))}")
    for name in options.names or ALL:
        title, measure = ALL[name]
        show(title, measure(), options.out)


if __name__ == "__main__":
    main()
