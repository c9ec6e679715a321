"""The default report: an appendix of a few pages, results first, each thing once."""

import json
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.reports.view.parts import ALL, NAMES, SHORT, UnknownPartError, chosen

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


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def tables(text: str) -> list[list[list[str]]]:
    """The cells of every table of pandoc's or GitHub's Markdown."""
    parts = (part for part in text.split("\n\n") if part.startswith("| "))
    return [[row[2:-2].split(" | ") for row in part.split("\n")] for part in parts]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_example_of_two_rubrics(in_root, golden, language):
    text = written("examples/jember.yaml", "--lang", language)
    golden(f"reports/{language}-jember-appendix.md", text)


@pytest.mark.parametrize("example", EXAMPLES)
def test_results_come_first_and_the_instrument_is_left_out(in_root, example):
    text = written(f"examples/{example}.yaml", "--flavour", "gfm")
    assert headings(text) == [
        "Results by dimension",
        "Scoring sheet",
        "Evidence",
        "Contested findings and conflicts between sources",
        "What is not rated",
        "Method of computation",
        "References",
        "Versions",
    ]


def test_there_is_one_table_of_results_with_every_rubric(in_root):
    text = written("examples/jember.yaml", "--flavour", "gfm")
    first = tables(text)[0]
    assert [row[0] for row in first[2:] if row[0].startswith("**")] == [
        "**Collaborative governance of the smart city**",
        "**Three elements of successful e-government**",
    ]


def test_a_part_of_which_nothing_is_rated_takes_one_row(in_root):
    text = written("examples/sumenep.yaml", "--flavour", "gfm", "--parts", "sheet")
    assert "| Smart branding" not in text  # something of it is rated
    sheet = next(t for t in tables(text) if any("Capacity" in row[0] for row in t))
    rows = [row for row in sheet[2:] if "not rated" in row[2] and "**" not in row[0]]
    assert rows
    for row in rows:
        count, total = re.findall(r"\d+", row[2])
        assert count == total
        assert row[3:] == ["–", "–", "–"]
    assert all("\\_" not in row[0] for row in sheet)


def of_two(here: Path, ratings: str) -> str:
    (here / "place.yaml").write_text(ASSESSMENT.replace("{first: 3, second: 1}", ratings))
    return written("place.yaml", "--flavour", "gfm", "--parts", "sheet", "--lang", "en")


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ("{first: 3, second: 1}", "2 of 2 indicators"),
        ("{first: 3, second: {unknown: x}}", "1 of 2 indicators"),
        ("{first: 3, second: {not_applicable: x}}", "1 of 1 indicator;"),
        ("{first: {not_applicable: x}, second: {unknown: x}}", "0 of 1 indicator;"),
    ],
)
def test_what_does_not_apply_is_counted_as_neither_rated_nor_open(here, ratings, said):
    text = of_two(here, ratings)
    assert f"has what is rated of Tiny, {said}" in text
    assert ("1 of 1 not rated" in text) == ("0 of 1" in said)


@pytest.mark.parametrize(
    ("ratings", "is_said"),
    [
        ("{first: 3, second: 1}", False),
        ("{first: 3, second: {not_applicable: x}}", False),
        ("{first: 3, second: {unknown: x}}", True),
    ],
)
def test_a_sum_that_is_not_the_score_is_explained(here, ratings, is_said):
    text = of_two(here, ratings)
    sums = re.search(r"\*\*Sum\*\* .*\*\*(?P<score>[\d.]+)\*\* \| \*\*(?P<sum>[\d.]+)\*\*", text)
    assert sums is not None
    assert (float(sums["score"]) != float(sums["sum"])) == is_said
    assert ("the last row adds up what is rated" in text) == is_said


def test_where_there_are_no_products_that_is_said(here):
    (here / "tiny.yaml").write_text(RUBRIC.replace("scale:", "aggregate: minimum\nscale:"))
    assert "there are no products to add up" in of_two(here, "{first: 3, second: 1}")


