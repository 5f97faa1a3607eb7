"""A real Chromium without a window, driven over its DevTools protocol."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0"),
    *(
        "--hide-scrollbars",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves this machine
)
PATIENCE_S = 60.0
OWN = "tests/browser.py"  # the name of the scripts that tests run in a page


class Browser:
    """One page of a running Chromium; `events` holds what happened in it, as far as DevTools was asked to tell."""

    def __init__(self, connection: websocket.WebSocket) -> None:
        self._connection = connection
        self._calls = 0
        self.events: list[dict[str, Any]] = []
        self.call("Page.enable")
        self.call("Runtime.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol and return its result."""
        call = self.post(method, **parameters)
        while True:
            answer = json.loads(self._connection.recv())
            if answer.get("id") == call:
                assert "error" not in answer, (method, answer["error"])
                return dict(answer["result"])
            if "method" in answer:
                self.events.append(answer)
            if answer.get("method") == "Page.javascriptDialogOpening":  # everything waits until somebody closes it
                self.post("Page.handleJavaScriptDialog", accept=False)

    def post(self, method: str, **parameters: Any) -> int:
        """Call a method without waiting for its result; return the number of the call."""
        self._calls += 1
        self._connection.send(json.dumps({"id": self._calls, "method": method, "params": parameters}))
        return self._calls

    def open(self, url: str) -> None:
        """Go to a page and wait until it has loaded."""
        self.run("window.isLeft = true")
        failure = self.call("Page.navigate", url=url).get("errorText")
        assert not failure, f"{url}: {failure}"
        self.wait("!window.isLeft && document.readyState == 'complete'")

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression."""
        named = f"{script}\n//# sourceURL={OWN}"
        answer = self.call("Runtime.evaluate", expression=named, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, (script, answer)
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Wait until a JavaScript expression is true."""
        end = time.monotonic() + PATIENCE_S
        while not self.run(f"Boolean({condition})"):
            assert time.monotonic() < end, f"never true: {condition}\n{self.text()[-2000:]}"
            time.sleep(0.05)

    def write(self, selector: str, text: str) -> None:
        """Write into a field in place of what stands there, as a person does, and leave it."""
        self.run(f"document.querySelector({selector!r}).focus(), document.activeElement.select()")
        self.call("Input.insertText", text=text)
        self.run("document.activeElement.blur()")

    def text(self) -> str:
        """Return what a reader sees."""
        return str(self.run("document.body.innerText"))

    def document(self) -> str:
        """Return the document as it stands."""
        return str(self.run("document.documentElement.outerHTML"))

    def picture(self, path: Path, width: int = 1000) -> None:
        """Write a PNG of the whole page."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def started(profile: Path) -> Iterator[Browser]:
    """Start Chromium with a fresh profile.

    Raises:
        FileNotFoundError: If there is none.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise FileNotFoundError("these tests open pages in a real browser; install it: apt-get install chromium")
    process = subprocess.Popen([program, *FLAGS, f"--user-data-dir={profile}"], stderr=subprocess.DEVNULL)
    try:
        port = _port(profile / "DevToolsActivePort", process)
        yield Browser(_page(port))
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    end = time.monotonic() + PATIENCE_S
    while not file.is_file() or not file.read_text():
        assert process.poll() is None, f"Chromium ended with {process.returncode}"
        assert time.monotonic() < end, "Chromium does not answer"
        time.sleep(0.05)
    return int(file.read_text().split()[0])


def _page(port: int) -> websocket.WebSocket:
    """Connect to a new page; the first one's start page may still be loading."""
    new = urllib.request.Request(f"http://127.0.0.1:{port}/json/new?about:blank", method="PUT")
    with urllib.request.urlopen(new, timeout=PATIENCE_S) as answer:
        url = json.load(answer)["webSocketDebuggerUrl"]
    return websocket.create_connection(url, timeout=PATIENCE_S, suppress_origin=True)
