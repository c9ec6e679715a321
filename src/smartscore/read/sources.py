"""The text behind a reference: a text or Markdown file beside the assessment, or a PDF."""

import hashlib
import time
from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Final

from smartscore.model.assessment import Assessment
from smartscore.read.documents import reading
from smartscore.read.documents.document_faults import SOURCE_UNREADABLE
from smartscore.read.files import attached_text, attachment, unattached
from smartscore.read.premises import Home
from smartscore.text.documents import Document
from smartscore.text.problems import Code, Complaint

ALL_SECONDS: Final = 60
"""How long the PDFs of all assessments that are checked one after the other may take together."""

_PLAIN: Final = (".txt", ".md", ".markdown", ".text", ".rst")


PDFS_TOO_SLOW: Final = Code("A414", blocks=False)
"""The PDFs of all assessments that are checked in one go take less than 60 seconds together.

Each PDF is read once, however many references and assessments name it. Those that were not read
any more are named; quotes from them count as unchecked, not as right. Many files are shared out
among the processors, and each share has its own 60 seconds.
"""


class Texts:
    """Reads the files of references; each PDF once, all of them within one limit of time."""

    def __init__(self) -> None:
        self._known: dict[bytes, Document | Complaint] = {}
        self._taken = 0.0

    def of(
        self, assessment: Assessment, quoted: Collection[str], home: Home
    ) -> tuple[Mapping[str, str | None], list[Complaint]]:
        """The texts of the references that name a file, and what is wrong with those files.

        A PDF is read only where its key is among those `quoted`, with pypdfium2 from the extra
        `evidence`; without it the quotes are not checked, and a complaint says so. A file that has
        no text for us, or was not read, has None.
        """
        found: dict[str, str | None] = {}
        complaints: list[Complaint] = []
        for i, reference in enumerate(assessment.references):
            if reference.file is None:
                continue
            got = self._text(home, reference.file, wanted=reference.key in quoted)
            amiss = reading.incomplete(reference.file, got) if isinstance(got, Document) else got
            if isinstance(amiss, Complaint):
                values = {**amiss.values, "file": reference.file}
                complaints.append(amiss._replace(route=("references", i, "file"), values=values))
            found[reference.key] = _whole(got)
        return found, complaints

    def _text(self, home: Home, name: str, *, wanted: bool) -> str | Document | Complaint | None:
        """A file's text, None where it is not wanted, or why it has none."""
        ending = PurePath(name).suffix.lower()
        try:
            if ending == ".pdf" and wanted:
                return self._pdf(name, attachment(home, name))
            if ending in _PLAIN:
                return attached_text(home, name)
            home.opened(name).close()
        except (OSError, ValueError) as error:
            return unattached(SOURCE_UNREADABLE, (), name, error)
        if ending == ".pdf":
            return None
        return Complaint(SOURCE_UNREADABLE, values={"why": "source-kind", "variant": "source-kind"})

    def _pdf(self, name: str, content: bytes) -> Document | Complaint:
        key = hashlib.sha256(content).digest()
        if key not in self._known:
            if self._taken >= ALL_SECONDS:
                return Complaint(PDFS_TOO_SLOW, values={"limit": str(ALL_SECONDS)})
            start = time.monotonic()
            self._known[key] = reading.document(name, content)
            self._taken += time.monotonic() - start
        return self._known[key]


def _whole(got: str | Document | Complaint | None) -> str | None:
    """What was read as one text; None where there is none."""
    if isinstance(got, Document):
        return "\n".join(block.text for block in got.blocks)
    return None if isinstance(got, Complaint) else got
