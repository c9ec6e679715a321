"""The badge of a place: what it says, how it is drawn, and what a browser makes of it."""

import itertools
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

import smartscore
from smartscore.cli import app
from smartscore.reports.badge import badge, svg
from smartscore.reports.charts.draw_badge import BANDS, INK, LABEL, NEUTRAL, Badge, draw, ground
from smartscore.reports.charts.lettering import width
from smartscore.words import words

from .test_page import contrast

RUBRIC = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: {id: Kesiapan, en: Readiness}
scale: [{points: 1, label: Low}, {points: 2, label: Fair}, {points: 3, label: High}]
display: {min: %s, max: %s, decimals: 1}
missing: {minimum_availability: 0.5}
evidence: optional
bands:
  - {code: low, label: {id: Rendah, en: Low}, from: %s}
  - {code: high, label: {id: Tinggi, en: High}, from: %s}
dimensions:
  - code: all
    title: All
    indicators:
      - {code: one, title: One, levels: {1: none, 2: some, 3: all}}
      - {code: two, title: Two, levels: {1: none, 2: some, 3: all}}
      - {code: three, title: Three, levels: {1: none, 2: some, 3: all}}
"""
PLACE = """\
smartscore: assessment/1
rubrics: [own@1]
subject: {name: %s, province: Jawa <Timur>}
date: 2026-06-30
ratings:
  own: {one: %s, two: %s, three: %s}
