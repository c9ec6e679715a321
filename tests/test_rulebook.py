"""Every code has a page in the manual, and the examples of the page do what they claim.

An example of a code that begins with Y is the whole text of a file, and so is one that begins with
`smartscore:`. Any other is a fragment: its top-level keys replace those of a sound rubric or, where
only an assessment has such keys, of a sound assessment.
"""

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import BaseModel
from typer.testing import CliRunner

import smartscore
from smartscore.cli.rule import rule
from smartscore.model.assessment import Assessment
from smartscore.model.rubric import Rubric
from smartscore.read.check import Examiner
from smartscore.read.rulebook import RULES, Page, pages
from smartscore.read.shelf import Catalogue
from smartscore.reports import manual
from smartscore.rules import assessment, evidence, quality, rubric
from smartscore.rules import rule as rule_module
from smartscore.rules import text as text_rules
from smartscore.text.problems import Code, Problem, Severity

from .archives import archive, old_office

LOCALE = Path(__file__).parent.parent / "src" / "smartscore" / "locales" / "en.json"
CODES = sorted(
    key.removeprefix("problem.")
    for key in json.loads(LOCALE.read_text(encoding="utf-8"))
    if key.startswith("problem.")
)

RUBRIC = """\
# yaml-language-server: $schema=schemas/rubric.json
smartscore: rubric/1
code: plan-check
version: 1.0.0
title: {id: Pemeriksaan rencana, en: Plan check}
about: Whether a plan can be carried out. It does not tell whether it should be.
bands:
  - {code: weak, from: 0, label: Weak}
  - {code: strong, from: 50, label: Strong}
scale:
  - {points: 1, label: Absent}
  - {points: 2, label: Partial}
  - {points: 3, label: Complete}
ladders:
  document: {1: No document says so., 2: A draft says so., 3: A decree says so.}
dimensions:
  - code: mandate
    title: Mandate
    indicators:
      - code: vision
        title: Vision
        levels: document
  - code: people
    title: People
    indicators:
      - code: benefit
        title: Benefit to residents
        look_for: A survey of residents.
        judged_by: demand
        levels: document
"""

ASSESSMENT = """\
# yaml-language-server: $schema=schemas/assessment.json
smartscore: assessment/1
rubrics: [plan-check@1]
subject: {name: Kota Contoh}
masterplan: {title: Masterplan 2024-2033, from: 2024, until: 2033}
date: 2026-11-21
references:
  - {id: plan2024, title: Masterplan, file: sources/plan.txt}
  - {id: survey2025, title: Survey of residents, ISBN: 978-0-00-000000-2}
ratings:
  plan-check:
    vision:
      level: 2
      because: There is a year but no figure to reach by then.
      evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
    benefit:
      level: 2
      because: Half of the residents say so.
      evidence: [{cite: survey2025, at: 2, shows: Answers of 400 residents., side: demand}]
"""

QUICK_SCAN = """\
smartscore: rubric/1
code: quick-scan
version: 1.2.0
title: Quick scan
scale: [{points: 1, label: Absent}, {points: 2, label: Present}]
evidence: advised
dimensions:
  - code: services
    title: Services
    indicators: [{code: first, title: First, levels: {1: No list., 2: A list.}}]
"""

OLD_CHECK = QUICK_SCAN.replace("quick-scan", "old-check").replace(
    "title: Quick scan", "title: Old check\nvalidity: {from: 2015-01-01, until: 2019-12-31}"
)

REGIONAL = """\
smartscore: rubric/1
code: regional
version: 1.0.0
title: Regional
dimensions: [{rubric: ./copy.yaml}]
"""

MEASURED = """\
smartscore: rubric/1
code: measured
version: 1.0.0
title: Measured
dimensions:
  - code: all
    title: All
    indicators:
      - {code: income, title: I, quantity: {unit: USD, worst: 100, best: 75000, transform: log}}
      - {code: papers, title: P, checklist: [{code: decree, text: A decree}]}
      - {code: liking, title: L, survey: {min: 1, max: 4}}
"""

CAPPED = MEASURED.replace("measured", "capped").replace(
    "transform: log}", "transform: log, clip: expected}"
)

NAMED = """\
smartscore: rubric/1
code: named
version: 1.0.0
title: Named
bands: [{code: good, from: 0, label: Good}]
scale: [{points: 1, label: Absent}, {points: 2, label: Present}]
dimensions:
  - code: all
    title: All
    indicators: [{code: band, title: Broadband, levels: {1: No line., 2: A line.}}]
"""

SAMPLED = """\
smartscore: rubric/1
code: sampled
version: 1.0.0
title: Sampled
dimensions:
  - code: all
    title: All
    indicators: [{code: income, title: I, quantity: {unit: USD, over: sample, better: higher}}]
"""

