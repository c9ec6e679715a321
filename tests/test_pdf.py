"""PDFs that are named as the source of a quote: what is read, and what becomes of bad ones."""

import pytest

from smartscore.processes import bounded
from smartscore.processes.bounded import Limits
from smartscore.read import sources as references
from smartscore.read.check import Examiner
from smartscore.read.documents import pdf, reading
from smartscore.read.shelf import Catalogue
from smartscore.text.documents import Block, Document
from smartscore.text.problems import Problem
from smartscore.words import words

from .pdf_files import made

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("pypdfium2_raw")

TEXT = b"BT /F1 12 Tf 72 700 Td (Every road has a register.) Tj ET"
SLOW = b"BT /F1 1 Tf" + b" 1 -99999 Td (x) Tj" * 300_000 + b" ET"
ASSESSMENT = """\
# yaml-language-server: $schema=assessment.json
smartscore: assessment/1
rubrics: [./tiny.yaml]
subject: {name: Somewhere}
date: 2021-07-12
references:
  - {id: plan, type: report, file: plan.pdf}
  - {id: talk, type: speech, file: OTHER}
ratings:
  tiny:
    first:
      level: 3
      because: It is there.
      evidence:
        - {cite: plan, at: p. 1, quote: every road, shows: The register.}
        - {cite: talk, at: minute 3, shows: It was shown.QUOTE}
"""


def locked() -> bytes:
    import io

    reader = pypdf.PdfReader(io.BytesIO(made(TEXT)))
    writer = pypdf.PdfWriter(clone_from=reader)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def brief(monkeypatch):
    monkeypatch.setattr(reading, "LIMITS", Limits(seconds=2, mebibytes=512))


def problems(here, other: str = "notes.md", quote: str = "") -> tuple[Problem, ...]:
    (here / "notes.md").write_text("Nothing.\n")
    text = ASSESSMENT.replace("OTHER", other).replace("QUOTE", quote)
    (here / "place.yaml").write_text(text)
    found = Examiner(Catalogue([here])).check("place.yaml", text.encode())
    return tuple(problem for problem in found if problem.code.startswith("A4"))


def told(found: tuple[Problem, ...]) -> list[str]:
    for language in ("en", "id"):
        assert all(
            words(language).problem(p) and words(language).mend(p) is not None for p in found
        )
    return [f"{p.code} {words('en').problem(p)}" for p in found]


def test_a_quote_is_found_on_any_page(here):
    (here / "plan.pdf").write_bytes(made(b"", TEXT))
    assert told(problems(here)) == [
        "A420 this quote from `plan` stands on p. 2 of its file, not where `at` says: p. 1"
    ]


def test_a_quote_that_is_nowhere(here):
    (here / "plan.pdf").write_bytes(made(TEXT.replace(b"road", b"lane")))
    assert [p.code for p in problems(here)] == ["A401"]


def test_a_page_that_takes_for_ever_is_left(here, brief):
    (here / "plan.pdf").write_bytes(made(TEXT, SLOW, TEXT))
    (sentence,) = told(problems(here))
    assert sentence.startswith("A410 `plan.pdf` takes longer than 2 s to read (")
    assert "page 2" in sentence


def test_other_files_are_still_checked(here, brief):
    (here / "plan.pdf").write_bytes(made(SLOW))
    (here / "talk.pdf").write_bytes(made(TEXT))
    found = problems(here, "talk.pdf", ", quote: a lane")
    assert [p.code for p in found] == ["A410", "A401"]


def test_a_pdf_is_read_once_however_often_it_is_named(here, brief, monkeypatch):
    read = []

    def run(*asked):
        read.append(asked)
        return Document((Block("Every road", 1),), 1)

    monkeypatch.setattr(bounded, "run", run)
    (here / "plan.pdf").write_bytes(made(TEXT))
    (here / "sub").mkdir()
    found = problems(here, "sub/../plan.pdf", ", quote: every road")
    assert (told(found), len(read)) == ([], 1)


def test_a_pdf_that_nothing_is_quoted_from_is_not_read(here, monkeypatch):
    (here / "plan.pdf").write_bytes(made(TEXT))
    (here / "talk.pdf").write_bytes(b"no PDF at all")
    assert told(problems(here, "talk.pdf")) == []


def test_all_pdfs_share_one_limit(here, monkeypatch):
    monkeypatch.setattr(references, "ALL_SECONDS", 0)
    (here / "plan.pdf").write_bytes(made(TEXT))
    assert told(problems(here)) == [
        "A414 `plan.pdf` was not read: the documents before it took 0 s together"
    ]


