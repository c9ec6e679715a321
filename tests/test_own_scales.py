"""Parts on scales of their own, in bands of their own: what each report says of them."""

import csv
import io
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore import assess
from smartscore.cli import app

from . import building
from .tools import program

RUBRIC = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: {id: Sendiri, en: Own}
evidence: optional
scale: [{points: 1, label: One}, {points: 3, label: Three}, {points: 5, label: Five}]
floor: 0
missing: {treat: exclude, minimum_availability: 0.5}
bands:
  - {code: low, from: 0, label: {id: Rendah, en: Low}}
  - {code: high, from: 50, label: {id: Tinggi, en: High}}
dimensions:
  - code: gov
    title: {id: Tata kelola, en: Governance}
    display: {min: -63, max: 63, decimals: 0}
    bands:
      - {code: weak, from: -63, label: {id: Lemah, en: Weak}}
      - {code: sound, from: 17, label: {id: Kuat, en: Sound}}
    gates: [{when: g1, below: 30, cap: weak, because: {id: Sebab., en: Why.}}]
    missing: {treat: worst, minimum_availability: 0.3}
    indicators:
      - {code: g1, title: {id: Pemimpin, en: Leader}, levels: {1: a, 3: b, 5: c}}
      - {code: g2, title: {id: Aturan, en: Rules}, levels: {1: a, 3: b, 5: c}, floor: 1}
  - code: cap
    title: {id: Kapasitas, en: Capacity}
    display: {max: 10, decimals: 2}
    dimensions:
      - code: ppl
        title: {id: Orang, en: People}
        display: {max: 7}
        indicators:
          - {code: p1, title: P1, levels: {1: a, 3: b, 5: c}, floor: -1}
          - {code: p2, title: P2, levels: {1: a, 3: b, 5: c}}
  - rubric: ./plan.yaml
"""

PLAN = """\
smartscore: rubric/1
code: plan
version: 1.0.0
title: {id: Rencana, en: Plan}
evidence: optional
display: {min: 1, max: 5, decimals: 2}
scale: [{points: 1, label: One}, {points: 5, label: Five}]
bands:
  - {code: bad, from: 1, label: {id: Buruk, en: Bad}}
  - {code: good, from: 3, label: {id: Baik, en: Good}}
dimensions:
  - code: pd
    title: {id: Dokumen, en: Document}
    indicators: [{code: d1, title: D1, levels: {1: a, 5: c}}]
"""

PLACE = """\
smartscore: assessment/1
rubrics: [./own.yaml]
subject: {name: %s}
date: 2021-07-12
ratings:
  own: {g1: 3, g2: {unknown: x}, p1: %s, p2: {unknown: x}}
  plan: {d1: 5}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "own.yaml").write_text(RUBRIC)
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "one.yaml").write_text(PLACE % ("One", 1))
    (tmp_path / "two.yaml").write_text(PLACE % ("Two", 3))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.stderr
    return done.stdout


