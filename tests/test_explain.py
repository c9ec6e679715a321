"""`smartscore explain`: the arithmetic as it is read, and that every figure in it holds."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from smartscore.cli.explain import explain
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Assessment
from smartscore.model.rubric import Rubric
from smartscore.reports import explanation
from smartscore.reports.look import Look
from smartscore.results.result import Result as Scored
from smartscore.words import words

from .building import FIVE, assessment_data, dimension, rubric_data
from .test_laws import trees

APP = typer.Typer()
APP.command()(explain)
EXAMPLE = "examples/sumenep.yaml"

WORKED = """\
smartscore: rubric/1
code: worked
version: 1.2.0
title: {id: Contoh hitungan, en: Worked example}
evidence: optional
bands:
  - {code: low, from: 0, label: {id: Rendah, en: Low}}
  - {code: middle, from: 40, label: {id: Sedang, en: Middle}}
  - {code: high, from: 55.5, label: {id: Tinggi, en: High}}
scale:
  - {points: 1, label: {id: Belum, en: Not yet}}
  - {points: 3, label: {id: Sebagian, en: In part}}
  - {points: 5, label: {id: Penuh, en: In full}}
missing: {minimum_availability: 0.5}
dimensions:
  - code: levels
    title: {id: Tingkat, en: Levels}
    weight: 3
    indicators:
      - {code: part, title: {id: Separuh, en: Half}, levels: {1: x, 5: y}}
      - {code: floored, title: {id: Dari nol, en: From nought}, floor: 0, levels: {1: x, 5: y}}
      - {code: open, title: {id: Terbuka, en: Open}, weight: 1.5, levels: {1: x, 5: y}}
      - {code: away, title: {id: Tiada, en: Away}, weight: 2, levels: {1: x, 5: y}}
      - {code: idle, title: {id: Diam, en: Idle}, weight: 0, levels: {1: x, 5: y}}
  - code: measured
    title: {id: Terukur, en: Measured}
    weight: 2
    aggregate: geometric
    indicators:
      - code: internet
        title: {id: Pengguna internet, en: Internet users}
        weight: 2
        quantity: {unit: {id: persen, en: percent}, worst: 20, best: 80}
      - code: poverty
        title: {id: Kemiskinan, en: Poverty}
        quantity: {unit: {id: persen, en: percent}, worst: 40, best: 7.5}
      - code: income
        title: {id: Pendapatan, en: Income}
        quantity: {unit: {id: juta, en: million}, worst: 1, best: 100, transform: log}
  - code: counted
    title: {id: Terhitung, en: Counted}
    weight: 2
    aggregate: harmonic
    indicators:
      - code: services
        title: {id: Layanan, en: Services}
        checklist:
          - {code: permits, text: x}
          - {code: taxes, text: x}
          - {code: health, text: x, weight: 2}
      - {code: heard, title: {id: Warga, en: Residents}, survey: {min: 1, max: 5}}
      - {code: known, title: {id: Terbitan, en: Published}, survey: {min: 1, max: 10}}
  - code: floors
    title: {id: Terendah, en: Lowest}
    aggregate: minimum
    dimensions:
      - code: thin
        title: {id: Tipis, en: Thin}
        indicators:
          - {code: thin-a, title: A, levels: {1: x, 5: y}}
          - {code: thin-b, title: B, weight: 3, levels: {1: x, 5: y}}
      - code: sure
        title: {id: Pasti, en: Sure}
        indicators:
          - {code: sure-a, title: A, levels: {1: x, 5: y}}
  - rubric: ./inner.yaml
    weight: 1
gates:
  - {when: known, below: 40, cap: middle, because: x}
  - {when: levels, below: 60, cap: low, because: x}
  - {when: inner, below: 1.5, cap: low, because: x}
"""
INNER = """\
smartscore: rubric/1
code: inner
version: 2.0.0
title: {id: Rubrik dalam, en: Inner rubric}
evidence: optional
display: {min: 1, max: 5, decimals: 2}
scale: [{points: 0, label: No}, {points: 7, label: Some}, {points: 9, label: Yes}]
missing: {treat: worst}
bands: [{code: weak, from: 1, label: Weak}, {code: fair, from: 2.5, label: Fair}]
dimensions:
  - code: one
    title: One
    indicators:
      - {code: first, title: First, levels: {0: x, 7: y, 9: z}}
      - {code: open, title: Open, levels: {0: x, 7: y, 9: z}}
  - {code: gone, title: Gone, indicators: [{code: gone-a, title: A, levels: {0: x, 9: y}}]}
