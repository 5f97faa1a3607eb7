"""Read the corpus: variants of a student's solution, each with the checks that a fair grader takes points for.

A file holds only the cells that differ from the model solution, in the percent format::

    # why: what is right or wrong about it
    #   (a header may go on in an indented comment)
    # loses: c_border c_gradient            (or: nothing)
    # may lose: c_filter                    (optional)
    # %% c_compute_loss
    def compute_loss(input_image, filter_index, model):
        ...
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
_HEADERS = ("why", "loses", "may lose")


@dataclass(frozen=True)
class Variant:
    """One variant of the solution.

    Attributes:
        name: Folder and file without suffix, such as ``wrong/c_sum``.
        cells: Source by cell id; cells that are missing here are those of the model solution.
        loses: Ids of the checks that must fail; all others must pass. Empty for a right variant.
        why: English: what is right or wrong about it.
        may_lose: Ids of the checks that the mistake touches as well, so that they may pass or fail.
    """

    name: str
    cells: Mapping[str, str]
    loses: tuple[str, ...]
    why: str
    may_lose: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether a fair grader gives full points."""
        return not self.loses


def load_variants(folder: Path = CORPUS) -> tuple[Variant, ...]:
    """Return all variants below `folder`, sorted by name.

    Raises:
        ValueError: If a file is not in the format.
    """
    return tuple(
        parse_variant(f"{path.parent.name}/{path.stem}", path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*/*.py"))
    )


def spread(variants: Sequence[Variant], count: int) -> list[Variant]:
    """Return so many variants, spread evenly."""
    return [variants[index * len(variants) // count] for index in range(count)]


def parse_variant(name: str, text: str) -> Variant:
    """Return the variant that `text` describes.

    Raises:
        ValueError: If a header or all cells are missing, or a line stands outside of both.
    """
    head, *blocks = ("\n" + text).split("\n# %% ")
    headers = _parse_headers(name, head)
    if not headers.get("why") or not headers.get("loses"):
        raise ValueError(f"{name}: expected the headers '# why:' and '# loses:' with text, found {headers}")
    cells: dict[str, str] = {}
    for block in blocks:
        cell_id, _, source = block.partition("\n")
        if cell_id.strip() in cells:
            raise ValueError(f"{name}: cell {cell_id.strip()!r} stands there twice; merge the two")
        cells[cell_id.strip()] = source.strip("\n")
    if not cells:
        raise ValueError(f"{name}: expected at least one cell, found none; begin it with '# %% CELL_ID'")
    loses = tuple(headers["loses"].split())
    return Variant(
        name=name,
        cells=cells,
        loses=() if loses == ("nothing",) else loses,
        why=headers["why"],
        may_lose=tuple(headers.get("may lose", "").split()),
    )


def _parse_headers(name: str, head: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    current = ""
    for line in filter(str.strip, head.splitlines()):
        key, colon, value = line.removeprefix("# ").partition(":")
        if colon and key in _HEADERS:
            current = key
            headers[current] = value.strip()
        elif line.startswith("#  ") and current:
            headers[current] += " " + line.removeprefix("#").strip()
        else:
            raise ValueError(f"{name}: expected a header ({', '.join(_HEADERS)}), found {line!r}")
    return headers
