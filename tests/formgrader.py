"""nbgrader's formgrader, as a person starts it: a Jupyter server in the folder of a course."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_S = 90.0
TOKEN = "of-the-test"


@contextmanager
def serving(course: Path, folder: Path) -> Iterator[str]:
    """Start a Jupyter server with nbgrader's extensions; yield its URL. `folder` takes what Jupyter writes."""
    own = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("RUNTIME", "CONFIG", "DATA")}
    options = ["--no-browser", "--allow-root", "--ServerApp.port=0", f"--IdentityProvider.token={TOKEN}"]
    log = folder / "server.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", *options],
            cwd=course,
            env={**os.environ, **own},
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        try:
            yield _url(folder / "RUNTIME" / f"jpserver-{process.pid}.json", process, log)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _url(file: Path, process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + PATIENCE_S
    while "is running at" not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)
    return f"http://127.0.0.1:{json.loads(file.read_text())['port']}"
