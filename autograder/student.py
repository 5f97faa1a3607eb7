"""The trusted side's view of a student's functions: what checks call, and what comes back, as plain data."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from autograder.errors import AnswerError, CallTimeout, KernelLost
from autograder.inside import wire
from autograder.inside.wire import Array, Opaque, Ref
from autograder.scoring import Evidence
from autograder.sources import PIECES, texts
from autograder.story import Log

__all__ = ["Array", "Channel", "CheckFailed", "Handle", "Opaque", "Student", "StudentRaised", "show"]


class Channel(Protocol):
    """Carries a request to the kernel and its answer back; neither is believed."""

    def ask(self, request: str) -> str:
        """Return the kernel's answer.

        Raises:
            CallTimeout: If no answer came in time; the kernel is still there.
            KernelLost: If the kernel is gone.
        """


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
        super().__init__("\n".join([*lines, f"Hinweis: {look}"] if look else lines))
        self.returned = returned


class StudentRaised(CheckFailed):
    """The student's code raised an exception of the type `kind` (its name, as the kernel says)."""

    def __init__(self, kind: str, called: str, returned: str, expected: str, look: str) -> None:
        super().__init__(called, returned, expected, look)
        self.kind = kind


@dataclass(frozen=True)
class Handle:
    """Something that stays in the kernel, with the words that stand for it in messages."""

    name: str
    label: str


@dataclass
class Student:
    """Calls the functions of one submission.

    Args:
        channel: The way to the kernel.
        bounds: What an answer may hold.
        seed: Seeds the kernel's random numbers before each call, so that a run can be repeated.
        evidence: What the checks of (d) want the student to see.
        log: What was asked and answered, for the instructor.
    """

    channel: Channel
    bounds: wire.Bounds = field(default_factory=wire.Bounds)
    seed: int = 0
    evidence: Evidence | None = None
    log: Log = field(default_factory=Log)
    _too_slow: dict[str, CheckFailed] = field(default_factory=dict)
    _count: Any = field(default_factory=itertools.count)

    def call(
        self,
        target: str | Handle,
        *args: Any,
        keep: str | None = None,
        standins: Sequence[str] = (),
        **options: Any,
    ) -> Any:
        """Call a function of the student, or something kept, and return its result as plain data.

        Args:
            target: Name of the function, or a handle.
            args: Arguments: numbers, arrays, handles; plain arrays are handed over as torch tensors.
            keep: Leave the result in the kernel and return a handle with this label.
            standins: Names of the student's functions that are replaced by right ones during the call.
            options: ``kwargs`` (named arguments), ``attribute`` (of the target, to be called instead),
                ``listed`` (turn an iterable into a list of at most so many items), ``eval_mode``,
                ``requires_grad`` (of all arrays handed over).

        Raises:
            CheckFailed: If the call raised, took too long, or gave nothing that can be judged.
            KernelLost: If the kernel is gone.
        """
        kwargs = options.pop("kwargs", {})
        called = _called(target, options.get("attribute"), args, kwargs)
        if str(_ref(target)) in self._too_slow:  # what took too long once is not tried again
            self.log.add(called, {"op": "call"}, None, "not tried again, since it took too long before")
            raise self._too_slow[str(_ref(target))]
        request = {"op": "call", "target": _ref(target), "args": _plain(args), "kwargs": _plain(kwargs), **options}
        if standins:
            request |= {"standins": list(standins), "modules": _modules(standins)}
        if keep is None:
            return self._ask(called, request)
        handle = Handle(f"k{next(self._count)}", keep)
        self._ask(called, {**request, "keep": handle.name})
        return handle

    def gradient(
        self, target: str | Handle, image: np.ndarray, *args: Any, weight: np.ndarray | None = None
    ) -> tuple[Any, Any]:
        """Return the result of a call, and the gradient of its (weighted) sum for `image`; None where there is none.

        Raises:
            CheckFailed: As `call`.
        """
        called = _called(target, None, (image, *args), {})
        request = {"op": "gradient", "target": _ref(target), "args": _plain((image, *args))}
        if weight is not None:
            request["weight"] = Array(weight)
        answer = self._ask(called, request)
        if not (isinstance(answer, tuple) and len(answer) == 2):
            raise AnswerError("the kernel's answer to a gradient is no pair")
        return answer

    def build(self, kind: str, label: str, **params: Any) -> Handle:
        """Build a model of the grader's in the kernel: ``pointwise``, ``pattern``, ``layer`` or ``backbone``."""
        handle = Handle(f"k{next(self._count)}", label)
        named = {name: Array(value) if isinstance(value, np.ndarray) else value for name, value in params.items()}
        self._ask(label, {"op": "build", "kind": kind, "keep": handle.name, "modules": _modules([kind]), **named})
        return handle

    def facts(self, target: Handle) -> dict[str, Any]:
        """Return what the kernel says of a kept object: type, module, lightning, fc."""
        return self._dict(target.label, {"op": "facts", "target": _ref(target)})

    def journal(self, target: Handle) -> tuple[list[np.ndarray], list[int]]:
        """Return and clear the journal of a stub: pictures it was given, and where a gradient was taken."""
        answer = self._dict(target.label, {"op": "journal", "target": _ref(target)})
        pictures, gradients = answer.get("pictures"), answer.get("gradients")
        if not isinstance(pictures, list) or not isinstance(gradients, list):
            raise AnswerError("the kernel's journal is no list")
        arrays = [picture.values for picture in pictures if isinstance(picture, Array)]
        if len(arrays) != len(pictures) or not all(type(i) is int and 0 <= i < len(arrays) for i in gradients):
            raise AnswerError("the kernel's journal is malformed")
        return arrays, gradients

    def parameters(self, target: Handle) -> dict[str, np.ndarray]:
        """Return the parameters of a stub as they are now."""
        answer = self._dict(target.label, {"op": "parameters", "target": _ref(target)})
        return {name: value.values for name, value in answer.items() if isinstance(value, Array)}

    def forget(self) -> None:
        """Let the kernel drop everything kept."""
        self._ask("", {"op": "forget"})

    def _dict(self, called: str, request: dict[str, Any]) -> dict[str, Any]:
        answer = self._ask(called, request)
        if not isinstance(answer, dict):
            raise AnswerError(f"the kernel's answer to {request['op']} is no dict")
        return answer

    def _ask(self, called: str, request: dict[str, Any]) -> Any:
        try:
            answer = self._answer(called, request)
        except (CheckFailed, AnswerError, KernelLost) as error:
            self.log.add(called, request, None, error.returned if isinstance(error, CheckFailed) else str(error))
            raise
        self.log.add(called, request, answer, show(answer))
        return answer

    def _answer(self, called: str, request: dict[str, Any]) -> Any:
        self.seed = (self.seed * 6364136223846793005 + 1442695040888963407) % 2**63
        try:
            text = self.channel.ask(wire.dumps({**request, "seed": self.seed % 2**53}, self.bounds))
            answer = wire.loads(text, self.bounds)
        except CallTimeout as error:
            failure = CheckFailed(
                called,
                f"keine Antwort innerhalb von {error.limit_s:g} s",
                "eine Antwort in dieser Zeit",
                "Läuft eine Schleife ohne Ende, oder rechnet die Funktion weit mehr als nötig?",
            )
            self._too_slow[str(request.get("target"))] = failure
            raise failure from error
        except wire.WireError as error:
            raise CheckFailed(
                called,
                "eine Antwort, die nicht gelesen werden kann (zu gross oder beschädigt)",
                "Zahlen, Tensoren oder NumPy-Arrays in der verlangten Grösse",
            ) from error
        if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
            raise _raised(called, answer["error"])
        if not isinstance(answer, dict) or "value" not in answer:
            raise CheckFailed(called, "keine verwertbare Antwort", "ein Ergebnis der Funktion")
        return answer["value"]


