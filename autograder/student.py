"""The trusted side's view of a student's functions: what checks call, and what comes back, as plain data."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from autograder import messages
from autograder.errors import AnswerError, CallTimeout, KernelLost
from autograder.inside import wire
from autograder.inside.wire import Array, Ref
from autograder.messages import CheckFailed, show, show_call
from autograder.scoring import Evidence
from autograder.sources import PIECES, texts
from autograder.story import Log


class Channel(Protocol):
    """Carries a request to the kernel and its answer back; neither is believed."""

    def ask(self, request: str) -> str:
        """Return the kernel's answer.

        Raises:
            CallTimeout: If no answer came in time; the kernel is still there.
            KernelLost: If the kernel is gone.
        """


@dataclass(frozen=True)
class Handle:
    """Something that stays in the kernel, with the words that stand for it in messages."""

    name: str
    label: str

    def __str__(self) -> str:
        return self.label


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
        attribute = options.get("attribute")
        called = show_call(f"{target}.{attribute}" if attribute else target, args, kwargs)
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
        request = {"op": "gradient", "target": _ref(target), "args": _plain((image, *args))}
        if weight is not None:
            request["weight"] = Array(weight)
        answer = self._ask(show_call(target, (image, *args), {}), request)
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
        """Return what the kernel says of a kept object: type, module, lightning, fc, training."""
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
            self._too_slow[str(request.get("target"))] = failure = messages.too_slow(called, error.limit_s)
            raise failure from error
        except wire.WireError as error:
            raise messages.unreadable(called) from error
        if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
            raise messages.raised(called, answer["error"])
        if not isinstance(answer, dict) or "value" not in answer:
            raise messages.unusable(called)
        return answer["value"]


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
