"""How is the text of a message read: flowed lines joined, and HTML as plain words?

HTML is never shown as HTML. It is taken apart in one pass whose length grows with the text and with nothing else:
real parsers can be kept busy for minutes by a message of a megabyte.
"""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})([^<>]*)>")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ALT = re.compile(r"""alt\s*=\s*(?:"([^"]+)"|'([^']+)')""", re.IGNORECASE)
_UNSHOWN = ("script", "style", "head", "title", "template", "noscript", "object", "svg")
_LINES = {"br", "p", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section"}
_LINES |= {"article", "header", "footer", "address", "dl", "dt", "dd", "center", "form", "li", "blockquote"}
_APART = {"p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_DEEPEST = 8  # quotes within quotes that are told apart


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """The text of a ``format=flowed`` part with its lines joined again (RFC 3676)."""
    out: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        flows = bare.endswith(" ") and bare != "-- "
        shown = bare[:-1] if flows and delete_space else bare
        if open_depth == depth and bare != "-- ":
            out[-1] += shown
        else:
            out.append(f"{'>' * depth} {shown}" if depth else shown)
        open_depth = depth if flows else -1
    return "\n".join(line.rstrip() for line in out)


def words_of_html(markup: str) -> str:
    """What somebody would read on the page: lines, lists, quotes and links, and nothing that is not shown."""
    reading = _Reading()
    at = 0
    for kind, start, end, match in _pieces(markup):
        reading.text(markup[at:start])
        if match is not None:
            reading.tag(bool(match[1]), match[2].lower(), match[3])
        elif kind == "text":
            reading.text(markup[start:end])
        at = end
    reading.text(markup[at:])
    return reading.words()


def _pieces(markup: str) -> list[tuple[str, int, int, re.Match[str] | None]]:
    """Comments, unshown elements and tags in order, each with its place; what lies between is text."""
    found: list[tuple[str, int, int, re.Match[str] | None]] = []
    lower = markup.lower()
    never: set[str] = set()  # ends that are not there: looked for once
    at = 0
    while (at := markup.find("<", at)) != -1:
        end = -1
        if markup.startswith("<!--", at):
            end = _after(lower, "-->", at + 4, never)
        elif markup.startswith(("<!", "<?"), at):
            end = _after(lower, ">", at, never)
        if end != -1:
            found.append(("comment", at, end, None))
            at = end
            continue
        tag = _TAG.match(markup, at)
        if tag is None:
            at += 1
            continue
        end, name = tag.end(), tag[2].lower()
        if name in _UNSHOWN and not tag[1] and not tag[3].endswith("/"):
            closed = _after(lower, f"</{name}", end, never)
            if closed != -1:
                closed = _after(lower, ">", closed, never)
            found.append(("unshown", at, closed if closed != -1 else end, None))
            at = closed if closed != -1 else end
            continue
        found.append(("tag", at, end, tag))
        at = end
    return found


def _after(lower: str, what: str, start: int, never: set[str]) -> int:
    if what in never:
        return -1
    found = lower.find(what, start)
    if found == -1:
        never.add(what)
        return -1
    return found + len(what)


class _Reading:
    """Lines of words, as they are gathered."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.kept = 0  # inside <pre>
        self.link = ""
        self.link_words: list[str] = []

    def text(self, raw: str) -> None:
        if not raw:
            return
        words = html.unescape(raw).replace("\xa0", " ")
        if self.kept:
            first, *rest = words.split("\n")
            self._add(first)
            for line in rest:
                self._end_line(blank=True)
                self._add(line)
            return
        self._add(re.sub(r"[ \t\r\n\f]+", " ", words))

    def tag(self, closing: bool, name: str, attributes: str) -> None:
        if name in _LINES:
            self._end_line(blank=name == "br")
        if name in _APART and self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._mark())
        if name == "pre":
            self.kept = max(0, self.kept + (-1 if closing else 1))
        elif name == "blockquote":
            self.quotes = max(0, self.quotes + (-1 if closing else 1))
        elif name == "li" and not closing:
            self._add("• ")
        elif name in ("td", "th") and closing:
            self._add("  ")
        elif name == "hr":
            self.lines.append(f"{self._mark()}----")
        elif name == "img" and (alt := _ALT.search(attributes[:5000])):
            self._add(html.unescape(alt[1] or alt[2]))
        elif name == "a":
            self._link(closing, attributes)

    def words(self) -> str:
        self._end_line()
        text = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _link(self, closing: bool, attributes: str) -> None:
        """The address behind a link stands after its words, where it is another than they say."""
        if closing:
            said = "".join(self.link_words).strip()
            if self.link.lower().startswith(("http:", "https:", "mailto:")) and said not in self.link:
                self._add(f" <{self.link}>")
            self.link, self.link_words = "", []
        elif found := _HREF.search(attributes[:5000]):
            self.link = html.unescape(found[1] or found[2] or found[3] or "").strip()[:2000]
            self.link_words = []

    def _add(self, words: str) -> None:
        if not self.kept and (not self.line or self.line[-1].endswith(" ")):
            words = words.lstrip(" ")
        if words:
            self.line.append(words)
            if self.link:
                self.link_words.append(words)

    def _end_line(self, *, blank: bool = False) -> None:
        words = "".join(self.line)
        if words.strip() or blank:
            self.lines.append(self._mark() + words)
        self.line = []

    def _mark(self) -> str:
        return "> " * min(self.quotes, _DEEPEST)
