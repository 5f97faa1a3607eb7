"""What a cell writes becomes notebook outputs, up to its limit and that of all cells; however the messages arrive."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import nbformat

from autograder.sandbox.limits import Limits

_MESSAGE_BYTES = 256  # what a message takes, even an empty one
_VALUES = 5000  # of an output that is looked at; validation takes its time for each


@dataclass
class CellRun:
    """What came of one cell.

    Attributes:
        outputs: Notebook outputs.
        output_bytes: Size of everything that it wrote, also of what was cut off.
        exceeded: The limit that it exceeded, if any.
        running: Whether it is still running, and nobody has stopped it for what it writes.
    """

    outputs: list[Any] = field(default_factory=list)
    output_bytes: int = 0
    exceeded: str = ""
    running: bool = True

    def note(self, text: str) -> None:
        """Add a line of ours, in German for the student."""
        self.outputs.append(nbformat.v4.new_output("stream", name="stdout", text=text + "\n"))


class OutputAccount:
    """Adds up what the cells of one kernel write.

    Args:
        limits: Of the submission.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._output_bytes = 0

    def add(self, run: CellRun, message: Mapping[str, Any]) -> bool:
        """Add an output message to what came of its cell; return whether it is the first that is cut off."""
        if message["header"]["msg_type"] == "clear_output":
            run.outputs.clear()
            return False
        size = message.get("bytes") or _MESSAGE_BYTES + len(json.dumps(message["content"], default=str))
        run.output_bytes += size
        self._output_bytes += size
        if not self.floods(run) and self._output_bytes <= self._limits.output_bytes:
            _append(run, message)
            return False
        if run.exceeded:
            return False
        run.exceeded = "output"
        run.note("… Die Ausgabe ist zu lang und wird hier abgeschnitten.")
        return True

    def floods(self, run: CellRun) -> bool:
        """Tell whether a cell writes so much that it must be stopped.

        One that says little after the others have said too much may run on, unheard.
        """
        return run.output_bytes > self._limits.cell_output_bytes


def _append(run: CellRun, message: Mapping[str, Any]) -> None:
    """Add a message as notebook output; text on the same stream is joined, unchecked, since there may be thousands."""
    last, content = run.outputs[-1] if run.outputs else None, message["content"]
    text = content.get("text")
    continued = last is not None and last["output_type"] == "stream" and last["name"] == content.get("name")
    if last is not None and continued and message["header"]["msg_type"] == "stream" and isinstance(text, str):
        last["text"] += text
        return
    try:
        _require_few_values(content)
        output = nbformat.v4.output_from_msg(message)
        nbformat.validate(output, ref=output["output_type"], version=4)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, nbformat.ValidationError):
        run.note("… Eine Ausgabe ist beschädigt und fehlt hier.")
    else:
        run.outputs.append(output)


def _require_few_values(content: Mapping[str, Any]) -> None:
    """Make sure that an output's lists and objects hold no more values than a notebook's ever do.

    Raises:
        ValueError: They do.
    """
    ahead: list[Any] = [content]
    found = 0
    while ahead:
        each = ahead.pop()
        inner = each.values() if isinstance(each, Mapping) else each if isinstance(each, list) else ()
        found += len(inner)
        if found > _VALUES:
            raise ValueError("too many values")
        ahead.extend(inner)
