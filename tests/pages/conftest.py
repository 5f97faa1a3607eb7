"""A real browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], str]:
    """Open a page in headless Chromium and return the document as it then stands."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("These tests open the pages in a real browser. Install it: apt-get install chromium", pytrace=False)
    folder = tmp_path_factory.mktemp("browser")

    def dump(page: bytes) -> str:
        file = folder / "page.html"
        file.write_bytes(page)
        return _dump_dom(program, file, folder / "profile")

    return dump


def _dump_dom(program: str, page: Path, profile: Path) -> str:
    quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    safe = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
    command = [program, *safe, *quiet, f"--user-data-dir={profile}", "--virtual-time-budget=2000", "--dump-dom"]
    done = subprocess.run([*command, page.as_uri()], capture_output=True, timeout=120, check=False)
    if done.returncode or not done.stdout:
        pytest.fail(f"{program} opened nothing (exit {done.returncode}):\n{done.stderr.decode()[-2000:]}")
    return done.stdout.decode()
