"""Several documents read one after the other: what can't be read is told, the others go on."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from smartscore.read.documents import reading
from smartscore.read.files import ATTACHED_BYTES, content
from smartscore.text.documents import Document
from smartscore.text.problems import Code, Complaint, Place, Problem, Severity, Unreadable

ALL_SECONDS: Final = 600
"""How long all documents that are read in one go may take."""

ALL_LETTERS: Final = 40_000_000
"""So many letters of all documents together are searched; 10,000 full pages have fewer."""

_SEARCHED: Final = "searched"
"""The variant of sentences that tell of a document that is searched, not quoted from."""

DOCUMENT_GIVEN_TWICE: Final = Code("A440", Severity.ADVICE, blocks=False)
"""Documents that are searched are given once.

Two files with the same bytes are one document, by whatever name. It is searched once; a passage of
it would else be proposed twice, as if two sources said it.
"""

DOCUMENTS_TOO_SLOW: Final = Code("A441", blocks=False)
"""The documents of one search can be read in ten minutes.

Each has a limit of its own; this one is for all of them. The documents that were read until then
are searched, those that were not are named. Give fewer documents in one go.
"""

DOCUMENTS_TOO_LONG: Final = Code("A442", blocks=False)
"""The documents of one search have at most 40 million letters together.

Some 10,000 full pages have fewer. The documents before the limit are searched, the others are
named. Give fewer documents in one go, or only the chapters that matter.
"""


class Read(NamedTuple):
    """A document as it was given, the digest of its bytes, and what stands in it.

    `name` tells it apart from the others: the last part of the path where no other has that.
    """

    file: str
    name: str
    digest: str
    document: Document


class Several(NamedTuple):
    """What could be read, what is to be told of it, and what could not even be opened."""

    documents: tuple[Read, ...]
    problems: tuple[Problem, ...]
    unreadable: tuple[Unreadable, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        """The files that were given and not read, each once."""
        faulty = (each.place.file for each in self.problems if each.severity == Severity.ERROR)
        return tuple(dict.fromkeys((*faulty, *(each.file for each in self.unreadable))))


def several(files: Sequence[str], watch: Callable[[int], None] = lambda _: None) -> Several:
    """Read each document once; `watch` is called with how many more are done."""
    started = time.monotonic()
    found: dict[str, Read] = {}
    problems: list[Problem] = []
    unreadable: list[Unreadable] = []
    for file in files:
        try:
            data = _bytes(file)
        except Unreadable as error:
            unreadable.append(error)
        else:
            digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
            got = _read(file, data, found.get(digest), time.monotonic() - started)
            letters = sum(_length(each.document) for each in found.values())
            if isinstance(got, Document) and letters + _length(got) > ALL_LETTERS:
                got = Complaint(DOCUMENTS_TOO_LONG, values={"limit": str(ALL_LETTERS // 1_000_000)})
            if isinstance(got, Document):
                found[digest] = Read(file, file, digest, got)
                if (missing := reading.incomplete(file, got)) is not None:
                    problems.append(missing.at(Place(file)))
            else:
                problems.append(_told(got, file))
        watch(1)
    return Several(tuple(_named(found.values())), tuple(problems), tuple(unreadable))


def _bytes(file: str) -> bytes:
    """What a file holds; raises Unreadable."""
    if not file:
        raise Unreadable("''", "missing")
    data = content(Path(file), ATTACHED_BYTES, waits=False)
    if len(data) > ATTACHED_BYTES:
        raise Unreadable(file, f"document-large\t{ATTACHED_BYTES // 1024 // 1024}")
    return data


def _read(file: str, data: bytes, before: Read | None, taken: float) -> Document | Complaint:
    """A document, or why it is none that can be searched."""
    if before is not None:
        return Complaint(DOCUMENT_GIVEN_TWICE, values={"target": before.file})
    if taken > ALL_SECONDS:
        return Complaint(DOCUMENTS_TOO_SLOW, values={"limit": str(ALL_SECONDS // 60)})
    return reading.document(file, data, limits=reading.LONG)


def _told(complaint: Complaint, file: str) -> Problem:
    """What keeps a document from being searched; whatever it is elsewhere, here it is an error."""
    values = {"variant": _SEARCHED, **complaint.values, "file": file}
    if values["variant"] == "source-kind":
        values["variant"] = _SEARCHED
    problem = complaint._replace(values=values).at(Place(file))
    twice = complaint.code == DOCUMENT_GIVEN_TWICE
    return problem if twice else problem._replace(severity=Severity.ERROR)


def _length(document: Document) -> int:
    return sum(len(block.text) for block in document.blocks)


def _named(documents: Collection[Read]) -> Iterator[Read]:
    """The documents by the last part of their path, or by all of it where others end so, too."""
    often = Counter(_last(each.file) for each in documents)
    for each in documents:
        alone = often[_last(each.file)] == 1
        yield each._replace(name=PurePath(each.file).name) if alone else each


def _last(file: str) -> str:
    return PurePath(file).name.casefold()
