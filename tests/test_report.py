"""`smartscore report`: what is in a report, in which words, and that nothing in it is markup."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.reports import publishing
from smartscore.reports.markup import md

from . import hostile_texts
from .building import ASSESSMENT, RUBRIC
from .tools import program

EXAMPLES = ("sumenep", "blitar", "jember")


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["report", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def written(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def thesis(*arguments: str) -> str:
    """What a report holds that leaves nothing out."""
    return written(*arguments, "--style", "thesis")


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("flavour", ["pandoc", "gfm"])
def test_the_examples(in_root, golden, example, language, flavour):
    file = f"examples/{example}.yaml"
    text = thesis(file, "--lang", language, "--flavour", flavour)
    golden(f"reports/{language}-{example}-{flavour}.md", text)


@pytest.mark.parametrize("language", ["id", "en"])
def test_several_examples_side_by_side(in_root, golden, language):
    files = [f"examples/{example}.yaml" for example in EXAMPLES]
    text = written(*files, "--style", "brief", "--lang", language, "--flavour", "gfm")
    golden(f"reports/{language}-all-brief.md", text)


def test_a_comparison_comes_first(in_root):
    text = thesis("examples/sumenep.yaml", "examples/blitar.yaml", "--flavour", "gfm")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[0] == "Appendix 1. Comparison"
    assert tables(text)[0][0] == ["Rubric", "Kabupaten Sumenep", "Kabupaten Blitar"]


def test_what_a_thesis_asks_for_is_there_with_numbers_and_sources(in_root):
    text = thesis("examples/blitar.yaml", "--lang", "id", "--flavour", "gfm")
    headings = re.findall(r"^## Lampiran \d+\. (.+)$", text, re.MULTILINE)
    assert headings == [
        "Kisi-kisi instrumen",
        "Lembar penilaian",
        "Deskriptor tingkat",
        "Daftar bukti",
        "Kesenjangan dan temuan yang diperselisihkan",
        "Hasil per dimensi",
        "Metode penghitungan",
    ]
    numbers = [int(n) for n in re.findall(r"^\*\*Tabel (\d+) ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    tables = [part for part in re.split(r"\n\n", text) if part.startswith("| ")]
    sources = re.findall(r"^Sumber: ", text, re.MULTILINE)
    assert len(tables) == len(numbers) == len(sources)


def test_informants_are_listed_where_there_are_some(here):
    assert "Informants" not in written("place.yaml")
    text = ASSESSMENT + (
        "informants:\n"
        "  - {name: A. B., role: Head of office, institution: ICT office, kind: key,\n"
        "     date: 2021-07-01}\n"
    )
    (here / "place.yaml").write_text(text)
    informants = next(
        t for t in tables(written("place.yaml", "--flavour", "gfm")) if "Role" in t[0]
    )
    assert informants[2] == ["I1", r"A\. B.", "Head of office", "ICT office", "key", "1 July 2021"]


def test_evidence_of_an_informant_bears_the_code_of_the_informant(here):
    data = hostile_texts.assessment(hostile_texts.texts())
    codes = {reference["id"]: None for reference in data["references"]}
    assert "alfiyah" in codes
    place = hostile_texts.write(here)
    rows = tables(thesis(str(place), "--flavour", "gfm"))
    evidence = next(table for table in rows if len(table[0]) == 5 and "Code" in table[0])
    assert [row[0] for row in evidence[2:]] == ["D1", "D2", "D3", "I1"]


def test_the_sheet_adds_up_to_the_score(in_root):
    """Everything of `readiness-analyses` is rated, so that the products add up to 25."""
    text = thesis("examples/sumenep.yaml", "--rubric", "readiness-analyses", "--flavour", "gfm")
    sheet = next(table for table in tables(text) if "Weight × score" in table[0])
    products = [float(row[5]) for row in sheet[2:] if row[0].isdigit()]
    total = sheet[-1]
    assert total[5] == "**25.00**"
    assert total[4] == "**25.0**"
    assert sum(products) == pytest.approx(25, abs=0.01 * len(products))


def test_numbers_begin_where_they_are_told_to(here):
    text = thesis("place.yaml", "--table-prefix", "4.", "--start", "7", "--lang", "id")
    assert ": Tabel 4.7 Kisi-kisi instrumen" in text
    assert ": Tabel 4.8 " in text


@pytest.mark.parametrize(
    ("xref", "label"),
    [("pandoc-crossref", "{#tbl:instrument-1}"), ("quarto", "{#tbl-instrument-1}")],
)
def test_filters_number_for_themselves(here, xref, label):
    text = thesis("place.yaml", "--xref", xref)
    caption = next(line for line in text.split("\n") if line.startswith(": "))
    assert caption.endswith(label)
    assert not re.search(r"Table \d", caption)
    labels = re.findall(r"\{#[^}]+\}", text)
    assert len(labels) == len(set(labels))


def test_indonesian_has_its_decimal_comma(in_root):
    text = written("examples/sumenep.yaml", "--lang", "id", "--rubric", "indrajit")
    assert "31,3" in text
    assert "37.5" not in text


def test_the_bytes_do_not_depend_on_the_day_or_the_terminal(here, monkeypatch):
    first = written("place.yaml")
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    assert written("place.yaml") == first


# kinds


def test_the_ending_says_what_is_written(here):
    for ending, begins in ((".md", "---\n"), (".html", "<!doctype html>"), (".csv", "subject,")):
        assert run("place.yaml", "-o", f"out{ending}").exit_code == 0
        assert (here / f"out{ending}").read_text().lower().startswith(begins)
    assert run("place.yaml", "-o", "out.json").exit_code == 0
    assert json.loads((here / "out.json").read_text())["format"] == "scorecard/1"


def test_a_format_outweighs_the_ending(here):
    assert run("place.yaml", "-o", "out.txt", "--format", "csv").exit_code == 0
    assert (here / "out.txt").read_text().startswith("subject,")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["place.yaml", "-o", "out.rtf"], "its ending is one of .md, .qmd, .html"),
        (["place.yaml", "-o", "out.PDF"], "out.PDF: no PDF is written here: print the .html"),
        (["place.yaml", "-o", "out.pdf", "--lang", "id"], "PDF tidak ditulis di sini"),
        ([], "--help"),
        (["place.yaml", "-o", "place.yaml", "--format", "md"], "place.yaml"),
        (["place.yaml", "-o", "no/where.md"], "no/where.md"),
        (["place.yaml", "--template", "nope.jinja"], "nope.jinja"),
        (["place.yaml", "--template", "place.yaml", "-o", "x.csv"], "place.yaml"),
        (["nope.yaml"], "nope.yaml"),
    ],
)
def test_what_can_not_be_done_is_said(here, arguments, says):
    done = run(*arguments)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())
    assert (here / "place.yaml").read_text() == ASSESSMENT


def test_a_table_of_nodes(in_root):
    text = written("examples/sumenep.yaml", "--format", "csv", "--lang", "id")
    rows = list(csv.DictReader(io.StringIO(text)))
    support = next(row for row in rows if row["path"] == "indrajit/support")
    assert (support["score"], support["shown"], support["band"]) == ("31.25", "31.3", "not-ready")
    whole = next(row for row in rows if row["path"] == "indrajit")
    assert (whole["score"], whole["withheld"]) == ("", "true")
    english = written("examples/sumenep.yaml", "--format", "csv", "--lang", "en")
    assert english.split("\n")[0] == text.split("\n")[0]


def test_no_cell_is_a_formula(here):
    for shift in range(len(hostile_texts.NASTY)):
        place = hostile_texts.write(here, shift=shift)
        rows = list(csv.reader(io.StringIO(written(str(place), "--format", "csv"))))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


# figures


def test_figures_are_written_and_shown(here):
    assert run("place.yaml", "-o", "out.md", "--figures", "art", "--flavour", "gfm").exit_code == 0
    text = (here / "out.md").read_text()
    for path in re.findall(r"!\[.*\]\((\S+)\)", text):
        assert (here / path).read_text().startswith("<?xml")
    assert "(art/tiny-ranges.svg)" in text


def test_the_way_to_the_figures_begins_at_the_report(here):
    (here / "deep").mkdir()
    assert run("place.yaml", "-o", "deep/out.md", "--figures", "art").exit_code == 0
    assert "(../art/tiny-ranges." in (here / "deep" / "out.md").read_text()


@pytest.mark.parametrize("folder", ["my figs", "a(b) [c]", 'q"x', "é#%", "f\udcff"])
@pytest.mark.parametrize("flavour", ["gfm", "pandoc"])
def test_a_folder_of_any_name_is_found(here, folder, flavour):
    import cmarkgfm

    assert (
        run("place.yaml", "-o", "out.md", "--figures", folder, "--flavour", flavour).exit_code == 0
    )
    text = (here / "out.md").read_text()
    if flavour == "gfm":
        page = cmarkgfm.github_flavored_markdown_to_html(text)
        found = re.findall(r'<img src="([^"]+)"', page)
    else:
        found = [
            image["c"][2][0] for image in of_kind(json.loads(pandoc(text, "-t", "json")), "Image")
        ]
    assert found
    for path in found:
        assert (here / os.fsdecode(unquote_to_bytes(path))).is_file()


def test_without_a_folder_there_are_no_figures(here):
    assert "![" not in written("place.yaml")


# templates


@pytest.mark.parametrize("name", ["thesis", "brief"])
def test_a_built_in_template_printed_and_given_back_changes_nothing(here, name):
    (here / "own.md.jinja").write_text(written("--print-template", name))
    own = written("place.yaml", "--style", name, "--template", "own.md.jinja")
    assert own == written("place.yaml", "--style", name)


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        ("a\n{{ report.titel }}", 2, "titel"),
        ("{{ nothing }}", 1, "nothing"),
        ("a\n\n{% for x in %}", 3, ""),
        ("{{ ().__class__ }}", 1, "__class__"),
        ("{{ report.places[0].name.__init__.__globals__ }}", 1, "__"),
        ("{% include '/etc/passwd' %}", 1, "/etc/passwd"),
        ("{% for x in range(10**9) %}{% endfor %}", 1, ""),
        ("{{ 1 / 0 }}", 1, "zero"),
        ("{{ report.places.append(1) }}", 1, "append"),
        ("{{ 'x' * 10**9 }}", 1, "*"),
        ("{{ 9 ** 999 }}", 1, "**"),
        ("{{ lipsum() }}", 1, "lipsum"),
        ("{{ word('nope.key') }}", 1, "nope.key"),
        ("{{ report.places | random }}", 1, "random"),
    ],
)
def test_a_fault_in_a_template_names_its_line(here, template, line, says):
    (here / "own.jinja").write_text(template)
    done = run("place.yaml", "--template", "own.jinja", "-o", "out.md")
    assert done.exit_code == 2
    assert f"own.jinja:{line}:" in done.stderr
    assert says in done.stderr
    assert not (here / "out.md").exists()


def test_a_template_reaches_every_part_of_the_view(here):
    (here / "own.jinja").write_text(
        "{{ report.format }} {{ report.language }}\n"
        "{% for place in report.places %}{% for card in place.cards %}"
        "{{ card.code }} {{ card.whole.score }} {{ card.whole.children[0].title | md }}\n"
        "{% endfor %}{% endfor %}"
        "{{ report.section('results').blocks[0] | block }}\n"
        "{{ word('report.table') }} {{ heading('x') }}\n"
    )
    text = written("place.yaml", "--template", "own.jinja", "--lang", "id")
    assert text.startswith("report/1 id\ntiny ")
    assert "Tabel # x\n" in text
    assert "| Dimensi |" in text


def test_halves_of_characters_from_a_template_are_replaced(here):
    (here / "own.jinja").write_text(r"""a {{ "\ud800" }} {{ heading("b", 99999999) }}""")
    assert written("place.yaml", "--template", "own.jinja") == "a ? ###### b\n"


def test_a_template_can_not_write_without_end(here):
    loops = "{% for i in range(99999) %}{{ 'x' * 9999 }}{% endfor %}"
    (here / "own.jinja").write_text(loops)
    done = run("place.yaml", "--template", "own.jinja")
    assert done.exit_code == 2
    assert "MiB" in done.stderr


# hostile texts


def tables(text: str) -> list[list[list[str]]]:
    """The tables of GitHub's Markdown, split into rows and cells at bars that are not escaped."""
    found = []
    for part in text.split("\n\n"):
        if part.startswith("| "):
            rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in part.split("\n")]
            found.append([[cell.strip() for cell in row] for row in rows])
    return found


