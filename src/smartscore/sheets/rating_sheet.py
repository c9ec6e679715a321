"""The sheet of a rubric's ratings: a block of rows for each indicator, free rows at the foot."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from smartscore.model.rubric import Dimension, Rubric
from smartscore.reports.safe import one_line
from smartscore.reports.xlsx.heights import height
from smartscore.sheets import cells
from smartscore.sheets.blocks import Block, blocks, level_labels, shown, state_of
from smartscore.sheets.book import Book, Sheet
from smartscore.sheets.columns import (
    CHOICES,
    EVIDENCE,
    FIRST_ROW,
    MEASURED,
    RATINGS,
    Column,
    unused_languages,
)

FREE_ROWS: Final = 12
"""Rows at the foot for any further evidence."""


def write(
    book: Book,
    group: str,
    rubric: Rubric | None,
    ratings: Mapping[str, Any],
    citations: str,
) -> None:
    """Write the sheet of a group; `citations` is where the keys of the references stand."""
    found = blocks(group, rubric, ratings.get(group), book.words)
    _Writing(book, group, rubric, found, citations).write(state_of(ratings, group))


class _Writing:
    """One sheet in the making."""

    def __init__(
        self,
        book: Book,
        group: str,
        rubric: Rubric | None,
        found: Sequence[Block],
        citations: str,
    ) -> None:
        self._book, self._words = book, book.words
        self._group, self._rubric = group, rubric
        self._blocks = found
        self._citations = citations
        self._at = {column.key: i for i, column in enumerate(RATINGS)}
        self._width = {column.key: column.width for column in RATINGS}
        self._sheet: Sheet

    def write(self, state: str) -> None:
        """Headings, the block of each indicator, free rows."""
        rubric, words = self._rubric, self._words
        self._sheet = self._book.sheet(self._group, "ratings", cells.text_cell(self._group), state)
        title = self._group
        if rubric is not None:
            title = f"{one_line(words.text(rubric.title))} ({rubric.code} {rubric.version})"
        self._sheet.head(RATINGS, self._hidden(), title, words("sheet.about-ratings"))
        row = FIRST_ROW
        before: tuple[Dimension, ...] = ()
        for block in self._blocks:
            if block.indicator is None:
                continue
            if block.above != before:
                row = self._dimension(row, block.above)
                before = block.above
            row = self._block(row, block)
        last = self._foot(row)
        self._sheet.finish(len(RATINGS), last, (FIRST_ROW, self._at["#look"]))

    def _hidden(self) -> set[str]:
        """Columns that nobody needs here."""
        used = {key for block in self._blocks for key in block.rating}
        used |= {key for block in self._blocks for piece in block.evidence for key in piece}
        measures = {block.indicator.measure for block in self._blocks if block.indicator}
        spare = {
            key
            for key, needed in MEASURED.items()
            if not measures & set(needed) and key not in used
        }
        spare |= {"confidence", "judgements"} - used
        return {"absent"} | spare | unused_languages(RATINGS, used)

    def _dimension(self, row: int, above: Sequence[Dimension]) -> int:
        path = " / ".join(one_line(self._words.text(dimension.title)) for dimension in above)
        self._band(row, path)
        return row + 1

    def _band(self, row: int, text: str) -> None:
        for i in range(len(RATINGS)):
            self._sheet.put(row, i, None, "dimension")
        self._sheet.put(row, self._at["#indicator"], text, "dimension")
        self._sheet.sheet.merge_range(
            row,
            self._at["#indicator"],
            row,
            self._at["#levels"],
            "",
            self._book.styles["dimension"],
        )
        self._sheet.put(row, self._at["#indicator"], text, "dimension")
        self._sheet.need(row, 18)

    def _block(self, first: int, block: Block) -> int:
        rows = (first, first + block.rows - 1)
        assert block.indicator is not None
        read = shown(block.indicator, self._rubric, self._words)
        for column in RATINGS:
            i, key = self._at[column.key], column.key
            if key.startswith("#"):
                look = "name" if key == "#indicator" else "shown"
                self._sheet.merge(rows, i, read[key], look, ())
                if key == "#indicator":
                    self._sheet.named(first, i, read[key])
            elif self._is_of_rating(column):
                look = self._look(column, block)
                route = block.routes.get(key, ())
                self._sheet.merge(rows, i, block.rating.get(key), look, route)
            else:
                self._further(rows, column, block)
        self._offer(rows[0], rows[1], block.indicator.measure)
        whole = {**read, **block.rating}
        hidden = self._hidden()
        tall = max(height(str(whole[k]), self._width[k]) for k in whole if k not in hidden)
        for i, row in enumerate(range(rows[0], rows[1] + 1)):
            self._sheet.need(row, max(tall / block.rows, 22))
            for key, value in (block.evidence[i] if i < len(block.evidence) else {}).items():
                self._sheet.need_text(row, value, self._width[key])
        return rows[1] + 1

    @staticmethod
    def _is_of_rating(column: Column) -> bool:
        return column.kind not in ("shown", "mark") and not (
            column.key == "code" or column.base in EVIDENCE
        )

    def _look(self, column: Column, block: Block) -> str:
        """Cells of another measure stay locked, unless something stands in them."""
        wanted = MEASURED.get(column.key)
        measure = block.indicator.measure if block.indicator else ""
        if wanted and measure not in wanted and column.key not in block.rating:
            return "unused"
        return "number" if column.kind in ("number", "column") else "text"

    def _further(self, rows: tuple[int, int], column: Column, block: Block) -> None:
        """The cells of a column of which each row has its own."""
        i, key = self._at[column.key], column.key
        for n, row in enumerate(range(rows[0], rows[1] + 1)):
            if key == "code":
                look = "code" if block.indicator is not None else "text"
                self._sheet.put(row, i, cells.text_cell(block.code), look)
            elif key == "absent":
                self._sheet.put(row, i, "x" if block.left_out else None, "key")
            else:
                piece = block.evidence[n] if n < len(block.evidence) else {}
                route = block.routes.get(f"evidence {n}", ())
                whole = (*route, *key.split(".")) if route else ()
                self._sheet.put(row, i, piece.get(key), "text", whole)

    def _offer(self, first: int, last: int, measure: str) -> None:
        """The drop-downs of some rows."""
        at, sheet, words = self._at, self._sheet, self._words
        labels = [label for _, label in level_labels(self._rubric, words)]
        if measure == "levels" and labels:
            spot = (first, at["level"], last, at["level"])
            between = self._rubric is not None and self._rubric.between
            sheet.offer(spot, self._book.choices(labels), strictly=not between)
        sheet.offer((first, at["cite"], last, at["cite"]), self._citations, strictly=False)
        for key in ("direction", "side"):
            named = [words(f"sheet.{key}-{choice}") for choice in CHOICES[key]]
            sheet.offer((first, at[key], last, at[key]), self._book.choices(named), strictly=True)

    def _foot(self, row: int) -> int:
        """Rows for what has no room above, and for what is rated beside the rubric."""
        self._band(row, self._words("sheet.foot"))
        row += 1
        for block in (block for block in self._blocks if block.indicator is None):
            row = self._loose(row, block)
        last = row + FREE_ROWS - 1
        for free in range(row, last + 1):
            for column in RATINGS:
                look = "text" if not column.key.startswith("#") else "shown"
                self._sheet.put(free, self._at[column.key], None, look)
            self._sheet.need(free, 22)
        codes = [block.code for block in self._blocks if block.indicator is not None]
        if codes:
            choices = self._book.choices(codes)
            self._sheet.offer(
                (row, self._at["code"], last, self._at["code"]), choices, strictly=True
            )
        self._offer(row, last, "levels")
        return last

    def _loose(self, first: int, block: Block) -> int:
        """The rows of something that the rubric does not ask for; all can be changed."""
        rows = (first, first + block.rows - 1)
        for column in RATINGS:
            if self._is_of_rating(column):
                route = block.routes.get(column.key, ())
                value = block.rating.get(column.key)
                self._sheet.put(first, self._at[column.key], value, "text", route)
            elif not column.key.startswith("#"):
                self._further(rows, column, block)
        return rows[1] + 1