"""
PLACE = """\
smartscore: assessment/1
rubrics: [./worked.yaml]
subject: {name: Somewhere}
date: 2021-07-12
ratings:
  worked:
    part: 3
    floored: 3
    open: {unknown: x}
    away: {not_applicable: x}
    idle: 5
    internet: {value: 62.5}
    poverty: {value: 6}
    income: {value: 30}
    services: {met: [health, permits]}
    heard: {responses: [3, 5, 4, 4, 4]}
    known: {responses: {mean: 23/7, n: 140}}
    thin-a: 5
    thin-b: {unknown: x}
    sure-a: 5
  inner:
    first: 7
    gone-a: {not_applicable: x}
"""


def run(*arguments: str, **more: object) -> Result:
    return CliRunner().invoke(APP, list(arguments), **more)  # type: ignore[arg-type]


@pytest.fixture
def worked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "worked.yaml").write_text(WORKED)
    (tmp_path / "inner.yaml").write_text(INNER)
    (tmp_path / "place.yaml").write_text(PLACE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_worked_example(worked, golden, language):
    done = run("place.yaml", "--lang", language)
    assert done.exit_code == 0
    assert re.findall(r"[A-Z]\d{3}", done.stderr) == ["A217"]
    golden(f"explain/{language}-worked.txt", done.stdout)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_dimension_of_the_example(in_root, golden, language):
    done = run(EXAMPLE, "support", "--lang", language)
    assert (done.exit_code, done.stderr) == (0, "")
    golden(f"explain/{language}-support.txt", done.stdout)


@pytest.mark.parametrize("arguments", [(EXAMPLE,), (EXAMPLE, "support"), (EXAMPLE, "indrajit")])
@pytest.mark.parametrize("language", ["id", "en"])
def test_it_fits_80_columns(in_root, arguments, language):
    lines = run(*arguments, "--lang", language).stdout.split("\n")
    assert max(map(cell_len, lines)) <= 80


def test_what_is_withheld_is_not_given_away(in_root):
    whole = run(EXAMPLE, "--rubric", "indrajit", "--lang", "en").stdout
    assert "The mean is not shown" in whole
    assert not re.search("^│  (Arithmetic|On the scale|Shown|Band)", whole, re.MULTILINE)
    assert "adds" not in whole.split("─ Capacity")[1]
    assert "Points of the whole" not in whole
    assert re.search("adds 1/4 × 1/2 = 1/8", whole)  # support has a figure


def heads(text: str) -> list[str]:
    return re.findall(r"^[^\s│├└][^:\n]* \(([a-z0-9-]+)\): ", text, re.MULTILINE)


def test_a_code_is_found_in_every_card_and_a_path_in_those_it_fits(in_root):
    assert heads(run(EXAMPLE, "support").stdout) == ["support", "support"]
    assert heads(run(EXAMPLE, "indrajit/support").stdout) == ["support", "support"]
    assert heads(run(EXAMPLE, "masterplan-readiness/indrajit/support/").stdout) == ["support"]
    assert heads(run(EXAMPLE, "support", "--rubric", "indrajit").stdout) == ["support"]
    whole = run(EXAMPLE, "indrajit").stdout
    assert "Whole: " in whole  # the card of that name
    assert heads(whole) == ["indrajit"]  # and the graft in another


def test_an_unknown_node(in_root):
    for name, meant in (("suport", "support"), ("indrajit/suport", "indrajit/support")):
        done = run(EXAMPLE, name, "--lang", "en")
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"did you mean `{meant}`?" in " ".join(done.stderr.split())
        assert max(map(len, done.stderr.split("\n"))) <= 80
    for name in ("", "/", "zzzzzzzzz", "support/indrajit/support"):
        assert run(EXAMPLE, name).exit_code == 2


def test_a_node_that_stands_for_several(worked):
    done = run("place.yaml", "open")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "worked/levels/open, worked/inner/one/open" in " ".join(done.stderr.split())
    assert heads(run("place.yaml", "levels/open").stdout) == ["open"]
    listing = PLACE.replace("./worked.yaml", "./worked.yaml, ./inner.yaml")
    (worked / "place.yaml").write_text(listing)
    done = run("place.yaml", "open")
    assert done.exit_code == 0
    assert "inner / one / open" in done.stdout
    assert "worked/levels/open" in done.stderr


def test_it_reads_and_complains_as_assess_does(worked):
    assert run("nowhere.yaml").exit_code == 2
    assert run("place.yaml", "--lang", "xx").exit_code == 2
    assert run("place.yaml", "--rubric", "nothing").exit_code == 2
    (worked / "worked.yaml").write_text(WORKED.replace("evidence: optional", "evidence: required"))
    done = run("place.yaml", "levels")
    assert done.exit_code == 1
    assert "A201" in done.stderr
    assert "11/20" in done.stdout
    (worked / "place.yaml").write_text("smartscore: assessment/1\n")
    assert run("place.yaml").exit_code == 1
    assert run("-", input=PLACE).exit_code == 1


def test_a_terminal_without_unicode(worked):
    script = "from tests.test_explain import APP; APP()"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, "place.yaml", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    text = done.stdout.decode("ascii")
    assert "|- Levels (levels): 55.0, Middle\n" in text
    assert "\n|  |  Arithmetic mean (each share * value, added up): 1/2 * 1/2" in text
    assert "Shown: 55 -> 55.0" in text
    assert "0.780216..." in text
    assert "?" not in text
    assert max(map(len, text.split("\n"))) <= 80


def test_hostile_text(worked):
    hostile = '"\\U0001F600\\u4E2D\\u4E2D [red]x[/red] {a} %s %(b)d\\n├─ Whole: 100\\t = 7"'
    rubric = WORKED.replace("{id: Pengguna internet, en: Internet users}", hostile)
    rubric = rubric.replace("{id: persen, en: percent}", hostile)
    rubric = rubric.replace("{id: Sedang, en: Middle}", hostile)
    long = "x" * 300 + "中" * 300
    rubric = rubric.replace("{id: Sebagian, en: In part}", long)
    rubric = rubric.replace("{id: Separuh, en: Half}", long)
    (worked / "worked.yaml").write_text(rubric)
    done = run("place.yaml", "--lang", "en")
    assert done.exit_code == 0, done.stderr
    assert "[red]x[/red] {a} %s %(b)d ├─ Whole: 100 = 7" in done.stdout
    assert not re.search("^├─ Whole", done.stdout, re.MULTILINE)
    assert max(map(cell_len, done.stdout.split("\n"))) <= 80


def test_control_characters_never_reach_the_reader():
    title = "a" + chr(27) + "[31m" + chr(0x202E) + "b" + chr(13) + "c"
    rated = {"code": "i", "title": title, "quantity": {"unit": title, "worst": 0, "best": 1}}
    result, wholes = explained(
        rubric_data({"code": "d", "title": title, "indicators": [rated]}), {"i": {"value": 1}}
    )
    text = explanation.arithmetic(result, wholes, words("en"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_deep_and_narrow_still_fits():
    node: dict[str, Any] = dimension("d", levels_of("i"))
    for i in range(40):
        node = {"code": f"d{i}", "title": f"d{i}", "dimensions": [node], "aggregate": "geometric"}
    result, wholes = explained(rubric_data(node), {"i": 3})
    for unicode in (True, False):
        text = explanation.arithmetic(result, wholes, words("id"), Look(unicode=unicode))
        assert max(map(cell_len, text.split("\n"))) <= 80
        assert text.isascii() is not unicode


def test_numbers_of_thousands_of_digits():
    inside = [levels_of(f"i{n}", weight=f"{n + 1}.{10**12 + 7 * n}") for n in range(400)]
    for one in inside:
        one["weight"] = float(one["weight"])
    data = rubric_data(dimension("d", *inside, aggregate="harmonic"))
    result, wholes = explained(data, {one["code"]: 2 + n % 3 for n, one in enumerate(inside)})
    checked(result, wholes[0], "en")


def test_ends_of_odd_display_scales():
    display = {"min": -5, "max": 0.0000005, "decimals": 6}
    data = rubric_data(dimension("d", levels_of("i"), levels_of("j")), display=display)
    result, wholes = explained(data, {"i": 2, "j": 5})
    assert checked(result, wholes[0], "en") > 10


# --- every figure that is printed, against the engine and against its own formula ---

ROOT = Path(__file__).parent.parent
VALUE = r"-?\d+(?:\.\d+)?(?:/\d+)?…?"
RUN = re.compile(r"(?:min|max|ln|[-\d./()+×^…; ])*$")
MEANS = ("arithmetic", "geometric", "harmonic", "minimum", "maximum")


def levels_of(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "levels": {"1": "x", "5": "y"}, **more}


def explained(data: dict[str, Any], ratings: Any) -> tuple[Scored, list[ScoredNode]]:
    subject = Rubric.model_validate({"scale": FIVE, **data})
    place = Assessment.model_validate(assessment_data(ratings))
    card = score(resolve(subject), place.ratings)
    return Scored(place, (card,)), [card.whole]


def printed(result: Scored, whole: ScoredNode, language: Any) -> Iterator[tuple[str, str]]:
    """The lines under each head, unwrapped, with the code of their node and a decimal point."""
    wide = 5_000 + 200 * sum(1 for _ in whole.walk())  # a ruler of this length is drawn, too
    text = explanation.arithmetic(result, [whole], words(language), Look(width=wide))
    code = whole.code
    for line in text.split("\n")[5:]:
        bare = line.lstrip("│├└─… ")
        if language == "id":
            bare = re.sub(r"(?<=\d),(?=\d)", ".", bare)
        if head := re.match(r"[^(:]* \(([^)]*)\): [^:]*$", bare):
            code = head[1] if head[1] in {node.code for node in whole.walk()} else code
        yield code, bare


def is_printed(text: str, value: Fraction | None) -> bool:
    """Whether a printed value is this one, to the digits that are there."""
    assert value is not None
    if not text.endswith("…"):
        return Fraction(text) == value
    shown = Fraction(text[:-1])
    unit = Fraction(1, 10 ** len(text[:-1].partition(".")[2]))
    return 0 <= abs(value) - abs(shown) < unit and value * shown >= 0


def worth(formula: str) -> Fraction | float:
    """What a printed formula comes to: exactly, if nothing in it is cut off and no root."""
    exactly = not re.search(r"[…^]", formula)
    names = {"F": Fraction if exactly else float, "min": lambda *values: min(values)}
    names["max"] = lambda *values: max(values)
    code = re.sub(r"\d+(?:\.\d+)?…?", lambda m: f"F('{m[0].rstrip('…')}')", formula)
    code = code.replace("^", "**").replace("×", "*").replace(";", ",")
    return eval(code, {"__builtins__": {}}, names)  # type: ignore[no-any-return]


def equations(line: str) -> Iterator[tuple[str, str]]:
    """What stands before each equals sign of a line and what after it, without the words."""
    line = re.sub(r" (?:of|dari)(?: all| semua)? (?=\d)", " / ", line)
    line = re.sub(r" (?:that count|yang dihitung) =", " =", line)
    for sign in re.finditer(" = ", line):
        found = RUN.search(line[: sign.start()])
        assert found is not None
        left = (
            found[0]
            if "(" in found[0] and ("min" in found[0] or "max" in found[0])
            else found[0].split(";")[-1]
        )
        right = re.match(VALUE, line[sign.end() :])
        assert right is not None, line
        yield left.strip(), right[0]


def checked(result: Scored, whole: ScoredNode, language: Any) -> int:
    """How many figures were found to hold."""
    nodes = {node.code: node for node in whole.walk()}
    count = 0
    for code, line in printed(result, whole, language):
        for left, right in equations(line):
            found, said = worth(left), worth(right)
            if isinstance(found, Fraction) and isinstance(said, Fraction):
                assert found == said, line
            else:
                assert float(found) == pytest.approx(float(said), rel=2e-3, abs=1e-5), line
            count += 1
        count += by_the_engine(nodes[code], line, language)
    return count


def by_the_engine(node: ScoredNode, line: str, language: Any) -> int:
    """How many figures of a line are the engine's."""
    told = words(language)
    starts = {
        **{told(f"explain.{method}"): node.value for method in MEANS},
        told("explain.availability"): node.availability,
        told("explain.points"): node.contribution,
        told("explain.display", min="0", max="100"): node.score,
    }
    for start, value in starts.items():
        if line.startswith(start):
            said = re.findall(f"= ({VALUE})", line) or re.findall(f": ({VALUE})", line)
            assert said, line
            assert all(is_printed(text, value) for text in said), (line, value)
            return len(said)
    if shares := re.findall(f" (?:all|semua) \\S+ = ({VALUE})", line):
        assert is_printed(shares[0], node.share), line
        return 1
    if shown := re.match(f"(?:Shown|Tampil): ({VALUE}) → (\\S+) ", line):
        assert node.score is not None
        assert is_printed(shown[1], node.score), line
        assert shown[2] == node.shown
        return 2
    if line.startswith(("Bounds: low", "Batas: bawah")):
        ends = [node.printed(node.low), node.printed(node.high)]
        assert re.findall(r"(?:shown|tampil) (\S*?)(?:;|$)", line) == ends, line
        return 2
    return 0