SHIFTS = range(0, len(hostile_texts.NASTY), 3)


@pytest.mark.parametrize("shift", SHIFTS)
def test_github_sees_tables_and_nothing_else(tmp_path, shift):
    import cmarkgfm
    import html5lib

    place = hostile_texts.write(tmp_path, shift=shift)
    text = thesis(str(place), "--flavour", "gfm")
    page = html5lib.parse(
        cmarkgfm.github_flavored_markdown_to_html(text), namespaceHTMLElements=False
    )
    grids = page.findall(".//table")
    assert len(grids) == len(tables(text)) > 5
    for grid in grids:
        widths = {len(row.findall("*")) for row in grid.iter("tr")}
        assert len(widths) == 1
    for name in ("script", "img", "style", "input", "del", "em", "blockquote", "hr"):
        assert not list(page.iter(name)), name
    assert not list(page.iter("a"))
    code = [element.text or "" for element in page.iter("code")]
    assert all("=" in part for part in code)  # formulas are the only code


@pytest.mark.parametrize("shift", SHIFTS)
def test_pandoc_sees_tables_and_nothing_else(tmp_path, shift):
    place = hostile_texts.write(tmp_path, shift=shift)
    tree = json.loads(pandoc(thesis(str(place)), "-t", "json", "--citeproc"))
    grids = list(of_kind(tree["blocks"], "Table"))
    assert len(grids) == thesis(str(place)).count("\n: Table ") > 5
    for grid in grids:
        caption, columns, head, bodies = grid["c"][1], grid["c"][2], grid["c"][3], grid["c"][4]
        rows = [*head[1], *(row for body in bodies for row in body[3])]
        assert {len(row[1]) for row in rows} == {len(columns)}
        assert caption[1], "a table has its caption"
    for kind in ("Image", "Note", "Strikeout", "Superscript", "Subscript", "Code", "CodeBlock"):
        assert not list(of_kind(tree["blocks"], kind)), kind
    assert {raw["c"][0] for raw in of_kind(tree["blocks"], "RawBlock")} == {"openxml"}
    assert not list(of_kind(tree["blocks"], "RawInline"))
    for link in of_kind(tree["blocks"], "Link"):
        assert link["c"][2][0].startswith("http"), link


