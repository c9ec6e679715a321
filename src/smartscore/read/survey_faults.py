"""What is wrong inside a file of answers; `surveys` tells it."""

from typing import Final

from smartscore.text.problems import Code

ANSWERS_HAVE_A_COLUMN: Final = Code("A112")
"""The column of a survey is in its file.

The first row holds the names of the columns. Which character separates them is found out: it is the
one with which every row fits the first. White space within a heading counts as one blank.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: u9}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ROWS_FIT_THE_HEADING: Final = Code("A113")
"""Every row of a survey has as many cells as the heading.

A row that is longer or shorter holds a separator too many or too few, and nobody can say which cell
is which answer. The row is named by the line of the file on which it begins. Empty columns that a
spreadsheet adds at the end of every row are passed over.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: short.csv, column: u2}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ANSWERS_ARE_NUMBERS: Final = Code("A114")
"""Every answer of a survey is a number.

A blank cell is somebody who did not answer, and is passed over; so is what `no_answer` lists. A
number has plain digits and perhaps a decimal mark: `3` or `3.5`, not `+3`, `3e0`, `0_3` or `03`.
Words such as `Sangat mudah` and codes such as LimeSurvey's `A4` are answers: put their numbers in
the file, or export the answers as numbers. To list them under `no_answer` would leave them out, the
best ones perhaps, and the mean would be of the rest. A row that sums up the others, such as `Total`
or `Rata-rata` at the foot, is nobody's answer, and would count as one: take it out of the file. One
without a name is found where it has the mean of five or more whole answers above it.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: words.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ANSWERS_ARE_NOT_EMPTY: Final = Code("A115")
"""The file of a survey holds answers.

Below the names of the columns there is at least one row.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: empty.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

COLUMNS_HAVE_HEADINGS_OF_THEIR_OWN: Final = Code("A116")
"""The column of a survey is the only one with its heading.

Forms often ask the same question twice. Write the number of the column instead, counted from 1.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: twice.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: twice.csv, column: 2}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

MARKS_ARE_CLOSED: Final = Code("A117")
"""A quotation mark in a file of answers is closed.

A cell that begins with `"` goes on to the next `"`, over line breaks too, whatever separates the
cells. A mark that is part of the text is doubled, in a cell that stands in marks: `"say ""now\"""`.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: open.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: quoted.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

MARKS_END_THEIR_CELLS: Final = Code("A118")
"""Behind the closing quotation mark a cell of a file of answers is at its end.

Text behind it means that a mark inside the cell was not doubled. What follows in the file can not
be told apart from there on.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: behind.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: quoted.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

CELLS_ARE_SHORT: Final = Code("A119")
"""A cell of a file of answers has no more than 131,072 characters.

So much text in one cell comes of a quotation mark that is not closed.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: long.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: quoted.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

FILES_ARE_READ_IN_ONE_WAY: Final = Code("A120")
"""A file of answers gives the same answers however it can be read.

It is read with each separator that may be meant, and with other customs of quoting. Where every row
fits in more than one way and the answers differ, none is taken.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: both.csv, column: 2}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: said.csv, column: 2}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ROWS_ARE_NOT_IN_CELLS: Final = Code("A121")
"""No cell of a file of answers swallows what looks like further rows.

Two marks that stand alone in two rows make one cell of all that is between them, and the people in
those rows would be lost without a word.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: swallowed.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: quoted.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

DECIMAL_MARKS_ARE_KNOWN: Final = Code("A122")
"""The decimal mark of an answer is one that is read in its file.

A point is read everywhere, a comma where semicolons or tabs separate the cells. `decimal` says
which of the two is meant, and then only that is read.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: comma.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: comma.csv, column: u1, decimal: ","}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ONE_DECIMAL_MARK_A_COLUMN: Final = Code("A123")
"""All answers of a column have the same decimal mark.

Where both stand in one column, one of them may separate thousands. Three digits behind a mark, as
in `1.000`, may be thousands too, so that `decimal` has to say whether they are decimals.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: mixed.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ANSWERS_OF_FILES_ARE_ON_THE_SCALE: Final = Code("A124")
"""Answers in a file lie on the scale of the survey.

Codes such as 99 or 0 often stand for no answer: list them under `no_answer`. Any other answer off
the scale is a slip of the pen or comes from another questionnaire.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: codes.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: codes.csv, column: u1, no_answer: [99]}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

NUMBERS_OF_COLUMNS_ARE_THERE: Final = Code("A125")
"""The number of a column is not larger than the number of columns.

Columns are counted from 1.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: 3}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: 2}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

NUMBERS_ARE_NOT_HEADINGS_TOO: Final = Code("A126")
"""The number of a column is not the heading of another one.

Where columns are headed 1, 2, 3 and do not begin with the first, a number could mean either.
A heading stands in quotation marks.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: numbered.csv, column: 2}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: numbered.csv, column: "2"}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ROWS_CAN_BE_TAKEN: Final = Code("A127")
"""A survey has no more than ten rows that can't be taken.

The first ten are told one by one; this says how many there are.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: many.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ROWS_END_IN_ONE_WAY: Final = Code("A128")
"""Outside of quotation marks a file of answers has line breaks of one kind.

Rows end in line feeds, with or without a carriage return before them, or all of them in carriage
returns. Where the other kind stands in a row, nobody can say whether a row ends there.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: ends.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: quoted.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

ANSWERS_ARE_NOT_HEADINGS: Final = Code("A129")
"""The heading of a column that is asked for by its number is not itself an answer.

The first row of a file of answers is its headings. Where a number on the scale stands there, the
file may have none, and the first person would be lost.

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: headless.csv, column: 2}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: 2}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""
