"""`report --style page`: what it says, and that it is one page of A4 in every spelling."""

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from smartscore.cli import app

from . import hostile_texts
from .building import ASSESSMENT as OF_TINY
from .building import RUBRIC as TINY
from .test_plans import ASSESSMENT, RUBRIC
from .tools import program

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.name for path in (ROOT / "examples").glob("*.yaml"))


def run(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def page(*arguments):
    made = run(*arguments, "--style", "page")
    assert made.exit_code == 0, made.output
    return made.stdout


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "mixed.yaml").write_text(RUBRIC)
    (tmp_path / "place.yaml").write_text(ASSESSMENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_plans_stand_in_a_table_with_what_each_brings(folder):
    assert """\
| Stepped | 1 of 3 | 3 of 3 | Communications office | 30 June 2023 | 2.5 | +25.0 |
| Listed | 0 of 2 | 2 of 2 | – | 2022 | – | +25.0 |
| Open | not rated | 2 of 3 | Bappeda | 2021 | – | +10.0\\* |
| Counted | 40 % | 151/2 % | =Bappeda | 2024 | 0 | +8.9 |
| Asked | mean 2.50 | mean 3.25 | Ortala | – | – | +6.3 |
| **All together (5 plans)** | **at least 18.0** | **at least 80.1** |  |  |  | **+62.1\\*** |
""" in page("place.yaml")


def test_all_plans_together_close_the_table(folder):
    (folder / "place.yaml").write_text(ASSESSMENT.split("    open:")[0])
    text = page("place.yaml")
    assert "**All together (4 plans)** | **22.5** | **87.6** |  |  |  | **+65.1** |" in text


def test_what_changed_stands_side_by_side(folder):
    now = ASSESSMENT.replace("level: 1\n", "level: 2\n").replace("2021-07-12", "2022-07-12")
    (folder / "now.yaml").write_text(now.replace("met: []", "unknown: Not found in the archive."))
    text = page("now.yaml", "--since", "place.yaml")
    assert "What changed since 12 July 2021" in text
    assert "| Stepped | 1 of 3 | 2 of 3 |\n| Listed | 0 of 2 | not rated |\n" in text
    assert "Then: 22.5. Now: 46.7." in text
    assert "| Counted | 40 % | 40 % |" not in text


def test_nothing_changed_is_said(folder):
    assert "No rating differs." in page("place.yaml", "--since", "place.yaml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: Somewhere", "name: Elsewhere", "of another place: Elsewhere, not Somewhere"),
        ("date: 2021-07-12", "date: 2022-01-01", "is the later of the two: 1 January 2022"),
    ],
)
def test_an_assessment_that_is_no_earlier_one_is_refused(folder, old, new, said):
    (folder / "old.yaml").write_text(ASSESSMENT.replace(old, new))
    made = run("place.yaml", "--style", "page", "--since", "old.yaml")
    assert made.exit_code == 2
    assert said in " ".join(made.stderr.split())


def test_another_version_is_refused_unless_it_is_asked_for(folder):
    (folder / "old").mkdir()
    (folder / "old" / "mixed.yaml").write_text(RUBRIC.replace("version: 1.0.0", "version: 2.0.0"))
    (folder / "old" / "place.yaml").write_text(ASSESSMENT)
    arguments = ("place.yaml", "--style", "page", "--since", "old/place.yaml")
    made = run(*arguments)
    assert made.exit_code == 2
    assert "--across-versions" in made.stderr
    assert run(*arguments, "--across-versions").exit_code == 0


def test_a_page_is_of_one_place_and_changes_are_for_a_page(folder):
    assert run("place.yaml", "place.yaml", "--style", "page").exit_code == 2
    assert run("place.yaml", "--since", "place.yaml").exit_code == 2


def test_what_to_rate_next_is_said_while_there_is_no_score():
    text = page(ROOT / "examples" / "jember.yaml", "--lang", "id")
    assert "Belum ada skor: antara 4,2 dan 87,5 dari 100" in text
    assert "Dengan 6 penilaian lagi, skor dapat ditampilkan: Waktu penyelesaian (10%)" in text


