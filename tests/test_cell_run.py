"""What a cell writes becomes notebook outputs, up to its own limit and that of all cells."""

from __future__ import annotations

from typing import Any

from autograder.sandbox.cell_run import CellRun, OutputAccount
from autograder.sandbox.limits import Limits

CUT_OFF = "… Die Ausgabe ist zu lang und wird hier abgeschnitten.\n"
DAMAGED = "… Eine Ausgabe ist beschädigt und fehlt hier.\n"
LIMITS = Limits(cell_output_bytes=10_000, output_bytes=16_000)


def _message(kind: str, **content: Any) -> dict[str, Any]:
    return {"header": {"msg_type": kind}, "content": content}


def _said(text: str, name: str = "stdout") -> dict[str, Any]:
    return _message("stream", name=name, text=text)


def _run(*messages: dict[str, Any], account: OutputAccount | None = None) -> CellRun:
    run, account = CellRun(), account or OutputAccount(LIMITS)
    for message in messages:
        account.add(run, message)
    return run


def test_text_on_one_stream_is_joined_and_that_on_another_is_not() -> None:
    run = _run(_said("a"), _said("b"), _said("c", "stderr"), _said("d"))
    assert [(output.name, output.text) for output in run.outputs] == [
        ("stdout", "ab"),
        ("stderr", "c"),
        ("stdout", "d"),
    ]


def test_cleared_outputs_are_gone_but_count() -> None:
    run = _run(_said("a" * 6000), _message("clear_output", wait=False), _said("b" * 6000))
    assert run.exceeded == "output"
    assert [output.text for output in run.outputs] == [CUT_OFF]


def test_outputs_that_no_notebook_may_hold_are_replaced() -> None:
    run = _run(
        _message("display_data", data={"text/plain": "right"}, metadata={}),
        _message("display_data", data={"text/plain": 5}, metadata={}),
        _message("display_data", data="text", metadata={}),
        _message("stream", name="stdout"),
        _message("error", ename=None),
    )
    assert run.outputs[0].data == {"text/plain": "right"}
    assert [output.text for output in run.outputs[1:]] == [DAMAGED] * 4


def test_cell_that_says_too_much_is_cut_off_once_and_floods() -> None:
    account, run = OutputAccount(LIMITS), CellRun()
    cut = [account.add(run, _said("a" * 4000)) for _ in range(4)]
    assert cut == [False, False, True, False]
    assert account.floods(run)
    assert run.exceeded == "output"
    assert [output.text for output in run.outputs] == ["a" * 8000, CUT_OFF]


def test_cell_that_says_little_after_much_was_said_is_cut_off_but_does_not_flood() -> None:
    account = OutputAccount(LIMITS)
    loud = [_run(_said("a" * 7000), account=account) for _ in range(2)]
    quiet = _run(_said("b" * 7000), account=account)
    assert [run.exceeded for run in loud] == ["", ""]
    assert quiet.exceeded == "output"
    assert not account.floods(quiet)


def test_cell_that_was_stopped_for_its_time_is_not_said_to_be_cut_off() -> None:
    run = CellRun(exceeded="time")
    assert not OutputAccount(LIMITS).add(run, _said("a" * 12_000))
    assert (run.exceeded, run.outputs) == ("time", [])


def test_empty_outputs_in_hundreds_are_too_much() -> None:
    run = _run(*[_said("")] * 100)
    assert run.exceeded == "output"


def test_outputs_of_many_values_are_replaced() -> None:
    run = _run(
        _message("error", ename="E", evalue="", traceback=["line"] * 100),
        _message("error", ename="E", evalue="", traceback=["l"] * 6000),
        _message("display_data", data={"application/json": [[0] * 3000] * 2}, metadata={}),
        account=OutputAccount(Limits()),
    )
    assert [output.output_type for output in run.outputs] == ["error", "stream", "stream"]
    assert [output.text for output in run.outputs[1:]] == [DAMAGED] * 2