BESIDE = {
    "measured.yaml": MEASURED,
    "capped.yaml": CAPPED,
    "sampled.yaml": SAMPLED,
    "named.yaml": NAMED,
    "answers.csv": "u1;u2\n3;4\n4;4\n",
    "short.csv": "u1,u2\n3,4\n3\n",
    "words.csv": "u1,u2\n3,4\ngood,4\n",
    "empty.csv": "u1,u2\n",
    "twice.csv": "u1,u1\n3,4\n",
    "quoted.csv": 'u1,u2\n3,"say ""now"", or wait"\n',
    "open.csv": 'u1,u2\n3,"now\n4,wait\n',
    "behind.csv": 'u1,u2\n3,"say "now", or wait"\n',
    "long.csv": f"u1,u2\n3,{'x' * 131_073}\n",
    "both.csv": "a,b;c\n1;2,3\n",
    "said.csv": "sep=;\na,b;c\n1;2,3\n",
    "swallowed.csv": 'u1,u2\n3,"now\n1,later\n4,wait"\n',
    "comma.csv": 'u1,u2\n"3,5",4\n',
    "mixed.csv": "u1;u2\n3,5;4\n2.5;4\n",
    "codes.csv": "u1,u2\n3,4\n99,4\n",
    "numbered.csv": "no,1,2\n1,3,4\n",
    "headless.csv": "3,2\n4,1\n",
    "ends.csv": "u1,u2\n3,now\rlater\n",
    "many.csv": "u1,u2\n" + 11 * "x,4\n",
    "plan-check.yaml": RUBRIC,
    "quick-scan.yaml": QUICK_SCAN,
    "archive/quick-scan@0.yaml": QUICK_SCAN.replace("1.2.0", "0.9.0"),
    "old-check.yaml": OLD_CHECK,
    "copy.yaml": RUBRIC,
    "regional.yaml": REGIONAL,
    "district.yaml": ASSESSMENT,
    "schemas/assessment.json": "{}",
    "library.json": '[{"id": "report2025", "title": "Report"}]',
    "copy.json": '[{"id": "report2025", "title": "Report"}]',
    "keyless.json": '[{"id": "report2025", "title": "Report"}, {"title": "Report"}]',
    "addresses.json": '[{"id": "http://zotero.org/users/1/items/ABCD1234", "title": "Report"}]',
    "sources/plan.txt": "By 2033 every service is online.\n",
    "sources/pages.txt": "Masterplan\n\fBy 2033 every service is online.\n\f",
    "sources/plan.pdf": "%PDF-1.4\n",
}
"""What lies beside an example."""

BUILT: dict[str, tuple[bytes, bytes]] = {
    "Y101": ("title: Café\n".encode("cp1252"), "title: Café\n".encode()),
    "Y104": (b"subject:\n\tname: Kota Contoh\n", b"subject:\n  name: Kota Contoh\n"),
    "Y105": (b"#" * (4 * 1024 * 1024 + 1), b"#" * 4 * 1024 * 1024),
    "Y106": (b"a: " + b"[" * 64 + b"]" * 64, b"a: " + b"[" * 63 + b"]" * 63),
    "Y125": (archive("xl/workbook.xml"), b"a: PK\n"),
    "Y126": (archive("xl/workbook.bin"), b"a: xlsb\n"),
    "Y127": (old_office("EncryptedPackage"), b"a: secret\n"),
    "Y128": (b"%PDF-1.7\n", b"a: PDF\n"),
    "S160": (b"@book{a, title = {A}}\n", b"a: '@book{a}'\n"),
    "Y129": (archive("xl/workbook.xml"), b"a: xlsx\n"),
    "Y123": ("a:\n\u00a0\u00a0b: 1\n  c: 2\n".encode(), b"a:\n  b: 1\n  c: 2\n"),
}
"""What breaks and keeps a rule where a page can not show it: bytes, size, depth, and white space
that a reader could not tell from plain spaces."""

MANY_FILES = {"R117", "R126", "A244", "R234", "A260", "A144", "A145", "A146"}
MANY_FILES |= {f"A15{number}" for number in range(4, 10)}
MANY_FILES |= {f"A44{number}" for number in range(3)}
MANY_FILES |= {"A141", "A142", "A143"}
"""Broken by several files, by a workbook, or by what is not installed; tests write them."""

WHOLE = ("Y", "S101", "S118")
"""Codes of which the examples are whole files."""

OF_WORKBOOKS = "A5"
"""Codes of cells, which no YAML breaks; `test_sheets_hostile` has a workbook for each."""

OF_TABLES = "T"
"""Codes of tables of many places, which no YAML breaks; `test_tables` has a table for each."""

