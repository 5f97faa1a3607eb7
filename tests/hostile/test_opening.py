"""What a page does when it is opened is seen, whichever way it does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser
from opening import deeds

pytestmark = pytest.mark.browser
CANARY = "document.title='canary'"


@pytest.mark.parametrize(
    ("body", "deed"),
    [
        (f"<script>{CANARY}</script>", "title changed"),
        ("<script>1</script>", "script "),
        ("<p onmouseover='1'>x</p>", "script "),
        ("<img src=x onerror='1'>", "script "),
        ("<a href='javascript:1'>x</a>", "script "),
        ("<svg><a href='javascript:1'><text>x</text></a></svg>", "script "),
        ("<form action='javascript:1'><button>x</button></form>", "script "),
        ("<iframe srcdoc='x'></iframe>", "frameAttached"),
        ("<script>alert(1)</script>", "javascriptDialogOpening"),
        ("<script>open('about:blank')</script>", "windowOpen"),
        ("<meta http-equiv=refresh content='0;url=about:blank'>", "navigation to about:blank"),
        ("<img src=http://192.0.2.1/x.png>", "request http://192.0.2.1/x.png"),
        ("<style>@import url(http://example.org/x.css)</style>", "request http://example.org/x.css"),
    ],
)
def test_deeds_page_that_acts_is_caught(body: str, deed: str, browser: Browser, tmp_path: Path) -> None:
    assert [done for done in _opened(body, browser, tmp_path) if done.startswith(deed)]


def test_deeds_page_with_words_links_and_pictures_does_nothing(browser: Browser, tmp_path: Path) -> None:
    body = "<p id=p>x <a href='#p'>y</a> <a href='http://192.0.2.1/'>z</a></p><details open>x</details>"
    assert _opened(f"{body}<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", browser, tmp_path) == set()


def _opened(body: str, browser: Browser, folder: Path) -> set[str]:
    page = folder / "page.html"
    page.write_text(f"<!doctype html><title>quiet</title><body>{body}</body>", encoding="utf-8")
    return deeds(browser, page)
