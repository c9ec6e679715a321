"""Older major versions of rubrics: kept as they were, found by who names them."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.engine.tree import Tree
from smartscore.read.assessments import Reader
from smartscore.read.check import Examiner
from smartscore.read.rubrics import Loaded, Loader
from smartscore.read.shelf import ARCHIVE, Catalogue, bundled, is_archived, is_bundled
from smartscore.text.problems import Problem, Severity

from .building import assessment_data, dimension, indicator, rubric_data

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
    ours = every[every.index("3.1.0") :]
    assert [ours.index(version) for version in ("3.1.0", "2.4.0", "1.0.2")] == sorted(
        ours.index(version) for version in ("3.1.0", "2.4.0", "1.0.2")
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


MANY = [indicator(f"q{n}") for n in range(1, 9)]


def told(folder: Path, old: Data, new: Data, ratings: Data, pin: str = "own@1") -> list[Problem]:
    """What is said of the versions, where the older one is pinned and some of it is rated."""
    for path, data, version in (("archive/own@1.yaml", old, "1.0.0"), ("own.yaml", new, "2.0.0")):
        write(folder / path, {**data, "version": version})
    written = assessment_data(ratings, rubrics=[pin], date="2026-11-21")
    reading = Reader(Catalogue([folder])).assessment(
        str(folder / "town.yaml"), json.dumps(written).encode()
    )
    assert reading.trees[0].rubric.version == ("1.0.0" if pin == "own@1" else "2.0.0")
    return [each for each in reading.remarks if each.code == "A270"]


def said(folder: Path, new: Data, ratings: Data, old: Data | None = None) -> dict[str, str]:
    """The values of that, without those that are empty."""
    only = told(folder, old or rubric_data(dimension("first", *MANY)), new, ratings)
    assert len(only) == 1
    assert only[0].severity == Severity.WARNING
    return {key: value for key, value in only[0].values.items() if value}


ALWAYS = {"reference": "own@1", "version": "1.0.0", "newer": "own@2"}


def changed(at: int, **keys: Any) -> Data:
    """The rubric of eight with one indicator changed."""
    ones = [{**one, **keys} if n == at else one for n, one in enumerate(MANY, 1)]
    return rubric_data(dimension("first", *ones))


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (changed(2, levels={"1": "no", "3": "half", "5": "all"}), {"asked": "q2"}),
        (changed(2, judged_by="demand"), {"asked": "q2"}),
        (changed(2, floor=0), {"measured": "q2"}),
        (changed(2, levels=None, survey={"min": 1, "max": 4}), {"measured": "q2"}),
        (changed(2, code="other"), {"gone": "q2", "rest": "1"}),
        (changed(2, title="Called otherwise"), {"variant": "same"}),
        (changed(8, levels={"1": "no", "3": "half", "5": "all"}), {"variant": "same"}),
        (rubric_data(dimension("first", *MANY), aggregate="minimum"), {"rest": "1"}),
        (rubric_data(dimension("first", *MANY[:3]), dimension("next", *MANY[3:])), {}),
    ],
)
def test_what_a_newer_version_changed_for_what_is_rated(tmp_path, new, expected):
    found = said(tmp_path, new, {"q1": 3, "q2": 3, "q5": {"unknown": "Nobody knows."}})
    for key, value in expected.items():
        assert found.pop(key, "0") == value
    assert not {"asked", "measured", "gone"} & found.keys()
    assert found.items() >= ALWAYS.items()


def test_weights_that_are_shared_out_otherwise(tmp_path):
    found = said(tmp_path, changed(2, weight=9), {"q1": 3, "q2": 3})
    assert found["weighed"] == "q1, q2"
    moved = rubric_data(dimension("first", *MANY[1:]), dimension("next", MANY[0]))
    assert said(tmp_path, moved, {"q1": 3})["weighed"] == "q1"


def test_a_ladder_that_changed_is_told_of_those_that_stand_on_it(tmp_path):
    on = [{**one, "levels": "steps"} if n < 3 else one for n, one in enumerate(MANY)]
    old, new = (
        rubric_data(
            dimension("first", *on), ladders={"steps": {"1": "no", "3": middle, "5": "all"}}
        )
        for middle in ("some", "half of them")
    )
    found = said(tmp_path, new, {"q1": 3, "q3": 3, "q4": 3}, old)
    assert found["asked"] == "q1, q3"


def test_many_that_changed_are_counted(tmp_path):
    new = rubric_data(
        dimension("first", *({**one, "levels": {"1": "-", "3": "+", "5": "*"}} for one in MANY))
    )
    found = said(tmp_path, new, {f"q{n}": 3 for n in range(1, 9)})
    assert (found["asked"], found["asked_more"]) == ("q1, q2, q3, q4, q5", "3")
    only = told(tmp_path, rubric_data(dimension("first", *MANY)), new, {"q1": 3, "q8": 3})[0]
    assert "described otherwise: q1, q8" in str(only)
    assert "uraian berubah: q1, q8" in only.in_words("id")
    for language in ("id", "en"):
        assert "smartscore rubrics diff own@1 own@2" in only.mend(language)


def test_nothing_is_rated_yet(tmp_path):
    assert said(tmp_path, changed(2, floor=0), {"q1": None})["variant"] == "unrated"


def test_todays_version_is_no_older_one(tmp_path):
    old, new = rubric_data(dimension("first", *MANY)), changed(2, floor=0)
    assert told(tmp_path, old, new, {"q1": 3}, pin="own@2") == []
    assert told(tmp_path, old, new, {"q1": 3}, pin="own") == []


@pytest.mark.parametrize("listed", [["whole@1"], ["whole@1", "own@1"]])
def test_what_is_rated_in_a_graft(tmp_path, listed):
    """It is told of the rubric that takes it in, unless the graft is listed too and says so."""
    old, new = rubric_data(dimension("first", *MANY)), changed(2, floor=0)
    for path, data, version in (
        ("archive/own@1.yaml", old, "1.0.0"),
        ("own.yaml", new, "2.0.0"),
        ("archive/whole@1.yaml", rubric_data({"rubric": "own@1"}, code="whole"), "1.0.0"),
        ("whole.yaml", rubric_data({"rubric": "own@2"}, code="whole"), "2.0.0"),
    ):
        write(tmp_path / path, {**data, "version": version})
    written = assessment_data({"q2": 3}, rubrics=listed, date="2026-11-21")
    reading = Reader(Catalogue([tmp_path])).assessment(
        str(tmp_path / "town.yaml"), json.dumps(written).encode()
    )
    found = [(p.values["reference"], p.values.get("measured")) for p in reading.remarks]
    own = [("own@1", "q2")] if len(listed) == 2 else []
    assert found == [("whole@1", "" if own else "own/q2"), *own]
    assert (reading.remarks[0].values.get("variant") == "beside") is bool(own)


def test_a_bare_code_is_pinned_by_fix(tmp_path):
    path = tmp_path / "town.yaml"
    lines = ("smartscore: assessment/1", "rubrics: [hdi, indrajit]", "subject: {name: x}")
    text = "\n".join((*lines, "date: 2026-01-01", ""))
    path.write_text(text, encoding="utf-8")
    kept = [Catalogue().kept_majors(code) for code in ("hdi", "indrajit")]
    assert [bool(each) for each in kept] == [False, True]
    advised = run("check", str(path), "--all", "--select", "A271")
    assert advised.exit_code == 0
    assert advised.stdout.count("A271") == 2
    run("check", str(path), "--fix", "--select", "A271")
    codes = Catalogue().codes()
    assert {"hdi", "indrajit"} <= set(codes)
    major = tree(Loader(Catalogue()), "hdi").rubric.major
    pinned = text.replace("[hdi, indrajit]", f"[hdi@{major}, indrajit]")
    assert path.read_text(encoding="utf-8") == pinned


def towns(shelf: Path, *references: str) -> list[str]:
    """Assessments of one rated indicator, each pinned to another version."""
    paths = (shelf.parent / f"{reference}.yaml" for reference in references)
    written = (assessment_data({"vision": 3}, rubrics=[each]) for each in references)
    return [str(write(path, data)) for path, data in zip(paths, written, strict=True)]


@pytest.mark.parametrize(
    ("listed", "asked", "version", "variant"),
    [
        ("own@1", "own", "1.0.2", "same"),
        ("own@1", "own@1", "1.0.2", "same"),
        ("own@1", "own@2", "2.4.0", "other"),
        ("own@1", "own@3", "3.1.0", "other"),
        ("own@3", "own@1", "1.0.2", "other"),
        ("own@3", "own", "3.1.0", None),
        ("own", "own@1", "1.0.2", "same"),
        ("own", "own", "3.1.0", None),
        ("whole@1", "own", "1.0.2", "same"),
        ("whole@1", "own@3", "3.1.0", "other"),
    ],
)
def test_what_is_asked_for_is_scored_in_the_version_of_the_file(
    shelf, listed, asked, version, variant
):
    """A code alone takes what the file pins, itself or by a graft; another version is told."""
    write(shelf / "whole.yaml", rubric_data({"rubric": "own@1"}, code="whole", version="1.0.0"))
    path = Path(towns(shelf, listed)[0])
    reading = Reader(Catalogue([shelf])).assessment(str(path), path.read_bytes(), [asked])
    assert [each.rubric.version for each in reading.trees] == [version]
    told = [each for each in reading.remarks if each.code == "A270"]
    assert [each.values.get("variant") for each in told] == ([variant] if variant else [])
    for problem, lang in [(each, lang) for each in told for lang in ("id", "en")]:
        assert version in problem.in_words(lang)
        assert "smartscore rubrics diff own@" in problem.mend(lang)


def test_a_path_that_is_asked_for_may_hold_another_version(shelf):
    (path,) = towns(shelf, "own@1")
    done = run("assess", path, "--rubrics", str(shelf), "--rubric", str(shelf / "own.yaml"))
    assert "the file names `own@1`, but version 3.1.0 is" in done.stderr


def test_versions_are_not_set_side_by_side_by_asking_for_the_code(shelf):
    paths = towns(shelf, "own@1", "own@3")
    done = run("assess", *paths, "--rubrics", str(shelf), "--rubric", "own")
    assert done.exit_code == 2
    assert "1.0.2 and 3.1.0 are different major versions" in done.stderr


def test_each_pin_is_told_however_many_there_are(shelf, tmp_path):
    for code, version in [(c, v) for c in ("one", "two", "three") for v in ("1.0.0", "2.0.0")]:
        path = f"archive/{code}@1.yaml" if version == "1.0.0" else f"{code}.yaml"
        write(shelf / path, rubric_data(PARTS, code=code, version=version))
    path = tmp_path / "town.yaml"
    write(path, assessment_data({}, rubrics=["one@1", "two@1", "three@1"]))
    for command in ("assess", "check"):
        done = run(command, str(path), "--rubrics", str(shelf))
        for code in ("one", "two", "three"):
            assert f"smartscore rubrics diff {code}@1 {code}@2" in " ".join(
                (done.stdout + done.stderr).split()
            )


def test_a_bare_code_is_told_where_an_older_version_is_kept(shelf):
    (path,) = towns(shelf, "own")
    for lang in ("en", "id"):
        told = " ".join(run("assess", path, "--rubrics", str(shelf), "--lang", lang).stderr.split())
        assert "A271" in told
        assert "`own@3`" in told
        assert "`own@2`, `own@1`" in told
    before = Path(path).read_bytes()
    run("check", path, "--fix", "--rubrics", str(shelf))
    assert Path(path).read_bytes() == before
    assert "A271" not in run("assess", *towns(shelf, "own@3"), "--rubrics", str(shelf)).stderr


def test_a_bare_graft_is_not_pinned_where_an_older_version_is_kept(shelf):
    path = write(shelf / "whole.yaml", rubric_data({"rubric": "own"}, code="whole"))
    before = path.read_bytes()
    run("check", str(path), "--fix", "--select", "R237", "--rubrics", str(shelf))
    assert path.read_bytes() == before
    told = run("check", str(path), "--all", "--select", "R237", "--rubrics", str(shelf)).stdout
    assert "`own@3`, or `own@2`, `own@1`" in " ".join(told.split())


def test_two_versions_of_one_rubric_get_no_other_code(shelf, tmp_path):
    path = tmp_path / "town.yaml"
    write(path, assessment_data({}, rubrics=["own@1", "own@2"]))
    told = " ".join(run("check", str(path), "--rubrics", str(shelf)).stdout.split())
    assert "A105" in told
    assert "write a file for each" in told
    assert "another code" not in told
    both = rubric_data({"rubric": "own@1"}, {"rubric": "own@2"}, code="both")
    found = Examiner(Catalogue([shelf])).check("both.yaml", yaml.safe_dump(both).encode())
    assert [each.values["variant"] for each in found if each.code == "R126"] == ["versions"]


def test_an_archived_file_is_named_by_its_path(shelf):
    path = str(shelf / ARCHIVE / "own@1.yaml")
    assert "own 1.0.2" in run("rubrics", "show", path).stdout
    town = str(shelf / "t.yaml")
    write(Path(town), assessment_data({"vision": 3}, rubrics=["./archive/own@1.yaml"]))
    done = run("assess", town, "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert "1.0.2" in done.stdout


def test_comments_of_an_older_version_are_told_when_a_file_is_brought_up_to_date(shelf):
    path = shelf / "town.yaml"
    at = ("--rubrics", str(shelf))
    run("new", "assessment", str(path), "--rubric", "own@1", "--date", "2026-01-01", *at)
    text = path.read_text(encoding="utf-8")
    assert run("new", "assessment", str(path), "--update", *at).stderr == ""
    path.write_text(text.replace("- own@1", "- own@3"), encoding="utf-8")
    told = " ".join(run("new", "assessment", str(path), "--update", *at).stderr.split())
    assert "written by version 1.0.2 stay" in told
    assert "smartscore new assessment NEW.yaml --rubric own@3" in told


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