def test_weights_of_what_is_rated_and_what_is_not_add_up(in_root):
    text = written("examples/jember.yaml", "--flavour", "gfm", "--parts", "sheet")
    for sheet in tables(text)[:2]:
        *rows, total = sheet[2:]
        tops = [row for row in rows if "**" in row[0] or "not rated" in row[2]]
        assert sum(float(row[1].strip("*")) for row in tops) == pytest.approx(100, abs=0.05)
        assert total[1] == "**100.00**"
        rated = [row for row in rows if " of 5: " in row[2]]
        assert rated
        assert sum(float(row[4]) for row in rated) == pytest.approx(
            float(total[4].strip("*")), abs=0.02
        )


def test_the_codes_of_sources_are_used_wherever_evidence_is_meant(in_root):
    text = written("examples/blitar.yaml", "--flavour", "gfm", "--parts", "evidence,contested")
    documents, *others = tables(text)
    codes = [row[0] for row in documents[2:]]
    assert codes == ["D1"]
    shown = next(t for t in others if t[0][-1] == "What it shows")
    assert all(re.fullmatch(r"D1 \([+−]\)", row[1]) for row in shown[2:])
    contested = others[-1]
    assert contested[0] == shown[0]
    assert {row[1] for row in contested[2:]} == {"D1 (+)", "D1 (−)"}


OWN = (
    "smartscore: rubric/1\ncode: {code}\nversion: 1.0.0\ntitle: {title}\nevidence: optional\n"
    "scale: [{{points: 1, label: One}}, {{points: 3, label: Three}}]\n"
    "missing: {{minimum_availability: 0.6}}\n{more}dimensions:\n{dimensions}"
)


def dimension(code: str, *indicators: str, more: str = "") -> str:
    asked = "".join(
        f"      - {{code: {each}, title: {each.upper()}, levels: {{1: x, 3: y}}}}\n"
        for each in indicators
    )
    return f"  - code: {code}\n    title: Dim {code}\n{more}    indicators:\n{asked}"


def place(folder: Path, rubrics: str, ratings: str) -> None:
    (folder / "place.yaml").write_text(
        f"smartscore: assessment/1\nrubrics: [{rubrics}]\nsubject: {{name: Somewhere}}\n"
        "date: 2021-07-12\nreferences:\n  - {id: plan, title: The plan}\n"
        "  - {id: news, title: The news}\n"
        f"ratings:\n{ratings}"
    )


def test_what_several_ratings_have_in_common_stands_there_once(here):
    (here / "own.yaml").write_text(
        OWN.format(code="own", title="Own", more="", dimensions=dimension("d", "a", "b", "c", "e"))
    )
    shared = "{cite: plan, at: 7, shows: A thing is there}"
    place(
        here,
        "./own.yaml",
        "  own:\n"
        f"    a: {{level: 3, because: Both were seen, evidence: [{shared}]}}\n"
        f"    b: {{level: 3, because: Both were seen, evidence: [{shared}]}}\n"
        "    c: {level: 1, because: Only one was, evidence: [{cite: plan, shows: Yes so},"
        " {cite: news, at: 9, direction: hinders, side: demand, shows: Not so}]}\n"
        "    e: {level: 1, evidence: [{cite: plan, shows: One says, direction: conflicts},"
        " {cite: news, shows: Another says, direction: conflicts},"
        " {cite: news, shows: All well}]}\n",
    )
    text = written("place.yaml", "--flavour", "gfm")
    assert "| A; B | Both were seen |" in text
    assert text.count("Both were seen") == text.count("A thing is there") == 1
    assert "| A; B | D1 (+) | A thing is there (p. 7) |" in text
    evidence, contested = text.split("## Contested")
    assert "has 2 pieces of evidence" not in evidence
    assert "All well" in evidence
    assert not re.search("Yes so|Not so|One says|Another says", evidence)
    assert "4 more pieces stand under Contested findings" in evidence
    assert "| C (level 1 of 3: One) | D1 (+) | Yes so |" in contested
    assert "|  | D2 (−) | Not so (p. 9; demand side) |" in contested
    assert "| E (level 1 of 3: One) | D1 (≠) | One says |" in contested
    alone = written("place.yaml", "--flavour", "gfm", "--parts", "evidence")
    for said in ("Yes so", "Not so", "One says", "Another says", "All well"):
        assert alone.count(said) == 1
    apart = written("place.yaml", "--flavour", "gfm", "--parts", "contested,evidence")
    assert apart.count("Not so") == 1


