"""A report in the kind that is asked for, with the files of its figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final, Literal, NamedTuple

from smartscore.reports import charts
from smartscore.reports.answer import Answer
from smartscore.reports.flavours import Flavour, Xref
from smartscore.reports.view import Block, Figure, Paragraph, Report, Style, Wishes
from smartscore.reports.view.build import report as build
from smartscore.reports.view.parts import ALL, USUAL
from smartscore.results.result import Result
from smartscore.words import Words

MOST_CHARTS: Final = 200
"""With more than so many none is drawn as a file; each takes about a twentieth of a second."""

Kind = Literal["md", "qmd", "html", "docx", "json", "csv", "xlsx", "svg"]
Decimal = Literal[".", ","]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted.

    `style` is None for what suits the kind and the parts; `parts` are those of the style where none
    are named. `appendix` is the number of the first appendix, `page` that of the first page of a
    docx; `mark` stands behind the numbers of tables; with more than `rows` a table is continued.
    `folder` is the way from the report to the folder of its figures, None for none. `since` is an
    earlier assessment, for the style `page`, which is of one place. The kind `svg` is a badge, of
    one place by one rubric. `template` is the text of an own template for Markdown and docx.
    `answers` are those of parts that ask one question of the scores, by the names of these parts,
    which alone a page in HTML takes beside its own. `decimal` is the mark of decimals in CSV.
    """

    kind: Kind
    style: Style | None = None
    flavour: Flavour = "pandoc"
    xref: Xref = "none"
    prefix: str = ""
    start: int = 1
    folder: str | None = None
    since: Result | None = None
    template: str | None = None
    parts: tuple[str, ...] = ()
    appendix: int | None = None
    decimal: Decimal = "."
    mark: str = ""
    rows: int | None = None
    page: int | None = None
    answers: Mapping[str, Sequence[Answer]] = field(default_factory=dict)


class Published(NamedTuple):
    """The report, the files of its figures by name, and whether figures had to be left out.

    `without_letters` says that there is no text in those that are pixels.
    `left_out` says in sentences what had no room in it, such as the charts of a card.
    """

    content: str | bytes
    figures: Mapping[str, str | bytes]
    without_pictures: bool = False
    without_letters: bool = False
    left_out: tuple[str, ...] = ()


def publish(results: Sequence[Result], words: Words, order: Order) -> Published:
    """The report on some results.

    Raises document.TemplateFaultError where an own template has a fault, and what
    `docx.converted` and `xlsx.workbook.workbook` raise.
    """
    return _MAKERS[order.kind](results, words, order)


def _json(results: Sequence[Result], words: Words, order: Order) -> Published:  # noqa: ARG001
    from smartscore.reports.json import scorecards

    return Published(scorecards(list(results)), {})


def _csv(results: Sequence[Result], words: Words, order: Order) -> Published:
    from smartscore.reports import csv

    make = csv.table_with_commas if order.decimal == "," else csv.table
    return Published(make(results, words), {})


def _xlsx(results: Sequence[Result], words: Words, order: Order) -> Published:  # noqa: ARG001
    from smartscore.reports.xlsx.workbook import workbook

    made = workbook(results, words)
    return Published(made.content, {}, left_out=made.left_out)


def _badge(results: Sequence[Result], words: Words, order: Order) -> Published:  # noqa: ARG001
    from smartscore.reports.badge import svg

    (result,) = results
    return Published(svg(result, words), {})


def _html(results: Sequence[Result], words: Words, order: Order) -> Published:
    if order.style == "page":
        from smartscore.reports.onepage import html as sheet

        return Published(sheet(_built(results, words, order, figures=False)), {})
    from smartscore.reports.page import html

    wishes = _wishes(order, _html_style(order), figures=True)
    found = build(results, words, wishes)
    drawn = _sparing(found, words) if order.folder is not None else found
    files = _drawings(drawn) if order.folder is not None else {}
    return Published(
        html(found, words),
        files,
        without_letters=_has_no_letters(files),
        left_out=_left_out(found, drawn, words),
    )


def _markdown(results: Sequence[Result], words: Words, order: Order) -> Published:
    from smartscore.reports.document import Spelling, markdown

    shown = order.folder is not None
    whole = _built(results, words, order, figures=shown)
    found = _sparing(whole, words)
    files = _drawings(found) if shown else {}
    ending = ".png" if order.flavour == "pandoc" and _has_pictures(files) else ".svg"
    paths = {figure.code: f"{order.folder}/{figure.code}{ending}" for figure in _figures(found)}
    spelling = Spelling(order.flavour, order.xref, paths if shown else {})
    text = markdown(found, words, spelling, order.template)
    left_out = _left_out(whole, found, words) if shown else ()
    bare = _has_no_letters(files)
    return Published(text, files, without_letters=bare, left_out=left_out)


