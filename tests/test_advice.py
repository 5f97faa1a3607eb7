"""What an administrator is told where a sandbox cannot be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.advice import advice


def _machine(root: Path, name: str, value: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n", "profile autograder-bwrap /opt/bwrap flags"),
        ("proc/sys/kernel/unprivileged_userns_clone", "0\n", "kernel.unprivileged_userns_clone=1"),
        ("proc/sys/user/max_user_namespaces", "0\n", "user.max_user_namespaces=15000"),
        (".dockerenv", "", "seccomp=unconfined"),
    ],
)
def test_advice_names_what_stands_in_the_way(name: str, value: str, words: str, tmp_path: Path) -> None:
    assert words in advice(Path("/opt/bwrap"), root=_machine(tmp_path, name, value), system="Linux")


def test_advice_on_a_machine_that_allows_everything_is_none(tmp_path: Path) -> None:
    root = _machine(tmp_path, "proc/sys/user/max_user_namespaces", "15000\n")
    assert advice(None, root=root, system="Linux") == ""


@pytest.mark.parametrize("system", ["Darwin", "Windows"])
def test_advice_elsewhere_is_a_linux_machine(system: str) -> None:
    assert "WSL 2" in advice(None, system=system)
