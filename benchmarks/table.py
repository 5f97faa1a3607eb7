"""What a benchmark found, as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import torch
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes:
        what: What was measured.
        value: The figure.
        unit: Its unit.
        ratio: How many times better than the baseline of the same table; None for the baseline and for plain facts.
    """

    what: str
    value: float
    unit: str
    ratio: float | None = None


def show(title: str, rows: list[Row], folder: Path) -> None:
    """Print a table, and keep it as JSON with the machine that it was measured on."""
    table = Table(title=title, title_justify="left")
    for heading in ("", "figure", "ratio"):
        table.add_column(heading, justify="left" if not heading else "right")
    for row in rows:
        table.add_row(row.what, f"{row.value:.4g} {row.unit}", "" if row.ratio is None else f"{row.ratio:.2f}")
    Console().print(table)
    folder.mkdir(parents=True, exist_ok=True)
    name = title.split(":")[0].lower().replace(" ", "-")
    data = {"title": title, "machine": machine(), "rows": [asdict(row) for row in rows]}
    (folder / f"{name}.json").write_text(json.dumps(data, indent=1), encoding="utf-8")


def machine() -> dict[str, object]:
    """Describe this machine."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "gpu": torch.cuda.get_device_name() if torch.cuda.is_available() else None,
    }