def test_a_citation_that_leads_nowhere_is_text(here):
    key = "x]. [click](javascript:alert(1)) <script>alert(1)</script> | b"
    cited = f"title: First, citations: [{{cite: '{key}'}}, {{cite: ghost}}]"
    (here / "tiny.yaml").write_text(RUBRIC.replace("title: First", cited))
    tree = json.loads(pandoc(written("place.yaml"), "-t", "json", "--citeproc"))
    assert not list(of_kind(tree["blocks"], "RawInline"))
    assert not [k for k in of_kind(tree["blocks"], "Link") if k["c"][2][0].startswith("java")]


def asked(*keys: str) -> str:
    """Informants who cite these keys."""
    return "informants:\n" + "".join(f"  - {{cite: '{key}'}}\n" for key in keys)


def test_every_source_keeps_a_key_of_its_own(here):
    keys = ["source2", "a b", "x y", "source1", "źle", "source3."]
    lines = "".join(f"  - {{id: '{key}', title: 'Title of {key}'}}\n" for key in keys)
    (here / "place.yaml").write_text(f"{ASSESSMENT}references:\n{lines}{asked(*keys)}")
    page = pandoc(thesis("place.yaml"), "-t", "html", "--citeproc", "--mathml")
    listed = re.findall(r'id="ref-([^"]+)"', page)
    assert len(set(listed)) == len(keys) + 2  # the rubric and the handbook
    assert all(f"Title of {key}" in page.replace("\n", " ") for key in keys)


