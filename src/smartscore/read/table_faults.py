"""Faults of tables of many places (table/1), which are told with row and column."""

from typing import Final

from smartscore.text.problems import Code, Severity

TABLES_ARE_UTF8: Final = Code("T101")
"""A table is text in UTF-8.

Excel saves it so as "CSV UTF-8"; what it calls CSV or Unicode text is in another encoding, in which
the letters of a name mean something else or nothing. Where only some rows are, as in a file that
was put together from several, those rows fail and the others go on.
"""

ROWS_ARE_SHORT: Final = Code("T102")
"""A row of a table has no more than 1 MiB.

So long a row comes of a file that is no table, or of line breaks that were lost. It fails without
being divided into cells, and the rows behind it are read. Where it is the first, which should name
the columns, there is no table. Among the rows that are kept its beginning stands for it.
"""

HEADINGS_ARE_FEW: Final = Code("T103")
"""A table has no more than 16,384 columns.

Excel has no more either. A table that is wider than high may have its places in columns: turn it
round, so that each place is a row.
"""

TABLES_HAVE_A_HEADING: Final = Code("T104")
"""The first row of a table names its columns.

It may follow empty lines and a line such as `sep=;`. An empty file has none.
"""

TABLES_HAVE_ROWS: Final = Code("T105")
"""Below the names of its columns a table has at least one row.

Where rows are expected, the export that made the file found nothing, or was cut off.
"""

HEADINGS_STAND_ONCE: Final = Code("T106")
"""Every heading of a table is the only one of its name.

Of two columns with one name nobody knows which is meant. Rename one of them, or delete it.
"""

TABLES_ARE_READ_IN_ONE_WAY: Final = Code("T107")
"""A table can be divided into cells in one way only.

Which character separates them is found out: it is the one with which the first rows fit the
heading. Where two would do, a first line such as `sep=;` says which is meant.
"""

ROWS_FIT_THE_TABLE: Final = Code("T108")
"""Every row of a table has as many cells as there are headings.

A row that is longer or shorter holds a separator too many or too few, and nobody can say which cell
belongs to which indicator. Empty columns that a spreadsheet adds at the end are passed over.
"""

MARKS_OF_CELLS_ARE_CLOSED: Final = Code("T109")
"""A quotation mark that opens a cell of a table is closed.

A cell that begins with `"` goes on to the next `"`, over line breaks too. A mark that is part of
the text is doubled, in a cell that stands in marks: `"Desa ""Baru\"""`.
"""

MARKS_STAND_AROUND_CELLS: Final = Code("T110")
"""Behind the closing quotation mark a cell of a table is at its end.

Text behind it means that a mark inside the cell was not doubled, or that one was not closed.
"""

CELLS_ARE_NO_ROWS: Final = Code("T111")
"""No cell of a table swallows what looks like further rows.

Two marks that stand alone in two rows make one cell of all that is between them, and the places in
those rows would be lost without a word.
"""

CELLS_OF_TABLES_ARE_SHORT: Final = Code("T112")
"""A cell of a table has no more than 131,072 characters.

So much text in one cell comes of a quotation mark that is not closed, or belongs in another file.
"""

ROWS_OF_TABLES_END_IN_ONE_WAY: Final = Code("T113")
"""Outside of quotation marks a table has line breaks of one kind.

Rows end in line feeds, with or without a carriage return before them, or all of them in carriage
returns. Where the other kind stands in a row, nobody can say whether a row ends there.
"""

ROWS_ARE_TEXT: Final = Code("T114")
"""A row of a table holds text, without NUL and other control characters.

They come of files that are no text, of disks that were full, and of text in UTF-16.
"""

RECORDS_ARE_OBJECTS: Final = Code("T115")
"""Each line of JSON Lines is one JSON object.

Its keys are the names of columns. A number has no `NaN` or `Infinity`; what is unknown is `null` or
left out. One long list of objects is no JSON Lines: write each object on a line of its own.
"""

KEYS_ARE_KNOWN: Final = Code("T116")
"""The keys of a record are those of the first records.

The columns of JSON Lines are the keys of the records that begin the file. A key that only a later
one has may be misspelt, and what stands there would be lost without a word.
"""

KEYS_STAND_ONCE: Final = Code("T117")
"""A key stands once in a record.

Of two values of one key nobody knows which is meant.
"""

RECORDS_ARE_FLAT: Final = Code("T118")
"""A value of a record is a text, a number, or a list of such.

A list names the items of a checklist that are met, or the answers to a survey. An object inside a
record has no column.
"""

PLACES_FIT_IN_MEMORY: Final = Code("T119")
"""Places that are held against one another are no more than 10,000.

Each of them is kept with all its figures until the last is read. A larger table is scored row by
row by `smartscore batch`, whose memory does not grow.
"""

TABLES_NAME_THEIR_PLACES: Final = Code("T120")
"""A table has a column `name` or `code`.

Without either nobody could tell whose score is whose. Where only `code` is there, codes are the
names. A column that is called otherwise is named in the file of `--map`.
"""