def _quarto(results: Sequence[Result], words: Words, order: Order) -> Published:
    """Markdown that Quarto numbers, whatever else is wanted."""
    return _markdown(results, words, replace(order, flavour="pandoc", xref="quarto"))


def _docx(results: Sequence[Result], words: Words, order: Order) -> Published:
    from smartscore.reports import docx
    from smartscore.reports.document import Spelling, markdown

    docx.find_pandoc()  # rather now than after the work
    whole = _built(results, words, order, figures=True)
    spared = found = _sparing(whole, words)
    files = _drawings(found)
    pictures = {name: part for name, part in files.items() if isinstance(part, bytes)}
    without = bool(files) and not pictures
    if without:
        found = _built(results, words, order, figures=False)
    paths = {name.removesuffix(".png"): name for name in pictures}
    text = markdown(found, words, Spelling("pandoc", "none", paths), order.template)
    day = max(result.assessment.date for result in results)
    content = docx.converted(
        text, pictures, day, style=found.style, title=found.title, first=order.page
    )
    shown = files if order.folder is not None else {}
    bare = _has_no_letters(files)
    return Published(content, shown, without, bare, _left_out(whole, spared, words))


def _built(results: Sequence[Result], words: Words, order: Order, *, figures: bool) -> Report:
    """The report in the style that is wanted; a page is of one place."""
    if order.style == "page":
        from smartscore.reports.view.onepage import onepage

        (result,) = results
        return onepage(result, words, order.since)
    return build(results, words, _wishes(order, _style(order), figures=figures))


def _left_out(whole: Report, found: Report, words: Words) -> tuple[str, ...]:
    """Why cards have no charts, each reason once; `found` is what is left of the whole report."""
    reasons = [card.no_charts for place in whole.places for card in place.cards if card.no_charts]
    if found is not whole:
        reasons.append(_too_many(whole, words))
    return tuple(dict.fromkeys(reasons))


def _sparing(found: Report, words: Words) -> Report:
    """The report, or one without its charts where it has more than MOST_CHARTS."""
    if len(_figures(found)) <= MOST_CHARTS:
        return found
    said = iter([Paragraph((_too_many(found, words),))])
    sections = []
    for section in found.sections:
        blocks: list[Block] = []
        for block in section.blocks:
            blocks += islice(said, 1) if isinstance(block, Figure) else [block]
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(found, sections=tuple(sections))


def _too_many(found: Report, words: Words) -> str:
    return words("report.no-charts", count=len(_figures(found)), most=MOST_CHARTS)


_MAKERS: Mapping[Kind, Callable[[Sequence[Result], Words, Order], Published]] = {
    "md": _markdown,
    "qmd": _quarto,
    "html": _html,
    "docx": _docx,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "svg": _badge,
}


def _style(order: Order) -> Style:
    """The style of a document: an appendix, unless everything or a template is asked for."""
    if order.style is not None:
        return order.style
    return "thesis" if order.parts == ALL or order.template is not None else "appendix"


def _html_style(order: Order) -> Style:
    """The style of a page, which has no short parts."""
    return "brief" if order.style in (None, "appendix") else order.style


def _wishes(order: Order, style: Style, *, figures: bool) -> Wishes:
    numbered = order.xref == "none" or order.kind not in ("md", "qmd") or order.flavour == "gfm"
    parts = order.parts
    if order.kind == "html":  # which has its own parts, and what is asked beside them
        parts = (*USUAL[style], *order.answers) if order.answers else ()
    return Wishes(
        style,
        order.prefix,
        order.start,
        numbered,
        figures,
        parts,
        order.appendix,
        order.mark,
        order.rows,
        order.answers,
    )


def _figures(found: Report) -> list[Figure]:
    return [
        block for section in found.sections for block in section.blocks if isinstance(block, Figure)
    ]


def _drawings(found: Report) -> dict[str, str | bytes]:
    """The figures of a report as files: SVG, and PNG too where the extra `png` is installed."""
    files: dict[str, str | bytes] = {}
    for figure in _figures(found):
        svg = charts.drawn(figure.kind, figure.chart)
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


def _has_no_letters(files: Mapping[str, str | bytes]) -> bool:
    return _has_pictures(files) and not charts.has_letters()
