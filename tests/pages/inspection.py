"""What stands in a page: its elements, attributes and text, read with the standard library's parser."""

from __future__ import annotations

from html.parser import HTMLParser

INLINE = {"a", "b", "bdi", "code", "em", "strong", "text", "title"}


class Inspection(HTMLParser):
    """Collects elements with their attributes, and the text that a reader sees, words of neighbouring blocks apart."""

    def __init__(self, page: bytes | str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._text: list[str] = []
        self._inside_style = False
        self.feed(page.decode() if isinstance(page, bytes) else page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; called by the parser."""
        self.elements.append((tag, dict(attrs)))
        self._text.append("" if tag in INLINE else " ")
        self._inside_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element; called by the parser."""
        self._text.append("" if tag in INLINE else " ")
        if tag == "style":
            self._inside_style = False

    def handle_data(self, data: str) -> None:
        """Note text; called by the parser."""
        if not self._inside_style:
            self._text.append(data)

    @property
    def text(self) -> str:
        """The text, with white space folded."""
        return " ".join("".join(self._text).split())

    @property
    def tags(self) -> set[str]:
        """Names of all elements."""
        return {tag for tag, _ in self.elements}

    def values(self, attribute: str) -> list[str]:
        """All values of an attribute."""
        return [attributes[attribute] or "" for _, attributes in self.elements if attribute in attributes]