def show(value: Any) -> str:
    """Describe an answer in German, briefly."""
    if value is None:
        return "None"
    if isinstance(value, Array) and value.values.size == 1:
        return f"{value.values.reshape(-1)[0]:.5g} ({'Tensor' if value.tensor else 'NumPy'} {value.shape})"
    if isinstance(value, float):
        return f"{value:.5g}"
    if isinstance(value, (tuple, list)):
        kind = "ein Tupel" if isinstance(value, tuple) else "eine Liste"
        inner = ", ".join(show(item) for item in value[:3]) + (", …" if len(value) > 3 else "")
        return f"{kind} mit {len(value)} Elementen: {inner}"
    if isinstance(value, dict):
        return f"ein Dictionary mit {len(value)} Einträgen"
    return str(value)[:200]


def _raised(called: str, error: dict[str, Any]) -> StudentRaised:
    kind, message, line = (str(error.get(key, "")) for key in ("type", "message", "line"))
    if kind == "NotImplementedError":
        return StudentRaised(kind, called, "NotImplementedError", "Ihre Lösung", "Diese Aufgabe ist noch nicht gelöst.")
    where = f" (in der Zeile «{line.strip()}»)" if line else ""
    look = "Führen Sie diesen Aufruf in Ihrem Notebook aus und lesen Sie die Fehlermeldung von unten nach oben."
    if kind == "NameError":
        look = "Ist der Name geschrieben wie in der Aufgabe, und läuft das Notebook von oben nach unten durch?"
    return StudentRaised(kind, called, f"die Ausnahme {kind}: {message}{where}", "ein Ergebnis ohne Ausnahme", look)


def _modules(pieces: Sequence[str]) -> dict[str, Array]:
    """Return the modules that a request must bring along, as bytes of their texts by full name."""
    found = {name: text for piece in pieces for name, text in texts(f"{PIECES}.{piece}").items()}
    return {name: Array(np.frombuffer(text.encode(), np.uint8), tensor=False) for name, text in found.items()}


def _ref(target: str | Handle) -> str | Ref:
    return Ref(target.name) if isinstance(target, Handle) else target


def _plain(value: Any) -> Any:
    if isinstance(value, Handle):
        return Ref(value.name)
    if isinstance(value, np.ndarray):
        return Array(value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _called(target: str | Handle, attribute: str | None, args: Sequence[Any], kwargs: dict[str, Any]) -> str:
    name = target.label if isinstance(target, Handle) else target
    shown = [_argument(arg) for arg in args] + [f"{key}={_argument(value)}" for key, value in kwargs.items()]
    return f"{name}{'.' + attribute if attribute else ''}({', '.join(shown)})"


def _argument(value: Any) -> str:
    if isinstance(value, Handle):
        return value.label
    if isinstance(value, np.ndarray):
        return f"Tensor {tuple(value.shape)}"
    if isinstance(value, Array):
        return str(value)
    if isinstance(value, (list, tuple)):
        return f"Liste mit {len(value)} Elementen"
    return repr(value)
