"""Text that students wrote, made safe to show: no markup, no hidden characters, no endless strings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

Language = Literal["de", "en"]

TEXT_LIMIT = 4_000  # characters; the longest message of a check has a few hundred
ANSWER_LIMIT = 20_000  # characters; about eight printed pages
OUTPUT_LIMIT = 2_000_000  # characters; pictures within HTML are long

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control characters but tab and line feed, lone surrogates, noncharacters, and what turns the direction of writing.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_TERMINAL_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_SHORTENED = {"de": " … [gekürzt: {} von {} Zeichen]", "en": " … [shortened: {} of {} characters]"}

_ANSWER_TAGS = {
    *("a", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h4", "h5", "h6", "hr", "i", "li", "ol"),
    *("p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"),
}

_OUTPUT_TAGS = {"caption", "div", "figcaption", "figure", "h1", "h2", "h3", "img", "small", "span", "tfoot"}
# HTML's formatting elements (WHATWG, "the list of active formatting elements").
_FORMATTING = {
    *("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"),
}
# Elements that are never open, or end where the next one of their kind begins.
_NOT_NESTED = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
    *("dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"),
}
_REOPENED_LIMIT = 100_000  # elements that a parser would make on its own
_LOOKED_AT_LIMIT = 30_000_000  # elements, one after the other, some tenths of a second
_TABLE_LIMIT = 10_000  # cells; a parser of Markdown fills up each row
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")


def plain(text: str, *, limit: int = TEXT_LIMIT, language: Language = "de") -> str:
    """Return `text` without hidden characters, at most `limit` characters of it, with a note where it was cut."""
    shown = text[:limit].replace("\r\n", "\n")
    shown = _HIDDEN.sub(REPLACEMENT, _TERMINAL_COLOURS.sub("", shown))
    if len(text) > limit:
        shown += _SHORTENED[language].format(limit, len(text))
    return shown


def with_code(text: str, *, language: Language = "de") -> Markup:
    """Return `text` escaped, with each span between backticks as code."""
    pieces = plain(text, language=language).split("`")
    if len(pieces) % 2 == 0:  # a backtick without its partner stands for itself
        pieces[-2:] = ["`".join(pieces[-2:])]
    marked = [Markup("<code>{}</code>").format(piece) if i % 2 else escape(piece) for i, piece in enumerate(pieces)]
    return Markup("").join(marked)


def _explodes(html: str) -> bool:
    """Tell whether a parser would take long.

    It does for unclosed formatting, which HTML opens again in each paragraph, so that much is made out of little; and
    where each of many tags has the parser look through all elements that may be open.
    """
    unclosed: Counter[str] = Counter()
    again = opened = 0
    for tags, tag in enumerate(_TAG.finditer(html), start=1):
        closes, name = tag[1], tag[2].lower()
        opened += not closes and name not in _NOT_NESTED
        if name not in _FORMATTING:
            again += unclosed.total()
        elif not closes:
            unclosed[name] += 1
        elif unclosed[name]:
            unclosed[name] -= 1
        if again > _REOPENED_LIMIT or tags * opened > _LOOKED_AT_LIMIT:
            return True
    return False


def _cleaned(html: str, **rules: Any) -> Markup:
    """Return HTML sanitised by these rules of nh3; what would explode in the parser is shown as the text that it is."""
    if _explodes(html):
        return Markup("<pre>{}</pre>").format(html[:TEXT_LIMIT])
    return Markup(nh3.clean(html, link_rel="noopener noreferrer nofollow", **rules))  # sanitised in this very call


def markdown(text: str, *, language: Language = "de") -> Markup:
    """Render Markdown, with the HTML that Jupyter would show in it, as simple tags and nothing that can act.

    Headings sink below those of the page; pictures become their descriptions.
    """
    source = plain(text, limit=ANSWER_LIMIT, language=language)
    lines = source.split("\n")
    if len(lines) * max(line.count("|") for line in lines) > _TABLE_LIMIT:
        return Markup("<pre>{}</pre>").format(source)
    html = _MARKDOWN.render(source)
    return _cleaned(
        html,
        tags=_ANSWER_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
    )


def html_output(text: str, *, language: Language = "de") -> Markup:
    """Return HTML that a student's code put out, such as a table, without anything that can act or load."""
    return _cleaned(
        plain(text, limit=OUTPUT_LIMIT, language=language),
        tags=_ANSWER_TAGS | _OUTPUT_TAGS,
        attributes={
            "a": {"href"},
            "img": {"src", "alt"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        attribute_filter=_embedded_pictures,
        url_schemes={"http", "https", "mailto", "data"},
    )


def _embedded_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Keep pictures that stand in the text itself, and links that lead elsewhere; called for each attribute."""
    if attribute == "src":
        return value if _EMBEDDED.fullmatch(value) else None
    return None if (tag, attribute) == ("a", "href") and value.lower().startswith("data:") else value


def _picture(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return str(escape(f"[Bild: {tokens[index].content}]"))


def _answers_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.add_render_rule("image", _picture)
    parser.add_render_rule("heading_open", _sunk("<h{}>"))
    parser.add_render_rule("heading_close", _sunk("</h{}>\n"))
    return parser


def _sunk(tag: str) -> Any:
    def render(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
        return tag.format(min(6, int(tokens[index].tag[1:]) + 3))

    return render


_MARKDOWN = _answers_parser()