def test_evidence_that_is_all_contested_is_not_said_to_be_missing(here):
    (here / "own.yaml").write_text(
        OWN.format(code="own", title="Own", more="", dimensions=dimension("d", "a"))
    )
    both = "[{cite: plan, shows: For}, {cite: news, shows: Against, direction: hinders}]"
    place(here, "./own.yaml", f"  own:\n    a: {{level: 3, evidence: {both}}}\n")
    text = written("place.yaml", "--flavour", "gfm", "--parts", "evidence,contested")
    assert "records no evidence" not in text
    assert "2 more pieces stand under Contested findings" in text


def test_what_is_alike_of_several_rubrics_is_said_once_and_gates_too(in_root):
    text = written("examples/sumenep.yaml", "--flavour", "gfm", "--parts", "results,versions")
    results = text.split("## Results")[1].split("Table 1 has")[0]
    assert results.count("no score yet") == 1
    assert "Under 6 of 7 rubrics there is no score yet: one is shown from 60%" in results
    assert "25.0" in results.split("Under 6 of 7")[0]
    assert re.search(r"- Three elements of successful e-government: \d+\.\d to \d+\.\d ", results)
    assert results.count("Indrajit") == 1  # a gate of what is taken in is told there alone
    for language, all_of_them in (("en", "each rubric shows one"), ("id", "tiap rubrik")):
        two = written("examples/jember.yaml", "--parts", "results", "--lang", language)
        assert two.count(all_of_them) == 1


def test_rubrics_with_other_limits_and_scales_are_told_apart(here):
    for code, least, ends in (("one", 0.6, "{}"), ("two", 0.8, "{}"), ("six", 0.6, "{max: 10}")):
        (here / f"{code}.yaml").write_text(
            OWN.format(
                code=code,
                title=code.title(),
                more=f"display: {ends}\n" if ends != "{}" else "",
                dimensions=dimension("d", *(f"{code}{n}" for n in range(5))),
            ).replace("0.6", str(least))
        )
    ratings = "".join(f"  {code}:\n    {code}0: 3\n    {code}1: 3\n" for code in ("one", "two"))
    place(here, "./one.yaml, ./two.yaml, ./six.yaml", ratings + "  six: {}\n")
    text = written("place.yaml", "--flavour", "gfm", "--parts", "results")
    assert "Under 1 of 3 rubrics there is no score yet: one is shown from 60%" in text
    assert "Under 1 of 3 rubrics there is no score yet: one is shown from 80%" in text
    assert "Under 1 of 3 rubrics nothing is rated" in text
    assert "on a scale from 0 to 10." in text


def test_a_sheet_that_is_all_in_other_sheets_is_a_sentence(in_root):
    text = written("examples/sumenep.yaml", "--flavour", "gfm", "--parts", "sheet")
    said = re.search(
        r"put together from parts with sheets of their own: Three elements of successful "
        r"e-government \(weight 50\.00%, score –, weight × score (\d+\.\d\d)\); Six smart-city "
        r"dimensions \(weight 50\.00%, score –, weight × score (\d+\.\d\d)\)\. "
        r"The products add up to (\d+\.\d\d)\.",
        text,
    )
    assert said
    one, two, both = map(Decimal, said.groups())
    assert abs(one + two - both) <= Decimal("0.01")
    assert "See its own sheet" not in text


def test_a_short_sheet_tells_of_sums_and_scales(here):
    (here / "own.yaml").write_text(
        OWN.format(
            code="own",
            title="Own",
            more="",
            dimensions=dimension("d", "a", "b", more="    display: {min: 0, max: 10}\n")
            + dimension("f", "c", "e"),
        )
    )
    rating = "    {}: {{level: 3, because: Seen, evidence: [{{cite: plan, shows: It}}]}}\n"
    place(here, "./own.yaml", "  own:\n" + "".join(map(rating.format, "abc")))
    text = written("place.yaml", "--flavour", "gfm", "--parts", "sheet")
    assert "Dim d: 10.0 on its own scale of 0 to 10." in text
    assert text.count("the last row adds up what is rated") == 1
    assert "**1 of 2 rated**" in text
    (here / "own.yaml").write_text(
        (here / "own.yaml")
        .read_text()
        .replace("version: 1.0.0", "version: 1.0.0\naggregate: minimum")
    )
    text = written("place.yaml", "--flavour", "gfm", "--parts", "sheet")
    assert "the last row adds up what is rated" not in text
    assert text.count("there are no products to add up") == 1


