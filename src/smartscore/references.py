"""The text behind a reference: a text or Markdown file beside the assessment, or a PDF."""

import hashlib
import importlib.util
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from smartscore import bounded, pdf
from smartscore.assessment import Assessment
from smartscore.loading import attached_text, attachment, unattached
from smartscore.premises import Home
from smartscore.problems import Complaint, Route, Severity

LIMITS: Final = bounded.Limits(seconds=20, mebibytes=512)
"""What reading one PDF may take."""

ALL_SECONDS: Final = 60
"""How long the PDFs of all assessments that are checked one after the other may take together."""

_PLAIN: Final = (".txt", ".md", ".markdown", ".text", ".rst")


@dataclass(frozen=True, slots=True)
class _Lack:
    """Why a file has no text: the code of a problem and what its sentence needs besides `file`."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    def complaint(self, route: Route, file: str) -> Complaint:
        return Complaint(self.code, route, {"file": file, **self.values}, severity=self.severity)


class Texts:
    """Reads the files of references; each PDF once, all of them within one limit of time."""

    def __init__(self) -> None:
        self._known: dict[bytes, str | _Lack] = {}
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
            if isinstance(got, _Lack):
                complaints.append(got.complaint(("references", i, "file"), reference.file))
            found[reference.key] = None if isinstance(got, _Lack) else got
        return found, complaints

    def _text(self, home: Home, name: str, *, wanted: bool) -> str | _Lack | None:
        """A file's text, None where it is not wanted, or why it has none."""
        ending = PurePath(name).suffix.lower()
        try:
            if ending == ".pdf" and wanted:
                return self._pdf(attachment(home, name))
            if ending in _PLAIN:
                return attached_text(home, name)
            home.opened(name).close()
        except (OSError, ValueError) as error:
            found = unattached("A403", (), name, error)
            return _Lack(found.code, found.values)
        if ending == ".pdf":
            return None
        return _Lack("A403", {"why": "source-kind", "variant": "source-kind"})

    def _pdf(self, content: bytes) -> str | _Lack:
        key = hashlib.sha256(content).digest()
        if key not in self._known:
            if self._taken >= ALL_SECONDS:
                return _Lack("A414", {"limit": str(ALL_SECONDS)})
            start = time.monotonic()
            self._known[key] = _text_of(content)
            self._taken += time.monotonic() - start
        return self._known[key]


def _text_of(content: bytes) -> str | _Lack:
    """The text of a PDF, or what keeps it from being read within the limits."""
    if not _has_pypdf():
        return _Lack("A404", severity=Severity.ADVICE)
    try:
        text = bounded.run(LIMITS, pdf.text, content)
    except bounded.TooSlow as end:
        return _Lack("A410", {"limit": str(LIMITS.seconds), "page": end.note or "1"})
    except bounded.TooBig as end:
        return _Lack("A411", {"limit": str(LIMITS.mebibytes), "page": end.note or "1"})
    except bounded.Died as end:
        return _Lack("A412", {"why": "pdf-died", "page": end.note or "1"})
    except pdf.PdfFault as fault:
        if fault.page:
            return _Lack("A412", {"why": fault.why, "page": str(fault.page)})
        return _Lack("A403", {"why": fault.why})
    except ImportError:  # it was there, and is broken
        return _Lack("A404", severity=Severity.ADVICE)
    return text if text.strip() else _Lack("A413")


def _has_pypdf() -> bool:
    try:
        return importlib.util.find_spec("pypdf") is not None
    except ValueError:  # it is there in name only
        return False
