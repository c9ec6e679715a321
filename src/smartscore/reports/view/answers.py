"""Parts that answer one question of scores: what `reports/answer` says, as blocks of a report."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from smartscore.reports import answer
from smartscore.reports.answer import Answer, Bar, Item, Listing, Picture
from smartscore.reports.charts import Chart, Drawable, kind_of
from smartscore.reports.view import Block, Bullets, Column, Figure, Heading, Paragraph, Row, Table
from smartscore.reports.view.gathering import Gathered
from smartscore.reports.view.widths import fitted
from smartscore.words import Words

_LEAST, _MOST = 6, 40
"""A column is as wide as the longest of its cells, within these many characters."""

_PORTRAIT = 100
"""Columns that take more characters together want a page that lies."""


def answered(
    gathered: Gathered, code: str, found: Sequence[Answer], *, figures: bool
) -> list[Block]:
    """The blocks of the part of a code; an answer is about one place, or several together."""
    several = len(found) > 1
    blocks: list[Block] = []
    for number, each in enumerate(found, 1):
        if several:
            blocks.append(Heading(each.heading))
        blocks += [Paragraph((sentence,)) for sentence in each.lead]
        for place, section in enumerate(each.sections, 1):
            if section.title:
                blocks.append(Heading(section.title, 2 if several else 1))
            source = _source(gathered, each)
            blocks += _blocks(
                gathered, f"{code}-{number}-{place}", section, source, figures=figures
            )
    return blocks


def _source(gathered: Gathered, found: Answer) -> tuple[str, ...]:
    """What stands under its tables and charts: of which days the judgements are."""
    all_days = (gathered.words.date(result.assessment.date) for result in gathered.results)
    days = found.days or tuple(dict.fromkeys(all_days))
    return (gathered.words("report.source-judged", date="; ".join(days)),)


def _blocks(
    gathered: Gathered,
    code: str,
    section: answer.Section,
    source: tuple[str, ...],
    *,
    figures: bool,
) -> Iterator[Block]:
    drawn = 0
    for block in section.blocks:
        if isinstance(block, str):
            yield Paragraph((block,))
        elif isinstance(block, Listing):
            yield from _listing(block)
        elif isinstance(block, Picture):
            drawn += 1
            if figures:
                kind = kind_of(block.chart)
                name = f"{code}-{kind}-{drawn}"
                yield Figure(name, "", block.caption, source, kind, named(block.chart, name))
        else:
            yield tabled(block, code, source, gathered.words)


def named(chart: Drawable, code: str) -> Drawable:
    """The chart under a name that no other of the report has."""
    if isinstance(chart, Chart):
        return replace(chart, code=code)
    return chart._replace(code=code)


def _listing(listing: Listing) -> Iterator[Block]:
    """A list without lists in it: what stands under an entry goes on behind it."""
    if listing.title:
        yield Paragraph((f"{listing.title}:",))
    yield Bullets(tuple((_entry(item),) for item in listing.items))


def _entry(item: Item) -> str:
    """An entry with what stands under it as one line."""
    if not item.under:
        return item.text
    head = item.text if item.text.endswith((".", ":", "?", "!")) else f"{item.text}:"
    return " ".join((head, *item.under))


def tabled(table: answer.Table, code: str, source: tuple[str, ...], words: Words) -> Table:
    """A table without its bars, which say what its figures say."""
    drawn = {i for row in table.rows for i, cell in enumerate(row) if isinstance(cell, Bar)}
    kept = [i for i in range(len(table.columns)) if i not in drawn]
    rows = tuple(
        Row(
            tuple((str(row[i]),) for i in kept),
            "total" if number in table.strong else "body",
        )
        for number, row in enumerate(table.rows)
    )
    columns = [
        Column(
            table.columns[i].title,
            min(_MOST, max(_LEAST, *(len(str(row[i])) for row in table.rows))),
            "right" if table.columns[i].figures else "left",
        )
        for i in kept
    ]
    wide = sum(column.width for column in columns) > _PORTRAIT
    fit = fitted(columns, rows, wide=wide)
    note, lead = " ".join(table.notes), words("report.lead.answer")
    return Table(code, "", table.caption, fit, rows, source, wide, note, lead=lead)