@pytest.mark.parametrize("content", [b"", b"BT ET", b"BT /F1 12 Tf ( \t) Tj ET"])
def test_scanned_pages_have_no_text(here, content):
    (here / "plan.pdf").write_bytes(made(content))
    assert [p.code for p in problems(here)] == ["A413"]


ODD = {
    "nothing": b"",
    "words": b"Every road has a register.",
    "a beginning": b"%PDF-1.4 broken",
    "no pages": made(),
    "half": made(TEXT)[:300],
    "no root": made(TEXT, raw={b"/Root 1 0 R": b"/Root 9 0 R"}),
    "pages in themselves": made(TEXT, raw={b"/Kids [10 0 R]": b"/Kids [2 0 R]"}),
    "a page of another kind": made(TEXT, raw={b"/Contents 11 0 R": b"/Contents 1 0 R"}),
    "many pages": made(TEXT, raw={b"/Count 1": b"/Count 999999999999"}),
    "a long number": made(TEXT, raw={b"/Count 1": b"/Count " + b"9" * 5000}),
    "a deep list": made(TEXT, raw={b"/Count 1": b"/X " + b"[" * 20_000 + b"]" * 20_000}),
    "a deep mapping": made(TEXT, raw={b"/Count 1": b"/X " + b"<</A " * 20_000}),
    "a broken stream": made(TEXT, raw={b"/FlateDecode": b"/LZWDecode"}),
    "an unknown filter": made(TEXT, raw={b"/FlateDecode": b"/Whatever"}),
    "a filter many times": made(
        TEXT, raw={b"/FlateDecode": b"[" + b"/ASCIIHexDecode " * 50_000 + b"]"}
    ),
    "operators alone": made(b"Tj " * 1000 + b"Td " * 1000),
    "text in a picture in itself": made(b"/Im1 Do"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_told_or_read(here, brief, name):
    (here / "plan.pdf").write_bytes(ODD[name])
    found = problems(here)  # pypdf mends some of them, and finds the quote
    assert len(told(found)) <= 1
    assert {p.code for p in found} <= {"A401", "A403", "A410", "A411", "A412", "A413"}


@pytest.mark.parametrize("name", ["nothing", "words"])
def test_what_is_no_pdf_is_told_as_such(here, name):
    (here / "plan.pdf").write_bytes(ODD[name])
    found = problems(here)
    assert told(found) == ["A403 `plan.pdf` can't be read: it is no PDF, or a damaged one"]
    assert words("en").mend(found[0]).startswith("fetch it again")


def test_a_file_that_breaks_off_is_told_as_such(here):
    (here / "plan.pdf").write_bytes(ODD["a beginning"])
    assert told(problems(here)) == ["A403 `plan.pdf` can't be read: its end is missing"]


@pytest.mark.parametrize("error", [AttributeError("x"), RuntimeError("x"), KeyError("x")])
def test_whatever_a_reader_raises_is_told(here, monkeypatch, error):
    def fails(*_args):
        raise error

    monkeypatch.setattr(bounded, "run", fails)
    (here / "plan.pdf").write_bytes(made(b""))
    assert told(problems(here)) == [
        "A403 `plan.pdf` can't be read: the program that reads it broke off"
    ]


def test_an_encrypted_file_is_told_as_such(here):
    (here / "plan.pdf").write_bytes(locked())
    assert told(problems(here)) == [
        "A403 `plan.pdf` can't be read: it is encrypted; save it without a password"
    ]


def test_a_page_that_fails_is_named(here, monkeypatch):
    (here / "plan.pdf").write_bytes(made(TEXT))

    def fails(*asked):
        raise pdf.PdfFault("pdf-page", 3)

    monkeypatch.setattr(bounded, "run", fails)
    assert told(problems(here)) == [
        "A412 page 3 of `plan.pdf` can't be read (it is damaged), so nothing in it is looked up"
    ]


def test_a_page_that_holds_too_much_is_named(here):
    """pypdf unpacks a limited amount; where a version does not, our own limits hold."""
    bomb = b"BT /F1 1 Tf (" + b"a" * 300_000_000 + b") Tj ET"
    (here / "plan.pdf").write_bytes(made(TEXT, bomb))
    (problem,) = problems(here)
    assert problem.code in {"A411", "A412"}
    assert problem.values["page"] == "2"


def test_control_characters_of_a_pdf_reach_nobody(here):
    (here / "plan.pdf").write_bytes(made(TEXT.replace(b"Every", b"\\000\\033[2J Every")))
    assert told(problems(here)) == []
