"""A row of a table comes to what its ratings come to in a file, in every column."""

import json
import pickle
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from smartscore import read_rubric
from smartscore.batches import kernel, record
from smartscore.batches.kernel import Kernel, Scored
from smartscore.cli import app
from smartscore.engine.score import score
from smartscore.engine.tree import Tree
from smartscore.model.assessment import ResponseMean
from smartscore.model.fields import shown
from smartscore.read.shelf import bundled
from smartscore.tables.cells import readers
from smartscore.tables.columns import held
from smartscore.tables.places import Rated, rated
from smartscore.tables.rows import BadRow, Row

from .building import dimension, indicator, rubric, scored
from .test_figures import RUBRICS, drawn
from .test_reference_engine import fast, rubrics


def tabled(tree: Tree, *rows: tuple[str, ...]):
    """The columns of all that is told of places and all indicators, and rows of them."""
    names = [*record.FACTS, *("/".join(node.path[1:]) for node in tree.indicators())]
    columns = held(names, tree)
    return columns, [Row(number, cells, ",".join(cells)) for number, cells in enumerate(rows, 2)]


def holds(tree: Tree, *rows: tuple[str, ...]) -> list[Any]:
    """What rows come to, if it is what they come to one by one, by cards."""
    columns, made = tabled(tree, *rows)
    quick, reading = Kernel(tree, columns), readers(tree, columns)
    found = []
    for row in made:
        slow, scored_row = rated(columns, tree, reading, row), quick.row(row)
        found.append(scored_row)
        if isinstance(slow, BadRow):
            assert scored_row == slow
            continue
        assert isinstance(slow, Rated)
        assert isinstance(scored_row, Scored)
        assert scored_row.fields[4:-1] == record.figures(score(tree, slow.ratings))
        assert scored_row.remarks == slow.remarks
        assert len(scored_row.fields) == len(record.fields(tree))
    return found


def text(draw: random.Random, node) -> str:
    rating = drawn(node, draw)
    if rating is None or rating.unknown:
        return draw.choice(["", "-", "NA"])
    if rating.not_applicable:
        return "n/a"
    if rating.met is not None:
        return " ".join(rating.met) or "none"
    if isinstance(rating.responses, ResponseMean):
        return str(rating.responses.mean)
    return shown(rating.value if rating.level is None else rating.level)


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_rows_of_every_bundled_rubric(path):
    draw, tree = random.Random(path.stem), read_rubric(path)
    rows = [
        (f"Desa {i}", f"35.{i}", "Kec", "2021-07-12", *(text(draw, n) for n in tree.indicators()))
        for i in range(4)
    ]
    found = holds(tree, *rows, *rows)
    assert found[0].fields[:4] == ("Desa 0", "35.0", "Kec", "2021-07-12")


@settings(max_examples=30)
@given(rubrics(), st.randoms(use_true_random=False))
def test_rows_of_random_rubrics(case, draw):
    tree = fast(case).tree
    cells = [draw.choice(["", "1", "2", "3", "5", "1.24", "n/a", "-"]) for _ in tree.leaves]
    holds(tree, ("A", "", "", "", *cells))


def small() -> Tree:
    income = {"quantity": {"unit": "rupiah", "worst": 1007, "best": 26572}}
    bare = {"code": "income", "title": "Income", **income}
    return scored(rubric(dimension("d", indicator("i"), bare)), {}).tree


def test_every_reason_of_a_bad_row_is_told_and_other_rows_go_on():
    found = holds(
        small(),
        ("A", "", "", "2021-13-01", "6", "x"),
        ("", "", "", "", "3", "5000"),
        ("B", "", "", "", "3", "5000"),
    )
    bad, nameless, good = found
    assert [doubt.heading for doubt in bad.doubts] == ["date", "d/i", "d/income"]
    assert (bad.number, bad.raw) == (2, "A,,,2021-13-01,6,x")
    assert [doubt.heading for doubt in nameless.doubts] == ["name"]
    assert isinstance(good, Scored)


def test_what_is_remarked_stands_in_the_last_column():
    (found,) = holds(small(), ("A", "", "", "", "3", "13.365"))
    assert found.fields[-1] == "A217:d/income"
    assert [doubt.heading for doubt in found.remarks] == ["d/income"]


def test_an_indicator_without_a_column_is_unknown():
    tree = small()
    columns = held(["name", "i"], tree)
    found: Any = Kernel(tree, columns).row(Row(2, ("A", "5")))
    names = [field.name for field in record.fields(tree)]
    told = dict(zip(names, found.fields, strict=True))
    assert (told["shown"], told["low"], told["high"]) == ("100.0", "50.0", "100.0")
    assert told["availability"] == "0.5"


def test_a_row_comes_to_the_same_whatever_was_before_and_in_another_process(monkeypatch):
    monkeypatch.setattr(kernel, "_KEPT", 2)
    monkeypatch.setattr(kernel, "_LONG", 3)
    tree = small()
    columns, rows = tabled(
        tree, *[("A", "", "", "", str(i % 5 + 1), str(1007 + 999 * i)) for i in range(20)]
    )
    used = Kernel(tree, columns)
    before = [used.row(row) for row in rows]
    sent = pickle.loads(pickle.dumps(used))
    assert [sent.row(row) for row in reversed(rows)] == before[::-1]
    assert {len(known) for known in used._known} == {2, 0}


def test_a_table_row_equals_assess_of_the_same_ratings_as_a_file(tmp_path):
    tree = read_rubric(bundled() / "spbe-2020.yaml")
    draw = random.Random(12)
    codes = [node.code for node in tree.indicators()]
    columns = held(["name", "code", *codes], tree)
    quick = Kernel(tree, columns)
    names = [field.name for field in record.fields(tree)]
    for number in range(2):
        cells = ["" if draw.random() < 0.2 else str(draw.randint(1, 5)) for _ in codes]
        row: Any = quick.row(Row(2, (f"Desa {number}", f"35.{number}", *cells)))
        found = dict(zip(names, row.fields, strict=True))
        rated = [f"    {c}: {v}" for c, v in zip(codes, cells, strict=True) if v]
        lines = ["smartscore: assessment/1", "rubrics: [spbe-2020]", "date: 2026-01-01"]
        lines += [f"subject: {{name: Desa {number}, code: '35.{number}'}}", "ratings:"]
        path = tmp_path / f"{number}.yaml"
        path.write_text("\n".join([*lines, "  spbe-2020:", *rated, ""]), encoding="utf-8")
        result = CliRunner().invoke(app, ["assess", str(path), "--format", "json"])
        card = json.loads(result.stdout)["cards"][0]
        said = dict(expected(card["overall"]))
        assert said == {name: found[name] for name in said}
        assert len(said) == 7 * 13


def expected(node, above=""):
    """The cells of the output for a node of `scorecard/1` and for all beneath it."""
    for column in ("shown", "score", "low", "high", "availability", "band", "staged"):
        value = node["staged_level" if column == "staged" else column]
        yield f"{above}.{column}" if above else column, "" if value is None else str(value)
    for child in node["children"]:
        if "children" in child:
            yield from expected(child, f"{above}/{child['code']}" if above else child["code"])
