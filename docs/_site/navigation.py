"""The tree of pages, made from the lists of links in `index.md`, and what a page shows of it."""

import functools
import html
import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sphinx import addnodes
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

INDEXES: Final = ("docs/index", "docs/id/index")
SHELVES: Final = {"docs/library": "Rubrics", "docs/id/library": "Rubrik"}
"""Pages whose links to rubrics are pages below them."""

_LINK: Final = re.compile(r"\]\(([^)#:\s]+)\.md\)")


def with_trees(page: str, text: str) -> str:
    """A page with the trees below it; no tree leads to the index of the other language."""
    alone = "---\norphan: true\n---\n" if page in INDEXES else ""
    return alone + text + _trees(page, text)


def _trees(page: str, text: str) -> str:
    """One tree for each section of an index, or one of all rubrics."""
    if page in INDEXES:
        sections = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
        pairs = zip(sections[::2], sections[1::2], strict=True)
        return "".join(
            _tree(caption, listed) for caption, body in pairs if (listed := list(_listed(body)))
        )
    if page in SHELVES:
        found = dict.fromkeys(each for each in _LINK.findall(text) if "rubrics/" in each)
        return _tree(SHELVES[page], list(found))
    return ""


def _listed(body: str) -> Iterator[str]:
    """The first link of each item of the lists of a section."""
    for item in re.findall(r"^- .*", body, re.MULTILINE):
        if found := _LINK.search(item):
            yield found[1]


def _tree(caption: str, pages: list[str]) -> str:
    entries = "\n".join(pages)
    return f"\n\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{entries}\n```\n"


def language_of(page: str) -> str:
    """The language of a page, by where it lies."""
    return "id" if "/id/" in page or page == "README.id" else "en"


def sidebar(app: "Sphinx", page: str) -> str:
    """The navigation of a page: the trees of its language's index.

    Written here, since Sphinx would copy every heading of every page for each page.
    """
    index = next(name for name in INDEXES if language_of(name) == language_of(page))
    return "".join(_branches(app, page, index))


def _branches(app: "Sphinx", page: str, above: str, depth: int = 1) -> Iterator[str]:
    for tree in app.env.get_doctree(above).findall(addnodes.toctree):
        if depth == 1:
            caption = f'<span class="caption-text">{html.escape(tree["caption"])}</span>'
            yield f'<p class="caption" role="heading" aria-level="2">{caption}</p>'
        yield "<ul>"
        for _, other in tree["entries"]:
            below = "".join(_branches(app, page, other, depth + 1)) if other in SHELVES else ""
            current = " current" if other == page or ' current">' in below else ""
            address = html.escape(app.builder.get_relative_uri(page, other))
            title = html.escape(app.env.titles[other].astext())
            yield f'<li class="toctree-l{depth}{current}">'
            yield f'<a class="reference internal" href="{address}">{title}</a>{below}</li>'
        yield "</ul>"


def translation(app: "Sphinx", page: str) -> dict[str, str] | None:
    """The same page in the other language, or that language's first page."""
    if page not in app.env.all_docs:
        return None
    language = "en" if language_of(page) == "id" else "id"
    folder, name = posixpath.split(page)
    if language == "en":
        other = page.replace("/id/", "/") if folder else "README"
    else:
        other = f"{folder}/id/{name}" if folder else f"{name}.id"
    if other not in app.env.all_docs:
        other = next(name for name in INDEXES if language_of(name) == language)
    name = {"en": "English", "id": "Bahasa Indonesia"}[language]
    return {
        "language": language,
        "name": name,
        "address": app.builder.get_relative_uri(page, other),
    }


class QuickSearch(SearchEnglish):
    """The search of English that stems each word once."""

    @functools.cache  # noqa: B019 (one object, as long as the process)
    def stem(self, word: str) -> str:
        """The stem of a word."""
        return str(super().stem(word))