def test_one_key_for_two_works_gives_two_sources(here):
    for name, author in (("place", "Wahid"), ("other", "Alfiyah")):
        reference = f"references: [{{id: rpjmd, title: RPJMD, author: [{{family: {author}}}]}}]\n"
        (here / f"{name}.yaml").write_text(ASSESSMENT + reference + asked("rpjmd"))
    text = written("place.yaml", "other.yaml", "--flavour", "gfm")
    assert "- Wahid (n.d.). RPJMD." in text
    assert "- Alfiyah (n.d.). RPJMD." in text


def test_equal_files_stand_side_by_side(here):
    for name in ("b", "c", "d", "e"):
        other = ASSESSMENT if name == "e" else ASSESSMENT.replace("Somewhere", name)
        (here / f"{name}.yaml").write_text(other)
    text = written("place.yaml", *(f"{n}.yaml" for n in "bcde"), "--flavour", "gfm")
    for table in tables(text):
        assert len({len(row) for row in table}) == 1
    page = written("place.yaml", "place.yaml", "--format", "html")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_fence_of_colons_in_a_text_makes_no_block(here):
    for name, about in (("place", "'::: warning'"), ("other", "':::'")):
        (here / f"{name}.yaml").write_text(f"{ASSESSMENT}about: {about}\n")
    tree = json.loads(pandoc(written("place.yaml", "other.yaml"), "-t", "json"))
    assert not [div for div in of_kind(tree["blocks"], "Div") if "warning" in div["c"][0][1]]


