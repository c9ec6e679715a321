"""What keeps time and memory about linear; `benchmarks/growth.py` measures it."""

from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartscore.engine import steps as steps_module
from smartscore.read import mending
from smartscore.read.documents import plain
from smartscore.read.mending import mend
from smartscore.read.premises import Home
from smartscore.read.shelf import Catalogue
from smartscore.rules import text
from smartscore.text.documents import Document
from smartscore.text.likeness import ALIKE, FEW, LONGEST, MOST, Names, likest
from smartscore.text.nodes import ScalarNode
from smartscore.text.parsing import parse
from smartscore.text.problems import Complaint, Edit, Place, Problem, Span, closest, sole_match
from smartscore.text.source import Source
from smartscore.text.wording import Wording
from tests import building
from tests.test_check import HEAD, run

WORDS = st.text("abcde-", min_size=3, max_size=9)


def test_among_many_names_few_are_looked_at():
    names = Names(f"reference{i}" for i in range(2_000))
    assert len(list(names.candidates("referense7"))) <= FEW
    assert closest("referense77", names) == "reference77"
    assert sole_match("referensce1234", names) == "reference1234"
    assert sole_match("referencee", names) is None
    assert sole_match("refference1234", names) == "reference1234"


@given(st.lists(WORDS, min_size=FEW + 1, max_size=FEW + 40, unique=True), WORDS)
def test_an_index_finds_every_name_one_slip_away(names, word):
    every = [name for name in names if sole_match(word, [name])]
    found = sole_match(word, Names(names))
    assert found == (every[0] if len(every) == 1 else None)


@given(st.lists(WORDS, max_size=FEW), WORDS)
def test_the_likest_names_are_those_of_the_standard_library(names, word):
    every = get_close_matches(word, names, n=len(names) + 1, cutoff=ALIKE)
    assert list(likest(word, names)) == every


def test_how_like_a_name_is_is_found_out_only_for_the_likest(monkeypatch):
    asked = []
    ratio = SequenceMatcher.ratio

    def counted(matcher: "SequenceMatcher[str]") -> float:
        asked.append(matcher)
        return ratio(matcher)

    monkeypatch.setattr(SequenceMatcher, "ratio", counted)
    assert next(likest("bandd", [f"band{letter}" for letter in "abcdefgh"])) == "bandd"
    assert len(asked) == 1


def test_a_folder_of_rubrics_is_looked_into_once(tmp_path, monkeypatch):
    (tmp_path / "other.yaml").write_text("smartscore: rubric/1\ncode: mine\n", encoding="utf-8")
    catalogue, opened = Catalogue([tmp_path]), []
    true = Home.opened

    def counted(home: Home, name: str) -> BinaryIO:
        opened.append(name)
        return true(home, name)

    monkeypatch.setattr(Home, "opened", counted)
    assert list(catalogue.candidates("mine")) == [tmp_path / "other.yaml"]
    assert not list(catalogue.candidates("nowhere"))
    assert "mine" in catalogue.codes()
    assert opened.count("other.yaml") == 1
    assert len(opened) == len(set(opened))


def test_names_past_the_limits_are_like_nothing():
    long = "x" * (LONGEST + 1)
    assert closest(long, ["x" * LONGEST]) == ""
    assert sole_match(long, ["x" * LONGEST]) is None
    many = Names(f"n{i}" for i in range(MOST + 1))
    assert closest("m12", many) == ""
    assert closest("N12", many) == "n12"


def test_names_know_what_is_among_them():
    names = Names(["one", "two"])
    assert "one" in names
    assert "three" not in names
    assert names == ("one", "two")


