"""CSV as bytes, text and rows: what Moodle writes, what Excel makes of it, and what Moodle reads back.

PHP's own dialect knows a backslash that keeps a quote from ending its cell, and leaves both characters standing. The
standard library's reader cannot do that, and its limit on the length of a cell is one for the whole process; feedback
and online texts are long. Hence one small reader for both dialects.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import product

from autograder.errors import UsageError
from autograder.moodle.phpcsv import rows_as_written

# In this order: Moodle's own, Excel in western Europe, Excel for Mac, Excel's "MS-DOS".
_ENCODINGS = ("utf-8-sig", "cp1252", "mac_roman", "cp850")
_DELIMITERS = (",", ";", "\t")

_QUOTED = r'"(?P<quoted>(?:[^"]|"")*+)"(?P<tail>[^{delimiter}\n]*+)'
_QUOTED_PHP = r'[ \t]*"(?P<quoted>(?:[^"\\]|\\(?:.|\Z)|"")*+)(?:"|\Z)(?P<tail>[^{delimiter}\n]*+)'
_CELL = r"(?:{quoted}|(?P<plain>[^{delimiter}\n]*+))(?P<end>[{delimiter}\n]|\Z)"


def candidates(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each text that the bytes may stand for with each delimiter, the likeliest first; line ends are ``\\n``."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text"
        texts: Iterable[str] = _decoded(content, ("utf-16",))
    else:
        texts = _decoded(content, _ENCODINGS)
    for text, delimiter in product(texts, _DELIMITERS):
        yield text.replace("\r\n", "\n").replace("\r", "\n"), delimiter


def _decoded(content: bytes, encodings: Iterable[str]) -> Iterator[str]:
    for encoding in encodings:
        try:
            yield content.decode(encoding)
        except UnicodeDecodeError:
            continue


def rows(text: str, delimiter: str = ",", *, php: bool = False) -> list[list[str]]:
    """Split a text into rows of cells; empty lines are left out, unless read as PHP does.

    Args:
        text: With ``\\n`` as line end.
        delimiter: One character.
        php: Read as PHP's `fgetcsv` does: a backslash hides the quote after it, text after a closing quote belongs to
            the cell, and a cell without a closing quote goes on to the end.

    Raises:
        UsageError: If a quote stands where no quote may stand (never with `php`).
    """
    pattern = _CELL.replace("{quoted}", _QUOTED_PHP if php else _QUOTED)
    cell = re.compile(pattern.replace("{delimiter}", re.escape(delimiter)), re.DOTALL)
    lines: list[list[str]] = []
    row: list[str] = []
    position = 0
    while position < len(text) or row:
        match = cell.match(text, position)
        if match is None or (not php and (match["tail"] or '"' in (match["plain"] or ""))):
            line = text.count("\n", 0, position) + 1
            raise UsageError(f"line {line}: a quote within a cell is neither doubled nor at the cell's ends")
        quoted = match["quoted"]
        row.append(match["plain"] if quoted is None else quoted.replace('""', '"') + match["tail"])
        position = match.end()
        if match["end"] != delimiter:
            if php or row != [""]:
                lines.append(row)
            row = []
    return lines


def table(text: str, delimiter: str) -> list[list[str]]:
    """Return the rows, all of one length: as PHP wrote them, or by the ordinary rules of CSV, or as PHP reads them.

    Raises:
        UsageError: If none fits.
    """
    as_written = rows_as_written(text, delimiter)
    if as_written is not None:
        return as_written
    try:
        ordinary = rows(text, delimiter)
        reason = _ragged(ordinary)
        if not reason:
            return ordinary
    except UsageError as error:
        reason = str(error)
    as_php = rows(text.rstrip("\n"), delimiter, php=True)
    if _ragged(as_php):
        raise UsageError(reason)
    return as_php


def _ragged(lines: list[list[str]]) -> str:
    for number, cells in enumerate(lines, start=1):
        if len(cells) != len(lines[0]):
            return f"row {number}: expected {len(lines[0])} cells as in the header, found {len(cells)}"
    return ""


def written(lines: Iterable[Iterable[str]]) -> bytes:
    """Return rows as Moodle writes and reads them: UTF-8 with BOM, comma, ``\\n``, quotes only where needed."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(lines)
    return stream.getvalue().encode("utf-8-sig")