TABLES_HAVE_INDICATORS: Final = Code("T121")
"""A table has a column for at least one indicator of the rubric.

Columns are named by codes of indicators, as `smartscore rubrics show` lists them, or by their
paths. Columns that are called otherwise are named in the file of `--map`.
"""

COLUMNS_ARE_OF_INDICATORS: Final = Code("T122", Severity.WARNING, blocks=False)
"""A column of a table belongs to an indicator, or says something of the place.

What stands in another column counts nowhere. That is fine for columns of one's own; a misspelt code
would leave its indicator unknown for every place.
"""

INDICATORS_HAVE_COLUMNS: Final = Code("T123", Severity.WARNING, blocks=False)
"""Every indicator of the rubric has a column.

An indicator without one is unknown for every place, which widens the bounds of each.
"""

CODES_LEAD_TO_ONE_INDICATOR: Final = Code("T124")
"""The heading of a column leads to one indicator.

Where two grafted rubrics have an indicator of one code, its path says which of them is meant:
`governance/policy`.
"""

INDICATORS_HAVE_ONE_COLUMN: Final = Code("T125")
"""An indicator, and each fact about a place, has one column.

Of two that lead to the same, by their names or by the file of `--map`, nobody knows which counts.
"""

HEADINGS_ARE_SPELT_AS_CODES: Final = Code("T126", Severity.WARNING, blocks=False)
"""A heading is spelt as the code that it means.

One that differs in capitals, blanks or hyphens only is taken for the code, where no other heading
is; and that is told.
"""

MAPPED_HEADINGS_ARE_THERE: Final = Code("T127")
"""A heading that the file of `--map` names is in the table.

It was misspelt, or the file belongs to another table.
"""

MAPPED_CODES_ARE_KNOWN: Final = Code("T128")
"""What the file of `--map` makes of a heading is an indicator, or a fact about a place.

That is the code or the path of an indicator of the rubric, or one of `name`, `code`, `group` and
`date`.
"""

MAPS_LEAD_FROM_HEADINGS_TO_CODES: Final = Code("T129")
"""The file of `--map` has one line for each heading: the heading, a colon and a code.

`Pendapatan per kapita: income`. Headings with a colon or a number stand in quotation marks.
"""

GROUPS_HAVE_A_COLUMN: Final = Code("T130")
"""A column by which places are to be grouped is in the table.

Headings are compared letter by letter; blanks at their ends do not count.
"""

ROWS_HAVE_A_NAME: Final = Code("T131")
"""Every row of a table names its place.

Where the cell under `name` is empty, the code is taken; where both are, nobody could tell whose
score it is.
"""

PLACES_STAND_ONCE: Final = Code("T132", Severity.WARNING, blocks=False)
"""A place stands in one row of a table.

It is told by its code where it has one, else by its name. Both rows are scored; a place that counts
twice moves means, ranks and quantiles.
"""

ROWS_ARE_PLACES: Final = Code("T133", Severity.WARNING, blocks=False)
"""A row of a table is a place, and not the sum or the mean of others.

A row named `Jumlah`, `Total` or `Rata-rata` sums up those above it. It is scored like any other and
would be ranked among them: delete it.
"""

MISSING_CELLS_SAY_WHY: Final = Code("T134")
"""What is not known is an empty cell, `-` or `NA`; what makes no sense at a place is `n/a`.

An unknown widens the bounds, and what does not apply is left out, so that the two move a score
differently. Other signs are used for either: `N/A`, `null`, `tidak ada`, `?`.
"""

NUMBERS_HAVE_NO_THOUSANDS: Final = Code("T135", Severity.WARNING, blocks=False)
"""A number with three decimals is no number of thousands.

In Indonesia a point stands between thousands: `13.365` may be meant as 13365. It is read as a
decimal number; where both lie between the goalposts nothing else would tell. Write one decimal
more or fewer, or leave the point out. If a CSV table has points between all its thousands, and
commas before decimals, `--thousands .` says so.
"""

ONE_DECIMAL_MARK_IN_A_COLUMN: Final = Code("T136")
"""The numbers of a column have the same decimal mark.

A point is read everywhere, a comma where semicolons or tabs separate the cells. Which of them a
column has is seen from most of its first rows; the other one may separate thousands. That points
do, and commas stand before decimals, is said of a whole table by `--thousands .`.
"""

ROWS_CAN_BE_SEEN: Final = Code("T137", Severity.WARNING, blocks=False)
"""No row of a workbook is hidden.

Rows that a filter hides, or that are folded away, are read like any other: a table has the places
that are in it, not those that somebody looked at last.
"""

TABLES_STAND_ON_ONE_SHEET: Final = Code("T138", Severity.WARNING, blocks=False)
"""The table of a workbook stands on its first sheet.

What other sheets hold is not read. Move the table to the front, or save its sheet as CSV.
"""

CELLS_ARE_NOT_MERGED: Final = Code("T139")
"""No cell of a table is merged with another one.

Only the first cell of those that are merged holds a value; the rows below would have none.
"""