OF_PDFS = "A41"
"""Codes of PDFs that can't be read in time or at all; `test_pdf` makes one for each."""

OF_MERGING = "A16"
"""Codes of several assessments that are to become one; `test_merge` has offices for each."""

ONLY_WITHOUT_PDFIUM = "A404"

OF_DOCUMENTS = ("A422", "A423", "A424", "A425", "A426")
"""Codes of other documents; `test_documents` and `test_elsewhere` have one for each."""

_OF_ASSESSMENTS = {"language", "rubrics", "subject", "masterplan", "date", "rater", "ratings"}
_BLOCK = re.compile(r"^(?=[^\s#-])", re.MULTILINE)

EXAMPLES = [
    code
    for code in pages()
    if code not in {*BUILT, *MANY_FILES}
    and not code.startswith((OF_WORKBOOKS, OF_PDFS, OF_MERGING, OF_TABLES, *OF_DOCUMENTS))
]


def is_of_assessment(code: str, fragment: str) -> bool:
    return code.startswith("A") or not _OF_ASSESSMENTS.isdisjoint(blocks(fragment))


def blocks(text: str) -> dict[str, str]:
    """The text of each top-level key."""
    return {block.split(":", 1)[0]: block for block in _BLOCK.split(text) if ":" in block}


def merged(base: str, fragment: str, model: type[BaseModel]) -> str:
    """The text with top-level keys of a fragment in the place of its own, in order."""
    order = [field.alias or name for name, field in model.model_fields.items()]
    both = blocks(base) | blocks(fragment)
    return "# yaml-language-server: $schema=x\n" + "".join(both[k] for k in order if k in both)


def whole(code: str, example: str) -> tuple[str, str]:
    """The name and the text of the file that an example stands for."""
    assessment = is_of_assessment(code, example)
    name = "town.yaml" if assessment else "plan-check.yaml"
    if code.startswith("C"):
        return "published.yaml", example
    if code.startswith(WHOLE) or example.startswith("smartscore:"):
        return name, example
    if assessment:
        return name, merged(ASSESSMENT, example, Assessment)
    return name, merged(RUBRIC, example, Rubric)


def found(folder: Path, name: str, content: bytes) -> tuple[Problem, ...]:
    for beside, text in BESIDE.items():
        (folder / beside).parent.mkdir(exist_ok=True)
        (folder / beside).write_text(text, encoding="utf-8")
    (folder / name).write_bytes(content)
    return Examiner(Catalogue([folder])).check(str(folder / name), content)


def codes(folder: Path, page: Page, example: str) -> set[str]:
    name, text = whole(page.code, example)
    return {problem.code for problem in found(folder, name, text.encode())}


def test_every_code_has_a_page_and_every_page_a_sentence():
    assert sorted(pages()) == CODES


def test_every_code_of_a_module_is_in_the_manual_with_what_it_declares():
    declared: dict[str, Code] = {}
    for found in pkgutil.walk_packages(smartscore.__path__, "smartscore."):
        if found.name != "smartscore.__main__":
            here = vars(importlib.import_module(found.name)).values()
            declared |= {each.code: each for each in here if isinstance(each, Code)}
    declared |= {rule.code.code: rule.code for rule in RULES}
    assert {code: (each.severity, each.mends) for code, each in declared.items()} == {
        code: (page.severity, page.mends) for code, page in pages().items()
    }


def test_what_lets_a_file_be_scored_blocks_nothing():
    stopping: tuple[rule_module.Rule[Any], ...] = (*rubric.RULES, *assessment.RULES)
    passing: tuple[rule_module.Rule[Any], ...] = (
        *text_rules.RULES,
        *quality.RULES,
        *evidence.QUALITY,
    )
    assert all(rule.code.blocks for rule in stopping)
    assert not any(rule.code.blocks for rule in passing)


def test_the_pages_of_rules_are_their_docstrings():
    for each in RULES:
        page = pages()[each.code.code]
        assert page.severity == each.code.severity
        assert page.name == each.check.__name__.replace("_", "-")


@pytest.mark.parametrize("code", pages())
def test_a_page_says_what_why_and_how(code):
    page = pages()[code]
    assert page.summary.endswith(".")
    assert page.text
    assert max(map(len, page.text.split("\n"))) <= 100
    assert page.mends == ("`--fix`" in page.text)
    assert bool(page.breaks) == bool(page.keeps) == (code in EXAMPLES)


@pytest.mark.parametrize("code", BUILT)
def test_what_no_page_can_show(tmp_path, code):
    breaks, keeps = BUILT[code]
    name = "town.xlsx" if code == "Y125" else "town.yaml"
    assert code in {p.code for p in found(tmp_path, name, breaks)}
    assert code not in {p.code for p in found(tmp_path, "town.yaml", keeps)}


