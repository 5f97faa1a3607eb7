"""Pages in a real browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import Browser

SETTLED_S = 0.5  # scripts that were going to run have run by then


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Callable[[bytes], str]:
    """Open a page in headless Chromium and return the document as it then stands."""

    def document(page: bytes) -> str:
        file = tmp_path / "page.html"
        file.write_bytes(page)
        browser.open(file.as_uri())
        time.sleep(SETTLED_S)
        return browser.document()

    return document
