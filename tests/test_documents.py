"""Documents behind references: every kind is read, found out when it is another, and bounded."""

import hashlib
import json
import os
import threading
from pathlib import Path

import pytest

from smartscore.processes import bounded
from smartscore.processes.bounded import Limits
from smartscore.processes.pandoc import NoPandocError
from smartscore.read.check import Examiner
from smartscore.read.documents import pandoc, reading
from smartscore.read.documents.several import several
from smartscore.read.files import content
from smartscore.read.shelf import Catalogue
from smartscore.text import csl
from smartscore.text.problems import Problem
from smartscore.words import words

from .archives import archive
from .pdf_files import made
from .test_documents_pandoc import BODY, docx

ASSESSMENT = """\
smartscore: assessment/1
rubrics: [./tiny.yaml]
subject: {name: Somewhere}
date: 2021-07-12
references:
  - {id: plan, type: report, title: Plan, file: NAMEMORE}
ratings:
  tiny:
    first:
      level: 3
      because: It is there.
      evidence:
        - {cite: plan, at: AT, quote: QUOTE, shows: The register.}
"""


def problems(
    here: Path, name: str, content: bytes, quote: str = "belum ada", at: str = "1", more: str = ""
) -> tuple[Problem, ...]:
    (here / name).write_bytes(content)
    text = ASSESSMENT.replace("NAME", name).replace("QUOTE", json.dumps(quote))
    text = text.replace("AT", json.dumps(at)).replace("MORE", more)
    found = Examiner(Catalogue([here])).check("place.yaml", text.encode())
    return tuple(each for each in found if each.code.startswith(("A4", "S")))


def told(found: tuple[Problem, ...]) -> list[str]:
    for each in found:
        assert all(words(n).problem(each) and words(n).mend(each) for n in ("id", "en"))
    return [f"{each.code} {words('en').problem(each)}" for each in found]


HTML = b"<title>x</title><nav>Menu</nav><p>Sinyal <b>belum</b> ada.</p>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"Sinyal belum\n\nada."),
        ("a.rst", b"Sinyal\n======\n\nSinyal *belum*\nada."),
        ("a.md", "\ufeffSinyal **belum** ada.".encode("utf-16")),
        ("a.HTML", HTML),
        ("a.htm", HTML),
    ],
)
def test_kinds_that_are_read(here, name, content):
    assert told(problems(here, name, content)) == []
    assert [p.code for p in problems(here, name, content, "sudah ada")] == ["A401"]


def test_a_word_document_is_read(here):
    from .tools import program

    program("pandoc")
    assert told(problems(here, "a.docx", docx(BODY))) == []
    assert [p.code for p in problems(here, "a.docx", docx(BODY), "tidak ada")] == ["A401"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"words", "A403"),
        ("a.docx", made(), "A417"),
        ("a.odt", docx(BODY), "A417"),
        ("a.docx", b"PK\x03\x04 broken", "A403"),
        ("a.txt", docx(BODY), "A417"),
        ("a.html", archive("word/document.xml"), "A417"),
        ("a.txt", "na\xeff".encode("cp1252"), "A403"),
        ("a.html", "na\xeff".encode("cp1252"), "A403"),
        ("a.html", b"<script>all()</script>", "A425"),
        ("a.txt", b" \n", "A401"),
        ("a.mht", b"x", "A403"),
    ],
)
def test_kinds_that_are_told(here, name, content, code):
    (sentence,) = told(problems(here, name, content))
    assert sentence.startswith(code)


def test_without_pandoc(here, monkeypatch):
    def missing():
        raise NoPandocError

    monkeypatch.setattr(pandoc, "find_pandoc", missing)
    (problem,) = problems(here, "a.docx", docx(BODY))
    assert (problem.code, problem.severity) == ("A422", "advice")
    assert "pandoc.org" in str(words("en").mend(problem))


def test_a_bomb(here, monkeypatch):
    monkeypatch.setattr(pandoc, "MOST_UNPACKED", 1 << 20)
    (sentence,) = told(problems(here, "a.docx", docx("<w:p/>" * 300_000)))
    assert sentence == "A424 what is packed in `a.docx` is more than 1 MiB of text"


