"""The inverse of PHP's `fputcsv`, with which Moodle writes worksheets.

It doubles quotes within a cell, but not one that follows a backslash. So ``\\",`` may be the end of a cell or stand
within it, and students can put such into names and online texts. Where a cell ends follows from the others: a row has
as many cells as the header, and a cell without quotes around it has nothing in it that would need them.

Source: ext/standard/file.c of PHP, `php_fputcsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r'\\+"?|""|"')
_MOST_OPEN = 50  # places at which the same cell may begin


@dataclass(frozen=True)
class _Reading:
    """One way to read a text up to some place: its last cell, and the reading before that."""

    before: _Reading | None
    cell: str

    def cells(self) -> list[str]:
        found: list[str] = []
        reading: _Reading | None = self
        while reading is not None:
            found.append(reading.cell)
            reading = reading.before
        return found[::-1]


def rows_as_written(text: str, delimiter: str) -> list[list[str]] | None:
    """Return the rows of which `fputcsv` makes this text; None if there are none, several, or far too many ways.

    Args:
        text: With ``\\n`` as line end; the header is its first line.
        delimiter: One character.
    """
    columns = text.partition("\n")[0].count(delimiter) + 1
    text = text if text.endswith("\n") else f"{text}\n"
    open_readings: dict[int, list[_Reading | None]] = {0: [None]}
    whole: list[_Reading] = []
    number = 0
    while open_readings:
        closing = delimiter if number % columns < columns - 1 else "\n"
        following: dict[int, list[_Reading | None]] = {}
        for place, readings in open_readings.items():
            for end, cell in _cells(text, place, delimiter):
                if text[end] == closing:
                    found = [_Reading(before, cell) for before in readings[:2]]  # two are one too many already
                    if end + 1 == len(text) and closing == "\n":
                        whole += found
                    else:
                        following.setdefault(end + 1, []).extend(found)
                if len(following) > _MOST_OPEN:
                    return None
        open_readings = following
        number += 1
    if len(whole) != 1:
        return None
    cells = whole[0].cells()
    return [cells[start : start + columns] for start in range(0, len(cells), columns)]


def _cells(text: str, place: int, delimiter: str) -> Iterator[tuple[int, str]]:
    """Yield the cells that may begin at a place, each with the place behind it, where a delimiter or line end is."""
    ends = (delimiter, "\n")
    if text[place] != '"':
        plain = re.compile(rf'[^{re.escape(delimiter)}"\\\n\r\t ]*').match(text, place)
        if plain is not None and text[plain.end() : plain.end() + 1] in ends:
            yield plain.end(), plain[0]
        return
    for token in _TOKEN.finditer(text, place + 1):
        last, end = token[0], token.end()
        if last.endswith('"') and last != '""' and text[end : end + 1] in ends:
            yield end, text[place + 1 : end - 1].replace('""', '"')
        if last == '"':
            return
