"""What the options of `smartscore report` say, as the order that they are."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import quote

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.engine.card import Card
    from smartscore.words import Words

_LONGEST_START = 6
"""Digits of the number of the first table."""


class Kind(StrEnum):
    """What the report is, by the ending of its file."""

    MD = "md"
    QMD = "qmd"
    HTML = "html"
    DOCX = "docx"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    SVG = "svg"


class Mark(StrEnum):
    """What stands between the number of a table and its caption."""

    NONE = "none"
    POINT = "."
    COLON = ":"


class Style(StrEnum):
    """How much a report says."""

    APPENDIX = "appendix"
    THESIS = "thesis"
    BRIEF = "brief"
    PAGE = "page"
    BADGE = "badge"


class Template(StrEnum):
    """The styles that have a template."""

    APPENDIX = "appendix"
    THESIS = "thesis"
    BRIEF = "brief"
    PAGE = "page"


_OWN_NUMBERS = {Kind.XLSX: "report.decimal-xlsx", Kind.JSON: "report.decimal-json"}
"""Why there is nothing to choose before decimals, in kinds that are no text for people."""


class Decimal(StrEnum):
    """What stands before decimals in CSV."""

    POINT = "."
    COMMA = ","


InCsv = Annotated[Decimal | None, typer.Option("--decimal")]


def mark(said: Decimal | None) -> Literal[".", ","] | None:
    """The mark that is said to stand somewhere, if one is."""
    return None if said is None else "," if said is Decimal.COMMA else "."


class Flavour(StrEnum):
    """For whom Markdown is written."""

    PANDOC = "pandoc"
    GFM = "gfm"


class Xref(StrEnum):
    """What numbers tables and figures."""

    NONE = "none"
    CROSSREF = "pandoc-crossref"
    QUARTO = "quarto"


def first(written: str, told: "Words") -> int:
    """The number of the first table, if it is one that a table can have."""
    from smartscore.cli import streams
    from smartscore.model.fields import shown

    if not (written.isascii() and written.isdigit() and len(written) <= _LONGEST_START):
        streams.stop(told("cannot.start", number=shown(written)))
    return int(written)


def kind(output: str | None, format: Kind | None, style: Style | None, told: "Words") -> Kind:
    """What to write: as told, else by the ending of the file, else Markdown.

    A badge is SVG, and SVG is a badge.
    """
    from smartscore.cli import streams

    found = format or _by_ending(output, style, told)
    if (found is Kind.SVG) != (style is Style.BADGE) and (style or found is not Kind.SVG):
        streams.stop(told("report.badge-kind"))
    return found


def _by_ending(output: str | None, style: Style | None, told: "Words") -> Kind:
    from smartscore.cli import outputs, streams

    if output is None or output in streams.STDOUT:
        return Kind.SVG if style is Style.BADGE else Kind.MD
    ending = Path(output).suffix.lower().removeprefix(".")
    known = {**{kind.value: kind for kind in Kind}, "markdown": Kind.MD, "htm": Kind.HTML}
    if ending == "pdf":
        streams.stop(told("report.pdf", file=output))
    if ending not in known:
        outputs.refuse_sheets(output, told)
        kinds = ", ".join(f".{kind.value}" for kind in Kind)
        streams.stop(told("report.ending", file=output, kinds=kinds))
    return known[ending]


def of_document(style: Style | None) -> Literal["appendix", "thesis", "brief", "page"] | None:
    """The style of a document; a badge is none."""
    if style is None or style is Style.BADGE:
        return None
    return Template(style.value).value


def places(files: list[str], kind: Kind, style: Style | None, told: "Words") -> list[str]:
    """The files, if there are any, and no more than one where there is room for one place."""
    from smartscore.cli import streams

    if not files:
        streams.stop(told("report.no-file"))
    alone = Style.BADGE if kind is Kind.SVG else style
    if len(files) > 1 and alone in (Style.BADGE, Style.PAGE):
        streams.stop(told("report.one-place", style=alone))
    return files


def one_rubric(cards: "Sequence[Card]", told: "Words") -> None:
    """Stop where a badge would be of several rubrics, between which only the reader can choose."""
    from smartscore.cli import streams

    if len(cards) > 1:
        codes = ", ".join(card.rubric.code for card in cards)
        streams.stop(told("report.one-rubric", codes=codes))


def template(file: str | None, kind: Kind, told: "Words") -> str | None:
    """The text of the reader's own template."""
    from smartscore.cli import streams
    from smartscore.read.files import content
    from smartscore.text.problems import Unreadable
    from smartscore.text.source import MAX_BYTES

    if file is None:
        return None
    if kind not in (Kind.MD, Kind.QMD, Kind.DOCX):
        streams.stop(told("report.template-kind", file=file))
    try:
        data = content(Path(file))
        if len(data) > MAX_BYTES:
            streams.stop(told.unreadable(file, "too-large"))
        return data.decode("utf-8-sig")
    except Unreadable as error:
        streams.stop(told.unreadable(file, error.reason))
    except UnicodeDecodeError:
        streams.stop(told.unreadable(file, "encoding"))


def decimal(decimal: Decimal | None, kind: Kind, told: "Words") -> Literal[".", ","]:
    """What stands before decimals, which only CSV leaves open."""
    from smartscore.cli import streams

    if decimal is not None and kind is not Kind.CSV:
        why = told(_OWN_NUMBERS.get(kind, "report.decimal-text"))
        streams.stop(told("report.decimal", kind=kind.value, why=why))
    return "," if decimal is Decimal.COMMA else "."


def way(figures: str | None, output: str | None) -> str | None:
    """The way from the report to the folder of its figures, as an address is written."""
    from smartscore.cli import streams

    if figures is None:
        return None
    home = Path() if output is None or output in streams.STDOUT else Path(output).parent
    try:
        way = Path(os.path.relpath(figures, home))
    except ValueError:  # another drive
        way = Path(figures)
    return quote(os.fsencode(way.as_posix()), safe="/:")
