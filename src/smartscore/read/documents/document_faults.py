"""What is wrong with a document whose text is wanted; `reading` tells it."""

from typing import Final

from smartscore.text.problems import Code, Severity

SOURCE_UNREADABLE: Final = Code("A403", blocks=False)
"""The file of a reference can be read.

Without it the quotes from that source are not checked, and a reader who wants to follow them finds
nothing. The path is relative to the assessment. PDF, Word (`.docx`), OpenDocument (`.odt`), pages
saved from a site (`.html`) and text (`.txt`, `.md`, `.rst`) are read, up to 64 MiB; save other
documents as one of these, and an encrypted one without its password. A PDF whose end is missing was
not fetched whole. Text is in UTF-8, or in UTF-16 that says so at its beginning; a page may
declare another encoding. Where the file may not be published, remove `file`.

Breaks:
    references:
      - {id: plan2024, title: Masterplan, file: sources/paln.txt}
      - {id: survey2025, title: Survey of residents}

Keeps:
    references:
      - {id: plan2024, title: Masterplan, file: sources/plan.txt}
      - {id: survey2025, title: Survey of residents}
"""

PDF_NEEDS_AN_EXTRA: Final = Code("A404", Severity.ADVICE, blocks=False)
"""A PDF is read where the extra `evidence` is installed.

Reading PDF files takes another package (pypdfium2), which a plain installation leaves out. Until it
is there, what is quoted from this file counts as unchecked, not as right. Run the command that the
message names, or name a text file made from the PDF.

Breaks:
    references:
      - {id: plan2024, title: Masterplan, file: sources/plan.pdf}
      - {id: survey2025, title: Survey of residents}
    ratings:
      plan-check:
        vision:
          level: 2
          because: There is a year but no figure to reach by then.
          evidence:
            - {cite: plan2024, at: 4, quote: by 2033 every service, shows: A vision.}

Keeps:
    references:
      - {id: plan2024, title: Masterplan, file: sources/plan.txt}
      - {id: survey2025, title: Survey of residents}
    ratings:
      plan-check:
        vision:
          level: 2
          because: There is a year but no figure to reach by then.
          evidence:
            - {cite: plan2024, at: 4, quote: by 2033 every service, shows: A vision.}
"""

PDF_TOO_SLOW: Final = Code("A410", blocks=False)
"""A PDF can be read within its time.

A few kilobytes can hold drawings that take hours to go through, by accident or on purpose. `check`
ends the reading after 20 seconds of a processor or 60 by the clock, `evidence` after six times as
much, and the message says how far it got. Nothing is taken from the file; quotes from it count as
unchecked, not as right. Make a text file of the pages that matter and name it in its place:
`pdftotext -f 12 -l 14 plan.pdf plan.txt`.
"""

PDF_TOO_BIG: Final = Code("A411", blocks=False)
"""A PDF can be read in a bounded memory: 512 MiB.

The message says at which page the memory ran out. Nothing is taken from the file; quotes from it
count as unchecked, not as right. Make a text file of the pages that matter and name it in its
place. Memory is limited where the system can do so: on Linux.
"""

PDF_PAGE_DAMAGED: Final = Code("A412", blocks=False)
"""Every page of a PDF can be read.

What is on the pages before and after is not used either: a quote may run over a page, and nobody
could tell what is missing. Save the PDF anew from the program that made it, or make a text file of
the pages that matter.
"""

PDF_WITHOUT_TEXT: Final = Code("A413", blocks=False)
"""A PDF has text.

Pages that were scanned are pictures. Nothing can be found there, so that a true quote would look
like a false one. Let a program recognise the text (OCR) and name the copy: `ocrmypdf -l ind
plan.pdf plan-ocr.pdf`; or type the pages that you quote into a text file. Where neither can be
done, remove `file` and give the page in `at`.
"""

PAGES_WITHOUT_TEXT: Final = Code("A415", Severity.ADVICE, blocks=False)
"""All pages of a PDF have text.

Some pages are pictures only, as scanned ones are; the others were read. The message names them.
What stands there is not found: a quote from such a page looks like a false one, and no passage of
it is proposed. Let a program recognise the text (OCR) and name the copy: `ocrmypdf -l ind
--skip-text plan.pdf plan-ocr.pdf`. A blank page is none of them.
"""

BOXES_UNREAD: Final = Code("A418", Severity.ADVICE, blocks=False)
"""All text of a Word document was read.

What stands in text boxes, as captions and highlights often do, is left out by pandoc, which reads
the rest. A quote from a box looks like a false one, and no passage of it is proposed. Save the
document as PDF, in which boxes are text like any other.
"""

KIND_AND_ENDING_DIFFER: Final = Code("A417", blocks=False)
"""What a file holds is what its ending says.

A PDF that is called `plan.txt`, or a picture that is called `plan.pdf`, is not read as what its
name says, nor as what it holds: somebody took one file for another, and it is better to look.
Rename the file, or name the right one.
"""

DOCUMENT_NEEDS_PANDOC: Final = Code("A422", Severity.ADVICE, blocks=False)
"""Word and OpenDocument texts are read where pandoc is installed.

pandoc (pandoc.org) is a program of its own, which takes a `.docx` or `.odt` apart. Until it is
there, what is quoted from this file counts as unchecked, not as right. Install it, or the extra
`docx`, which brings one along. A PDF or a text file made from the document does as well.
"""

DOCUMENT_TAKES_TOO_MUCH: Final = Code("A423", blocks=False)
"""A document can be read within bounded time and memory.

`check` gives a document 20 seconds and 512 MiB, `evidence` six times as long; pandoc may take 1
GiB. Nothing is taken from a file that needs more; quotes from it count as unchecked, not as right.
Save the chapters that matter as a document of their own, or as text.
"""

DOCUMENT_UNPACKS_TO_MUCH: Final = Code("A424", blocks=False)
"""What is packed in a Word or OpenDocument text is no more than 128 MiB of text.

Such a file is an archive. The text of 500 pages unpacks to a few mebibytes; a small file that
unpacks to gigabytes was made to fill a memory, and is not given to pandoc. Pictures do not count,
since they are not unpacked.
"""

DOCUMENT_WITHOUT_TEXT: Final = Code("A425", blocks=False)
"""A document has text.

The file can be read, and nothing stands in it: it is empty, holds pictures only, or was saved
before its text was there, as pages are that a program writes into the browser. No quote can be
found in it.
"""

DOCUMENT_OF_ANOTHER_PLACE: Final = Code("A426", Severity.WARNING, blocks=False)
"""A document that is searched is about the assessed place.

This one names another place at least five times, ten times as often as the assessed one and twice
as often as any other. It may be the wrong file; a plan of the province or a study of several
places may still tell something. Its passages are proposed as they stand, most of them without a
name in them: look whose they are.
"""
