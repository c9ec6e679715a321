"""Numbers with more digits than the interpreter turns into text, wherever one can be written."""

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app

from .building import ASSESSMENT

LONG = "9" * 4301


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


CITED = """\
references:
  - {id: plan, type: report, title: The plan}
ratings:
  tiny:
    first:
      level: 3
      because: It is there.
      evidence:
"""


def cited(*places: str) -> str:
    rows = [
        f"        - {{cite: plan, at: {place}, shows: That it is there.}}\n" for place in places
    ]
    return ASSESSMENT.split("ratings:")[0] + CITED + "".join(rows)


@pytest.mark.parametrize(
    "place", [LONG, f'"{LONG}"', f"p. {LONG}", f'"{LONG}-{LONG}"', "\u0661\u0662"]
)
@pytest.mark.parametrize("style", ["thesis", "brief"])
def test_a_page_of_many_digits(here, place, style):
    (here / "place.yaml").write_text(cited(place), encoding="utf-8")
    assert run("report", "place.yaml", "--style", style, "-o", "out.md").exit_code == 0


def test_pages_stand_in_the_order_of_their_numbers(here):
    (here / "place.yaml").write_text(cited("annex", "12", f'"{LONG}"', "007", "8", "section 3"))
    done = run("report", "place.yaml", "--style", "thesis", "--flavour", "gfm")
    line = next(line for line in done.stdout.split("\n") if LONG in line and "section 3;" in line)
    order = [line.index(place) for place in ("section 3", "007", "8", "12", LONG, "annex")]
    assert order == sorted(order)


STARTS = (
    "9" * 4300,
    LONG,
    "1000000",
    "-1",
    "1_0",
    "1.0",
    "",
    " 1",
    "\u0661",
    "\u00b2",
    "nan",
    "1e3",
)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("start", STARTS)
def test_a_first_number_that_no_table_can_have(here, start, language):
    done = run("report", "place.yaml", "--start", start, "--lang", language, "-o", "out.md")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("smartscore: --start ")
    assert len(done.stderr) < 200
    assert not (here / "out.md").exists()


@pytest.mark.parametrize("start", ["0", "007", "999999"])
def test_a_first_number_that_a_table_can_have(here, start):
    done = run("report", "place.yaml", "--start", start, "--lang", "en")
    assert f"Table {int(start)}" in done.stdout


SETTINGS = {
    "a long number": f"x = {LONG}\n",
    "a long number of ours": f"[tool.smartscore.check]\nselect = [{LONG}]\n",
    "no table": "tool = 1\n",
    "no table of ours": "[tool]\nsmartscore = [1]\n",
    "no table of check": "[tool.smartscore]\ncheck = 5\n",
    "a list of tables": "[[tool.smartscore.check]]\nselect = []\n",
    "a wrong type": "[tool.smartscore.check]\nselect = 5\n",
    "a date": "[tool.smartscore.check]\nlang = 2020-01-01\n",
    "an unknown key": "[tool.smartscore.check]\nfial-on = 'error'\n",
    "a code that is none": "[tool.smartscore.check]\nselect = ['nope']\n",
    "a nul": "[tool.smartscore.check]\nrubrics = '\\u0000'\n",
    "deep lists": "x = " + "[" * 5000 + "]" * 5000 + "\n",
    "deep tables": "x = " + "{a = " * 5000 + "1" + "}" * 5000 + "\n",
    "twice": "[tool.smartscore.check]\n[tool.smartscore.check]\n",
    "not closed": "[tool.smartscore.check\n",
    "half a character": "[tool.smartscore.check]\nlang = '\\ud800'\n",
    "a time that is none": "x = 2020-13-41T99:99:99\n",
}
MAY_PASS = {"no table", "no table of ours"}


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_can_not_be_read_are_told(here, name):
    (here / "pyproject.toml").write_text(SETTINGS[name])
    done = run("check", "tiny.yaml")
    if name not in MAY_PASS or done.exit_code == 2:
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith("smartscore: ")


@pytest.mark.parametrize(
    "content", [b"\xff", b"\xef\xbb\xbf\xff", b"\0" * 9, b"\xef\xbb\xbfx = 1\n"]
)
def test_settings_that_are_no_text_are_told(here, content):
    (here / "pyproject.toml").write_bytes(content)
    done = run("check", "tiny.yaml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "pyproject.toml" in done.stderr
