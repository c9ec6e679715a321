"""Older major versions of rubrics: kept as they were, found by who names them."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.engine.tree import Tree
from smartscore.read.check import Examiner
from smartscore.read.rubrics import Loaded, Loader
from smartscore.read.shelf import ARCHIVE, Catalogue, bundled, is_archived, is_bundled

from .building import dimension, indicator, rubric_data

Data = dict[str, Any]
PARTS = dimension("first", indicator("vision"), indicator("team"))
KEPT = sorted((bundled() / ARCHIVE).glob("*.yaml"))


def write(path: Path, data: Data) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def found(loader: Loader, reference: str) -> Loaded:
    loaded = loader.find(reference, Path())
    assert isinstance(loaded, Loaded), loaded
    return loaded


def tree(loader: Loader, reference: str) -> Tree:
    return found(loader, reference).tree


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A rubric in its third major version, and the two before it."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for path, version in (
        ("own.yaml", "3.1.0"),
        ("archive/own@2.yaml", "2.4.0"),
        ("archive/own@1.yaml", "1.0.2"),
    ):
        write(folder / path, rubric_data(PARTS, version=version, evidence="advised"))
    return folder


@pytest.mark.parametrize(
    ("reference", "version"),
    [("own", "3.1.0"), ("own@3", "3.1.0"), ("own@2", "2.4.0"), ("own@1", "1.0.2")],
)
def test_a_version_is_found_by_who_names_it(shelf, reference, version):
    assert found(Loader(Catalogue([shelf])), reference).tree.rubric.version == version


def test_a_version_that_is_not_kept_is_told_with_those_that_are(shelf):
    complaint = Loader(Catalogue([shelf])).find("own@4", Path())
    assert not isinstance(complaint, Loaded)
    assert complaint.code.code == "R114"
    assert complaint.values["found"] == "own@3, own@2, own@1"


def test_what_lies_in_an_archive_under_another_name_is_not_taken_for_a_version(shelf):
    (shelf / ARCHIVE / "own@2.yaml").rename(shelf / ARCHIVE / "own-2.yaml")
    write(shelf / ARCHIVE / "own@1.yaml", rubric_data(PARTS, version="2.0.0"))
    write(shelf / ARCHIVE / "own@9.yaml", rubric_data(PARTS, code="other", version="9.0.0"))
    for reference in ("own@1", "own@2", "own@9"):
        complaint = Loader(Catalogue([shelf])).find(reference, Path())
        assert not isinstance(complaint, Loaded), reference
        assert complaint.code.code == "R114"


def test_the_readers_own_version_hides_one_that_is_kept(shelf, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    write(mine / "own.yaml", rubric_data(PARTS, version="2.0.0"))
    loader = Loader(Catalogue([mine, shelf]))
    versions = [tree(loader, name).rubric.version for name in ("own", "own@2", "own@1", "own@3")]
    assert versions == ["2.0.0", "2.0.0", "1.0.2", "3.1.0"]


def test_a_graft_of_an_older_version(shelf):
    whole = rubric_data({"rubric": "own@1"}, {"rubric": "hdi@1"}, code="whole")
    write(shelf / "whole.yaml", whole)
    resolved = tree(Loader(Catalogue([shelf])), "whole")
    assert {rubric.version for rubric in resolved.rubrics()} >= {"1.0.2"}


def test_the_list_has_older_versions_where_they_are_asked_for(shelf):
    listed = run("rubrics", "list", "--rubrics", str(shelf))
    assert "own@1" not in listed.stdout
    every = run("rubrics", "list", "--all", "--rubrics", str(shelf)).stdout
    assert [every.index(version) for version in ("3.1.0", "2.4.0", "1.0.2")] == sorted(
        every.index(version) for version in ("3.1.0", "2.4.0", "1.0.2")
    )
    assert "own@1" in every
    assert "own@3" not in every
    as_json = run("rubrics", "list", "--all", "--format", "json", "--rubrics", str(shelf))
    entries = [each for each in json.loads(as_json.stdout)["rubrics"] if each["code"] == "own"]
    assert [(each["version"], each["older"]) for each in entries] == [
        ("3.1.0", False),
        ("2.4.0", True),
        ("1.0.2", True),
    ]


def test_an_older_version_is_shown_and_held_against_a_newer_one(shelf):
    at = ("--rubrics", str(shelf))
    assert "own 1.0.2" in run("rubrics", "show", "own@1", *at).stdout
    assert "2.4.0" in run("rubrics", "diff", "own@1", "own@2", *at).stdout
    missed = run("rubrics", "show", "own@7", *at)
    assert missed.exit_code == 2
    assert "own@3, own@2, own@1" in " ".join(missed.stderr.split())
    for lang in ("id", "en"):
        asked = ("assess", "examples/jember.yaml", "--rubric", "own@7", *at, "--lang", lang)
        assert "own@3, own@2, own@1" in " ".join(run(*asked).stderr.split())


def test_words_of_what_is_kept_are_left_alone(shelf):
    """An older version is not to be changed any more, so it is told only where it is wrong."""
    older = rubric_data(PARTS, version="1.0.2", evidence="advised")
    older["dimensions"][0]["indicators"][0]["crosswalk"] = ["hdi/gone-since"]
    text = yaml.safe_dump(older, sort_keys=False).encode()
    codes = [
        {problem.code for problem in Examiner(Catalogue()).check(str(path), text)}
        for path in (shelf / "own.yaml", shelf / ARCHIVE / "own@1.yaml")
    ]
    assert codes[0] >= {"R205", "R216", "R221"}
    assert codes[1] == {"R205"}, "a warning; the others are advice, and a cousin that is gone"
    older["dimensions"][0]["indicators"][0]["levels"].pop("5")
    wrong = Examiner(Catalogue()).check(
        str(shelf / ARCHIVE / "own@1.yaml"), yaml.safe_dump(older).encode()
    )
    assert wrong


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("archive/own@1.yaml", True),
        ("rubrics/archive/own@12.yaml", True),
        ("archive/own.yaml", False),
        ("archive/own@1.yml", False),
        ("archive/own@one.yaml", False),
        ("old/own@1.yaml", False),
    ],
)
def test_what_is_an_older_version(path, expected):
    assert is_archived(Path(path)) is expected


@pytest.mark.parametrize("path", KEPT, ids=[path.stem for path in KEPT])
def test_every_bundled_version_that_is_kept(path):
    """It is named after its code and version, is sound, and a newer one took its place."""
    loader = Loader(Catalogue(), judging=True)
    older, newer = found(loader, path.stem), found(loader, path.stem.partition("@")[0])
    assert older.path == path.resolve()
    assert older.rubric is not None
    assert newer.rubric is not None
    assert older.rubric.major < newer.rubric.major
    assert is_bundled(older.rubric.code, older.rubric.version)
    assert Examiner(Catalogue()).check(str(path), path.read_bytes()) == ()
