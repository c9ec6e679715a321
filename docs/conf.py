"""How Sphinx makes the site of these pages; `python docs/build.py` runs it (docs/architecture.md).

The pages are plain Markdown that reads well where they lie. What a site wants beyond that is made
here: the tree of pages from the lists of links in the two `index.md`.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_site")]

from navigation import QuickSearch, language_of, sidebar, translation, with_trees  # noqa: E402

from smartscore import __version__  # noqa: E402

project = "smartscore"
author = "The smartscore authors"
project_copyright = "The smartscore authors, MIT licence"
version = release = __version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "docs/index"
nitpicky = True
myst_heading_anchors = 6  # those of GitHub, as tests/test_links.py sees to
smartquotes = False  # what is written stays as it is
suppress_warnings = ["misc.highlighting_failure"]  # manual pages show YAML that is wrong on purpose

html_theme = "furo"
html_title = f"smartscore {version}"
html_static_path = ["_site/static"]
html_css_files = ["smartscore.css"]
templates_path = ["_site/templates"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/language.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_extra_path = ["_site/extra"]
html_copy_source = False
html_show_search_summary = False  # it would fetch pages, which a browser refuses for files
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
pygments_style = "default"
pygments_dark_style = "monokai"


def _add_trees(_app: "Sphinx", page: str, content: list[str]) -> None:
    content[0] = with_trees(page, content[0])


def _in_its_language(
    app: "Sphinx", page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Say in which language a page is, and lead to the other one and to the pages of its own."""
    context["language"] = language_of(page)
    context["translation"] = translation(app, page)
    context["toctree"] = lambda **_: sidebar(app, page)


def setup(app: "Sphinx") -> dict[str, bool]:
    """Add what makes a site of the pages."""
    app.connect("source-read", _add_trees)
    app.connect("html-page-context", _in_its_language, priority=400)  # before the theme's own
    app.add_search_language(QuickSearch)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
