"""Pages saved from a site: what stands on them as text, without what every page there has."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

from smartscore.read.documents.encodings import of_html
from smartscore.read.documents.writing import Paper, line
from smartscore.text.documents import Document


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


_NEVER: Final = _named(
    "script style noscript template svg iframe object canvas select button textarea"
)
"""Elements whose content is no text of the page."""

_AROUND: Final = frozenset(("nav", "aside", "footer", "dialog", "menu"))
_INSIDE: Final = frozenset(("article", "main"))
"""A `header` in one of these has the title of the text; any other one that of the site."""

_ROLES: Final = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog")
)
_BOXES: Final = frozenset(("div", "section", "ul", "ol", "table", "span", "header"))
_FURNITURE: Final = re.compile(
    r"(?:(?!has|no|with|without)[a-z0-9]+[-_]+)?"
    r"(?:cookies?|consent|gdpr|nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|share|sharing"
    r"|social|related|ads|advert|banner|newsletter|popup|modal|comments?|editsection|noprint)"
    r"(?:[-_]+(?:area|bar|box|buttons?|container|content|inner|items?|links?|list|notice|section"
    r"|wrapper|posts?))*"
)
"""Classes that sites give to what stands around the text."""

_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_BREAKS: Final = _named(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form header hr legend li main menu nav ol p pre section summary table tbody"
    " tfoot thead tr ul"
)
"""Elements that begin and end a paragraph."""

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CELLS: Final = frozenset(("td", "th"))
_VOID: Final = _named("area base br col embed hr img input link meta param source track wbr")

_TITLES: Final = ("citation_title", "og:title", "dc.title", "dcterms.title")
_AUTHORS: Final = ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator")
_DAYS: Final = (
    "citation_publication_date",
    "article:published_time",
    "datepublished",
    "dc.date",
    "dcterms.date",
    "date",
)
"""Names of `meta`, the most telling first."""

_LEAST_SHARE: Final = 10
"""Where less than one part in so many is left, what was left out was more than furniture."""

ALL, TAGS, NOTHING = "all", "tags", "nothing"


def document(content: bytes) -> Document:
    """The text of a page; raises Unfit where nobody says in which encoding it is.

    What stands around the text is left out, by the elements and the names that sites use for it. A
    page that would lose nearly everything, or that leaves such an element open, keeps more.
    """
    text = _without(of_html(content), "<!--", "-->", lambda _: " ")
    text = _without(text, "<![CDATA[", "]]>", str)
    text = _without(text, "<![", ">", lambda _: " ")
    everything = _read(text, NOTHING)
    for leave_out in (ALL, TAGS):
        page = _read(text, leave_out)
        if not page.is_open and page.paper.length * _LEAST_SHARE >= everything.paper.length:
            return page.document()
    return everything.document()


def _without(text: str, start: str, end: str, kept: Callable[[str], str]) -> str:
    """A text with what `kept` makes of what stands between two marks; a lone mark becomes text.

    The parser would look for the end of each lone mark in all that follows.
    """
    parts: list[str] = []
    at = 0
    while (begins := text.find(start, at)) != -1:
        ends = text.find(end, begins + len(start))
        if ends == -1:
            break
        parts += [text[at:begins], kept(text[begins + len(start) : ends])]
        at = ends + len(end)
    return "".join([*parts, text[at:].replace(start, "&lt;" + start[1:])])


def _read(text: str, leave_out: str) -> "_Page":
    page = _Page(leave_out)
    page.feed(text)
    page.close()
    page.paper.end()
    return page


class _Page(HTMLParser):
    """One reading of a page, which leaves out more or less of what stands around its text."""

    def __init__(self, leave_out: str) -> None:
        super().__init__(convert_charrefs=True)
        self.paper = Paper()
        self._leave_out = leave_out
        self._left, self._deep = "", 0
        self._inside = 0
        self._meta: dict[str, str] = {}
        self._title: list[str] | None = None
        self._titled = ""

    @property
    def is_open(self) -> bool:
        """Whether an element that was left out has no end."""
        return bool(self._left)

    def document(self) -> Document:
        """What was read."""
        found = self._meta.get
        title = next((t for name in _TITLES if (t := found(name))), self._titled)
        author = next((t for name in _AUTHORS if (t := found(name))), "")
        issued = next((t for name in _DAYS if (t := found(name))), "")
        return Document(self.paper.blocks(), title=title, author=author, issued=issued)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag == "meta":
            self._note(dict(attrs))
        self._end_title()
        if tag == "title" and not self._left and not self._titled:
            self._title = []
        if self._left:
            self._deep += tag == self._left
            return
        if tag not in _VOID and self._leaves(tag, dict(attrs)):
            self._left, self._deep = tag, 1
            return
        self._inside += tag in _INSIDE
        self._begin(tag)

    def _begin(self, tag: str) -> None:
        paper = self.paper
        if tag == "br":
            paper.line()
        elif tag == "tr":
            paper.row()
        elif tag in _CELLS:
            paper.cell()
        elif tag in _HEADINGS:
            paper.heading(_HEADINGS[tag])
        elif tag == "table":
            paper.table()
        elif tag in _BREAKS:
            paper.paragraph()

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        self._end_title()
        if self._left:
            self._deep -= tag == self._left
            if not self._deep:
                self._left = ""
            return
        self._inside -= tag in _INSIDE and self._inside > 0
        if tag == "table":
            self.paper.end_table()
        elif tag in _BREAKS or tag in _HEADINGS:
            self.paper.paragraph()

    def _end_title(self) -> None:
        """A title has no elements in it; one that is not closed ends where the next begins."""
        if self._title is not None:
            self._titled = line("".join(self._title))
            self._title = None

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._title is not None:
            self._title.append(data)
        elif not self._left:
            self.paper.write(data)

    def _leaves(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether an element is left out."""
        if tag in _NEVER:
            return True
        if self._leave_out == NOTHING or tag in ("body", "html", *_INSIDE):
            return False
        if tag in _AROUND or (tag == "header" and not self._inside):
            return True
        if (attributes.get("role") or "").strip().lower() in _ROLES:
            return True
        if self._leave_out != ALL or tag not in _BOXES:
            return False
        if "hidden" in attributes or _UNSEEN.search(attributes.get("style") or ""):
            return True
        return any(map(_FURNITURE.fullmatch, (attributes.get("class") or "").lower().split()))

    def _note(self, attributes: dict[str, str | None]) -> None:
        """What a `meta` says of the page, the first of each name."""
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        value = line(attributes.get("content") or "")
        if name and value:
            self._meta.setdefault(name.strip().lower(), value)
