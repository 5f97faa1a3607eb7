"""What a page does when somebody opens it in a real browser and touches everything on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from browser import OWN, Browser

# Event handlers are called as if a person pointed, clicked and typed; links that lead to another page are left alone.
_TOUCH = """
for (const element of document.querySelectorAll('body, body *')) {
    const kinds = ['mouseover', 'mouseenter', 'focus', 'focusin', 'input', 'toggle', 'animationend', 'load', 'error'];
    for (const kind of kinds) element.dispatchEvent(new Event(kind));
    if (!/^(https?|mailto|file):/.test(element.href ?? '')) element.dispatchEvent(new MouseEvent('click'));
}"""
_DOMAINS = ("Debugger", "Network")  # of the DevTools protocol: they tell of every script and every request
_SETTLED_S = 0.06  # what was going to happen has happened by then


def deeds(browser: Browser, page: Path) -> set[str]:
    """Open a page, touch it, and return what it did: scripts, requests, dialogs, frames, windows, navigation."""
    for domain in _DOMAINS:
        browser.call(f"{domain}.enable")
    _load(browser, "about:blank")
    browser.events.clear()
    _load(browser, page.as_uri())
    browser.post("Runtime.evaluate", expression=f"{_TOUCH}\n//# sourceURL={OWN}")  # the page may be gone before the end
    time.sleep(_SETTLED_S)
    title = browser.call("Target.getTargetInfo")["targetInfo"]["title"]
    for domain in _DOMAINS:
        browser.call(f"{domain}.disable")
    done = {deed for event in browser.events for deed in _deed(event["method"], event["params"], page.as_uri())}
    return done | ({"title changed"} if title == "canary" else set())


def _load(browser: Browser, url: str) -> None:
    loads = _loads(browser)
    browser.call("Page.navigate", url=url)
    while _loads(browser) == loads:
        time.sleep(0.01)
        browser.call("Target.getTargetInfo")  # events come along


def _loads(browser: Browser) -> int:
    return sum(event["method"] == "Page.loadEventFired" for event in browser.events)


def _deed(method: str, values: dict[str, Any], page: str) -> Iterator[str]:
    frame = values.get("frame", {})
    url = values.get("url") or frame.get("url") or values.get("request", {}).get("url") or ""
    itself = url == page and "parentId" not in frame
    if method == "Debugger.scriptParsed" and url != OWN:
        yield f"script {values['hash']}"
    elif method == "Network.requestWillBeSent" and not itself and not url.startswith("data:"):
        yield f"request {url}"
    elif method in ("Page.frameNavigated", "Page.frameRequestedNavigation") and not itself:
        yield f"navigation to {url}"
    elif method in ("Page.frameAttached", "Page.javascriptDialogOpening", "Page.windowOpen", "Page.downloadWillBegin"):
        yield f"{method.removeprefix('Page.')} {url}"
