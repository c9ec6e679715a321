"""Candidates as one page of HTML to read with a pen in hand; no script, nothing from outside."""

from typing import Final

from markupsafe import Markup

from smartscore import __version__
from smartscore.reports.page import policy, templates
from smartscore.reports.passages.sheet import Sheet
from smartscore.words import Words

_STYLES: Final = ("page.css", "passages.css")


def html(sheet: Sheet, words: Words) -> str:
    """The page as one file that a browser opens from anywhere, without the network."""
    environment = templates()
    environment.globals["word"] = words.__call__
    assert environment.loader is not None
    sources = [environment.loader.get_source(environment, name)[0] for name in _STYLES]
    style = "\n".join(("", *sources))
    text = environment.get_template("passages.html.jinja").render(
        sheet=sheet,
        style=Markup(style),  # noqa: S704 - our own files
        policy=policy(style),
        version=__version__,
    )
    return f"{text.rstrip()}\n"
