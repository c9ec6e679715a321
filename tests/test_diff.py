"""`smartscore diff`, and the same in Python: what changed, in parts that add up, in words."""

import json
import re

import pytest
from typer.testing import CliRunner

import smartscore
from smartscore import Invalid
from smartscore.cli import app

from .conftest import ROOT

SUMENEP = ("examples/sumenep.yaml", "examples/sumenep-2024.yaml")

RUBRIC = """\
smartscore: rubric/1
code: tiny
version: 1.0.0
title: {id: Kecil, en: Tiny}
evidence: optional
missing: {treat: exclude, minimum_availability: 0.5}
scale:
  - {points: 1, label: One}
  - {points: 2, label: Two}
  - {points: 3, label: Three}
bands:
  - {code: low, from: 0, label: {id: Rendah, en: Low}}
  - {code: high, from: 50, label: {id: Tinggi, en: High}}
dimensions:
  - code: means
    title: Means
    indicators:
      - {code: people, title: People, levels: {1: x, 2: y, 3: z}}
      - {code: money, title: Money, levels: {1: x, 2: y, 3: z}}
  - code: ends
    title: Ends
    indicators:
      - {code: use, title: Use, levels: {1: x, 2: y, 3: z}}
"""

OLD = """\
smartscore: assessment/1
rubrics: [./tiny.yaml]
subject: {name: Somewhere, code: "35.29"}
date: 2021-07-12
ratings:
  tiny:
    people: {level: 2, because: Two officers.}
    money: {level: 1, because: No budget.}
    use: {level: 3, because: A survey said so.}
"""

