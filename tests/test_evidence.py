"""`smartscore evidence` and `smartscore.evidence`: candidates, where they stand, and refusals."""

import dataclasses
import json
import re

import pytest
from typer.testing import CliRunner, Result

import smartscore
from smartscore.cli import app, searching
from smartscore.model import walking
from smartscore.passages.cutting import Passage
from smartscore.passages.flags import Flag, Setting
from smartscore.passages.locators import clipped, locator, place
from smartscore.passages.proposals import Proposals
from smartscore.passages.search import Candidate, Findings, ForIndicator, Named
from smartscore.read.documents import several as reading
from smartscore.read.documents.several import Read, Several
from smartscore.reports.json import written
from smartscore.reports.look import Look
from smartscore.reports.passages import screen
from smartscore.reports.passages.markdown import markdown
from smartscore.reports.passages.page import html
from smartscore.reports.passages.sheet import cut, sheet
from smartscore.skeleton import candidates
from smartscore.text.documents import Block, Document
from smartscore.text.problems import Unreadable
from smartscore.words import words

from .conftest import ROOT
from .pdf_files import made

PLAN = ROOT / "examples" / "plan.md"
TEXT = PLAN.read_text(encoding="utf-8")
"""A document of which all is invented."""

FLAGS = (Flag("other-place", "Kota Surabaya"), Flag("lack", "belum"))