@pytest.mark.parametrize(("length", "expected"), [(15, False), (17, True)])
def test_a_chain_of_rubrics_has_an_end(tmp_path, length, expected):
    for i in range(length):
        deeper = QUICK_SCAN.replace("quick-scan", f"deep-{i}").split("dimensions:")[0]
        deeper += f"dimensions: [{{rubric: ./deep-{i + 1}.yaml}}]\n"
        (tmp_path / f"deep-{i}.yaml").write_text(deeper, encoding="utf-8")
    last = QUICK_SCAN.replace("quick-scan", f"deep-{length}")
    (tmp_path / f"deep-{length}.yaml").write_text(last, encoding="utf-8")
    first = (tmp_path / "deep-0.yaml").read_bytes()
    assert ("R117" in {p.code for p in found(tmp_path, "deep-0.yaml", first)}) == expected


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_breaks_a_rule_breaks_it(tmp_path, monkeypatch, code):
    if code == ONLY_WITHOUT_PDFIUM:
        monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)
    assert code in codes(tmp_path, pages()[code], pages()[code].breaks)


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_keeps_a_rule_keeps_it(tmp_path, monkeypatch, code):
    if code == ONLY_WITHOUT_PDFIUM:
        monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)
    assert code not in codes(tmp_path, pages()[code], pages()[code].keeps)


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_page_says_truly_whether_there_is_a_mend(tmp_path, code):
    name, text = whole(code, pages()[code].breaks)
    mine = [p for p in found(tmp_path, name, text.encode()) if p.code == code]
    assert any(p.edit is not None for p in mine) == pages()[code].mends


@pytest.mark.parametrize("code", [code for code in EXAMPLES if not code.startswith(WHOLE)])
def test_what_keeps_a_rule_is_sound(tmp_path, code):
    """Nobody learns a mistake from the manual: there is advice at most."""
    keeps = pages()[code].keeps
    name, text = whole(code, keeps)
    problems = found(tmp_path, name, text.encode())
    assert {p.code for p in problems if p.severity != Severity.ADVICE} == set()


def test_what_fragments_are_put_into_is_sound(tmp_path):
    for name, text in (("plan-check.yaml", RUBRIC), ("town.yaml", ASSESSMENT)):
        problems = found(tmp_path, name, text.encode())
        assert {p.code for p in problems} <= {"R216", "R217"}


app = typer.Typer(pretty_exceptions_enable=False)
app.command()(rule)


def shown(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_without_a_code_all_are_listed():
    listed = shown()
    assert re.findall(r"^([A-Z]\d{3})  (\w+)", listed, re.MULTILINE) == [
        (page.code, page.severity) for page in pages().values()
    ]
    assert max(map(len, listed.split("\n"))) <= 80


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("R207", ["R207"]),
        ("r207", ["R207"]),
        ("descriptors-are-observable", ["R207"]),
        ("references-are-cited", ["R210", "A211"]),
        ("A10", [code for code in pages() if code.startswith("A10")]),
        ("y2", [code for code in pages() if code.startswith("Y2")]),
    ],
)
def test_pages_by_code_prefix_or_name(asked, codes):
    heads = [f"{code} {pages()[code].name} (" for code in codes]
    lines = shown(asked).split("\n")
    assert [line.split("(")[0] + "(" for line in lines if re.match(r"[A-Z]\d{3} ", line)] == heads
    assert [page["code"] for page in json.loads(shown(asked, "--output-format", "json"))] == codes


@pytest.mark.parametrize("code", pages())
def test_a_page_shows_all_that_it_has(code):
    page, text = pages()[code], manual.page(code)
    for part in (page.code, page.name, page.severity, *page.summary.split(), *page.text.split()):
        assert part in text
    for line in (page.breaks + page.keeps).split("\n"):
        assert line in text


def test_all_pages_as_json():
    assert [page["code"] for page in json.loads(shown("--output-format", "json"))] == [*pages()]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("R299", "did you mean R2"),
        ("R20x", "lists them"),
        ("tabs", "did you mean tab?"),
        ("banana", "lists them"),
        ("", "lists them"),
        ("\x1b[31m", "lists them"),
    ],
)
def test_what_is_no_code(asked, hint):
    done = CliRunner().invoke(app, [asked])
    assert done.exit_code == 2
    assert hint in done.stderr
    assert "\x1b" not in done.stderr
    assert not done.stdout


def test_the_document_links_to_its_own_headings(root):
    text = (root / "docs" / "rules.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### (.+)$", text, re.MULTILINE)
    links = re.findall(r"\(#([^)]+)\)", text)
    assert sorted(links) == sorted(heading.lower().replace(" ", "-") for heading in headings)