def test_where_nothing_is_rated_that_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(TINY)
    parts = "{first: {not_applicable: x}, second: {unknown: x}}"
    (tmp_path / "place.yaml").write_text(OF_TINY.replace("{first: 3, second: 1}", parts))
    text = page("place.yaml", "--lang", "en")
    assert "None of 1 indicator is rated yet." in text
    assert "Only: 1 of 1 not rated, 100% of the weight." in text


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Ninety indicators under long names, all planned, all changed; nine rubrics."""
    folder = tmp_path_factory.mktemp("crowded")
    name = "Ketersediaan dan kesiapan perangkat daerah penyelenggara layanan masyarakat "
    codes = [f"i{n}" for n in range(90)]
    levels = "levels: {1: a, 3: b, 5: c}"
    for r in range(9):
        (folder / f"r{r}.yaml").write_text(
            f"smartscore: rubric/1\ncode: r{r}\nversion: 1.0.0\ntitle: {name * 2}{r}\n"
            "evidence: optional\nscale: [{points: 1, label: A}, {points: 3, label: B}, "
            "{points: 5, label: C}]\n"
            f"dimensions:\n  - code: d\n    title: {name}\n    indicators:\n"
            + "".join(f"      - {{code: {c}, title: {name * 3}{c}, {levels}}}\n" for c in codes)
        )
    plan = f"plan: {{level: 5, owner: {name}, by: 2030-12-31}}"
    for file, level, year in (("old", 1, 2020), ("now", 3, 2021)):
        (folder / f"{file}.yaml").write_text(
            "smartscore: assessment/1\nrubrics: ["
            + ", ".join(f"r{r}.yaml" for r in range(9))
            + f"]\nsubject: {{name: {name}}}\nmasterplan: {{title: {name * 4}}}\n"
            + f"date: {year}-01-01\nrater: {{role: {name * 3}}}\nratings:\n  r0:\n"
            + "".join(f"    {c}: {{level: {level}, because: x, {plan}}}\n" for c in codes)
        )
    return folder


def asked(which, crowded, tmp_path):
    """The arguments for an example, or for one that has to be cut."""
    if which == "crowded":
        return (crowded / "now.yaml", "--since", crowded / "old.yaml")
    if which == "hostile":
        return (hostile_texts.write(tmp_path, shift=0),)
    return (ROOT / "examples" / which,)


PLACES = [*EXAMPLES, "crowded", "hostile"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("which", PLACES)
def test_it_is_one_page_in_an_office_suite(which, language, crowded, tmp_path):
    program("pandoc")
    office = program("soffice", "libreoffice")
    out = tmp_path / "page.docx"
    page(*asked(which, crowded, tmp_path), "--lang", language, "-o", out)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(out)], check=True, capture_output=True, timeout=240)
    assert len(PdfReader(tmp_path / "page.pdf").pages) == 1


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("which", PLACES)
def test_it_is_one_page_of_a_browser(which, language, crowded, tmp_path):
    browser = program("chromium", "chromium-browser", "google-chrome")
    out = tmp_path / "page.html"
    page(*asked(which, crowded, tmp_path), "--lang", language, "-o", out)
    pdf = tmp_path / "page.pdf"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={tmp_path}/profile", f"--print-to-pdf={pdf}"]
    subprocess.run([*command, out.as_uri()], check=True, capture_output=True, timeout=240)
    pages = PdfReader(pdf).pages
    assert len(pages) == 1
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]


def test_what_has_no_room_is_counted(crowded):
    text = page(crowded / "now.yaml", "--since", crowded / "old.yaml")
    hidden = [line for line in text.split("\n") if line.startswith("| and ")]
    assert len(hidden) == 3
    rows = text.count("| 1 of 5 | 3 of 5 |")
    assert f"| and {90 - rows} more |" in text


def test_two_dates_of_sumenep_are_set_side_by_side():
    then, now = (ROOT / "examples" / f"{name}.yaml" for name in ("sumenep", "sumenep-2024"))
    text = page(now, "--since", then)
    start = text.index("## What changed since 12 July 2021")
    changed = text[start : text.index("\n## ", start + 1)]
    rows = [line.split("|")[1:4] for line in changed.split("\n") if line.startswith("| ")][2:]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["Financial resources", "not rated", "3 of 5"],
        ["Content of Buku 1", "not rated", "11 of 11"],
    ]
    assert "Then: no score, 13.2 to 68.8. Now: no score, 18.8 to 63.2." in changed
