"""Tables, pictures and paragraphs as WordprocessingML, in the looks of a document."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from smartscore.reports import charts
from smartscore.reports.flavours import short_locator
from smartscore.reports.safe import one_line
from smartscore.reports.view import Citations, Figure, Line, Source, Table
from smartscore.text.titles import Piece, Style
from smartscore.weaving import Refused
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.looks import Looks
from smartscore.weaving.word.markup import quoted

_SIZE: Final = 20
"""Half points of the text of tables, where the document has no style for it."""

_LETTER: Final = 135
"""Twips that a letter of a table takes at most, on the average."""

_GAP: Final = 216
_SHORT: Final = _GAP + 7 * _LETTER
_EMU: Final = 635
"""What Word measures pictures in: so many to a twip."""

_PER_PIXEL: Final = 15
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_DIMENSIONS = re.compile(r'<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"')
_STYLES: Final[Mapping[Style, str]] = {"bold": "b", "italic": "i", "small-caps": "smallCaps"}
_WORD = re.compile(r"\S+")


class Picture(NamedTuple):
    """A chart in a document: the key by which its part is named, and the chart as SVG."""

    key: str
    svg: str


def paragraph(ink: Ink, said: str, properties: str = "") -> str:
    """A paragraph of plain text."""
    return ink("p", properties, ink.run(said))


def said(line: Line) -> str:
    """Texts and citations in a row as plain text; citations name author, year and place."""
    parts = []
    for run in line:
        if isinstance(run, Citations):
            cited = "; ".join(map(short_locator, run.cites))
            parts.append(f"({cited})" if cited else "")
        else:
            parts.append(run)
    return one_line("".join(parts)).strip()


def table(ink: Ink, looks: Looks, one: Table, width: int) -> str:
    """A table over a line of so many twips; its head is repeated on each page."""
    cells = [[said(cell) for cell in row.cells] for row in one.rows]
    titles = [column.title for column in one.columns]
    widths = _widths(titles, cells, [column.width for column in one.columns], width)
    styled = ink("tblStyle", val=looks.table) if looks.table else ""
    borders = "" if styled else _borders(ink)
    told: dict[str, str] = {} if ink.strict else {"val": "0420"}
    look = ink(
        "tblLook",
        **told,
        firstRow=1,
        lastRow=0,
        firstColumn=0,
        lastColumn=0,
        noHBand=0,
        noVBand=1,
    )
    layout = ink("tblLayout", type_="fixed")
    properties = ink(
        "tblPr", styled, ink("tblW", w=sum(widths), type_="dxa"), borders, layout, look
    )
    grid = ink("tblGrid", *(ink("gridCol", w=each) for each in widths))
    sides = [column.align for column in one.columns]
    head = _row(ink, looks, titles, widths, sides, bold=True, head=True)
    rows = [
        _row(ink, looks, said, widths, sides, bold=row.kind == "total")
        for row, said in zip(one.rows, cells, strict=True)
    ]
    return ink("tbl", properties, grid, head, *rows)


def _row(
    ink: Ink,
    looks: Looks,
    cells: Sequence[str],
    widths: Sequence[int],
    sides: Sequence[str],
    *,
    bold: bool,
    head: bool = False,
) -> str:
    kept = ink("trPr", ink("cantSplit"), ink("tblHeader") if head else "")
    strong = ink("b") + ink("bCs") if bold else ""
    size = "" if looks.table_text else ink("sz", val=_SIZE) + ink("szCs", val=_SIZE)
    run = ink("rPr", strong, size) if strong or size else ""
    found = []
    for text, width, side in zip(cells, widths, sides, strict=True):
        properties = ink("pPr", _cell_properties(ink, looks, side))
        inside = ink("p", properties, ink.run(text, run))
        found.append(ink("tc", ink("tcPr", ink("tcW", w=width, type_="dxa")), inside))
    return ink("tr", kept, *found)


def _cell_properties(ink: Ink, looks: Looks, side: str) -> str:
    jc = ink("jc", val="center" if side == "centre" else ink.side(side))
    if looks.table_text:
        return ink("pStyle", val=looks.table_text) + jc
    spacing = ink("spacing", before=20, after=20, line=240, lineRule="auto")
    return spacing + ink("ind", **{ink.side("left"): 0, ink.side("right"): 0}, firstLine=0) + jc


def _borders(ink: Ink) -> str:
    sides = (ink.side(side) for side in _SIDES)
    lines = (ink(side, val="single", sz=4, space=0, color="auto") for side in sides)
    return ink("tblBorders", *lines)


def _widths(
    titles: Sequence[str], rows: Sequence[Sequence[str]], wanted: Sequence[int], width: int
) -> list[int]:
    """Twips of the columns: as they are wanted, but no narrower than their longest words."""
    least = [
        min(_GAP + _LETTER * max(map(_longest, [title, *(row[n] for row in rows)])), width // 3)
        for n, title in enumerate(titles)
    ]
    if sum(least) >= width:
        return _narrowed(least, width)
    free, open_ = width, list(range(len(titles)))
    found = [0] * len(titles)
    while True:
        whole = sum(wanted[n] for n in open_)
        short = [n for n in open_ if free * wanted[n] < least[n] * whole]
        if not short:
            break
        for n in short:
            found[n] = least[n]
            free -= least[n]
            open_.remove(n)
    for n in open_:
        found[n] = free * wanted[n] // whole
    return found


def _narrowed(least: Sequence[int], width: int) -> list[int]:
    """Twips of columns that have not enough of them: short words and numbers stay whole."""
    short = [n for n, each in enumerate(least) if each <= _SHORT]
    left = width - sum(least[n] for n in short)
    whole = sum(least) - (width - left)
    if left < width // 3:
        return [max(1, width * each // sum(least)) for each in least]
    return [each if n in short else left * each // whole for n, each in enumerate(least)]


def _longest(text: str) -> int:
    return max((len(match[0]) for match in _WORD.finditer(text)), default=1)


def source(ink: Ink, looks: Looks, word: str, line: Line) -> str:
    """The line under a table or a figure that names its source."""
    if looks.source:
        properties = ink("pPr", ink("pStyle", val=looks.source))
        return paragraph(ink, f"{word}: {said(line)}", properties)
    spacing = ink("spacing", before=60, after=240, line=240, lineRule="auto")
    properties = ink("pPr", spacing, ink("ind", **{ink.side("left"): 0}, firstLine=0))
    run = ink("rPr", ink("sz", val=_SIZE), ink("szCs", val=_SIZE))
    return ink("p", properties, ink.run(f"{word}: {said(line)}", run))


def sources(ink: Ink, looks: Looks, found: Sequence[Source]) -> Iterator[str]:
    """The entries of a list of sources, each a paragraph; an address is text."""
    styled = ink("pStyle", val=looks.bibliography) if looks.bibliography else ""
    hanging = "" if styled else ink("ind", **{ink.side("left"): 567}, hanging=567)
    for each in found:
        runs = [_set(ink, piece) for piece in each.pieces or (Piece(each.entry),)]
        address = ink.run(f" {each.url}") if each.url else ""
        yield ink("p", ink("pPr", styled, hanging), *runs, address)


def _set(ink: Ink, piece: Piece) -> str:
    """A piece of a title as its markup sets it."""
    looks = "".join(
        ink(name) for style, name in _STYLES.items() if style in piece.styles
    ) + "".join(
        ink("vertAlign", val=style)
        for style in ("superscript", "subscript")
        if style in piece.styles
    )
    return ink.run(piece.text, ink("rPr", looks) if looks else "")


def picture(figure: Figure) -> Picture:
    """The chart of a figure; raises Refused where none can be drawn."""
    svg = charts.drawn(figure.kind, figure.chart)
    if svg is None:
        raise Refused("no-figure", name=figure.kind)
    digest = hashlib.sha256(svg.encode("utf-8")).hexdigest()[:16]
    return Picture(f"smartscore{digest}", svg)


def drawing(ink: Ink, figure: Figure, shown: Picture, number: int, width: int) -> str:
    """The paragraph that shows a chart, with its alternative text; `number` is Word's for it."""
    match = _DIMENSIONS.match(shown.svg)
    assert match is not None
    wide, high = (round(float(side) * _PER_PIXEL) for side in match.groups())
    if wide > width:
        wide, high = width, high * width // wide
    size = f'cx="{wide * _EMU}" cy="{high * _EMU}"'
    name = quoted(shown.key)
    told = f"name={name} descr={quoted(one_line(figure.chart.description))}"
    fill = f"<a:blip r:embed={name}/><a:stretch><a:fillRect/></a:stretch>"
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
    drawn = (
        f'<wp:inline xmlns:wp="{ink.space("wp")}" xmlns:a="{ink.space("a")}" '
        f'xmlns:pic="{ink.space("pic")}" xmlns:r="{ink.space("r")}" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" {told}/>'
        f'<a:graphic><a:graphicData uri="{ink.space("pic")}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{fill}</pic:blipFill>"
        f'<pic:spPr>{shape}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline>"
    )
    spacing = ink("spacing", before=120, after=0, line=240, lineRule="auto")
    properties = ink(
        "pPr",
        ink("keepNext"),
        spacing,
        ink("ind", **{ink.side("left"): 0}, firstLine=0),
        ink("jc", val="center"),
    )
    return ink("p", properties, ink("r", ink("drawing", drawn)))
