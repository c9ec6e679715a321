"""The text behind a reference: a text or Markdown file beside the assessment, or a PDF."""

import hashlib
import importlib.util
import time
from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Final

from smartscore.model.assessment import Assessment
from smartscore.processes import bounded
from smartscore.read import pdf
from smartscore.read.files import attached_text, attachment, unattached
from smartscore.read.premises import Home
from smartscore.text.problems import Code, Complaint, Severity

LIMITS: Final = bounded.Limits(seconds=20, mebibytes=512)
"""What reading one PDF may take."""

ALL_SECONDS: Final = 60
"""How long the PDFs of all assessments that are checked one after the other may take together."""

_PLAIN: Final = (".txt", ".md", ".markdown", ".text", ".rst")


SOURCE_UNREADABLE: Final = Code("A403", blocks=False)
"""The file of a reference can be read.

Without it the quotes from that source are not checked, and a reader who wants to follow them
finds nothing. The path is relative to the assessment. Text in UTF-8 (`.txt`, `.md`, `.rst`) and PDF
are read, up to 64 MiB; save other documents as one of these. Where the file may not be published,
remove `file`.

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
"""Quotes from a PDF are checked where the extra `pdf` is installed.

Reading PDF files takes another package (pypdf), which a plain installation leaves out. Until it
is there, what is quoted from this file counts as unchecked, not as right. Run
`pip install "smartscore[pdf]"`, or name a text file made from the PDF.

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
"""A PDF from which something is quoted can be read in 20 seconds.

A few kilobytes can hold drawings that take hours to go through, by accident or on purpose. The
reading is ended after 20 seconds of a processor or 60 by the clock, and the message says how far it
got; the quotes from this file count as unchecked, not as right. Make a text file of the pages that
you quote and name it in `file`: `pdftotext -f 12 -l 14 plan.pdf plan.txt`.
"""

PDF_TOO_BIG: Final = Code("A411", blocks=False)
"""A PDF from which something is quoted can be read in 512 MiB of memory.

The message says at which page the memory ran out. The quotes from this file count as unchecked, not
as right. Make a text file of the pages that you quote and name it in `file`. Memory is limited
where the system can do so: on Linux.
"""

PDF_PAGE_DAMAGED: Final = Code("A412", blocks=False)
"""Every page of a PDF from which something is quoted can be read.

What is on the pages before and after is not used either: a quote may run over a page, and nobody
could tell what is missing. Save the PDF anew from the program that made it, or make a text file of
the pages that you quote.
"""

PDF_WITHOUT_TEXT: Final = Code("A413", blocks=False)
"""A PDF from which something is quoted has text.

Pages that were scanned are pictures. No quote can be found there, so that a true one would look
like a false one. Let a program recognise the text (OCR) and name the copy, or type the pages that
you quote into a text file. Where neither can be done, remove `file` and give the page in `at`.
"""

PDFS_TOO_SLOW: Final = Code("A414", blocks=False)
"""The PDFs of all assessments that are checked in one go take less than 60 seconds together.

Each PDF is read once, however many references and assessments name it. Those that were not read
any more are named; quotes from them count as unchecked, not as right. Many files are shared out
among the processors, and each share has its own 60 seconds.
"""


class Texts:
    """Reads the files of references; each PDF once, all of them within one limit of time."""

    def __init__(self) -> None:
        self._known: dict[bytes, str | Complaint] = {}
        self._taken = 0.0

    def of(
        self, assessment: Assessment, quoted: Collection[str], home: Home
    ) -> tuple[Mapping[str, str | None], list[Complaint]]:
        """The texts of the references that name a file, and what is wrong with those files.

        A PDF is read only where its key is among those `quoted`, with pypdf from the extra `pdf`;
        without it the quotes are not checked, and a complaint says so. A file that has no text for
        us, or was not read, has None.
        """
        found: dict[str, str | None] = {}
        complaints: list[Complaint] = []
        for i, reference in enumerate(assessment.references):
            if reference.file is None:
                continue
            got = self._text(home, reference.file, wanted=reference.key in quoted)
            if isinstance(got, Complaint):
                values = {"file": reference.file, **got.values}
                complaints.append(got._replace(route=("references", i, "file"), values=values))
            found[reference.key] = None if isinstance(got, Complaint) else got
        return found, complaints

    def _text(self, home: Home, name: str, *, wanted: bool) -> str | Complaint | None:
        """A file's text, None where it is not wanted, or why it has none."""
        ending = PurePath(name).suffix.lower()
        try:
            if ending == ".pdf" and wanted:
                return self._pdf(attachment(home, name))
            if ending in _PLAIN:
                return attached_text(home, name)
            home.opened(name).close()
        except (OSError, ValueError) as error:
            return unattached(SOURCE_UNREADABLE, (), name, error)
        if ending == ".pdf":
            return None
        return Complaint(SOURCE_UNREADABLE, values={"why": "source-kind", "variant": "source-kind"})

    def _pdf(self, content: bytes) -> str | Complaint:
        key = hashlib.sha256(content).digest()
        if key not in self._known:
            if self._taken >= ALL_SECONDS:
                return Complaint(PDFS_TOO_SLOW, values={"limit": str(ALL_SECONDS)})
            start = time.monotonic()
            self._known[key] = _text_of(content)
            self._taken += time.monotonic() - start
        return self._known[key]


def _text_of(content: bytes) -> str | Complaint:
    """The text of a PDF, or what keeps it from being read within the limits."""
    if not _has_pypdf():
        return Complaint(PDF_NEEDS_AN_EXTRA)
    try:
        text = bounded.run(LIMITS, pdf.text, content)
    except bounded.TooSlow as end:
        return Complaint(
            PDF_TOO_SLOW, values={"limit": str(LIMITS.seconds), "page": end.note or "1"}
        )
    except bounded.TooBig as end:
        return Complaint(
            PDF_TOO_BIG, values={"limit": str(LIMITS.mebibytes), "page": end.note or "1"}
        )
    except bounded.Died as end:
        return Complaint(PDF_PAGE_DAMAGED, values={"why": "pdf-died", "page": end.note or "1"})
    except pdf.PdfFault as fault:
        if fault.page:
            return Complaint(PDF_PAGE_DAMAGED, values={"why": fault.why, "page": str(fault.page)})
        return Complaint(SOURCE_UNREADABLE, values={"why": fault.why})
    except ImportError:  # it was there, and is broken
        return Complaint(PDF_NEEDS_AN_EXTRA)
    return text if text.strip() else Complaint(PDF_WITHOUT_TEXT)


def _has_pypdf() -> bool:
    try:
        return importlib.util.find_spec("pypdf") is not None
    except ValueError:  # it is there in name only
        return False
