"""Dates of the grading worksheet: as Moodle writes them in words, as Excel leaves them, and as PHP reads them back.

All are Moodle's local time without a time zone, to the minute.
"""

from __future__ import annotations

import re
from datetime import datetime

from autograder.errors import UsageError
from autograder.moodle.language import ENGLISH, Language

_WORDED_DATE = re.compile(
    r"(?:\w+, )?(?P<day>\d{1,2})\.? (?P<month>\w+) (?P<year>\d{4}),? "
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?: ?(?P<half>[AP]M))?",
    re.IGNORECASE,
)
_PLAIN_DATES = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S")  # ours; Excel's
_PHP_DATE = re.compile(rf"(?:(?:{'|'.join(ENGLISH.weekdays)}), )?[0-9]{{1,4}}(?:[ -]|\.[0-9])", re.IGNORECASE)


def parse_date(text: str, language: Language) -> datetime | None:
    """Return a date of the worksheet, in Moodle's local time, or None for ``-`` and the empty cell.

    Raises:
        UsageError: If it is no date that Moodle, this program or Excel writes.
    """
    text = " ".join(text.removeprefix("'").split())
    if text in ("", "-"):
        return None
    months = {month.casefold(): number for number, month in enumerate(language.months, start=1)}
    match = _WORDED_DATE.fullmatch(text)
    try:
        if match and match["month"].casefold() in months:
            hour = int(match["hour"])
            if match["half"]:
                hour = hour % 12 + (12 if match["half"].upper() == "PM" else 0)
            month = months[match["month"].casefold()]
            return datetime(int(match["year"]), month, int(match["day"]), hour, int(match["minute"]))
    except ValueError as error:
        raise UsageError(f"expected a date, found {text!r} ({error})") from error
    for form in _PLAIN_DATES:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise UsageError(f"expected a date such as {worded_date(datetime(2025, 6, 3, 14, 5), language)!r}, found {text!r}")


def worded_date(moment: datetime, language: Language) -> str:
    """Return the date as Moodle writes it: ``Tuesday, 3 June 2025, 2:05 PM``, ``Dienstag, 3. Juni 2025, 14:05``."""
    weekday, month = language.weekdays[moment.weekday()], language.months[moment.month - 1]
    if language is ENGLISH:
        clock = f"{moment.hour % 12 or 12}:{moment.minute:02} {'AM' if moment.hour < 12 else 'PM'}"
        return f"{weekday}, {moment.day} {month} {moment.year}, {clock}"
    return f"{weekday}, {moment.day}. {month} {moment.year}, {moment.hour:02}:{moment.minute:02}"


def php_date(text: str) -> datetime | None:
    """Read a date as PHP's `strtotime` does: in English words, or in figures alone; None if it cannot."""
    if not _PHP_DATE.match(text):
        return None
    try:
        return parse_date(text, ENGLISH)
    except UsageError:
        return None