def test_edits_that_do_harm_cost_so_many_tries_and_no_more(monkeypatch):
    text = "a: [" + ", ".join(f"x{i}" for i in range(500)) + "]\n"
    source = parse(text.encode(), "f")
    scalars = [node for _, node in source.nodes() if isinstance(node, ScalarNode)]
    parsed = []

    def counted(content: bytes, name: str) -> Source:
        parsed.append(content)
        return parse(content, name)

    monkeypatch.setattr(mending, "parse", counted)

    def find(name: str, content: bytes) -> list[Problem]:
        return [
            Problem("Y201", Place(name), edit=_broken(node), anchor=str(i))
            for i, node in enumerate(scalars)
            if content == text.encode()
        ]

    assert mend("f", text.encode(), find).content == text.encode()
    assert len(parsed) <= mending.TRIES + 1


def _broken(node: ScalarNode) -> Edit:
    return Edit(node.start_mark.index, node.end_mark.index, '"')


def test_one_edit_that_does_harm_does_not_keep_the_others_from_being_made():
    text = "a: [" + ", ".join(f"yes{i}" for i in range(40)) + "]\n"
    source = parse(text.encode(), "f")
    scalars = [node for _, node in source.nodes() if isinstance(node, ScalarNode)]

    def find(name: str, content: bytes) -> list[Problem]:
        if content != text.encode():
            return []
        return [
            Problem(
                "Y201",
                Place(name),
                edit=_broken(node)
                if i == 17
                else Edit(node.start_mark.index, node.end_mark.index, f'"{node.value}"'),
                anchor=str(i),
            )
            for i, node in enumerate(scalars)
        ]

    mended = mend("f", text.encode(), find)
    assert mended.mends == 39
    assert b'"yes16", yes17, "yes18"' in mended.content


def test_a_hyphen_before_ends_of_lines_is_read_once():
    text = "zz-" + "\n" * 50_000 + "top"
    assert Wording(Document(()), text).pages("zztop") == ()
    assert Wording(Document(()), text).pages("z top") is None
    assert Wording(plain.of("zz-" + "\n" * 50_000 + "top")).pages("zztop") == ()


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        (".".join("a" * 101) + " = 1\n", "> 100"),
        ("[" + " . ".join(["'a b'"] * 101) + "]\n", "> 100"),
        ("k = 1\n" + "#" * (1024 * 1024), "> 1024 KiB"),
    ],
)
def test_a_project_file_past_the_limits_is_refused(tmp_path: Path, monkeypatch, toml, told):
    (tmp_path / "pyproject.toml").write_text(toml)
    (tmp_path / "in.yaml").write_text(HEAD + building.ASSESSMENT)
    monkeypatch.chdir(tmp_path)
    done = run("in.yaml")
    assert done.exit_code == 2
    assert told in done.output


def test_a_project_file_of_an_honest_size_is_read(tmp_path: Path, monkeypatch):
    (tmp_path / "pyproject.toml").write_text(
        "".join(f"[tool.t{i}.x]\nk = 1\n" for i in range(2000))
    )
    (tmp_path / "tiny.yaml").write_text(building.RUBRIC)
    monkeypatch.chdir(tmp_path)
    assert run("tiny.yaml").exit_code == 0


@pytest.mark.parametrize(("count", "found"), [(20, True), (21, False)])
def test_steps_beneath_many_children_are_looked_for_where_that_is_cheap(monkeypatch, count, found):
    assert steps_module.MANY <= 500
    monkeypatch.setattr(steps_module, "MANY", 20)
    children = [building.indicator(f"i{i}") for i in range(count)]
    ratings = {f"i{i}": 3 for i in range(count)}
    for aggregate in ("arithmetic", "geometric"):
        rubric = building.rubric(building.dimension("d", *children), aggregate=aggregate)
        steps = building.scored(rubric, ratings).steps
        assert bool(steps) == (found or aggregate == "arithmetic")


def test_an_anchor_of_a_spot_keeps_no_copy_of_a_long_line():
    source = parse(b"a: [" + b"yes, " * 1000 + b"yes]\n", "f")
    assert len(source.problem(Complaint(text.OTHER_READINGS, Span(4, 7))).anchor) < 300
