"""What a submission may use, as an operator sets it: the fields of `Limits` as options with units in their names."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from autograder.sandbox.limits import MIB, Limits

_UNITS = {"_s": ("_seconds", 1), "_bytes": ("_mib", MIB)}  # by the end of a field's name


@dataclass(frozen=True)
class LimitOption:
    """One field of `Limits`.

    Attributes:
        field: Its name, with the unit that it is kept in.
        name: Name of the option, with the unit that it is given in.
        factor: How many units of the field one unit of the option is.
        default: In the unit of the field.
        help: What it bounds; from the docstring of `Limits`.
    """

    field: str
    name: str
    factor: int
    default: float
    help: str

    @property
    def shown(self) -> float:
        """The default in the option's unit, of the field's type."""
        value = self.default / self.factor
        return type(self.default)(value)


def limit_options() -> tuple[LimitOption, ...]:
    """Return all fields of `Limits`."""
    described = dict(re.findall(r"^\s*(\w+): (.+(?:\n {8}.+)*)$", inspect.getdoc(Limits) or "", re.MULTILINE))
    options = []
    for field in dataclasses.fields(Limits):
        end, (unit, factor) = next(
            ((end, unit) for end, unit in _UNITS.items() if field.name.endswith(end)), ("", ("", 1))
        )
        name = field.name.removesuffix(end) + unit
        text = " ".join(described.get(field.name, "").split())
        options.append(LimitOption(field.name, name, factor, field.default, text))  # type: ignore[arg-type]  # numbers
    return tuple(options)


def with_limits(command: Callable[..., None]) -> Callable[..., None]:
    """Give a Typer command an option for each field of `Limits`, in place of its parameter ``limits``.

    Typer reads options from a function's signature; so the signature is all that changes.
    """
    signature = inspect.signature(command, eval_str=True)
    options = limit_options()

    @functools.wraps(command)
    def limited(**given: Any) -> None:
        values = {option.field: given.pop(option.name) * option.factor for option in options}
        command(**given, limits=Limits(**values))

    added = [
        inspect.Parameter(
            option.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=option.shown,
            annotation=Annotated[type(option.default), typer.Option(help=option.help, min=1, rich_help_panel="Limits")],
        )
        for option in options
    ]
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in signature.parameters.values()
        if parameter.name != "limits"
    ]
    limited.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined]  # read by inspect
    limited.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *added)}
    del limited.__wrapped__  # otherwise its annotations would be read
    return limited