def test_a_gap_says_where_one_looked_or_that_nobody_has_yet_once(here):
    (here / "tiny.yaml").write_text(
        "smartscore: rubric/1\ncode: tiny\nversion: 1.0.0\ntitle: Tiny\nevidence: optional\n"
        "scale: [{points: 1, label: One}, {points: 3, label: Three}]\n"
        "dimensions:\n  - code: d\n    title: Dim\n    indicators:\n"
        + "".join(
            f"      - {{code: q{n}, title: Q{n}, levels: {{1: x, 3: y}}}}\n" for n in range(6)
        )
    )
    (here / "gaps.yaml").write_text(
        "smartscore: assessment/1\nrubrics: [./tiny.yaml]\nsubject: {name: Somewhere}\n"
        "date: 2021-07-12\nratings:\n  tiny:\n    q0: 3\n    q1: {unknown: Sought in the plan}\n"
        "    q2: {unknown: Sought in the plan}\n    q3: {not_applicable: No such thing here}\n"
    )
    text = written("gaps.yaml", "--flavour", "gfm", "--parts", "gaps")
    assert text.count("Sought in the plan") == 1
    assert "| Q1; Q2 | Sought in the plan |" in text
    assert "| Q3 | Not applicable: No such thing here |" in text
    assert "Somewhere: nobody has looked yet for 2 indicators: Dim (2)." in text


def test_where_nothing_is_rated_there_is_no_chart(here, tmp_path):
    place(here, "six-dimensions@2", "  six-dimensions: {}\n")
    command = ("--rubric", "six-dimensions", "--figures", str(tmp_path / "f"))
    for style in ("appendix", "thesis"):
        text = written("place.yaml", *command, "--style", style)
        assert "![" not in text
        assert not (tmp_path / "f").exists()


def test_several_rubrics_have_one_chart(in_root, tmp_path):
    text = written("examples/sumenep.yaml", "--figures", str(tmp_path / "f"))
    assert text.count("![") == 1
    assert "7 of 7" not in text.split("# Scoring")[0]