@given(trees(), st.sampled_from(["id", "en"]))
def test_every_figure_is_the_engines_and_what_its_formula_comes_to(tree, language):
    result, wholes = explained(*tree)
    checked(result, wholes[0], language)


ENDS = st.tuples(st.integers(1, 60), st.integers(61, 99)).map(list)
ANSWERS = st.lists(st.sampled_from([1, 2, 3, 3.5, 4, 5]), min_size=1, max_size=30)


@st.composite
def measured(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A rubric whose indicators are measured in every way."""
    indicators: list[dict[str, Any]] = []
    ratings: dict[str, Any] = {}
    for i in range(draw(st.integers(1, 5))):
        one = levels_of(f"i{i}", weight=draw(st.integers(0 if i else 1, 3)))
        match draw(st.sampled_from(["floor", "quantity", "checklist", "survey", "mean"])):
            case "floor":
                one["floor"] = draw(st.sampled_from([0, 0.5, 1, -3]))
                ratings[one["code"]] = draw(st.integers(1, 5))
            case "quantity":
                del one["levels"]
                worst, best = draw(st.permutations(draw(ENDS)))
                change = draw(st.sampled_from(["identity", "log"]))
                one["quantity"] = {"unit": "x", "worst": worst, "best": best, "transform": change}
                value = draw(st.sampled_from([1, 30, 61.7, 99, 120, "23/7", "400/3"]))
                ratings[one["code"]] = {"value": value}
            case "checklist":
                del one["levels"]
                items = draw(st.lists(st.sampled_from([1, 2, 0.5, 7]), min_size=1, max_size=20))
                one["checklist"] = [
                    {"code": f"c{n}", "text": "x", "weight": weight}
                    for n, weight in enumerate(items)
                ]
                met = draw(st.lists(st.sampled_from([f"c{n}" for n in range(len(items))])))
                ratings[one["code"]] = {"met": met}
            case "survey":
                del one["levels"]
                one["survey"] = {"min": 1, "max": 5, "reversed": draw(st.booleans())}
                ratings[one["code"]] = {"responses": draw(ANSWERS)}
            case _:
                del one["levels"]
                one["survey"] = {"min": -2, "max": 10, "reversed": draw(st.booleans())}
                mean = draw(st.sampled_from([3.25, "23/7", -1]))
                ratings[one["code"]] = {"responses": {"mean": mean, "n": 12}}
        if i and draw(st.integers(0, 3)) == 0:
            ratings[one["code"]] = {"unknown": "x"}
        indicators.append(one)
    method = draw(st.sampled_from(MEANS))
    return rubric_data(dimension("d", *indicators, aggregate=method)), ratings


@given(measured(), st.sampled_from(["id", "en"]))
def test_every_way_to_measure_adds_up(tree, language):
    result, wholes = explained(*tree)
    assert checked(result, wholes[0], language) > 3
    lines = list(printed(result, wholes[0], language))
    for node in wholes[0].indicators():
        if node.status == "unknown":
            continue
        own = [line for code, line in lines if line and code == node.code]
        figure = own[0].rsplit(": ", 1)[1]
        assert is_printed(figure, node.value), own[0]
        last = next(
            line for line in reversed(own) if not line.startswith(("Weight", "Bobot", "Po"))
        )
        assert is_printed(last.rsplit(" ", 1)[1].lstrip("="), node.value), own


def test_weights_by_rank_and_by_comparison():
    parts = [dimension(code, levels_of(f"{code}-i")) for code in "abc"]
    ratings = {"a-i": 2, "b-i": 4, "c-i": 5}
    ranked = {"method": "rank", "order": ["b", "a", "c"]}
    compared = {"method": "ahp", "comparisons": {"a/b": 3, "a/c": "7/2", "b/c": 2}}
    for weights in (ranked, compared):
        result, wholes = explained(rubric_data(*parts, weights=weights), ratings)
        assert checked(result, wholes[0], "id") > 20