NEW = """\
smartscore: assessment/1
rubrics: [./tiny.yaml]
subject: {name: Somewhere, code: "35.29"}
date: 2024-07-12
ratings:
  tiny:
    people: {level: 3, because: Nine officers.}
    money: {level: 1, because: No budget.}
    use: {level: 2, because: Another survey said so.}
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["diff", *arguments])


def flat(text):
    return " ".join(text.split())


def test_the_figure_comes_first_then_what_it_is_due_to(here):
    done = run("old.yaml", "new.yaml")
    assert done.exit_code == 0, done.stderr
    told = flat(done.stdout)
    assert "Tiny: 62.5 then, 50.0 now; -12.5. What changed: 2 ratings." in told
    assert "The band is High, as it was." in told
    assert "Ratings that changed (2) -12.5" in told
    use, people = told.index("Use 3 of 3 2 of 3 -25.0"), told.index("People 2 of 3 3 of 3 +12.5")
    assert use < people, "the widest first"
    assert "Two officers. Nine officers." in told
    assert max(map(len, done.stdout.split("\n"))) <= 80


def test_in_indonesian_and_in_markdown(here):
    done = run("old.yaml", "new.yaml", "--lang", "id", "--format", "markdown")
    assert "Kecil: dulu 62,5, sekarang 50,0; -12,5. Yang berubah: 2 penilaian." in done.stdout
    assert "| Use | Another survey said so." not in done.stdout
    assert "| Use | A survey said so. | Another survey said so. |" in done.stdout


def test_nothing_changed_is_said(here):
    (here / "new.yaml").write_text(OLD.replace("2021", "2024"))
    assert "Tiny: 62.5, as then. No rating differs." in flat(run("old.yaml", "new.yaml").stdout)


def test_what_becomes_known_moves_bounds_while_there_is_no_score(here):
    open_ = "{unknown: Nobody asked.}"
    text = OLD.replace("{level: 3, because: A survey said so.}", open_)
    (here / "old.yaml").write_text(text.replace("{level: 1, because: No budget.}", open_))
    told = flat(run("old.yaml", "new.yaml").stdout)
    assert "Tiny: between 12.5 and 87.5 then, 50.0 now" in told
    assert "There is not a score on both sides" in told
    assert "Newly known (2)" in told
    assert "Use not rated 2 of 3 +25.0 -25.0" in told


NEWER = RUBRIC.replace("version: 1.0.0", "version: 2.0.0")


def versions(here, newer):
    (here / "newer").mkdir()
    (here / "newer" / "tiny.yaml").write_text(newer)
    (here / "newer" / "new.yaml").write_text(NEW)


def test_a_new_yardstick_is_not_taken_for_progress(here):
    versions(here, NEWER.replace("code: ends", "code: ends\n    weight: 3"))
    refused = run("old.yaml", "newer/new.yaml")
    assert (refused.exit_code, refused.stdout) == (1, "")
    told = flat(refused.stderr)
    assert "newer/new.yaml:2:10: A145" in told
    assert "tiny 1.0.0 and tiny 2.0.0 are different major versions" in told
    assert "old.yaml:2:10" in told
    done = run("old.yaml", "newer/new.yaml", "--across-versions")
    assert done.exit_code == 0, done.stderr
    lines = flat(done.stdout)
    assert "the newer rubric alone moves the figure by +18.8, the ratings by -31.3." in lines
    assert "Tiny: 62.5 then" in lines
    assert "Of the latter" not in lines
    assert "come to 62.5 by 1.0.0 and to 81.3 by 2.0.0" in lines
    assert "Weights +18.8" in lines
    assert "Version of the rubric" not in lines


def test_what_is_known_now_is_not_called_a_changed_rating(here):
    versions(here, NEWER.replace("code: ends", "code: ends\n    weight: 3"))
    old = OLD.replace("{level: 1, because: No budget.}", "{unknown: Not found.}")
    (here / "old.yaml").write_text(old)
    lines = flat(run("old.yaml", "newer/new.yaml", "--across-versions").stdout)
    made = re.search(r"Of the latter, ratings that changed make (\S+?)[ ;]", lines)
    assert made is not None
    assert re.search(rf"Ratings that changed \(\d\) {re.escape(made[1])}", lines)


def test_what_a_newer_rubric_can_not_read_is_named(here):
    versions(
        here,
        NEWER.replace(
            "use, title: Use, levels: {1: x, 2: y, 3: z}",
            "use, title: Use, survey: {min: 1, max: 5}",
        ).replace("money, title: Money", "cash, title: Cash"),
    )
    text = NEW.replace("{level: 2, because: Another survey said so.}", "{responses: [3, 4]}")
    (here / "newer" / "new.yaml").write_text(text.replace("money", "cash"))
    told = flat(run("old.yaml", "newer/new.yaml", "--across-versions").stdout)
    assert "1 indicator that was rated then is not in the newer rubric: Money." in told
    assert "1 indicator is measured otherwise now" in told


def test_levels_that_are_described_otherwise_are_named(here):
    versions(
        here, NEWER.replace("use, title: Use, levels: {1: x", "use, title: Use, levels: {1: q")
    )
    told = flat(run("old.yaml", "newer/new.yaml", "--across-versions").stdout)
    assert "which score the same ratings alike" in told
    assert "1 indicator is described otherwise now" in told


@pytest.mark.parametrize("across", [False, True])
def test_one_version_that_stands_for_two_rubrics_is_a_problem(here, across):
    versions(here, RUBRIC.replace("code: ends", "code: ends\n    weight: 3"))
    done = run("old.yaml", "newer/new.yaml", *(["--across-versions"] if across else []))
    assert done.exit_code == (0 if across else 1)
    assert bool(done.stdout) == across
    assert "A144 warning" in done.stderr if across else "A144 error" in done.stderr
    assert "stands for two rubrics" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code: "35.29"', 'code: "35.07"', "of another place"),
        ('{name: Somewhere, code: "35.29"}', "{name: Elsewhere}", "Elsewhere, not Somewhere"),
        ("2024-07-12", "2020-07-12", "of an earlier day (2020-07-12)"),
    ],
)
def test_what_is_no_later_assessment_of_the_place_is_refused(here, old, new, told):
    (here / "new.yaml").write_text(NEW.replace(old, new))
    done = run("old.yaml", "new.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "A146 error" in done.stderr
    assert told in flat(done.stderr)
    assert re.search(r"new\.yaml:[34]:", done.stderr)


def test_a_place_without_a_code_goes_by_its_name(here):
    (here / "new.yaml").write_text(NEW.replace(', code: "35.29"', "").replace("Some", "SOME"))
    assert run("old.yaml", "new.yaml").exit_code == 0


def test_no_rubric_in_both(here):
    (here / "other.yaml").write_text(RUBRIC.replace("code: tiny", "code: other"))
    (here / "new.yaml").write_text(NEW.replace("tiny", "other"))
    done = run("old.yaml", "new.yaml")
    assert done.exit_code == 2
    assert "no rubric is scored in both files" in flat(done.stderr)


def test_an_output_is_written_whole_and_never_over_an_input(here):
    assert run("old.yaml", "new.yaml", "-o", "out.md", "--format", "markdown").exit_code == 0
    assert (here / "out.md").read_text(encoding="utf-8").startswith("# Somewhere")
    assert run("old.yaml", "new.yaml", "-o", "old.yaml", "--format", "json").exit_code == 2
    assert (here / "old.yaml").read_text() == OLD


def test_long_lists_are_cut_and_detail_lists_all(here):
    many = [f"i{n}" for n in range(14)]
    rows = "\n".join(
        f"      - {{code: {c}, title: T{c}, levels: {{1: x, 2: y, 3: z}}}}" for c in many
    )
    (here / "tiny.yaml").write_text(
        RUBRIC.replace(
            "    indicators:\n      - {code: use", f"    indicators:\n{rows}\n      - {{code: use"
        )
    )
    for name, text, level in (("old.yaml", OLD, 1), ("new.yaml", NEW, 3)):
        ratings = "".join(f"    {code}: {level}\n" for code in many)
        (here / name).write_text(text + ratings)
    told = flat(run("old.yaml", "new.yaml").stdout)
    assert "6 more indicators moved it less; --detail lists all." in told
    assert "--detail" not in run("old.yaml", "new.yaml", "--detail").stdout


def test_for_programs(here):
    found = json.loads(run("old.yaml", "new.yaml", "--format", "json").stdout)
    assert found["format"] == "change/1"
    (rubric,) = found["rubrics"]
    parts = rubric["parts"].values()
    assert sum(part["score"] for part in parts) == rubric["change"]["score"] == -12.5
    assert rubric["change"]["shown"] == "-12.5"
    assert [i["paths"] for i in rubric["indicators"]] == [["tiny/ends/use"], ["tiny/means/people"]]
    assert rubric["indicators"][0]["now"]["rating"] == 2
    assert rubric["read_anew"] is None
    same = smartscore.diff("old.yaml", "new.yaml")
    assert json.loads(json.dumps(same.to_dict())) == found


def test_in_python_problems_are_raised(here):
    with pytest.raises(Invalid, match="A146"):
        smartscore.diff("new.yaml", "old.yaml")
    results = [smartscore.assess(name) for name in ("old.yaml", "new.yaml")]
    assert smartscore.diff(*results).rubrics[0].total.score == -12.5
    with pytest.raises(Invalid, match="<now>: A146"):
        smartscore.diff(*reversed(results))


def test_weights_that_are_given_are_no_other_rubric(here):
    one = smartscore.assess("old.yaml")
    other = smartscore.assess("new.yaml", weights={"ends": 3})
    (found,) = smartscore.diff(one, other).rubrics
    assert float(found.weights.score or 0) == 18.75
    assert not found.rubric.score


def keys(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_the_documented_keys_are_those_written(in_root):
    found = smartscore.diff(*SUMENEP).to_dict()
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    section = text.split("\n## change/1\n", 1)[1].split("\n## ", 1)[0]
    documented = set(
        re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\|([^|]+)\|", section, re.MULTILINE)))
    )
    from_model = {"en", "id", "name", "code", "province", "min", "max", "decimals"}
    assert set(keys(found)) - from_model == documented - from_model


def test_sumenep_has_no_score_on_either_day_and_its_bounds_are_compared(in_root):
    done = run(*SUMENEP)
    assert done.exit_code == 0
    told = flat(done.stdout)
    assert "between 13.2 and 68.8 then, between 18.8 and 63.2 now" in told
    assert "5 ratings that were known are as before." in told
    assert "Financial resources not rated 3 of 5 +5.6 -5.6" in told


def test_two_of_one_day_are_told_apart(here):
    (here / "same.yaml").write_text(OLD.replace("money: {level: 1", "money: {level: 2"))
    told = flat(run("old.yaml", "same.yaml").stdout)
    assert "Somewhere: two assessments of 12 July 2021" in told
    assert "the one that was given first is called then" in told
    assert "Dimension Then Now" in told
