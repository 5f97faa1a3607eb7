"""What a student reads of a check, in German: what was called, what came back, and what was expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.inside.wire import Array

_LINE_CHARACTERS = 1000
_DEPTH = 3  # to which lists in lists are shown


class CheckFailed(AssertionError):  # noqa: N818 - a verdict about a student, not an error of ours
    """A check was not passed; the text is German and meant for the student.

    Args:
        called: What was called, as a student would write it.
        returned: What came back.
        expected: What was expected in kind, never a hidden value.
        look: Where to look.
    """

    def __init__(self, called: str, returned: str, expected: str, look: str = "") -> None:
        lines = [f"Aufruf: {called}", f"Ergebnis: {returned}", f"Erwartet: {expected}"]
        super().__init__("\n".join(map(_shortened, [*lines, f"Hinweis: {look}"] if look else lines)))
        self.returned = returned


class StudentRaised(CheckFailed):
    """The student's code raised an exception of the type `kind` (its name, as the kernel says)."""

    def __init__(self, kind: str, called: str, returned: str, expected: str, look: str) -> None:
        super().__init__(called, returned, expected, look)
        self.kind = kind


def show(value: Any, depth: int = 0) -> str:
    """Describe an answer, briefly."""
    if value is None:
        return "None"
    if isinstance(value, Array) and value.values.size == 1:
        return f"{value.values.reshape(-1)[0]:.5g} ({'Tensor' if value.tensor else 'NumPy'} {value.shape})"
    if isinstance(value, float):
        return f"{value:.5g}"
    if isinstance(value, (tuple, list)):
        kind = "ein Tupel" if isinstance(value, tuple) else "eine Liste"
        shown = [show(item, depth + 1) for item in value[:3]] if depth < _DEPTH else ["…"][: len(value)]
        inner = [*shown, *(["…"] if len(value) > 3 and depth < _DEPTH else [])]
        return f"{kind} mit {len(value)} Elementen: {', '.join(inner)}" if inner else f"{kind} ohne Elemente"
    if isinstance(value, dict):
        return f"ein Dictionary mit {len(value)} Einträgen"
    return str(value)[:200]


def show_call(name: object, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """Write a call as a student would, briefly: arrays and lists by their size."""
    shown = [_argument(arg) for arg in args] + [f"{key}={_argument(value)}" for key, value in kwargs.items()]
    return f"{name}({', '.join(shown)})"


def raised(called: str, error: Mapping[str, Any]) -> StudentRaised:
    """Return the failure for an exception in the student's code.

    Args:
        called: The call that raised it.
        error: What the kernel says of it: ``type``, ``message``, and the ``line`` of code.
    """
    said = [error.get(key) for key in ("type", "message", "line")]
    kind, message, line = (text[:_LINE_CHARACTERS] if isinstance(text, str) else "" for text in said)
    if kind == "NotImplementedError":
        return StudentRaised(kind, called, "NotImplementedError", "Ihre Lösung", "Diese Aufgabe ist noch nicht gelöst.")
    where = f" (in der Zeile «{line.strip()}»)" if line else ""
    look = "Führen Sie diesen Aufruf in Ihrem Notebook aus und lesen Sie die Fehlermeldung von unten nach oben."
    if kind == "NameError":
        look = "Ist der Name geschrieben wie in der Aufgabe, und läuft das Notebook von oben nach unten durch?"
    return StudentRaised(kind, called, f"die Ausnahme {kind}: {message}{where}", "ein Ergebnis ohne Ausnahme", look)


def too_slow(called: str, limit_s: float) -> CheckFailed:
    """Return the failure for a call without answer in time."""
    return CheckFailed(
        called,
        f"keine Antwort innerhalb von {limit_s:g} s",
        "eine Antwort in dieser Zeit",
        "Läuft eine Schleife ohne Ende, oder rechnet die Funktion weit mehr als nötig?",
    )


def unreadable(called: str) -> CheckFailed:
    """Return the failure for an answer that is no plain data within the limits."""
    return CheckFailed(
        called,
        "eine Antwort, die nicht gelesen werden kann (zu gross oder beschädigt)",
        "Zahlen, Tensoren oder NumPy-Arrays in der verlangten Grösse",
    )


def unusable(called: str) -> CheckFailed:
    """Return the failure for an answer that is neither a result nor an exception."""
    return CheckFailed(called, "keine verwertbare Antwort", "ein Ergebnis der Funktion")


def _shortened(line: str) -> str:
    return line if len(line) <= _LINE_CHARACTERS else f"{line[:_LINE_CHARACTERS]} …"


def _argument(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"Tensor {tuple(value.shape)}"
    if isinstance(value, (list, tuple)):
        return f"Liste mit {len(value)} Elementen"
    return repr(value) if isinstance(value, str) else str(value)
