"""The text behind a reference: a text or Markdown file beside the assessment, or a PDF."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from smartscore.assessment import Assessment
from smartscore.loading import attached_text, attachment
from smartscore.problems import Complaint, Severity, reason

_PLAIN: Final = (".txt", ".md", ".markdown", ".text", ".rst")


def texts(assessment: Assessment, folder: Path) -> tuple[Mapping[str, str | None], list[Complaint]]:
    """The texts of the references that name a file, and what is wrong with those files.

    A PDF is read with pypdf, from the extra `pdf`; without it the quotes are not checked, and a
    complaint says so.
    """
    found: dict[str, str | None] = {}
    complaints: list[Complaint] = []
    for i, reference in enumerate(assessment.references):
        if reference.file is None:
            continue
        found[reference.key] = None
        route = ("references", i, "file")
        path = folder / reference.file
        try:
            found[reference.key] = _text(path)
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            values = {"file": reference.file, "why": why}
            complaints.append(Complaint("A403", route, values))
        except ImportError:
            values = {"file": reference.file}
            complaints.append(Complaint("A404", route, values, severity=Severity.ADVICE))
    return found, complaints


def _text(path: Path) -> str:
    """A file's text; raises ValueError where it has none that can be read."""
    path = attachment(path)
    if path.suffix.lower() == ".pdf":
        return _pdf(path)
    if path.suffix.lower() not in _PLAIN:
        raise ValueError(f"{path.suffix or path.name}: .txt, .md, .pdf")
    return attached_text(path)


def _pdf(path: Path) -> str:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told as a problem
    try:
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    except Exception as error:
        raise ValueError(f"PDF ({type(error).__name__})") from None
