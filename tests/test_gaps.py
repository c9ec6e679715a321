"""What `assess` says of what is unknown: where one looked, or that nobody has, each once."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app

RUBRIC = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: Own
evidence: optional
scale: [{points: 1, label: One}, {points: 3, label: Three}]
ladders: {steps: {1: None., 3: A list.}}
missing: {minimum_availability: MINIMUM}
dimensions:
  - code: only
    title: Only
    indicators:
      - {code: a, title: Alpha, levels: steps}
      - {code: b, title: Beta, levels: steps}
      - {code: c, title: Gamma, levels: steps}
      - {code: d, title: Delta, levels: steps}
      - {code: e, title: Epsilon, levels: steps}
"""
PLACE = """\
smartscore: assessment/1
rubrics: [./own.yaml@1]
subject: {name: Somewhere}
date: 2026-11-21
references: [{id: plan, type: report, title: Plan}]
ratings:
  own:
    a: {level: 3, because: Seen.}
"""
SOUGHT = """\
    b: {unknown: Not in the plan. Nor on the site.}
    c: {unknown: Not in the plan. Nor on the site.}
"""
PASSAGE = "[{cite: plan, quote: One of three., shows: SHOWS}]"
UNREAD = f"""\
    b: {{unknown: candidates not read yet, evidence: {PASSAGE.replace("SHOWS", "")}}}
    c: {{unknown: kandidat belum dibaca, evidence: {PASSAGE.replace("SHOWS", "")}}}
"""
SHORT = f"""\
    d: {{unknown: Not enough for a level., evidence: {PASSAGE.replace("SHOWS", "One.")}}}
"""
ALL = SOUGHT + "    d: {unknown: Nobody answered.}\n    e: {unknown: Nobody answered.}\n"


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def show(ratings: str, minimum: str, *options: str) -> str:
        (tmp_path / "own.yaml").write_text(RUBRIC.replace("MINIMUM", minimum), encoding="utf-8")
        (tmp_path / "place.yaml").write_text(PLACE + ratings, encoding="utf-8")
        done = CliRunner().invoke(app, ["assess", "place.yaml", *options])
        assert done.exit_code == 0, done.output
        return " ".join(done.stdout.split())

    return show


@pytest.mark.parametrize("form", ["terminal", "markdown"])
@pytest.mark.parametrize(
    ("language", "looked", "nobody"),
    [
        ("en", "Beta, 20% of the weight; Gamma, 20% of the weight:", "Nobody has looked yet:"),
        ("id", "Beta, 20% bobot; Gamma, 20% bobot:", "Belum ada yang mencari:"),
    ],
)
def test_one_line_for_where_one_looked_and_one_for_where_nobody_has(
    shown, form, language, looked, nobody
):
    told = shown(SOUGHT, "0.1", "--lang", language, "--format", form)
    assert f"{looked} Not in the plan. Nor on the site." in told
    assert told.count("Not in the plan.") == 1
    assert f"{nobody} Delta, 20%" in told
    assert told.count(nobody) == 1
    assert "; Epsilon, 20%" in told


@pytest.mark.parametrize(
    ("ratings", "language", "told"),
    [
        (SOUGHT, "en", "Looked for and not found: 2; nobody has looked yet: 2. --detail lists"),
        (SOUGHT, "id", "Sudah dicari dan tidak ditemukan: 2; belum ada yang mencari: 2. --detail"),
        ("", "en", "Nobody has looked for any of them yet. --detail lists each."),
        ("", "id", "Belum ada yang mencari satu pun di antaranya. --detail menampilkan satu"),
        (UNREAD, "en", "Candidates not read yet: 2; nobody has looked yet: 2. --detail lists"),
        (
            UNREAD + SHORT,
            "en",
            "Looked for, and what was found is not enough: 1; candidates not read yet: 2; nobody",
        ),
        (
            UNREAD + SHORT,
            "id",
            "tetapi yang ditemukan belum cukup: 1; kandidat belum dibaca: 2; belum ada yang",
        ),
        (ALL, "en", "All were looked for and not found. --detail lists each with where"),
        (ALL, "id", "Semuanya sudah dicari dan tidak ditemukan. --detail menampilkan"),
    ],
)
def test_while_there_is_no_score_they_are_counted(shown, ratings, language, told):
    assert told in shown(ratings, "0.5", "--lang", language)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Nobody has read the candidates for any of them yet. --detail lists each."),
        ("id", "Kandidat untuk semuanya belum dibaca siapa pun. --detail menampilkan satu per"),
    ],
)
def test_candidates_that_nobody_has_read_were_not_looked_for_in_vain(shown, language, told):
    rest = UNREAD.replace("    b:", "    d:").replace("    c:", "    e:")
    assert told in shown(UNREAD + rest, "0.5", "--lang", language)
