"""Every error that this package raises on purpose.

A message says where (file, cell, row), what was expected, what was found, and what to do. Operators read
these messages, so they are in English; what students read is German and lives beside the checks.
"""


class AutograderError(Exception):
    """Base of all errors that an operator can act on."""


class SetupError(AutograderError):
    """The machine or the project lacks something that grading needs (exit status 2)."""


class UsageError(AutograderError):
    """A command was given something that it cannot work with (exit status 2)."""


class SubmissionError(AutograderError):
    """One submission cannot be graded; the others are not concerned."""


class AnswerError(AutograderError):
    """An answer of the kernel is no plain data within the limits."""


class CallTimeout(AutograderError):  # noqa: N818 - an event
    """A call took longer than `limit_s` seconds; the kernel is still there."""

    def __init__(self, limit_s: float) -> None:
        super().__init__(f"no answer within {limit_s:g} s")
        self.limit_s = limit_s


class KernelLost(AutograderError):  # noqa: N818 - an event
    """The kernel of a submission died or had to be killed; nothing more can be asked of it."""


class ReleaseError(AutograderError):
    """The source notebook must not be released as it is."""


class CheckCrashed(AutograderError):  # noqa: N818 - an event
    """A check of ours is broken; no submission may lose points for it."""
