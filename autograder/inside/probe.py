"""Answer the trusted side's questions inside the kernel: call this, build that, describe it.

A request and its answer are texts of `autograder.inside.wire`. A request brings the text of the modules that it needs,
``autograder.inside.pieces`` among them: nothing here solves what students are asked for. An answer is
``{"value": ...}`` or ``{"error": {"type", "message", "line"}}``.
"""

from __future__ import annotations

import itertools
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytorch_lightning as pl
import torch
from torch import nn

from autograder.inside import wire
from autograder.inside.loader import load

_MISSING = object()


class Probe:
    """The trusted side's hand in a kernel.

    Args:
        namespace: The student's global names.
        bounds: What one answer may hold.
    """

    def __init__(self, namespace: dict[str, Any], bounds: wire.Bounds | None = None) -> None:
        self.namespace = namespace
        self.bounds = bounds or wire.Bounds()
        self.kept: dict[str, Any] = {}
        self._operations: dict[str, Callable[..., Any]] = {
            "call": self._call,
            "gradient": self._gradient,
            "build": self._build,
            "facts": self._facts,
            "journal": self._journal,
            "parameters": self._parameters,
            "forget": self.kept.clear,
        }

    def handle(self, text: str) -> str:
        """Answer one request; whatever the student's code raises becomes an error answer."""
        try:
            request = wire.loads(text, self.bounds)
            load({name: bytes(source.values).decode() for name, source in request.pop("modules", {}).items()})
            seed = request.pop("seed", None)
            if seed is not None:
                _seed(seed)
            value = self._operations[request.pop("op")](**request)
            return wire.dumps({"value": value}, self.bounds)
        except BaseException as error:
            return wire.dumps({"error": _describe(error)}, self.bounds)

    def _call(
        self,
        target: Any,
        args: list[Any],
        kwargs: dict[str, Any],
        attribute: str | None = None,
        keep: str | None = None,
        listed: int | None = None,
        eval_mode: bool = False,
        requires_grad: bool = False,
        standins: list[str] | None = None,
    ) -> Any:
        """Call a function by name, or something kept; return its result, or keep it under a name."""
        with self._replaced(standins or []):
            function = self._resolve(target)
            function = getattr(function, attribute) if attribute else function
            live = [self._live(arg, requires_grad) for arg in args]
            live_kwargs = {name: self._live(arg, requires_grad) for name, arg in kwargs.items()}
            with _evaluation_mode(function) if eval_mode else _unchanged():
                result = function(*live, **live_kwargs)
            if listed is not None:
                result = list(itertools.islice(iter(result), listed))
        if keep is None:
            return result
        self.kept[keep] = result
        return wire.Opaque(type(result).__name__)

    def _gradient(self, target: Any, args: list[Any], weight: Any = None, standins: list[str] | None = None) -> Any:
        """Return the result of a call and the gradient of its (weighted) sum for the first argument."""
        with self._replaced(standins or []):
            image, *rest = (self._live(arg, False) for arg in args)
            image.requires_grad_(True)
            result = self._resolve(target)(image, *rest)
            if not isinstance(result, torch.Tensor) or not result.requires_grad:
                return result, None
            total = (result * (1.0 if weight is None else self._live(weight, False))).sum()
            (gradient,) = torch.autograd.grad(total, image, allow_unused=True)
            return result, gradient

    def _build(self, kind: str, keep: str, **params: Any) -> None:
        """Build a model of ours and keep it."""
        self.kept[keep] = _piece(kind)(**{name: self._live(param, False) for name, param in params.items()})

    def _facts(self, target: Any) -> dict[str, Any]:
        value = self._resolve(target)
        return {
            "type": type(value).__name__,
            "module": isinstance(value, nn.Module),
            "lightning": isinstance(value, pl.LightningModule),
            "fc": hasattr(value, "fc"),
            "training": isinstance(value, nn.Module)
            and (getattr(value, "trained", False) is True or any(module.training for module in value.modules())),
        }

    def _journal(self, target: Any) -> dict[str, Any]:
        journal = self._resolve(target).journal
        pictures, gradients = journal.pictures, list(journal.gradients)
        journal.pictures, journal.gradients = [], []
        return {"pictures": pictures, "gradients": gradients}

    def _parameters(self, target: Any) -> dict[str, Any]:
        return {name: value.detach() for name, value in self._resolve(target).named_parameters()}

    def _resolve(self, target: Any) -> Any:
        if isinstance(target, wire.Ref):
            return self.kept[target.name]
        value = self.namespace.get(target, _MISSING)
        if value is _MISSING:
            raise NameError(f"name '{target}' is not defined")
        return value

    def _live(self, value: Any, requires_grad: bool) -> Any:
        if isinstance(value, wire.Ref):
            return self.kept[value.name]
        if isinstance(value, wire.Array):
            if not value.tensor:
                return value.values.copy()
            tensor = torch.from_numpy(value.values.copy())
            return tensor.requires_grad_(requires_grad and tensor.is_floating_point())
        if isinstance(value, (list, tuple)):
            return type(value)(self._live(item, requires_grad) for item in value)
        return value

    @contextmanager
    def _replaced(self, names: list[str]) -> Iterator[None]:
        """Put right functions in the place of the student's own for a moment."""
        before = {name: self.namespace.get(name, _MISSING) for name in names}
        self.namespace.update({name: _piece(name) for name in names})
        try:
            yield
        finally:
            for name, value in before.items():
                if value is _MISSING:
                    self.namespace.pop(name, None)
                else:
                    self.namespace[name] = value


def _piece(name: str) -> Any:
    """Return what a piece offers; it came with this request or with an earlier one."""
    return getattr(sys.modules[f"autograder.inside.pieces.{name}"], name)


def _seed(seed: int) -> None:
    """Seed all generators; `torch.manual_seed` would note a stack trace for CUDA at each call."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.default_generator.manual_seed(seed)
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(seed)


@contextmanager
def _unchanged() -> Iterator[None]:
    yield


@contextmanager
def _evaluation_mode(model: Any) -> Iterator[None]:
    """Put a module into evaluation mode for a moment; every part of it goes back to its own mode."""
    modes = {module: module.training for module in model.modules()} if isinstance(model, nn.Module) else {}
    for module in modes:
        module.training = False
    try:
        yield
    finally:
        for module, training in modes.items():
            module.training = training


def _describe(error: BaseException) -> dict[str, str]:
    """Return what a student can use: type, message, and the last line of code of theirs."""
    line = ""
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.line and "autograder" not in frame.filename and "site-packages" not in frame.filename:
            line = frame.line
    try:
        message = str(error)
    except Exception:
        message = ""
    return {"type": type(error).__name__[:100], "message": message[:600], "line": line[:200]}
