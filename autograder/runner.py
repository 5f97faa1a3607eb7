"""Run the pytest checks of a part in this, the trusted, process."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checklist import CHECKS, check_files, list_checks
from autograder.checks.attempts import Attempts
from autograder.checks.oracle import Oracle
from autograder.errors import AnswerError, CheckCrashed, KernelLost
from autograder.messages import CheckFailed
from autograder.scoring import CheckResult, PartResult
from autograder.student import Student

KERNEL_LOST = "Der Kernel ist nicht mehr da: Ihr Code hat ihn beendet, oder er hat eine Grenze überschritten."
_OPTIONS = ["--capture=no", "-c", "/dev/null", "--rootdir", str(CHECKS)]
_UNUSED = (
    *("cacheprovider", "terminal", "faulthandler", "junitxml", "logging", "warnings"),
    *("unraisableexception", "threadexception"),  # collect garbage five times at each end
)
_PLUGINS = [f"-pno:{name}" for name in _UNUSED]
_STEERING = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")  # variables that are meant for other tests, of whoever grades


def run_part(letter: str, student: Student, oracle: Oracle, seed: int) -> PartResult:
    """Judge one part of a submission.

    Args:
        letter: Part, ``a`` to ``e``.
        student: The submission's functions.
        oracle: What is right.
        seed: Seeds the inputs of the checks and the random numbers of the kernel.

    Raises:
        CheckCrashed: If a check itself is broken; the student is not to blame.
    """
    session = _Session(letter, student, oracle, seed)
    _pytest(letter, session)
    if session.crash is not None:
        raise CheckCrashed(session.crash)
    return PartResult(tuple(session.results))


def _pytest(letter: str, plugin: object) -> None:
    files = map(str, check_files(letter))
    with pytest.MonkeyPatch.context() as environment:
        for name in _STEERING:
            environment.delenv(name, raising=False)
        status = pytest.main([*_OPTIONS, *_PLUGINS, "--disable-plugin-autoload", *files], plugins=[plugin])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise CheckCrashed(
            f"pytest ended with {status!r} on the checks of ({letter}); run `pytest --collect-only` on them"
        )


def _owner(node: Any, name: str) -> str:
    """Return a name for a check or a fixture that no other file of the part has."""
    return f"{node.path.name}::{name}"


class _Session:
    """Pytest plug-in: gives checks their fixtures, and keeps their results."""

    def __init__(self, letter: str, student: Student, oracle: Oracle, seed: int) -> None:
        self._letter, self._student, self._oracle, self._seed = letter, student, oracle, seed
        self.results: list[CheckResult] = []
        self.crash: str | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Called by pytest at its start."""
        config.addinivalue_line("markers", "points(n): points that a check is worth")
        config.option.tbstyle = "native"  # nobody sees it, and pytest's own parses the sources again for each failure

    @pytest.fixture(scope="module")
    def student(self) -> Student:
        """The submission's functions; what the checks before left in the kernel is dropped, networks above all."""
        self._student.forget()
        return self._student

    @pytest.fixture(scope="session")
    def oracle(self) -> Oracle:
        """What is right."""
        return self._oracle

    @pytest.fixture(scope="module")
    def module_rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """Random inputs for what the checks of one file share."""
        return self._generator(Path(str(request.node.path)).stem)

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """Random inputs of one check, the same whichever other checks run."""
        return self._generator(request.node.name)

    def _generator(self, name: str) -> np.random.Generator:
        return np.random.default_rng([self._seed, zlib.crc32(name.encode())])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        """Called by pytest around each check."""
        with self._student.log.owned_by(_owner(item, item.name)):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> Iterator[Any]:
        """Called by pytest when a check needs a fixture; what a shared one asks belongs to all checks that use it."""
        if fixturedef.scope == "function":
            return (yield)
        shared = partial(self._student.log.owned_by, _owner(request.node, fixturedef.argname))
        with shared():
            value = yield
        if isinstance(value, Attempts):
            value.asking = shared
        return value

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
        """Called by pytest after set-up, call and tear-down of each check."""
        report = yield
        finished = call.when == "call" or (call.when == "setup" and call.excinfo is not None)
        if finished:
            info = list_checks()[item.name.removeprefix("test_")]
            message = "" if call.excinfo is None else self._message(item, call.excinfo.value)
            used = (item.name, *getattr(item, "fixturenames", ()))
            self._student.log.close(info.id, {_owner(item, name) for name in used})
            self.results.append(
                CheckResult(info.id, info.points if call.excinfo is None else 0.0, info.points, message)
            )
        return report

    def _message(self, item: pytest.Item, error: BaseException) -> str:
        if isinstance(error, CheckFailed):
            return str(error)
        if isinstance(error, KernelLost):
            return KERNEL_LOST
        if isinstance(error, AnswerError):
            return "Die Antwort Ihres Notebooks ist nicht lesbar; verändert es Namen, die zur Korrektur gehören?"
        self.crash = self.crash or f"{item.name}: {type(error).__name__}: {error}"
        return ""
