"""The documents behind references: which are read, how often, and where quotes are looked up."""

import time
from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Final

from smartscore.model.assessment import Assessment
from smartscore.model.fields import Reference
from smartscore.read.documents import encodings, reading
from smartscore.read.documents.document_faults import (
    DOCUMENT_TAKES_TOO_MUCH,
    DOCUMENT_WITHOUT_TEXT,
    SOURCE_UNREADABLE,
)
from smartscore.read.documents.faults import Unfit
from smartscore.read.files import attachment, digest, unattached
from smartscore.read.premises import Home
from smartscore.text.documents import Document
from smartscore.text.problems import Code, Complaint, Severity
from smartscore.text.wording import Wording

ALL_SECONDS: Final = 60
"""How long the documents of all assessments that are checked one after the other may take."""

DOCUMENTS_TOO_SLOW: Final = Code("A414", blocks=False)
"""The documents of all assessments that are checked in one go take less than 60 seconds together.

Each is read once, however many references and assessments name it. Those that were not read any
more are named; quotes from them count as unchecked, not as right. Many files are shared out among
the processors, and each share has its own 60 seconds.
"""

FILE_HAS_CHANGED: Final = Code("A421", Severity.WARNING, blocks=False)
"""The file of a reference is the one that was quoted from.

`digest` says which one that was: the SHA-256 of its bytes, as `smartscore evidence` writes it. A
new edition of a plan may say something else in the same place, or the same on another page. Look
whether the quotes still say what they said, and whether the ratings hold; then write the digest
that the message shows.

Breaks:
    references:
      - id: plan2024
        title: Masterplan
        file: sources/plan.txt
        digest: "sha256:0000000000000000000000000000000000000000000000000000000000000000"
      - {id: survey2025, title: Survey of residents}

Keeps:
    references:
      - id: plan2024
        title: Masterplan
        file: sources/plan.txt
        digest: "sha256:0bb1c89942420bab15607c43c01f387181142c2157008e174dc9308bebd0102d"
      - {id: survey2025, title: Survey of residents}
"""


class Texts:
    """Reads the files of references; each document once, all of them within one limit of time."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Wording | Complaint] = {}
        self._taken = 0.0

    def of(
        self, assessment: Assessment, quoted: Collection[str], home: Home
    ) -> tuple[Mapping[str, Wording | None], list[Complaint]]:
        """The documents of the references that name a file, and what is wrong with those files.

        A document is read only where its key is among those `quoted`; of others it is enough that
        they are there. One that can't be read, or was not, has None.
        """
        found: dict[str, Wording | None] = {}
        complaints: list[Complaint] = []
        for i, reference in enumerate(assessment.references):
            if reference.file is None:
                continue
            wording, told = self._of(reference, home, wanted=reference.key in quoted)
            found[reference.key] = wording
            for each in told:
                where = "digest" if each.code is FILE_HAS_CHANGED else "file"
                values = {**each.values, "file": reference.file}
                complaints.append(each._replace(route=("references", i, where), values=values))
        return found, complaints

    def _of(
        self, reference: Reference, home: Home, *, wanted: bool
    ) -> tuple[Wording | None, list[Complaint]]:
        """The document of a reference, and what is to be said of its file."""
        name = reference.file or ""
        plain = _ending(name) in reading.PLAIN
        try:
            if not (wanted or plain or reference.digest):
                home.opened(name).close()
                return None, reading.unread(name)
            content = attachment(home, name)
        except (OSError, ValueError) as error:
            return None, [unattached(SOURCE_UNREADABLE, (), name, error)]
        told = _changed(reference, content)
        if not (wanted or plain):
            return None, [*told, *reading.unread(name)]
        got = self._wording(name, content)
        if isinstance(got, Complaint):
            return None, [*told, got]
        amiss = reading.incomplete(name, got.document) if wanted else None
        return got, [*told, *([amiss] if amiss else [])]

    def _wording(self, name: str, content: bytes) -> Wording | Complaint:
        key = (digest(content), _ending(name))
        if key not in self._known:
            late = self._taken >= ALL_SECONDS
            if late and _ending(name) not in reading.PLAIN:
                return Complaint(DOCUMENTS_TOO_SLOW, values={"limit": str(ALL_SECONDS)})
            start = time.monotonic()
            self._known[key] = _raw(content) if late else _read(name, content)
            self._taken += time.monotonic() - start
        return self._known[key]


def _read(name: str, content: bytes) -> Wording | Complaint:
    """A document in which quotes are looked up; of a text file also what stands in it as it is."""
    read = reading.document(name, content)
    if _ending(name) not in reading.PLAIN:
        return Wording(read) if isinstance(read, Document) else read
    if isinstance(read, Complaint):
        return _raw(content) if read.code in _OF_THE_SHAPE else read
    return Wording(read, encodings.of_text(content))


def _raw(content: bytes) -> Wording | Complaint:
    """A text file of which no more is known than what stands in it."""
    try:
        return Wording(Document(()), encodings.of_text(content))
    except Unfit as fault:
        return Complaint(SOURCE_UNREADABLE, values={"why": fault.why, "variant": fault.why})


_OF_THE_SHAPE: Final = (DOCUMENT_TAKES_TOO_MUCH, DOCUMENT_WITHOUT_TEXT)
"""What may be wrong with a text file in which quotes can be looked up all the same."""


def _changed(reference: Reference, content: bytes) -> list[Complaint]:
    """That a file is not the one that was quoted from, where the reference says which it was."""
    now = digest(content)
    if reference.digest in (None, now):
        return []
    return [Complaint(FILE_HAS_CHANGED, values={"digest": now})]


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