@pytest.mark.parametrize("command", ["report", "assess"])
def test_what_an_assessment_names_is_not_overwritten(here, command):
    indicator = "{code: ease, title: Ease, survey: {min: 1, max: 4}}"
    (here / "tiny.yaml").write_text(f"{RUBRIC}      - {indicator}\n")
    (here / "survey.csv").write_text("ease\n3\n4\n")
    ratings = "first: 3, ease: {responses: {file: survey.csv, column: ease}}"
    source = "references: [{id: a, title: A, file: source.txt}]\n"
    (here / "source.txt").write_text("words")
    (here / "place.yaml").write_text(ASSESSMENT.replace("first: 3", ratings) + source)
    for name in ("survey.csv", "source.txt"):
        (here / "link.csv").unlink(missing_ok=True)
        (here / "link.csv").symlink_to(name)
        for out in (name, "link.csv"):
            more = ["--format", "csv"] if command == "report" else []
            done = CliRunner().invoke(app, [command, "place.yaml", "-o", out, *more])
            assert done.exit_code == 2, done.stderr
    assert (here / "survey.csv").read_text() == "ease\n3\n4\n"


def of_kind(tree, kind):
    """Every part of pandoc's tree that is of a kind."""
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree
        for inner in tree.values():
            yield from of_kind(inner, kind)
    elif isinstance(tree, list):
        for inner in tree:
            yield from of_kind(inner, kind)


def pandoc(text: str, *arguments: str) -> str:
    command = [program("pandoc"), "-f", "markdown", "--fail-if-warnings", *arguments]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_pandoc_resolves_every_citation(in_root, example, language):
    text = thesis(f"examples/{example}.yaml", "--lang", language)
    page = pandoc(text, "-t", "html", "--citeproc", "--mathml")
    assert "???" not in page
    cited = {key for group in re.findall(r'data-cites="([^"]+)"', page) for key in group.split()}
    listed = set(re.findall(r'id="ref-([^"]+)"', page))
    assert cited
    assert cited <= listed
    assert page.count("<caption") == text.count("\n: Tab")


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_pandoc_reads_what_is_written_for_github_too(in_root, tmp_path, kind):
    text = written("examples/jember.yaml", "--lang", "id", "--flavour", "gfm")
    out = tmp_path / f"out.{kind}"
    command = [program("pandoc"), "-f", "gfm", "--fail-if-warnings", "-o", str(out)]
    subprocess.run(command, input=text.encode(), check=True, capture_output=True)
    grids = len(tables(text))
    if kind == "html":
        assert out.read_text(encoding="utf-8").count("<table") == grids > 5
    else:
        with zipfile.ZipFile(out) as archive:
            assert archive.read("word/document.xml").count(b"<w:tbl>") == grids


