"""An answer as Markdown for a reader of a document; GitHub and pandoc read it alike."""

from collections.abc import Iterator

from smartscore.reports.answer import Answer, Bar, Listing, Picture, Section, Table
from smartscore.reports.markup import github


def markdown(answer: Answer) -> str:
    """The page; bars and charts are left out, figures say the same."""
    return "\n".join([*_page(answer), ""])


def _page(answer: Answer) -> Iterator[str]:
    yield f"# {github(answer.heading)}"
    for sentence in answer.lead:
        yield from ("", github(sentence))
    for section in answer.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.title:
        mark = f" ({github(section.mark)})" if section.mark else ""
        yield from ("", f"## {github(section.title)}{mark}")
    for block in section.blocks:
        if not isinstance(block, Picture):
            yield ""
            yield from _block(block)


def _block(block: str | Table | Listing) -> Iterator[str]:
    if isinstance(block, str):
        yield github(block)
    elif isinstance(block, Listing):
        if block.title:
            yield from (f"### {github(block.title)}", "")
        for item in block.items:
            yield f"- {github(item.text)}"
            yield from (f"  - {github(line)}" for line in item.under)
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    if table.titled:
        yield from (f"### {github(table.caption)}", "")
    drawn = {i for row in table.rows for i, cell in enumerate(row) if isinstance(cell, Bar)}
    kept = [i for i in range(len(table.columns)) if i not in drawn]
    yield _row([github(table.columns[i].title) for i in kept])
    yield _row(["---:" if table.columns[i].figures else ":---" for i in kept])
    for number, row in enumerate(table.rows):
        mark = "**" if number in table.strong else ""
        cells = (github(str(row[i])) for i in kept)
        yield _row([f"{mark}{cell}{mark}" if cell else "" for cell in cells])
    for note in (*table.notes, *table.hints):
        yield from ("", github(note))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