def test_parts_are_chosen_and_ordered(here):
    text = written("place.yaml", "--flavour", "gfm", "--parts", "evidence, Results,references")
    assert headings(text) == ["Evidence", "Results by dimension", "References"]
    everything = written("place.yaml", "--parts", "all")
    assert everything == written("place.yaml", "--style", "thesis")
    both = written("place.yaml", "--flavour", "gfm", "--parts", "default,instrument")
    assert headings(both).index("Instrument grid") > headings(both).index("Results by dimension")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("parts", "says"),
    [("results,shet", "`sheet`"), ("zzz", "sheet-full"), (" , ", "results,sheet,evidence")],
)
def test_a_part_that_there_is_not_is_told_with_what_is_meant(here, parts, says, language):
    done = run("place.yaml", "--parts", parts, "--lang", language)
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_every_name_is_a_part_or_a_group():
    assert chosen(["all"]) == ALL
    assert chosen(["default", "results"]) == SHORT
    assert chosen(["default", "all"])[: len(SHORT)] == SHORT
    for name in NAMES:
        assert chosen([name])
    with pytest.raises(UnknownPartError, match="nothing"):
        chosen(["nothing"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_appendix_has_its_number_and_so_have_its_tables(here, language):
    text = written("place.yaml", "--appendix-start", "3", "--lang", language)
    word, table, letter = {"id": ("Lampiran", "Tabel", "L"), "en": ("Appendix", "Table", "A")}[
        language
    ]
    assert re.findall(r"^# (\w+ \d+)\. ", text, re.MULTILINE) == [f"{word} 3"]
    numbers = re.findall(rf"^: {table} {letter}3\.(\d+) ", text, re.MULTILINE)
    assert numbers == [str(n + 1) for n in range(len(numbers))]
    assert len(numbers) > 1


def test_appendices_of_a_thesis_are_counted_on_each_with_its_tables(here):
    text = written("place.yaml", "--style", "thesis", "--appendix-start", "3")
    found = re.findall(r"^# Appendix (\d+)\. |^: Table A(\d+)\.(\d+) ", text, re.MULTILINE)
    appendix, table = 2, 0
    for heading, of, number in found:
        if heading:
            appendix, table = appendix + 1, 0
            assert heading == str(appendix)
        else:
            table += 1
            assert (of, number) == (str(appendix), str(table))
    own = written("place.yaml", "--appendix-start", "3", "--table-prefix", "4.")
    assert ": Table 4.1 " in own


@pytest.mark.parametrize("number", ["0", "-1", "III", "1000", "9" * 30, "١"])
def test_an_appendix_has_a_number_that_one_can_have(here, number):
    done = run("place.yaml", f"--appendix-start={number}")
    assert done.exit_code == 2
    assert "--appendix-start" in done.stderr


def test_a_template_of_ones_own_is_given_everything(here):
    (here / "own.jinja").write_text("{% for s in report.sections %}{{ s.code }} {% endfor %}")
    codes = written("place.yaml", "--template", "own.jinja").split()
    assert "descriptors" in codes
    codes = written("place.yaml", "--template", "own.jinja", "--parts", "results").split()
    assert codes == ["results"]


def test_the_method_tells_a_floor_and_no_zero_beside_it(here):
    (here / "tiny.yaml").write_text(
        RUBRIC.replace("title: {id: Kecil, en: Tiny}", "floor: 0\ntitle: {id: Kecil, en: Tiny}", 1)
    )
    assert "floor" in (here / "tiny.yaml").read_text()
    assert "begin at a floor of 0" in written("place.yaml", "--parts", "method")


def test_informants_are_listed_with_the_evidence(here):
    informants = "informants:\n  - {name: A. B., role: Head, kind: key, date: 2021-07-01}\n"
    (here / "place.yaml").write_text(ASSESSMENT + informants)
    assert "| I1 |" in written("place.yaml", "--flavour", "gfm", "--parts", "evidence")


@pytest.mark.parametrize("shift", range(0, len(hostile_texts.NASTY), 6))
def test_hostile_texts_are_text_in_it(tmp_path, shift):
    place = hostile_texts.write(tmp_path, shift=shift)
    text = written(str(place))
    command = [program("pandoc"), "-t", "json", "--citeproc"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    tree = json.loads(done.stdout)
    found = list(_all(tree["blocks"]))
    kinds = {each["t"] for each in found}
    assert not kinds & {"Image", "Note", "Strikeout", "Code", "CodeBlock", "RawInline", "RawBlock"}
    grids = [each for each in found if each["t"] == "Table"]
    assert len(grids) == text.count("\n: Table ") > 3
    for grid in grids:
        rows = [*grid["c"][3][1], *(row for body in grid["c"][4] for row in body[3])]
        assert {len(row[1]) for row in rows} == {len(grid["c"][2])}


def _all(part):
    if isinstance(part, list):
        for inner in part:
            yield from _all(inner)
    elif isinstance(part, dict):
        if "t" in part:
            yield part
        for inner in part.values():
            yield from _all(inner)


def test_one_or_two_rubrics_take_no_more_than_a_dozen_pages(in_root, tmp_path):
    office = program("soffice", "libreoffice")
    program("pandoc")
    files = {
        "jember": ("examples/jember.yaml",),
        "one": ("examples/sumenep.yaml", "--rubric", "indrajit"),
        "two": ("examples/sumenep.yaml", "--rubric", "indrajit", "--rubric", "four-pillars"),
    }
    for name, arguments in files.items():
        assert run(*arguments, "--lang", "id", "-o", str(tmp_path / f"{name}.docx")).exit_code == 0
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    made = [str(tmp_path / f"{name}.docx") for name in files]
    subprocess.run([*command, *made], check=True, capture_output=True, timeout=300)
    for name in files:
        assert _pages(tmp_path / f"{name}.pdf") <= 12


def _pages(pdf: Path) -> int:
    pypdf = pytest.importorskip("pypdf")
    return len(pypdf.PdfReader(str(pdf)).pages)
