"""PDFs as documents: what stands on which page, and in which order."""

import pytest

from smartscore.read.documents import reading
from smartscore.text.documents import Block, Document
from smartscore.text.problems import Complaint

from .pdf_files import made

pytest.importorskip("pypdfium2_raw")


def page(*lines: str, top: int = 700, left: int = 72, size: int = 12, lead: int = 14) -> bytes:
    """A page with lines below one another."""
    drawn = "".join(f"({line}) Tj 0 {-lead} Td " for line in lines)
    return f"BT /F1 {size} Tf {left} {top} Td {drawn}ET\n".encode()


def read(*contents: bytes, name: str = "plan.pdf") -> Document:
    found = reading.document(name, made(*contents))
    assert isinstance(found, Document)
    return found


def test_a_paragraph_is_one_block_of_its_page():
    found = read(page("Every road has", "a register."), page("Bridges have none."))
    assert found.blocks == (
        Block("Every road has a register.", 1),
        Block("Bridges have none.", 2),
    )
    assert (found.pages, found.empty) == (2, ())


PICTURE = b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q"


def test_a_page_that_is_a_picture_is_named_and_a_blank_one_is_not():
    found = read(page("Every road."), PICTURE, b"", PICTURE)
    assert found.empty == (2, 4)
    complaint = reading.incomplete("plan.pdf", found)
    assert complaint is not None
    assert complaint.values == {"file": "plan.pdf", "count": "2", "ranges": "2, 4"}


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.txt", made(page("Every road.")), "file-pdf"),
        ("plan.pdf", b"PK\x03\x04", "file-damaged"),
        ("plan.pdf", b"\x89PNG\r\n\x1a\n", "file-image"),
        ("plan.md", b"\xff\xd8\xff", "file-image"),
    ],
)
def test_another_kind_under_a_wrong_ending_is_told(name, content, kind):
    found = reading.document(name, content)
    assert isinstance(found, Complaint)
    assert found.code.code == "A417"
    assert found.values["kind"] == kind