def test_a_section_is_not_taken_for_a_page(here):
    evidence = "[{cite: k, at: '3.2, Faktor'}, {cite: k, at: 4}, {cite: k, at: paragraf 1 dan 3}]"
    place = ASSESSMENT.replace("first: 3", f"first: {{level: 3, evidence: {evidence}}}")
    reference = "references: [{id: k, title: T, author: [{family: W}]}]\n"
    (here / "place.yaml").write_text(place + reference)
    page = pandoc(thesis("place.yaml", "--lang", "id"), "-t", "html", "--citeproc", "--mathml")
    shown = " ".join(re.sub(r"<[^>]+>", "", page).split())
    for told in ("3.2, Faktor", "4", "paragraf 1 dan 3"):
        assert f"(W, t.t., {told})" in shown


def test_filters_do_not_number_for_github(here):
    text = written("place.yaml", "--xref", "quarto", "--flavour", "gfm")
    assert "**Table 1 " in text


def test_crossref_is_told_the_words_of_the_language(here):
    text = written("place.yaml", "--xref", "pandoc-crossref", "--lang", "id")
    assert 'tableTitle: "Tabel"' in text


def test_both_flavours_say_the_same(in_root):
    """Word for word but for citations, captions and formulas."""
    rows = {}
    for flavour in ("pandoc", "gfm"):
        text = thesis("examples/blitar.yaml", "--flavour", flavour)
        found = [line for line in text.split("\n") if line.startswith("| ") and "[@" not in line]
        rows[flavour] = {re.sub(r"\([^()]*\)", "", line) for line in found if "--" not in line}
    assert len(rows["pandoc"] - rows["gfm"]) == 0


# user text


@pytest.mark.parametrize("text", hostile_texts.NASTY)
def test_user_text_is_one_line_without_markup(text):
    import cmarkgfm

    page = cmarkgfm.github_flavored_markdown_to_html(md(text))
    page = re.sub(r'<a href="mailto:mail@example.org">([^<]*)</a>', r"\1", page)
    assert re.fullmatch(r"<p>[^<]*</p>\n", page), page


def test_the_example_of_the_manual_of_templates_works(here):
    manual = (Path(__file__).parent.parent / "docs" / "templates.md").read_text(encoding="utf-8")
    example = manual.split("```jinja\n", 1)[1].split("```", 1)[0]
    (here / "own.jinja").write_text(example)
    assert "- Tiny: 25.0 (25.0)" in written("place.yaml", "--template", "own.jinja")


def test_the_manual_of_reports_shows_options_that_there_are():
    manual = (Path(__file__).parent.parent / "docs" / "reports.md").read_text(encoding="utf-8")
    told = CliRunner().invoke(app, ["report", "--help"]).stdout
    pandocs = {"--citeproc", "--mathml", "--csl", "--reference-doc", "--sandbox"}
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", manual)) - pandocs:
        assert option in told, option


