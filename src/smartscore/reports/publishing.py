"""A report in the kind that is asked for, with the files of its figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from smartscore.outlook import Result
from smartscore.reports import charts
from smartscore.reports.flavours import Flavour, Xref
from smartscore.reports.view import Figure, Report, Style, Wishes
from smartscore.reports.view.build import report as build
from smartscore.words import Words

Kind = Literal["md", "html", "docx", "json", "csv"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted.

    `style` is None for what suits the kind. `folder` is the way from the report to the folder of
    its figures, None for none. `template` is the text of an own template for Markdown and docx.
    """

    kind: Kind
    style: Style | None = None
    flavour: Flavour = "pandoc"
    xref: Xref = "none"
    prefix: str = ""
    start: int = 1
    folder: str | None = None
    template: str | None = None


class Published(NamedTuple):
    """The report, the files of its figures by name, and whether figures had to be left out.

    `left_out` says in sentences which cards have no charts although they were wanted.
    """

    content: str | bytes
    figures: Mapping[str, str | bytes]
    without_pictures: bool = False
    left_out: tuple[str, ...] = ()


def publish(results: Sequence[Result], words: Words, order: Order) -> Published:
    """The report on some results.

    Raises document.TemplateFaultError where an own template has a fault, and what
    `docx.document` raises.
    """
    return _MAKERS[order.kind](results, words, order)


def _json(results: Sequence[Result], words: Words, order: Order) -> Published:  # noqa: ARG001
    from smartscore.reports.json import document

    return Published(document(list(results)), {})


def _csv(results: Sequence[Result], words: Words, order: Order) -> Published:  # noqa: ARG001
    from smartscore.reports.csv import document

    return Published(document(results, words), {})


def _html(results: Sequence[Result], words: Words, order: Order) -> Published:
    from smartscore.reports.page import html

    wishes = _wishes(order, order.style or "brief", figures=True)
    found = build(results, words, wishes)
    files = _drawings(found) if order.folder is not None else {}
    return Published(html(found, words), files, left_out=_left_out(found))


def _markdown(results: Sequence[Result], words: Words, order: Order) -> Published:
    from smartscore.reports.document import Spelling, markdown

    shown = order.folder is not None
    found = build(results, words, _wishes(order, order.style or "thesis", figures=shown))
    files = _drawings(found) if shown else {}
    ending = ".png" if order.flavour == "pandoc" and _has_pictures(files) else ".svg"
    paths = {figure.code: f"{order.folder}/{figure.code}{ending}" for figure in _figures(found)}
    spelling = Spelling(order.flavour, order.xref, paths if shown else {})
    text = markdown(found, words, spelling, order.template)
    return Published(text, files, left_out=_left_out(found) if shown else ())


def _docx(results: Sequence[Result], words: Words, order: Order) -> Published:
    from smartscore.reports import docx
    from smartscore.reports.document import Spelling, markdown

    docx.find_pandoc()  # rather now than after the work
    found = build(results, words, _wishes(order, order.style or "thesis", figures=True))
    files = _drawings(found)
    pictures = {name: part for name, part in files.items() if isinstance(part, bytes)}
    without = bool(files) and not pictures
    if without:
        found = build(results, words, _wishes(order, order.style or "thesis", figures=False))
    paths = {name.removesuffix(".png"): name for name in pictures}
    text = markdown(found, words, Spelling("pandoc", "none", paths), order.template)
    day = max(result.assessment.date for result in results)
    content = docx.document(text, pictures, day, apart=found.style == "thesis")
    shown = files if order.folder is not None else {}
    return Published(content, shown, without, _left_out(found))


def _left_out(found: Report) -> tuple[str, ...]:
    """Why cards have no charts, each reason once."""
    cards = (card for place in found.places for card in place.cards)
    return tuple(dict.fromkeys(card.no_charts for card in cards if card.no_charts))


_MAKERS: Mapping[Kind, Callable[[Sequence[Result], Words, Order], Published]] = {
    "md": _markdown,
    "html": _html,
    "docx": _docx,
    "json": _json,
    "csv": _csv,
}


def _wishes(order: Order, style: Style, *, figures: bool) -> Wishes:
    numbered = order.xref == "none" or order.kind != "md" or order.flavour == "gfm"
    return Wishes(style, order.prefix, order.start, numbered, figures)


def _figures(found: Report) -> list[Figure]:
    return [
        block for section in found.sections for block in section.blocks if isinstance(block, Figure)
    ]


def _drawings(found: Report) -> dict[str, str | bytes]:
    """The figures of a report as files: SVG, and PNG too where the extra `png` is installed."""
    files: dict[str, str | bytes] = {}
    for figure in _figures(found):
        svg = charts.radar(figure.chart) if figure.kind == "radar" else charts.ranges(figure.chart)
        if svg is None:
            continue
        files[f"{figure.code}.svg"] = charts.standalone(svg)
        try:
            files[f"{figure.code}.png"] = charts.png(svg)
        except ImportError:
            continue
    return files


def _has_pictures(files: Mapping[str, str | bytes]) -> bool:
    return any(name.endswith(".png") for name in files)
