"""Options of `smartscore report` that do nothing for the kind of report that is wanted."""

from collections.abc import Mapping
from typing import Final

from smartscore.cli import streams
from smartscore.reports.publishing import Order
from smartscore.reports.view.parts import STUDIES
from smartscore.words import Words

_WORKS: Final[Mapping[str, tuple[str, ...]]] = {
    "--style": ("md", "qmd", "html", "docx"),
    "--since": ("md", "qmd", "html", "docx"),
    "--parts": ("md", "qmd", "docx"),
    "--appendix-start": ("md", "qmd", "docx"),
    "--caption-mark": ("md", "docx"),
    "--rows-per-table": ("md", "qmd", "docx"),
    "--page-start": ("docx",),
    "--flavour": ("md",),
    "--xref": ("md",),
    "--table-prefix": ("md", "docx"),
    "--start": ("md", "docx"),
    "--figures": ("md", "qmd", "html", "docx"),
}
"""For which kinds an option does something; one that is like its default asks for nothing."""


_OF_DOCUMENTS: Final = (
    *("--parts", "--appendix-start", "--caption-mark", "--rows-per-table"),
    *("--xref", "--table-prefix", "--start", "--figures"),
)
"""What is about parts, numbers and figures, of which the page style has none."""


def tell(order: Order, told: Words, *, since: bool) -> None:
    """Say which options do nothing for the kind that is wanted; `since` is whether it is asked."""
    usual = Order(order.kind)
    unread = tuple(part for part in order.parts if part not in STUDIES)
    if order.kind == "html" and unread != order.parts:
        if unread:
            told_of = {"parts": ",".join(unread), "kind": order.kind}
            streams.say(told("report.idle-parts", **told_of))
        unread = ()
    asked = {
        "--style": order.style is not None,
        "--since": since,
        "--parts": bool(unread if order.kind == "html" else order.parts),
        "--appendix-start": order.appendix is not None,
        "--caption-mark": order.mark != usual.mark,
        "--rows-per-table": order.rows is not None,
        "--page-start": order.page is not None,
        "--flavour": order.flavour != usual.flavour,
        "--xref": order.xref != usual.xref,
        "--table-prefix": order.prefix != usual.prefix,
        "--start": order.start != usual.start,
        "--figures": order.folder is not None,
    }
    for option, is_asked in asked.items():
        if is_asked and order.kind not in _WORKS[option]:
            streams.say(told("report.idle", option=option, kind=order.kind))
    for option in _OF_DOCUMENTS if order.style == "page" else ():
        if asked[option] and order.kind in _WORKS[option]:
            streams.say(told("report.idle", option=option, kind="--style page"))
    if order.kind == "md" and order.flavour == "gfm" and asked["--xref"]:
        streams.say(told("report.idle", option="--xref", kind="--flavour gfm"))