@pytest.mark.parametrize(
    ("option", "kind", "is_idle"),
    [
        *((("--style", "brief"), kind, kind in ("json", "csv")) for kind in ("md", "json", "csv")),
        *((("--flavour", "gfm"), kind, kind != "md") for kind in ("md", "html", "json", "csv")),
        *((("--xref", "quarto"), kind, kind != "md") for kind in ("md", "html", "json", "csv")),
        *((("--table-prefix", "4."), kind, kind != "md") for kind in ("md", "html", "json", "csv")),
        *((("--start", "4"), kind, kind != "md") for kind in ("md", "html", "json", "csv")),
        *((("--figures", "f"), kind, kind in ("json", "csv")) for kind in ("md", "html", "csv")),
        (("--flavour", "gfm", "--xref", "quarto"), "md", True),
        (("--style", "page", "--parts", "sheet"), "md", True),
        (("--style", "page", "--rows-per-table", "9"), "html", True),
        (("--style", "page", "--caption-mark", "."), "md", True),
        (("--style", "page", "--appendix-start", "3"), "md", True),
        *((("--style", "page", "--since", "place.yaml"), k, k != "md") for k in ("md", "json")),
    ],
)
def test_an_option_that_does_nothing_is_told(here, option, kind, is_idle):
    done = run("place.yaml", "--format", kind, *option)
    assert done.exit_code == 0
    assert ("does nothing for" in done.stderr) == is_idle, done.stderr
    if is_idle:
        assert f"`{option[-2]}`" in " ".join(done.stderr.split())
        told = run("place.yaml", "--format", kind, *option, "--lang", "id").stderr
        assert "tidak berpengaruh untuk" in told


def many(here: Path, dimensions: int, bands: int = 2) -> None:
    """A rubric of so many dimensions and bands, and an assessment of it."""
    step = 100 / bands
    (here / "many.yaml").write_text(
        "smartscore: rubric/1\ncode: many\nversion: 1.0.0\ntitle: Many\nevidence: optional\n"
        "scale: [{points: 1, label: One}, {points: 3, label: Three}]\nbands:\n"
        + "".join(f"  - {{code: b{n}, from: {n * step}, label: B{n}}}\n" for n in range(bands))
        + "dimensions:\n"
        + "".join(
            f"  - {{code: d{n}, title: D{n}, "
            f"indicators: [{{code: q{n}, title: Q{n}, levels: {{1: x, 3: y}}}}]}}\n"
            for n in range(dimensions)
        )
    )
    (here / "long.yaml").write_text(
        "smartscore: assessment/1\nrubrics: [./many.yaml]\nsubject: {name: Somewhere}\n"
        "date: 2021-07-12\nratings:\n  many:\n"
        + "".join(f"    q{n}: 3\n" for n in range(dimensions))
    )


@pytest.mark.parametrize(
    ("dimensions", "bands", "told"),
    [
        (100, 50, ""),
        (101, 2, "of 101 dimensions, only of up to 100"),
        (3, 51, "with 51 bands, only with up to 50"),
    ],
)
@pytest.mark.parametrize("kind", ["md", "html"])
def test_no_chart_has_more_parts_than_can_be_read(here, kind, dimensions, bands, told):
    many(here, dimensions, bands)
    done = run("long.yaml", "--format", kind, "--figures", "figures")
    assert done.exit_code == 0, done.stderr
    assert told in done.stderr
    assert (here / "figures").exists() == (not told)
    assert ("no charts are drawn" in done.stdout) == bool(told)
    assert told in done.stdout
    assert "D2" in done.stdout
    if told:
        shown = run("long.yaml", "--format", kind, "--figures", "figures", "--lang", "id")
        assert "digambar" in shown.stdout
        assert "digambar" in shown.stderr


@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize(
    ("language", "said"), [("en", "This report would have"), ("id", "Laporan ini akan memuat")]
)
def test_a_report_of_more_charts_than_anybody_looks_at_has_none(
    here, monkeypatch, kind, language, said
):
    many(here, 4, 2)
    monkeypatch.setattr(publishing, "MOST_CHARTS", 2)
    order = ("--format", kind, "--figures", "figures", "--lang", language, "--style", "thesis")
    assert said not in run("long.yaml", *order).stderr
    assert len(list((here / "figures").glob("*.svg"))) == 2
    shutil.rmtree(here / "figures")
    monkeypatch.setattr(publishing, "MOST_CHARTS", 1)
    done = run("long.yaml", *order)
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count(said) == 1
    assert not (here / "figures").exists()
    assert (done.stdout.count(said) == 1) == (kind == "md")
    assert "D2" in done.stdout
    assert "![" not in done.stdout
