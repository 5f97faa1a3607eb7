"""Pages are safe to open whatever a student wrote: read as text, and opened in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from inspection import Inspection
from made_up import CHECKS, CLASS, EVIDENCE, TITLES
from payloads import CANARY, HOSTILE, PAYLOADS

import autograder
from autograder.feedback import ManualMark, feedback_comment, feedback_page
from autograder.report import report_page
from autograder.results import Results, SimilarPair
from autograder.scoring import CheckResult, PartResult, Record, State

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
DIRECTION = "\u202egpj.exe\u2066\u200f"
MILLION = "x" * 1_000_000


def hostile_record(text: str, state: State = State.LIMITED) -> Record:
    checks = PartResult((CheckResult("a_output", 0.0, 0.5, text), CheckResult(text, 0.0, 1.0, f"Ergebnis: {text}")))
    return Record(7, text, state, reason=text, notice=text, parts={"a": checks}, notes=(text,))


def hostile_feedback(text: str) -> bytes:
    manual = (ManualMark("f", 1.0, 6.0, text), ManualMark("g", 1.0, 6.0, text))
    answers = {"f": text, "g": text}
    titles = TITLES | {"a_output": text}
    return feedback_page(
        hostile_record(text), assignment=text, titles=titles, evidence=EVIDENCE, manual=manual, answers=answers
    )


def hostile_report(text: str) -> bytes:
    pair = SimilarPair(text, 7, (text,), 1.0)
    records = (hostile_record(text), hostile_record(text, State.NOT_GRADABLE))
    results = Results(text, 1, text, records, seconds=1.0, similar=(pair,), notes=(text,))
    return report_page(results, CHECKS)


PAGES = pytest.mark.parametrize("page_of", [hostile_feedback, hostile_report])


@PAGES
@pytest.mark.parametrize("payload", [*PAYLOADS, HOSTILE])
def test_page_with_hostile_text_holds_nothing_that_acts(page_of: Callable[[str], bytes], payload: str) -> None:
    page = Inspection(page_of(payload))
    assert not page.tags & {"script", "iframe", "object", "embed", "link", "base", "form", "input", "button", "frame"}
    assert page.tags.isdisjoint({"textarea", "video", "audio", "animate", "foreignobject", "template"})
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert "style" not in {name for _, attributes in page.elements for name in attributes}
    assert all(uri.startswith("data:image/png;base64,") for uri in page.values("src"))
    assert all(re.match(r"#part-[a-g]$|https?://", target) for target in page.values("href"))
    assert sum(tag == "style" for tag, _ in page.elements) == 1
    assert sum("http-equiv" in attributes for tag, attributes in page.elements if tag == "meta") == 1


@PAGES
def test_page_begins_with_a_strict_policy(page_of: Callable[[str], bytes]) -> None:
    page = Inspection(page_of("x"))
    metas = [attributes for tag, attributes in page.elements if tag == "meta"]
    assert metas[0] == {"charset": "utf-8"}
    assert metas[1]["http-equiv"] == "Content-Security-Policy"
    assert str(metas[1]["content"]).startswith(POLICY)


@PAGES
def test_page_shows_hostile_text_as_text(page_of: Callable[[str], bytes]) -> None:
    assert "<script>alert(1)</script>" in Inspection(page_of("<script>alert(1)</script>")).text


@PAGES
def test_page_shows_hidden_characters(page_of: Callable[[str], bytes]) -> None:
    page = page_of(f"Name{DIRECTION}\x00\x1b[31mred\x1b[0m\ud800").decode()
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", page)
    assert "Name\ufffdgpj.exe\ufffd\ufffd\ufffdred\ufffd" in page


@PAGES
def test_page_with_endless_texts_is_short_and_says_so(page_of: Callable[[str], bytes]) -> None:
    page = page_of(MILLION)
    images = sum(len(picture.student_png) + len(picture.reference_png) for picture in EVIDENCE.pictures)
    assert len(page) < 250_000 + 1.4 * images
    assert re.search(r"\[(gekürzt: 4000 von|shortened: 4000 of) 1000000", page.decode())


def test_comment_with_hostile_text_holds_simple_tags_without_attributes_in_one_line() -> None:
    manual = (ManualMark("f", 1.0, 6.0, HOSTILE), ManualMark("g", None, 6.0, MILLION))
    comment = feedback_comment(hostile_record(HOSTILE), TITLES, manual)
    page = Inspection(comment)
    assert page.tags <= {"p", "strong", "br", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code"}
    assert not any(attributes for _, attributes in page.elements)
    assert '"' not in comment
    assert "\n" not in comment
    assert comment.startswith("<p>")
    assert comment.endswith("</p>")
    assert len(comment) < 20_000


def test_answer_keeps_its_form_and_loses_what_acts() -> None:
    answer = (
        "# Titel\n\n**fett** <b>auch</b> <script>1</script> ![Wellen](attachment:a.png)\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n[gut](https://example.org) [böse](javascript:1)"
    )
    record = CLASS[0]
    marks = (ManualMark("f", 2.0, 6.0),)
    page = feedback_page(record, assignment="U", titles=TITLES, manual=marks, answers={"f": answer}).decode()
    assert "<h4>Titel</h4>" in page
    assert "<strong>fett</strong> <b>auch</b>" in page
    assert "[Bild: Wellen]" in page
    assert "<td>2</td>" in page
    assert '<a href="https://example.org" rel="noopener noreferrer nofollow">gut</a>' in page
    assert "<script" not in page
    assert 'href="javascript' not in page


@pytest.mark.browser
def test_canary_in_a_bare_page_runs(opened: Callable[[bytes], str]) -> None:
    assert "<title>canary</title>" in opened(f"<title>quiet</title>{PAYLOADS[0]}".encode())
    assert "<title>canary</title>" in opened(f"<title>quiet</title><p>{PAYLOADS[1]}".encode())


@pytest.mark.browser
@PAGES
def test_canary_in_a_page_of_ours_does_not_run(page_of: Callable[[str], bytes], opened: Callable[[bytes], str]) -> None:
    document = opened(page_of(HOSTILE))
    assert "<title>canary</title>" not in document
    assert CANARY in document  # there, as text
    assert "</footer>" in document  # the page did not break off


@pytest.mark.browser
def test_policy_alone_stops_a_script(opened: Callable[[bytes], str]) -> None:
    page = feedback_page(CLASS[0], assignment="U", titles=TITLES).decode()
    smuggled = page.replace("</header>", f"{PAYLOADS[0]}{PAYLOADS[1]}{PAYLOADS[2]}</header>")
    document = opened(smuggled.encode())
    assert CANARY in document
    assert "<title>canary</title>" not in document


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def _contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours (Source: WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_style_has_readable_contrast_in_light_dark_and_print() -> None:
    style = (Path(autograder.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    schemes = [_colours(block) for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)]
    assert len(schemes) == 3
    for colours in schemes:
        for text in ("ink", "quiet", "accent", "reference", "full", "some", "none"):
            for ground in ("paper", "raised"):
                assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground, colours)
        assert _contrast(colours["alarm-ink"], colours["alarm"]) >= 4.5
