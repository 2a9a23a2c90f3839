"""A piece of HTML that is all article, as feeds carry it: its text, one paragraph a line."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote br dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_UNREAD = frozenset(("script", "style", "template", "title", "noscript", "iframe", "object", "svg", "math"))


class _Paragraphs(HTMLParser):
    """Walks the tags without building a tree, so that no depth of nesting is too much."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[str] = []
        self.open: list[str] = []
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self.unread.append(tag)
        elif tag in _BLOCKS:
            self.end_paragraph()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if self.unread and self.unread[-1] == tag:
            self.unread.pop()
        elif tag in _BLOCKS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.open.append(data)

    def end_paragraph(self) -> None:
        words = " ".join("".join(self.open).split())
        self.open.clear()
        if words:
            self.done.append(words)


def paragraphs_of(html: str) -> list[str]:
    """The paragraphs of a piece of HTML, in order, white space folded; scripts and styles are left out."""
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    parser.end_paragraph()
    return parser.done
