"""Links between pages lead somewhere, in the repository as GitHub shows it and on the site."""

import html.parser
import re
import runpy
import urllib.parse
from pathlib import Path

import cmarkgfm
import pytest
from myst_parser.slugs import github_slugify, unique_slug

from .conftest import ROOT

SOURCES = runpy.run_path(str(ROOT / "docs" / "build.py"))["sources"]
PAGES = [path.as_posix() for path in SOURCES()]


class Reader(html.parser.HTMLParser):
    """What a page links to, and its headings."""

    def __init__(self):
        super().__init__()
        self.links, self.headings, self._inside = [], [], False

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.links += [found[name] for name in ("href", "src") if name in found]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append("")
            self._inside = True

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag):
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.headings[-1] += data


def read(path, seen={}):  # noqa: B006 (pages are read once)
    if path not in seen:
        reader = Reader()
        text = path.read_text(encoding="utf-8")
        reader.feed(cmarkgfm.github_flavored_markdown_to_html(text))
        seen[path] = reader
    return seen[path]


def anchors(path):
    """The anchors that GitHub gives the headings of a page."""
    found: dict[str, int] = {}
    for heading in read(path).headings:
        slug = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        times = found[slug] = found.get(slug, -1) + 1
        yield f"{slug}-{times}" if times else slug


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(page):
    for link in read(ROOT / page).links:
        address, _, anchor = urllib.parse.unquote(link).partition("#")
        if re.match("[a-z]+:", address):
            continue
        target = (ROOT / page).parent / address if address else ROOT / page
        assert target.is_file(), link
        assert target.resolve().is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors(target), link


def test_the_site_has_the_anchors_of_github():
    for page in PAGES:
        slugs: dict[str, None] = {}
        for heading in read(ROOT / page).headings:
            slugs[unique_slug(github_slugify(heading.strip()), slugs)] = None
        assert list(slugs) == list(anchors(ROOT / page)), page


@pytest.mark.parametrize("index", ["docs/index.md", "docs/id/index.md"])
def test_every_page_is_listed_in_the_index_of_its_language(index):
    folder = Path(index).parent
    listed = {
        ((ROOT / folder) / link).resolve()
        for item in re.findall(r"^- .*", (ROOT / index).read_text("utf-8"), re.MULTILINE)
        for link in re.findall(r"\]\(([^)#]+\.md)\)", item)
    }
    there = {path.resolve() for path in (ROOT / folder).glob("*.md")} - {(ROOT / index).resolve()}
    assert there <= listed
