"""What a worker does with one task, in a process of this machine or of a cluster's."""

from __future__ import annotations

import contextlib
import faulthandler
import socket
import traceback
from collections.abc import Iterator
from dataclasses import replace

import torch

from autograder.cohort import Task
from autograder.errors import AutograderError, SetupError
from autograder.graded import Graded, not_gradable
from autograder.grading import grade_notebook, oracle_for
from autograder.hub import hub_for
from autograder.provenance import program
from autograder.settings import Settings
from reference.weights import choose_checkpoint


def grade(task: Task, settings: Settings, program_sent: str) -> Graded:
    """Grade one task; a fault of ours is its own record, never the end of the others."""
    torch.set_num_threads(1)
    settings = _here(settings, program_sent)
    oracle_for(settings.checkpoint)
    try:
        with _ended_after(settings.limits.grading_s):
            return grade_notebook(
                task.content,
                settings,
                participant=task.participant,
                name=task.name,
                files=task.files,
                known=task.known,
            )
    except (SetupError, KeyboardInterrupt):
        raise
    except AutograderError as error:
        reason = f"{type(error).__name__}: {error}"
    except BaseException:  # a library's panic in Rust is no Exception
        reason = "a fault of the grader: " + traceback.format_exc(limit=-3)
    return Graded(not_gradable(task.participant, task.name, reason, sandboxed=settings.sandboxed))


@contextlib.contextmanager
def _ended_after(limit_s: float) -> Iterator[None]:
    """End this process, whatever holds it up, when it is in here for too long; where it was goes to standard error."""
    faulthandler.dump_traceback_later(limit_s, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _here(settings: Settings, program_sent: str) -> Settings:
    """Return the settings for this machine, which may be a cluster's.

    Raises:
        SetupError: If another version of this program is installed here, or the weights are not to be found.
    """
    host = socket.gethostname()
    if program() != program_sent:
        raise SetupError(f"{host} has another version of this program or of its packages; install the same on all")
    if settings.hub.is_dir():
        return settings
    named = settings.checkpoint.v2 if settings.checkpoint.source == "named" else None
    checkpoint = choose_checkpoint(named)
    if checkpoint.description != settings.checkpoint.description:
        raise SetupError(
            f"{host} has other weights: expected {settings.checkpoint.description} found {checkpoint.description} "
            "Put the checkpoint where all machines see it, and name it with --checkpoint"
        )
    return replace(settings, checkpoint=checkpoint, hub=hub_for(checkpoint))