"""
UNKNOWN = "{unknown: no data}"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(
    here: Path, *levels: object, scale: tuple[float, float] = (0, 100), name: str = "Desa & Dusun"
) -> Path:
    middle = sum(scale) / 2
    (here / "own.yaml").write_text(RUBRIC % (*scale, scale[0], middle), encoding="utf-8")
    file = here / "place.yaml"
    file.write_text(PLACE % (name, *levels), encoding="utf-8")
    return file


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["report", *arguments, "--rubrics", "."])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def told(here: Path, *levels: object, language: str = "en", scale=(0, 100)) -> tuple[str, ...]:
    """The texts on a badge."""
    result = smartscore.assess(made(here, *levels, scale=scale), rubrics=here)
    found = badge(result, result.cards[0], words(language))
    return tuple(text for text, _ in found.fields)


@pytest.mark.parametrize(
    ("levels", "language", "scale", "value"),
    [
        ((3, 3, 3), "en", (0, 100), "100.0/100: High"),
        ((3, 1, 3), "id", (0, 100), "66,7/100: Tinggi"),
        ((3, 1, UNKNOWN), "en", (0, 100), "50.0/100 (33.3 to 66.7): High"),
        ((3, 1, UNKNOWN), "id", (1, 5), "3,0 pada skala 1 sampai 5 (2,3 sampai 3,7): Tinggi"),
        ((3, UNKNOWN, UNKNOWN), "en", (0, 100), "33.3 to 100.0 of 100: not enough rated"),
        ((3, UNKNOWN, UNKNOWN), "id", (1, 5), "2,3 sampai 5,0 pada skala 1 sampai 5: belum cukup"),
        ((UNKNOWN,) * 3, "en", (-5, 5), "-5.0 to 5.0 on -5 to 5: nothing rated"),
        (("{not_applicable: none}",) * 3, "en", (0, 100), "not applicable"),
    ],
)
def test_it_says_score_or_bounds_and_band(here, levels, language, scale, value):
    title, shown, day = told(here, *levels, language=language, scale=scale)
    assert title == {"en": "Readiness", "id": "Kesiapan"}[language]
    assert shown.startswith(value)
    assert day == {"en": "30 June 2026", "id": "30 Juni 2026"}[language]


def test_its_ground_is_that_of_the_band_and_neutral_without_a_score(here):
    grounds = []
    for levels in ((1, 1, 1), (3, 3, 3), (3, UNKNOWN, UNKNOWN)):
        result = smartscore.assess(made(here, *levels), rubrics=here)
        grounds.append(badge(result, result.cards[0], words("en")).fields[1][1])
    assert grounds == [BANDS[0], BANDS[-1], NEUTRAL]


def test_texts_keep_their_contrast():
    """WCAG 1.4.3, on every ground."""
    assert all(contrast(INK, ground) >= 4.5 for ground in (*BANDS, LABEL, NEUTRAL))
    assert len(set(BANDS)) == len(BANDS)
    assert ground(None) == NEUTRAL


def test_whoever_can_not_see_it_is_told_all_of_it(here):
    result = smartscore.assess(made(here, 3, 1, UNKNOWN), rubrics=here)
    root = ElementTree.fromstring(svg(result, words("en")))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    named = {each.get("id"): each.text for each in root if each.get("id")}
    assert [*named] == (root.get("aria-labelledby") or "").split()
    title, description = named.values()
    assert title == (
        "Desa & Dusun, Jawa <Timur>, Readiness, 50.0/100 (33.3 to 66.7): High, 30 June 2026"
    )
    assert description is not None
    assert "What is still unknown could move it down to 33.3 or up to 66.7." in description
    assert root.find(f".//{space}script") is None
    assert not re.search(r"href|url\(|@import|style=", svg(result, words("en")))


def test_texts_have_the_room_that_they_are_drawn_in():
    fields = (("Kesiapan", LABEL), ("66,7/100: Tinggi", BANDS[4]), ("市" * 9, NEUTRAL))
    root = ElementTree.fromstring(draw(Badge("t", "d", fields)))
    drawn = root.findall(".//{http://www.w3.org/2000/svg}text")
    spans = [(float(t.get("x", "")), float(t.get("textLength", ""))) for t in drawn]
    for (text, _), (_, room) in zip(fields, spans, strict=True):
        assert room == pytest.approx(width(text) * 11, abs=0.01)
    for (left, room), (right, _) in itertools.pairwise(spans):
        assert right - left - room == pytest.approx(12)
    assert float(root.get("width", "")) == pytest.approx(sum(spans[-1]) + 6)


@pytest.mark.parametrize(
    "name", ["'<script>alert(1)</script>'", '"a & b\\u2066c"', "'" + "Desa " * 60 + "'"]
)
def test_no_name_gets_out_of_its_place(here, name):
    first = run(str(made(here, 3, 2, 1, name=name)), "-o", "a.svg")
    assert first.exit_code == 0
    text = (here / "a.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert {each.tag.rpartition("}")[2] for each in root.iter()} == {
        *("svg", "title", "desc", "path", "g", "text")
    }
    assert not re.search("[\u2066]", text)
    assert float(root.get("width", "")) < 700


def test_a_long_rubric_is_shortened_and_told_whole(here):
    file = made(here, 3, 3, 3)
    long = "Readiness of everything that a district needs " * 3
    own = (here / "own.yaml").read_text(encoding="utf-8")
    (here / "own.yaml").write_text(own.replace("en: Readiness", f"en: {long.strip()}"), "utf-8")
    result = smartscore.assess(file, rubrics=here)
    found = badge(result, result.cards[0], words("en"))
    assert found.fields[0][0].endswith("…")
    assert long.strip() in found.title


def test_other_weights_are_named(here):
    result = smartscore.assess(made(here, 3, 2, 1), rubrics=here)
    assert result.assessment.date == date(2026, 6, 30)
    weighted = (here / "own.yaml").read_text(encoding="utf-8") + ("weightings: {other: {one: 2}}\n")
    (here / "own.yaml").write_text(weighted, encoding="utf-8")
    done = run("place.yaml", "--weighting", "other", "--style", "badge")
    assert "Readiness (weights: other)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["place.yaml", "--style", "badge", "-o", "a.md"], "a badge is an .svg, and nothing else"),
        (["place.yaml", "--style", "page", "-o", "a.svg"], "a badge is an .svg, and nothing else"),
        (["place.yaml", "place.yaml", "-o", "a.svg"], "--style badge is for one assessment"),
        (["two.yaml", "-o", "a.svg"], "--rubric says which of own, other"),
    ],
)
def test_what_is_no_badge_is_refused(here, arguments, said):
    made(here, 3, 2, 1)
    rubric = (here / "own.yaml").read_text(encoding="utf-8")
    (here / "other.yaml").write_text(rubric.replace("code: own", "code: other"), encoding="utf-8")
    text = (here / "place.yaml").read_text(encoding="utf-8")
    (here / "two.yaml").write_text(text.replace("[own@1]", "[own@1, other@1]"), encoding="utf-8")
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert not list(here.glob("a.*"))


def test_by_its_style_or_its_ending_it_is_the_same_bytes(here):
    made(here, 3, 2, 1)
    run("place.yaml", "-o", "a.svg")
    printed = run("place.yaml", "--style", "badge", "--format", "svg").stdout
    assert (
        printed
        == (here / "a.svg").read_text(encoding="utf-8")
        == run("place.yaml", "--style", "badge").stdout
    )
