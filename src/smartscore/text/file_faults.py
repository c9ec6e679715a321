"""What keeps a file from being read as text at all; `source` tells it."""

from typing import Final

from smartscore.text.problems import Code

NOT_UTF8: Final = Code("Y101")
"""A file is text in UTF-8.

Other encodings write accents and typographic quotation marks as bytes that mean something else
here, or nothing. Guessing could change a name without anyone noticing.
The message names the first byte that does not fit; save the file as UTF-8. A byte order mark at
the beginning is allowed. A file in UTF-16, as some editors save it, is refused at its first byte.
"""

FILE_TOO_LARGE: Final = Code("Y105")
"""A file has no more than 4 MiB.

The largest bundled rubric is a fortieth of that. A larger file is the wrong file, or a text
such as a whole masterplan was pasted into it: name that text as the `file` of a reference.
"""

WORKBOOK_IS_NO_YAML: Final = Code("Y125")
"""A file that is read as YAML is no Excel workbook.

`smartscore assess` and others that score read a workbook if its name ends in `.xlsx`. To check it
with all rules, or to keep it where changes can be followed, turn it into YAML with `smartscore
convert`.
"""

SPREADSHEETS_ARE_XLSX: Final = Code("Y126")
"""A spreadsheet is an Excel workbook (.xlsx).

OpenDocument (`.ods`), old and binary workbooks (`.xls`, `.xlsb`), those with macros (`.xlsm`) and
those of Apple Numbers are not read, whatever they are called. The program that made one saves it as
`.xlsx` as well; look at the figures once more when it has, since formats may change on the way.
"""

FILES_ARE_NOT_ENCRYPTED: Final = Code("Y127")
"""A file is not encrypted.

Excel keeps a workbook with a password in a form that nobody reads without it. Save it without one:
in Excel under *File, Info, Protect Workbook*.
"""

FILES_ARE_OF_THEIR_KIND: Final = Code("Y128")
"""A file that is read as YAML is no document, archive or picture.

What a file is stands in its first bytes, not in its name. It may have been picked by mistake, or
saved under the ending of another kind.
"""

WORKBOOKS_END_IN_XLSX: Final = Code("Y129")
"""A workbook has a name that ends in `.xlsx`.

By this ending it is known for a workbook; under any other, or on standard input, it is taken for
YAML. Rename the file.
"""

RESULTS_ARE_NOT_READ: Final = Code("S160")
"""What is scored or checked is an assessment or a rubric, not what was made of one.

A report, a table of results and the data that `assess --format json` writes are outputs: scores
come from the ratings, and those stand in the file from which the output was made. A library of
sources, as Zotero exports it and `smartscore refs` writes it, is named under `references` of an
assessment.
"""

RESULTS_ARE_NO_WORKBOOK: Final = Code("A260")
"""A workbook that is scored is one that was made to be filled in.

`smartscore new assessment place.xlsx` and `smartscore convert` make such workbooks; they are known
by the hidden rows at the top of each sheet. One that `report -o results.xlsx` wrote holds results:
scores come from the ratings, and those stand in the file from which it was made. Ratings in a
workbook of your own are copied into the cells of a new one.
"""