def section(text: str, heading: str) -> str:
    return re.split(r"^#+ ", text.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> dict[str, list[str]]:
    """The rows of tables by their first cell."""
    lines = (line for line in text.split("\n") if line.startswith("| "))
    cells = ([c.strip(" *") for c in line.strip("|").split("|")] for line in lines)
    return {found[0]: found[1:] for found in cells}


@pytest.mark.parametrize("options", [("--flavour", "gfm"), ("--flavour", "pandoc")])
def test_a_comparison_stays_on_the_scale_of_the_card(here, options):
    text = printed("report", "one.yaml", "two.yaml", "--style", "brief", "--lang", "en", *options)
    found = rows(section(text, "Comparison"))
    assert found["Governance"] == ["30.0 (30.0 to 80.0); Weak", "30.0 (30.0 to 80.0); Weak"]
    assert found["Capacity"] == ["33.3 (26.7 to 66.7); Low", "66.7 (43.3 to 83.3); High"]
    assert found["Plan"] == ["100.0; Good", "100.0; Good"]
    said = section(text, "Comparison")
    assert "All figures here are on the scale of the rubric, 0 to 100." in said
    assert "Governance (-63 to 63, decimals: 0); Capacity (0 to 10, decimals: 2)" in said
    results = rows(text.split("Results by dimension", 1)[1])
    assert results["Governance"][:4] == ["-25", "-25", "38", "Weak"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "scale of the rubric, 0 to"), ("id", "skala rubrik, 0 sampai")]
)
def test_without_such_parts_there_is_no_note(here, language, said):
    (here / "tiny.yaml").write_text(building.RUBRIC)
    for name in ("one", "two"):
        (here / f"{name}.yaml").write_text(building.ASSESSMENT.replace("Somewhere", name))
    text = printed("report", "one.yaml", "two.yaml", "--lang", language, "--figures", "f")
    assert said not in text
    assert "Comparison by dimension" in text or "Perbandingan per dimensi" in text


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", ["html", "docx"])
def test_every_spelling_says_so(here, kind, language):
    if kind == "docx":
        program("pandoc")
    said = {"en": "scale of the rubric, 0 to 100", "id": "skala rubrik, 0 sampai 100"}[language]
    printed("report", "one.yaml", "two.yaml", "-o", f"r.{kind}", "--lang", language)
    if kind == "html":
        page = (here / "r.html").read_text()
        assert page.count(said) == 9  # the comparison; of two charts of two places text and caption
        assert re.search(rf"<figcaption>.*{said}.*</figcaption>", page)
        return
    import docx

    found = docx.Document(str(here / "r.docx"))
    assert any(said in paragraph.text for paragraph in found.paragraphs)


def test_charts_are_drawn_on_the_scale_of_the_rubric(here):
    text = printed(
        *(
            "report",
            "one.yaml",
            "--parts",
            "all",
            "--figures",
            "f",
            "--lang",
            "en",
            "--flavour",
            "gfm",
        )
    )
    assert sorted(each.name for each in Path("f").glob("*.svg")) == [
        "own-radar.svg",
        "own-ranges.svg",
    ]
    drawn = (here / "f" / "own-ranges.svg").read_text()
    assert "Governance: 30.0, bounds 30.0 to 80.0, Weak." in drawn
    assert "on the scale of the rubric, 0 to 100" in drawn
    assert ">-25<" not in drawn
    assert text.count("Parts with bands of their own: Governance; Plan.") == 2
    card = assess(str(here / "one.yaml"))["own"]
    places = re.findall(r'<circle cx="([\d.]+)"', drawn)
    ends = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*>(?:0|100)<', drawn)]
    low, high = min(ends), max(ends)
    parts = [(float(x) - low) / (high - low) for x in places[:3]]
    assert parts == pytest.approx([float(n.value or 0) for n in card.whole.children], abs=0.01)


THESIS = {
    "en": [
        "Own (own 1.0.0): a floor of 0 takes the place of",
        "Rules in own: the floor is the lowest level, 1",
        "P1 in own: a floor of -1 takes the place of",
        "Governance in own: -63 to 63, decimals: 0\n",
        "Capacity in own: 0 to 10, decimals: 2; its bands are those of the rubric",
        "People in own: 0 to 7, decimals: 1; its bands",
        "Governance in own and what lies beneath it: what is unknown counts as its lowest; a score",
        "is shown where at least 30% of the weight is rated.",
        "half away from zero, at the decimals of the scale;",
        "no other: Governance in own.",
    ],
    "id": [
        "Sendiri (own 1.0.0): batas dasar 0 menggantikan",
        "Aturan dalam own: batas dasarnya tingkat terendah, 1",
        "P1 dalam own: batas dasar -1 menggantikan",
        "Tata kelola dalam own: -63 sampai 63, desimal: 0\n",
        "Kapasitas dalam own: 0 sampai 10, desimal: 2; kategorinya kategori rubrik",
        "Orang dalam own: 0 sampai 7, desimal: 1; kategorinya",
        "Tata kelola dalam own dan semua di bawahnya: yang belum diketahui dihitung pada nilai",
        "terendahnya; skor ditampilkan bila paling sedikit 30% bobot dinilai.",
        "setengah menjauhi nol, pada jumlah desimal skalanya;",
        "memilikinya: Tata kelola dalam own.",
    ],
}


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_method_of_a_thesis_tells_them(here, language):
    text = printed("report", "one.yaml", "--parts", "all", "--lang", language)
    assert [line for line in THESIS[language] if line not in text] == []
    bands = rows(text)
    scheme, word = {"en": ("Governance in own", "to"), "id": ("Tata kelola dalam own", "sampai")}[
        language
    ]
    assert bands[scheme][1].startswith(f"-63 {word}")
    assert f"17 {word} 63" in text


