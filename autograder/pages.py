"""Render the templates: one self-contained file, everything escaped, nothing that can run or load."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.untrusted import ANSWER_LIMIT, Language, markdown, plain, with_code

# The labels with which a check's message begins its lines.
_LABELS = ("Aufruf", "Ergebnis", "Erwartet", "Hinweis")


def render(template: str, *, language: Language, values: Mapping[str, Any]) -> str:
    """Fill in a template; every value that is put out is cleaned of hidden characters, shortened and escaped."""
    return _environment(language).get_template(template).render(values)


@functools.cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=partial(_cleaned, language=language),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "points": points,
        "duration": duration,
        "plain": partial(plain, language=language),
        "code": partial(with_code, language=language),
        "markdown": partial(markdown, language=language),
        "message": message_lines,
        "lines": _broken_lines,
        "source": partial(_source, language=language),
    }
    return environment


def points(value: float) -> str:
    """Return points with up to three decimals, and no more than needed: ``3``, ``2.5``, ``0.333``."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def duration(seconds: float) -> str:
    """Return a time that a person can read: ``4.2 s``, ``3 min 20 s``, ``1 h 05 min``."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def message_lines(message: str) -> list[tuple[str, str]]:
    """Split a check's message into (label, text); lines without a label belong to the one before.

    The label is empty for what stands before the first label.
    """
    lines: list[tuple[str, str]] = []
    for line in plain(message).split("\n"):
        label, colon, text = line.partition(": ")
        if colon and label in _LABELS:
            lines.append((label, text))
        elif lines:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]}\n{line}")
        else:
            lines.append(("", line))
    return lines


def _broken_lines(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


def _source(text: str, *, language: Language) -> Markup:
    """Return the text of a student's cell, as long as an answer may be."""
    return escape(plain(text, limit=ANSWER_LIMIT, language=language))


def _cleaned(value: Any, *, language: Language) -> Any:
    """Clean what a template puts out; called by Jinja for each value. Ready markup passes unchanged."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return plain(value, language=language)
    return value