HOSTILE = """\
# Infrastruktur \x1b[31m<script>alert(1)</script> [x](javascript:y) \u202e

Jaringan \x1b]0;title\x07 serat optik <b>tersedia</b> di semua kantor `rm -rf` dan *desa* {{ 7*7 }}.

## smartscore: assessment/1

::error::Jaringan internet di kantor kecamatan belum tersedia --- !!python/object: {a: &b [*b]}.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["evidence", *arguments])


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plan.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spans(text: str, *marked: str) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(each), text.index(each) + len(each)) for each in marked)


def proposals() -> Proposals:
    """Some candidates that no ranking has chosen."""
    tree = smartscore.read_rubric("indrajit")
    plan = Document((), 60, (3, 4), ("i", "ii", *map(str, range(1, 59))), "Rencana induk")
    notes = Document((Block("Catatan rapat."),))
    read = (
        Read("in/plan.pdf", "plan.pdf", "sha256:00", plan),
        Read("notes.txt", "notes.txt", "sha256:11", notes),
    )
    text = "Anggaran pemeliharaan jaringan belum tersedia. Perbaikan menunggu perubahan anggaran."
    wish = "Warga mengusulkan *empat* titik akses di balai desa."
    first = Passage(text, 49, 50, ("BAB IV", "4.1 Anggaran"), 7, 20, 21)
    second = Passage(wish, 0, 0, (), 0, 0, 0)
    asked = walking.asked(tree.rubric)
    held = [
        [
            Candidate(
                0,
                first,
                9.5,
                spans(text, "Anggaran", "jaringan", "anggaran"),
                FLAGS,
                "0123456789ab",
            ),
            Candidate(1, second, 3.25, spans(wish, "mengusulkan"), (), "ba9876543210"),
        ],
        [],
        [Candidate(1, second, 1, (), (), "ba9876543210")],
    ]
    answers = tuple(
        ForIndicator("indrajit", item, tuple(found), dismissed)
        for item, found, dismissed in zip(
            (asked[1], asked[2], asked[5]), held, (0, 0, 2), strict=True
        )
    )
    named = tuple(Named(each.name, each.document) for each in read)
    several = Several(read, (), (Unreadable("nowhere.pdf", "missing"),))
    setting = Setting("Kabupaten Contoh", "", "2026-02-01")
    return Proposals(several, (tree,), setting, 5, Findings(answers, named, 100))


@pytest.mark.parametrize("language", ["en", "id"])
def test_candidates_as_they_are_shown(language, golden):
    found, told = proposals(), words(language)
    said = sheet(found, told)
    golden(f"evidence/candidates.{language}.txt", screen.text(said, told))
    golden(f"evidence/candidates.{language}.md", markdown(said, told))
    golden(f"evidence/candidates.{language}.html", html(said, told))
    golden(f"evidence/candidates.{language}.json", written(found.to_dict(language)))
    plain = screen.text(said, told, Look(unicode=False))
    assert not set("·─") & set(plain)


def test_every_line_fits_and_every_quote_is_verbatim(folder):
    done = run("plan.md", "--rubric", "indrajit", "--lang", "id")
    assert done.exit_code == 0
    assert max(map(len, done.stdout.split("\n"))) <= 80
    found = smartscore.evidence("plan.md", rubric="indrajit")
    said, text = flat(done.stdout), flat(TEXT).replace("`", "")
    quotes = [each.passage.text for asked in found.findings.asked for each in asked.candidates]
    assert len(quotes) > 30
    for quote in quotes:
        assert quote in text
        assert f'"{quote}"' in said


def test_it_never_says_that_there_is_nothing(folder):
    (folder / "other.txt").write_text("Resep soto ayam lamongan: serai dan kunyit.", "utf-8")
    for lang, told in (("en", "Nothing is proposed here; that says nothing"), ("id", "tidak ada")):
        done = run("other.txt", "--rubric", "indrajit", "--lang", lang)
        assert (done.exit_code, done.stderr) == (0, "")
        assert told in flat(done.stdout)
        assert not re.search("no evidence|tidak ada bukti", done.stdout)


def test_words_that_were_looked_for_are_marked(folder, monkeypatch):
    (folder / "a.txt").write_text("Sosialisasi digelar di semua kecamatan pada bulan Mei.", "utf-8")
    asked = ("a.txt", "--rubric", "indrajit", "--indicator", "socialisation")
    assert re.search("\n   Words: .*Sosialisasi", run(*asked).stdout)
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = run(*asked)
    assert "\x1b[1;4mSosialisasi\x1b[0m" in done.stdout
    assert "Words:" not in done.stdout


def test_indicators_by_code_path_or_dimension(folder):
    def codes(*names: str) -> list[str]:
        found = smartscore.evidence("plan.md", rubric="indrajit", indicator=names)
        return [each.item.code for each in found.findings.asked]

    assert codes("finance") == codes("indrajit/finance") == codes("indrajit/capacity/finance")
    assert codes("capacity") == ["finance", "ict-infrastructure", "human-resources"]
    assert codes("human-resources", "finance") == ["finance", "human-resources"]
    with pytest.raises(ValueError, match="no indicator 'nothing'"):
        codes("nothing")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say by which rubric: --rubric CODE, of"),
        (("--rubric", "indrajitt"), "--rubric indrajitt: no such rubric"),
        (("--rubric", "indrajit", "--top", "0"), "--top 0: write a whole number from 1 to 50"),
        (("--rubric", "indrajit", "--top", "51"), "--top 51: write a whole number from 1 to 50"),
        (("--rubric", "indrajit", "--top", "\u0665"), "write a whole number from 1 to 50"),
        (("--rubric", "indrajit", "--date", "1.2.26"), "--date 1.2.26"),
        (("--rubric", "indrajit", "--indicator", "finanse"), "did you mean `finance`?"),
        (("--rubric", "indrajit", "-o", "a.docx"), "its ending is one of"),
        (("--rubric", "indrajit", "-o", "plan.md"), "plan.md: is an input"),
        (("--rubric", "indrajit", "--lang", "fr"), "fr: not a language"),
        (("--rubric", ""), "--rubric '': no such rubric"),
        (("--rubric", "indrajit", "--indicator", ""), "--indicator '': no such indicator"),
        (("--rubric", "indrajit", "-o", ""), "'': can't be written: there is no such file"),
        (("--for", ""), "'': can't be written: there is no such file"),
        (("--rubric", "indrajit", "--old", "3"), "--old counts back from a date"),
        (("--rubric", "indrajit", "--coverage", "--top", "3"), "--top is about candidates"),
    ],
)
def test_what_is_asked_for_must_be_there(arguments, told, folder):
    done = run("plan.md", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in flat(done.stderr)
    assert (folder / "plan.md").read_text(encoding="utf-8") == TEXT


def test_one_document_that_cant_be_read_keeps_no_other_back(folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "empty.txt").write_text(" \n\n", encoding="utf-8")
    (folder / "in").mkdir()
    (folder / "in" / "copy.md").write_text(TEXT, encoding="utf-8")
    done = run(
        *("plan.md", "broken.pdf", "empty.txt", "nowhere.pdf", "in", "in/copy.md"),
        *("--rubric", "indrajit", "--top", "1"),
    )
    assert done.exit_code == 1
    said, told = flat(done.stdout), flat(done.stderr)
    assert "1 document: 9 candidates for 9 of 9 indicators" in said
    assert "4 documents could not be read: broken.pdf, empty.txt, nowhere.pdf, in." in said
    assert "broken.pdf: A403" in told
    assert "empty.txt: A425" in told
    assert "nowhere.pdf: can't be read: there is no such file" in told
    assert "in: is a folder; name the documents in it, for instance in/*.pdf" in told
    assert "in/copy.md: A440 advice: is the same document as plan.md" in told
    done = run("", "broken.pdf", "nowhere.pdf", "--rubric", "indrajit")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'': can't be read: there is no such file" in done.stderr
    assert "broken.pdf: A403" in done.stderr


def test_documents_of_one_name_are_told_apart(folder):
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "plan.md").write_text(f"{TEXT}\n\nBagian {name}.", encoding="utf-8")
    found = smartscore.evidence(["a/plan.md", "b/plan.md"], rubric="indrajit")
    assert [each.name for each in found.documents] == ["a/plan.md", "b/plan.md"]
    assert smartscore.evidence("a/plan.md", rubric="indrajit").documents[0].name == "plan.md"


def test_documents_have_limits_together(folder, monkeypatch):
    (folder / "other.md").write_text(f"{TEXT}\n\nLain.", encoding="utf-8")
    monkeypatch.setattr(reading, "ALL_LETTERS", len(TEXT) * 3 // 2)
    read = reading.several(["plan.md", "other.md"])
    assert [each.code for each in read.problems] == ["A442"]
    monkeypatch.setattr(reading, "ALL_SECONDS", -1)
    read = reading.several(["plan.md"])
    assert ([each.code for each in read.problems], read.unread) == (["A441"], ("plan.md",))
    monkeypatch.setattr(reading, "ATTACHED_BYTES", 100)
    read = reading.several(["plan.md"])
    assert str(read.unreadable[0]) == "plan.md: can't be read: it is larger than 0 MiB"


def test_a_pdf_has_pages(folder):
    pages = (
        b"BT /F1 12 Tf 72 700 Td (Jaringan serat optik menghubungkan semua kantor desa.) Tj ET",
        b"BT /F1 12 Tf 72 700 Td (Anggaran pemeliharaan jaringan internet belum tersedia.) Tj ET",
    )
    (folder / "plan.pdf").write_bytes(made(*pages))
    done = run("plan.pdf", "--rubric", "indrajit", "--indicator", "finance", "--top", "1")
    assert "1 document, 2 pages: 1 candidate for 1 of 1 indicator;" in flat(done.stdout)
    assert "1  plan.pdf, p. 2\n" in done.stdout
    (folder / "scan.pdf").write_bytes(made(b"0 0 m 9 9 l S"))
    done = run("scan.pdf", "--rubric", "indrajit", "--lang", "id")
    assert done.exit_code == 2
    assert "ocrmypdf -l ind" in flat(done.stderr)


def test_a_passage_under_several_indicators_is_read_once():
    found = proposals()
    passage = found.findings.asked[0].candidates[1]
    asked = walking.asked(found.trees[0].rubric)
    many = [ForIndicator("indrajit", item, (passage,)) for item in asked[:6]]
    findings = found.findings._replace(asked=tuple(many))
    said = sheet(dataclasses.replace(found, findings=findings), words("en"))
    entries = [each for chapter in said.groups[0].chapters for each in chapter.entries]
    (first, *others) = [each.proposals[0] for each in entries]
    titles = [each.title for each in entries]
    named = ", ".join(f"{title} (1)" for title in titles[1:4])
    assert said.lead[1] == "1 passage is to be read: some stand under several indicators."
    assert (first.above, first.also) == ("", f"Also under: {named} and 2 others")
    assert {(each.above, each.also, each.first) for each in others} == {
        (f"The same as above: {titles[0]} (1)", "", first.anchor)
    }
    page = html(said, words("en"))
    assert "<dt>3 – " in page
    assert page.count(f'id="{first.anchor}"') == 1
    assert page.count(f'href="#{first.anchor}"') == 5


@pytest.mark.parametrize("kind", ["terminal", "markdown", "json", "html"])
def test_text_of_documents_does_nothing(kind, folder, monkeypatch):
    (folder / "odd.md").write_text(HOSTILE, encoding="utf-8")
    done = run("odd.md", "--rubric", "indrajit", "--format", kind)
    assert done.exit_code == 0
    assert not set("\x1b\x07\u202e\u2066\r") & set(done.stdout)
    assert "Jaringan" in done.stdout
    if kind in ("markdown", "html"):
        assert not re.search(r"(?<!\\)<(?:script|b)>", done.stdout)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = run("odd.md", "--rubric", "indrajit", "--format", kind)
    assert not re.search(r"(?m)^\s*::error", done.stdout)


def test_the_page_has_no_script_and_a_policy(folder):
    for language in ("en", "id"):
        done = run("plan.md", "--rubric", "indrajit", "-o", f"{language}.html", "--lang", language)
        assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
        page = (folder / f"{language}.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in page
        assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
        assert not re.search("<script|<input|<form|style=|http://|https://", page)
        boxes = re.findall('<span class="box"', page)
        assert len(boxes) == 4 * len(re.findall("<blockquote>", page)) > 0


def test_as_data(folder):
    found = smartscore.evidence("plan.md", rubric=["indrajit"], top=3, subject="Kabupaten Contoh")
    data = json.loads(json.dumps(found.to_dict("id")))
    assert data["format"] == "evidence/1"
    assert data["documents"][0]["digest"].startswith("sha256:")
    assert (data["unread"], data["setting"]["place"]) == ([], "Kabupaten Contoh")
    for each in data["indicators"]:
        for candidate in each["candidates"]:
            for start, end in candidate["matched"]:
                assert candidate["quote"][start:end].strip()
    assert repr(found) == "<Proposals: 1 document, 9 of 9 indicators>"
    assert found.problems == ()


def test_what_programs_are_refused(folder):
    with pytest.raises(ValueError, match="top 51"):
        smartscore.evidence("plan.md", rubric="indrajit", top=51)
    with pytest.raises(ValueError, match="date"):
        smartscore.evidence("plan.md", rubric="indrajit", date="yesterday")
    with pytest.raises(smartscore.Unreadable):
        smartscore.evidence("nowhere.pdf", rubric="indrajit")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(smartscore.Invalid, match="A425"):
        smartscore.evidence("empty.txt", rubric="indrajit")
    with pytest.raises(smartscore.Invalid):
        smartscore.evidence("plan.md", rubric="nothing-like-it")


def test_where_a_passage_stands():
    document = Document((), pages=50, labels=("i", "ii", *map(str, range(1, 48)), "47"))
    en, id_ = words("en"), words("id")
    assert locator((49, 49), ("BAB III", "3.2 Jaringan"), document, id_) == "hlm. 49, 3.2 Jaringan"
    assert locator((12, 13), (), document, en) == "pp. 10-11"
    assert (
        place((12, 12), ("3.2 Jaringan",), document, id_) == "hlm. 12 (tercetak 10), 3.2 Jaringan"
    )
    assert place((1, 1), (), document, en) == "p. 1 (printed i)"
    assert place((7, 8), (), Document((), pages=9), en) == "pp. 7-8"
    assert (locator((0, 0), (), document, en), place((0, 0), ("A",), document, en)) == ("", "A")
    assert len(clipped("kata " * 40)) <= 80
    assert clipped("k" * 200) == "k" * 79 + "…"


def test_offsets_that_overlap_or_lie_outside_mark_nothing_twice():
    pieces = cut("one two three", [(0, 3), (2, 7), (8, 99)])
    assert "".join(each.text for each in pieces) == "one two three"
    assert [each.text for each in pieces if each.marked] == ["one"]


def test_a_skeleton_whose_quotes_are_right(folder):
    asked = ("plan.md", "--rubric", "indrajit", "-o", "a.yaml", "--lang", "en")
    done = run(*asked)
    assert (done.exit_code, "--date" in done.stderr) == (2, True)
    done = run(*asked, "--date", "2026-02-01", "--subject", "Kabupaten Contoh", "--top", "2")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "a.yaml: written, 18 candidates to read for 9 indicators" in flat(done.stdout)
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    codes = [each.code for each in smartscore.check("a.yaml")]
    assert codes.count("A430") == 18
    assert not {"A401", "A402", "A403", "A420"} & set(codes)
    assert "level:" not in re.sub("(?m)^ *#.*$", "", text)
    done = run(*asked, "--date", "2026-02-01")
    assert (done.exit_code, "a.yaml: is there already; --for a.yaml" in flat(done.stderr)) == (
        2,
        True,
    )
    assert (folder / "a.yaml").read_text(encoding="utf-8") == text
    done = run(
        "plan.md", "--rubric", "indrajit", "-o", "-", "--format", "yaml", "--date", "2026-02-01"
    )
    found = smartscore.evidence("plan.md", rubric="indrajit", date="2026-02-01")
    count = sum(len(each.candidates) for each in found.findings.asked)
    assert (done.exit_code, done.stdout.count("quote: ")) == (0, count)


def test_what_was_deleted_does_not_come_back_unless_asked_for(folder):
    start = (
        "plan.md",
        "--rubric",
        "indrajit",
        "-o",
        "a.yaml",
        "--lang",
        "en",
        "--date",
        "2026-02-01",
    )
    run(*start, "--indicator", "finance", "--top", "1")
    file = folder / "a.yaml"
    text = file.read_text(encoding="utf-8")
    piece = re.search(r"      unknown: candidates not read yet\n(?:      .*\n| {8,}.*\n)+", text)
    assert piece is not None
    file.write_text(text.replace(piece[0], ""), encoding="utf-8")
    again = ("plan.md", "--for", "a.yaml", "--indicator", "finance", "--top", "1")
    quote = re.search(r"quote: >-\n\s+(\w+ \w+ \w+)", text)
    assert quote is not None
    shown = run(*again, "--format", "terminal")
    assert (quote[1] in shown.stdout, "1 candidate was dismissed" in shown.stdout) == (False, True)
    done = run(*again, "--again")
    assert "a.yaml: 1 candidate added for 1 indicator" in done.stdout
    assert quote[1] in flat(file.read_text(encoding="utf-8").split("references:")[1])
    before = file.read_bytes()
    done = run(*again)
    assert (done.exit_code, file.read_bytes()) == (0, before)
    assert "nothing new to add" in done.stdout


def test_data_tell_by_which_key_an_assessment_cites_a_document(folder):
    (folder / "other.md").write_text(f"{TEXT}\n\nLain.", encoding="utf-8")
    (folder / "copy.md").write_text(TEXT, encoding="utf-8")
    run("plan.md", "--rubric", "indrajit", "-o", "a.yaml", "--lang", "en", "--date", "2026-02-01")
    before = (folder / "a.yaml").read_bytes()
    for given in ("plan.md", "copy.md"):
        done = run(given, "other.md", "--for", "a.yaml", "--format", "json")
        found = json.loads(done.stdout)["documents"]
        assert [each["key"] for each in found] == ["plan", None]
    done = run("plan.md", "--for", "a.yaml", "--coverage")
    assert "plan.md: seems to speak of" in done.stdout
    assert (folder / "a.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--for", "a.xlsx"), "a.xlsx: is a workbook"),
        (("--for", "nowhere.yaml"), "nowhere.yaml: can't be read"),
        (
            ("--for", "a.yaml", "--rubric", "spbe-2020"),
            "a.yaml does not list it; it lists indrajit",
        ),
        (("--for", "a.yaml", "--date", "2026-01-01"), "leave out --subject and --date"),
        (("--for", "a.yaml", "-o", "b.yaml"), "candidates are added to that file"),
        (("--for", "a.yaml", "--coverage", "--again"), "--again is about candidates"),
        (("--rubric", "indrajit", "--again"), "--again needs --for FILE"),
        (("--rubric", "indrajit", "--format", "yaml"), "-o FILE.yaml"),
    ],
)
def test_what_does_not_go_together(arguments, told, folder):
    run(
        "plan.md",
        "--rubric",
        "indrajit",
        "-o",
        "a.yaml",
        "--lang",
        "en",
        "--date",
        "2026-02-01",
        "--top",
        "1",
    )
    before = (folder / "a.yaml").read_bytes()
    done = run("plan.md", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in flat(done.stderr)
    assert (folder / "a.yaml").read_bytes() == before
    assert {each.name for each in folder.iterdir()} == {"plan.md", "a.yaml"}


def test_an_assessment_with_problems_is_told_and_kept(folder):
    (folder / "a.yaml").write_text("smartscore: assessment/1\nrubrics: [indrajit]\n", "utf-8")
    before = (folder / "a.yaml").read_bytes()
    done = run("plan.md", "--for", "a.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "a.yaml" in done.stderr
    assert (folder / "a.yaml").read_bytes() == before


@pytest.mark.parametrize("moment", ["while it reads", "at the last moment"])
def test_what_was_written_meanwhile_stays(folder, monkeypatch, moment):
    run(
        "plan.md",
        "--rubric",
        "indrajit",
        "-o",
        "a.yaml",
        "--lang",
        "en",
        "--date",
        "2026-02-01",
        "--top",
        "1",
    )
    file, line = folder / "a.yaml", "# typed meanwhile\n"
    module, name = (searching, "found") if moment == "while it reads" else (candidates, "added")
    usual = getattr(module, name)

    def slow(*args, **kwargs):
        done = usual(*args, **kwargs)
        file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
        return done

    monkeypatch.setattr(module, name, slow)
    done = run("plan.md", "--for", "a.yaml", "--top", "3")
    assert line in file.read_text(encoding="utf-8")
    is_late = moment == "at the last moment"
    assert (done.exit_code, "nothing was written" in flat(done.stderr)) == (2 * is_late, is_late)
    assert ("added" in done.stdout) == (not is_late)


def test_a_skeleton_without_candidates_says_nothing_of_what_there_is(folder):
    (folder / "empty.md").write_text("Xyzzy.\n", encoding="utf-8")
    done = run(
        "empty.md", "--rubric", "indrajit", "-o", "a.yaml", "--lang", "en", "--date", "2026-02-01"
    )
    assert "a.yaml: written, and no passage is proposed; that says nothing" in flat(done.stdout)
    assert "candidates to read" not in done.stdout


def test_counted_are_the_indicators_with_candidates(folder):
    asked = (
        "plan.md",
        "--rubric",
        "indrajit",
        "-o",
        "a.yaml",
        "--lang",
        "en",
        "--date",
        "2026-02-01",
    )
    done = run(*asked, "--indicator", "finance", "--top", "1")
    assert "1 candidate to read for 1 indicator;" in flat(done.stdout)
    done = run("plan.md", "--for", "a.yaml", "--indicator", "finance", "--top", "1")
    assert "with --indicator" not in done.stdout
    (folder / "plan.md").write_text(f"{TEXT}\n\nLain.", encoding="utf-8")
    done = run("plan.md", "--for", "a.yaml", "--indicator", "finance", "--top", "1")
    assert "plan.md: has changed since its digest was recorded in a.yaml" in flat(done.stderr)


def test_a_skeleton_is_in_the_language_of_its_documents_unless_one_is_chosen(folder):
    asked = ("plan.md", "--rubric", "indrajit", "--top", "1", "--date", "2026-02-01")
    done = run(*asked, "-o", "a.yaml")
    assert "The documents are in Indonesian" in flat(done.stdout)
    assert "unknown: kandidat belum dibaca" in (folder / "a.yaml").read_text(encoding="utf-8")
    done = run(*asked, "-o", "b.yaml", "--lang", "en")
    assert "Indonesian" not in done.stdout
    assert "unknown: candidates not read yet" in (folder / "b.yaml").read_text(encoding="utf-8")
    (folder / "english.md").write_text("The plan of the city has a year. " * 9, encoding="utf-8")
    run("plan.md", "english.md", *asked[1:], "-o", "c.yaml")
    assert "language: en" in (folder / "c.yaml").read_text(encoding="utf-8")


def test_what_was_done_is_told_within_eighty_columns(folder):
    asked = ("plan.md", "--rubric", "indrajit", "--date", "2026-02-01", "-o", "a.yaml")
    done = run(*asked, "--lang", "id")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 1
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize(("given", "error"), [([], ValueError), (5, TypeError), (None, TypeError)])
def test_programs_name_a_rubric_at_least(folder, given, error):
    with pytest.raises(error, match="rubric"):
        smartscore.evidence("plan.md", rubric=given)