def test_the_sheet_adds_up_on_one_scale(here):
    text = printed("report", "one.yaml", "--parts", "all", "--lang", "en")
    line = next(each for each in text.split("\n") if "**Document**" in each)
    assert "**100.0**" in line
    assert "5.00 on its own scale of 1 to 5" in line


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Governance, on -63 to 63: Weak from -63",
                "Capacity is shown on 0 to 10",
                "People is",
            ],
        ),
        (
            "id",
            [
                "Tata kelola, pada -63 sampai 63: Lemah mulai -63",
                "Kapasitas ditampilkan",
                "Orang d",
            ],
        ),
    ],
)
def test_the_page_of_assess_tells_every_scale(here, language, said):
    text = " ".join(printed("assess", "one.yaml", "--lang", language).split())
    assert [line for line in said if line not in text] == []
    assert {"en": "Plan, on 1 to 5: Bad", "id": "Rencana, pada 1 sampai 5: Buruk"}[language] in text
    shown = printed("rubrics", "show", "./own.yaml", "--lang", language)
    assert {"en": "Display: 1 to 5", "id": "Tampilan: 1 sampai 5"}[language] in shown


@pytest.mark.parametrize(
    ("language", "away", "up", "around"),
    [
        ("en", "rounded away from zero", "rounded up", "as the dimension around it asks"),
        ("id", "menjauhi nol", "ke atas", "sesuai dimensi di atasnya"),
    ],
)
def test_halves_below_zero_go_away_from_it(here, language, away, up, around):
    def told(target: str) -> str:
        return " ".join(
            re.sub(
                "[│├└─]", " ", printed("explain", "one.yaml", target, "--lang", language)
            ).split()
        )

    assert away in told("own/gov")
    assert up not in told("own/gov")
    assert around in told("own/gov")
    assert up in told("own/plan")
    assert away not in told("own/plan")


def test_rows_have_the_ends_of_their_scale(here):
    text = printed("report", "one.yaml", "--format", "csv")
    table = {row["path"]: row for row in csv.DictReader(io.StringIO(text))}
    ends = {path: (row["display_min"], row["display_max"]) for path, row in table.items()}
    assert ends["own"] == ends["own/gov/g1"] == ("0.0", "100.0")
    assert ends["own/gov"] == ("-63.0", "63.0")
    assert ends["own/cap"] == ("0.0", "10.0")
    assert ends["own/plan/pd/d1"] == ("1.0", "5.0")
    result = assess(str(here / "one.yaml"))
    for row, node in zip(result.rows(), result["own"], strict=True):
        if row["score"] is not None:
            span = row["display_max"] - row["display_min"]
            assert (row["score"] - row["display_min"]) / span == pytest.approx(
                float(node.value or 0)
            )
    assert "Governance (-63 to 63)" in result._repr_html_()


@pytest.mark.parametrize("caption", ["", ' caption="My table"'])
def test_a_woven_table_has_its_note_with_and_without_a_caption(here, caption):
    order = f"<!-- smartscore: table %s own lang=en{caption} -->\n<!-- /smartscore -->\n"
    chapter = order % "comparison one.yaml two.yaml" + "\n" + order % "dimensions one.yaml"
    (here / "chapter.md").write_text(chapter)
    printed("weave", "chapter.md")
    woven = (here / "chapter.md").read_text()
    assert woven.count("All figures here are on the scale of the rubric, 0 to 100.") == 1
    assert woven.count("Governance, on -63 to 63: Weak from -63") == 1
    printed("weave", "chapter.md", "--check")