def test_a_page_that_takes_for_ever(here, monkeypatch):
    def run(limits, *_):
        raise bounded.TooSlow(limits)

    monkeypatch.setattr(bounded, "run", run)
    (sentence,) = told(problems(here, "a.html", HTML))
    assert sentence == "A423 reading `a.html` takes more than 20 s"


def test_a_text_is_looked_through_even_where_its_shape_is_not_known(here, monkeypatch):
    monkeypatch.setattr(reading, "_AT_ONCE", 0)
    monkeypatch.setattr(reading, "LIMITS", Limits(seconds=1, mebibytes=1))
    assert told(problems(here, "a.txt", b"Sinyal belum ada.")) == []


@pytest.mark.parametrize("error", [RecursionError, AssertionError, KeyError])
def test_what_nobody_has_thought_of_is_told(here, monkeypatch, error):
    def run(*_):
        raise error

    monkeypatch.setattr(bounded, "run", run)
    (sentence,) = told(problems(here, "a.html", HTML))
    assert sentence == "A403 `a.html` can't be read: the process that reads it broke off"


PAGES = b"Satu.\n\fSinyal belum\n\fada. Tiga.\n\f"


@pytest.mark.parametrize(
    ("at", "codes"),
    [("2", []), ("hlm. 3", []), ("Bab IV", []), ("p. 1", ["A420"]), ("p. 99", [])],
)
def test_the_page_of_a_quote(here, at, codes):
    assert [p.code for p in problems(here, "a.txt", PAGES, at=at)] == codes


def test_a_file_that_has_changed(here):
    now = hashlib.sha256(PAGES).hexdigest()
    assert told(problems(here, "a.txt", PAGES, at="2", more=f', digest: "sha256:{now}"')) == []
    (problem,) = problems(here, "a.txt", PAGES, at="2", more=f', digest: "sha256:{"0" * 64}"')
    assert told((problem,)) == ["A421 `a.txt` has changed since it was quoted from"]
    assert f"sha256:{now}" in str(words("en").mend(problem))
    assert problem.place.line == 6


@pytest.mark.parametrize("digest", ["sha256:0", "md5:" + "0" * 64, "", "[1]", "sha256:" + "G" * 64])
def test_what_is_no_digest(here, digest):
    more = f", digest: {digest}" if digest == "[1]" else f', digest: "{digest}"'
    assert [p.code for p in problems(here, "a.txt", PAGES, more=more)] == ["S136"]


def test_a_document_that_nothing_is_quoted_from_is_not_read(here, monkeypatch):
    monkeypatch.setattr(reading, "document", None)
    text = ASSESSMENT.replace(", quote: QUOTE", "").replace("AT", "1").replace("MORE", "")
    (here / "a.docx").write_bytes(b"no docx")
    found = Examiner(Catalogue([here])).check("p.yaml", text.replace("NAME", "a.docx").encode())
    assert [p.code for p in found if p.code.startswith("A4")] == []


def test_a_digest_is_nothing_that_programs_for_references_are_told():
    item = {"id": "a", "title": "T", "file": "a.txt", "digest": "sha256:" + "0" * 64}
    assert (csl.known(item), list(csl.left_out(item))) == ({"title": "T"}, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_that_nobody_writes_into_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "plan.md").write_text("Jaringan belum ada.\n")
    found = []
    files = [str(tmp_path / name) for name in ("pipe.md", "plan.md")]
    reads = threading.Thread(target=lambda: found.append(several(files)), daemon=True)
    reads.start()
    reads.join(30)
    assert found, "it waits"
    assert [each.name for each in found[0].documents] == ["plan.md"]
    assert [problem.code for problem in found[0].problems] == ["A425"]


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="no pipes by name")
def test_what_a_program_writes_is_read_to_its_end():
    out, into = os.pipe()
    text = b"Jaringan belum ada. " * 3000

    def write() -> None:
        with os.fdopen(into, "wb") as file:
            file.write(text)

    writes = threading.Thread(target=write)
    writes.start()
    read = content(Path(f"/dev/fd/{out}"), waits=False)
    writes.join()
    os.close(out)
    assert read == text
