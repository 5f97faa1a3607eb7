"""What a submission may use."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 2**20
GIB = 2**30


@dataclass(frozen=True)
class Limits:
    """Bounds of one submission; whatever exceeds one ends that cell, call or submission, never the others.

    Attributes:
        start_s: Time in which a kernel must be ready.
        cell_s: Wall time of one cell.
        call_s: Wall time of one call by a check.
        submission_s: Wall time of everything that runs in a kernel.
        outside_s: Wall time of what is computed outside of it, besides; a worker that takes longer than both is ended.
        interrupt_s: Time that code has to end after an interrupt before its kernel is killed.
        memory_bytes: Memory of all processes of the submission together.
        processes: Number of processes of the submission.
        file_bytes: Size of one file.
        scratch_bytes: Size of each writable directory (home, temporary files, shared memory).
        cell_output_bytes: Output of one cell, pictures included.
        output_bytes: Output of all cells together.
        answer_bytes: One answer to a check.
        threads: Threads that torch and NumPy use.
    """

    start_s: float = 90.0
    cell_s: float = 120.0
    call_s: float = 60.0
    submission_s: float = 900.0
    outside_s: float = 900.0
    interrupt_s: float = 5.0
    memory_bytes: int = 4 * GIB
    processes: int = 64
    file_bytes: int = 256 * MIB
    scratch_bytes: int = 256 * MIB
    cell_output_bytes: int = 4 * MIB
    output_bytes: int = 16 * MIB
    answer_bytes: int = 64 * MIB
    threads: int = 1

    @property
    def grading_s(self) -> float:
        """Wall time of a whole grading."""
        return self.submission_s + self.outside_s
