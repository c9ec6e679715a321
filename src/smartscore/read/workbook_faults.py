"""Faults of workbooks, which `assess` and `convert` tell with sheet and cell."""

from typing import Final

from smartscore.text.problems import Code, Severity

SHEETS_ARE_THERE: Final = Code("A501")
"""A workbook has the sheets of an assessment and one for each rubric that it lists.

The sheet is missing, or the hidden rows at its top are, by which it is known; its name and its
place among the others may change. Move the sheet from a new workbook, or from an older copy of
this one.
"""

SHEETS_OF_OTHERS: Final = Code("A502", Severity.WARNING, blocks=False)
"""Every sheet of a workbook is one of the assessment.

A sheet without the hidden rows is not read, and nothing of it reaches the assessment. That is fine
for notes of one's own. What is to count must stand in the cells of the other sheets.
"""

MACHINE_KEYS: Final = Code("A503")
"""The keys in the hidden rows and columns are those that smartscore writes.

Headings can be in any language because each column, and each row of the first sheet, has a key. A
key that was changed, or that stands twice, would put values where nobody meant them.
"""

COLUMNS_ARE_THERE: Final = Code("A504")
"""Every column of a sheet is there, with its key.

A column may be hidden, and may stand elsewhere. Without it, nobody could tell what was not filled
in from what was deleted.
"""

SHEETS_ONCE: Final = Code("A505")
"""There is one sheet of each kind, and one for each rubric.

A copy of a sheet keeps its hidden keys, and two sheets can say two things. Delete the copy, or
empty its first cell to keep it as a note.
"""

ROWS_HAVE_AN_INDICATOR: Final = Code("A506")
"""A row with something in it belongs to an indicator.

In the free rows at the foot of a sheet the code of the indicator is chosen in the first visible
column; a piece of evidence without it would be evidence for nothing.
"""

RATED_ONCE: Final = Code("A507")
"""An indicator is rated in one row, and each key of the first sheet has one row.

Further rows of an indicator hold further evidence and nothing else, so that there is never a
question which of two levels holds.
"""

ONE_WAY_TO_WRITE: Final = Code("A508")
"""A value is written in one way.

A text stands either in the column for both languages or in those of the two languages; answers
stand either in the cell, or in a file, or as their mean.
"""

NO_FORMULAS: Final = Code("A509")
"""Cells hold what was written, not a formula.

What a formula gives depends on the program that opened the workbook last. Copy the cell and paste
it as a value; text that begins with `=` is kept where the cell is formatted as text.
"""

NO_ERRORS_IN_CELLS: Final = Code("A510")
"""No cell holds an error such as `#REF!`.

It stands where a value was, and what the value was is not known any more. Write it again.
"""

TEXT_AND_NO_DATE: Final = Code("A511")
"""A cell for text holds no date.

Spreadsheets turn `3/5` or `1-2` into a day of this year, and the page is gone. Format the cell as
text, then write it again.
"""

FURTHER_FIELDS_ARE_JSON: Final = Code("A512")
"""What is written as JSON can be read as JSON, and fits into a file.

That is the column of further CSL fields, raters and their judgements (lists), and text behind
`json:`. A name stands once, a number has no exponent and no more digits than a file can hold.
"""

A_FIELD_STANDS_ONCE: Final = Code("A513")
"""A field of a reference stands in its column or among the further fields, not in both.

With two values nobody knows which is meant. The key of a reference always stands in its column.
"""

CELLS_HAVE_A_COLUMN: Final = Code("A514")
"""What is written stands in a column of the sheet.

A column beyond the last one, or one whose key was emptied, is not read, so what stands in it would
be lost without a word.
"""

CELLS_HOLD_THE_TEXT: Final = Code("A515")
"""A text is no longer than a cell of a workbook can hold.

Excel's limit is 32,767 characters. Nothing is cut, and nothing is spread over several cells.
Answers of so many people belong in a CSV file, of which the assessment names the column.
"""

DATES_ARE_NO_NUMBERS: Final = Code("A516")
"""A date is written as a date, not as the number by which a spreadsheet counts days.

The number is what is left of a date when the format of its cell is lost, and programs count from
different days. Write the date as text: 2026-11-21.
"""

NEEDED_CELLS_ARE_FILLED: Final = Code("A517")
"""A cell that an assessment can not do without is not empty.

The place and the day of the assessment, the key of each source, and the source of each piece of
evidence. Fill the cell, or empty the others of its row.
"""

LEVELS_HAVE_THEIR_OWN_LABEL: Final = Code("A518")
"""The label behind the number of a level is that of this level.

Where it is that of another one, nobody knows which of the two was meant. Choose the level from the
list of the cell, or write the number alone.
"""

CELLS_SHOW_WHAT_THEY_HOLD: Final = Code("A519")
"""A cell shows the number that it holds.

`81.5%` is 0.815 to a spreadsheet, `13` may be 13,365 in thousands, and a format can drop the sign
or set digits of its own beside the number. Who wrote it meant what can be seen, and nobody can tell
which of the two is due where the unit is percent or thousands. Fewer decimals are no other number:
82 for 81.5 is read as 81.5. A number where text is due, such as a code, has to show all its digits.
"""

CELLS_SHOW_SOMETHING: Final = Code("A520")
"""A cell in which something stands shows it.

The format `;;;` hides what a cell holds, and so does another cell that it is merged with. Whoever
fills in the workbook can not see it, and has not meant it.
"""

NUMBERS_STAND_ALONE: Final = Code("A521", Severity.WARNING, blocks=False)
"""A number stands alone in its cell.

With a currency, a unit, or as a power of ten the number is read as it is, and only the number: `Rp
13,365` is 13,365, also where the unit of the indicator is thousands of rupiah.
"""
