"""How much a docx may hold: pandoc's time grows faster than a table is long or a text is wide."""

from typing import Final

from smartscore.processes.pandoc import PandocError

MOST_ROWS: Final = 15_000
"""So many rows all tables may have together; pandoc takes about 45 s and 700 MB for them."""

LONGEST_LINE: Final = 30_000
"""So many characters a paragraph or a row of a table may have; pandoc takes two seconds for one."""


def refuse_large(markdown: str) -> None:
    """Raise PandocError where pandoc would take minutes for a report's Markdown."""
    lines = markdown.split("\n")
    rows = sum(line.startswith("|") for line in lines)
    if rows > MOST_ROWS:
        raise PandocError(f"docx-rows\t{rows}\t{MOST_ROWS}")
    longest = max(map(len, lines))
    if longest > LONGEST_LINE:
        raise PandocError(f"docx-line\t{longest}\t{LONGEST_LINE}")
