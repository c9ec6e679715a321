"""Bundled rubrics that are kept ready say what their YAML says, or nothing."""

import os
import pickle
import shutil
import subprocess
import sys
from typing import Any

import pytest

from smartscore.model.rubric import Display, Rubric
from smartscore.read import freshness, ready
from smartscore.read import shelf as catalogue
from smartscore.read.assessments import Reader
from smartscore.read.check import Examiner
from smartscore.read.rubrics import Loader
from smartscore.read.shelf import Catalogue
from smartscore.read.shelving import make_ready

from .conftest import ROOT

CODES = sorted(path.stem for path in (ROOT / "rubrics").glob("*.yaml"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The bundled rubrics, made ready."""
    folder = tmp_path_factory.mktemp("made") / "rubrics"
    shutil.copytree(ROOT / "rubrics", folder, ignore=shutil.ignore_patterns("ready"))
    make_ready(folder)
    return folder


@pytest.fixture
def shelf(made, tmp_path, monkeypatch):
    """A folder of rubrics as in an installed package, with all of them made ready."""
    folder = tmp_path.resolve() / "package" / "rubrics"
    shutil.copytree(made, folder)
    monkeypatch.setattr(catalogue, "bundled", lambda: folder)
    monkeypatch.setattr(ready, "shelf", lambda: folder)
    monkeypatch.setattr(freshness, "_is_checkout", lambda: False)
    return folder


def rubric_of(loaded) -> Any:
    assert loaded.rubric is not None
    return loaded.rubric


def found_by(loader, reference, folder) -> Any:
    return loader.find(reference, folder)


def is_kept(path):
    return ready.kept(path, path.read_bytes()) is not None


def test_every_rubric_is_kept(shelf):
    assert [code for code in CODES if is_kept(shelf / f"{code}.yaml")] == CODES


@pytest.mark.parametrize("code", CODES)
def test_what_is_kept_is_what_the_yaml_says(shelf, code):
    path = shelf / f"{code}.yaml"
    found, read = Loader(Catalogue()).load(path), Loader(Catalogue(), judging=True).load(path)
    assert rubric_of(found) == rubric_of(read)
    assert rubric_of(found).model_dump() == rubric_of(read).model_dump()
    assert rubric_of(found).model_dump(exclude_unset=True) == rubric_of(read).model_dump(
        exclude_unset=True
    )
    assert rubric_of(found).model_copy(deep=True) == rubric_of(read)
    assert (found.nodes, found.depth, found.problems) == (read.nodes, read.depth, [])
    assert found.tree.digest == read.tree.digest
    assert found.inside.keys() == read.inside.keys()


def test_the_same_bytes_on_every_machine(shelf):
    script = (
        "import sys; from pathlib import Path; from smartscore.read.shelving import make_ready\n"
        "print(len(make_ready(Path(sys.argv[1]))))"
    )
    made = {path: path.read_bytes() for path in shelf.rglob("ready/*")}
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", script, str(shelf)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        assert int(done.stdout) == sum(path.suffix == ".bin" for path in made)
        assert {path: path.read_bytes() for path in shelf.rglob("ready/*")} == made


def forged(path, judged):
    """Make something else stand as what was read of a rubric file."""
    ready.place(path).write_bytes(ready.sealed(path.read_bytes(), judged))


def test_another_text_is_read(shelf):
    path = shelf / "indrajit.yaml"
    path.write_text(path.read_text().replace("decimals: 1", "decimals: 2"))
    assert not is_kept(path)
    assert rubric_of(Loader(Catalogue()).load(path)).display.decimals == 2


def test_a_rubric_of_ones_own_is_read(shelf, tmp_path):
    mine = tmp_path / "mine"
    shutil.copytree(shelf, mine)
    other = rubric_of(Loader(Catalogue()).load(shelf / "hdi.yaml"))
    forged(mine / "indrajit.yaml", other.model_copy(update={"code": "indrajit"}))
    assert not is_kept(mine / "indrajit.yaml")
    found = found_by(Loader(Catalogue([mine])), "indrajit@2", tmp_path)
    assert found.path.parent == mine
    assert rubric_of(found).title != other.title


def test_check_reads_the_yaml(shelf):
    path = shelf / "indrajit.yaml"
    read = rubric_of(Loader(Catalogue(), judging=True).load(path))
    forged(path, read.model_copy(update={"title": "Forged"}))
    assert Reader(Catalogue()).rubric(path).rubric.title == "Forged"
    loader = Examiner(Catalogue()).loader
    assert found_by(loader, "indrajit@2", shelf).rubric.title == read.title
    assert found_by(loader, "masterplan-readiness@2", shelf).inside["indrajit@2"].rubric == read


@pytest.mark.parametrize(
    "damage",
    [
        lambda made: b"",
        lambda made: made[:20],
        lambda made: made[:-1],
        lambda made: made + b"\0",
        lambda made: made[:500] + bytes([made[500] ^ 1]) + made[501:],
        lambda made: b"\0" * 32 + made[32:],
        lambda made: b"not at all" * 100,
    ],
)
def test_what_is_broken_is_passed_over(shelf, damage):
    path = shelf / "indrajit.yaml"
    file = ready.place(path)
    file.write_bytes(damage(file.read_bytes()))
    assert not is_kept(path)
    assert Reader(Catalogue()).rubric(path).rubric.code == "indrajit"


def test_what_is_gone_or_a_folder_is_passed_over(shelf):
    path = shelf / "indrajit.yaml"
    ready.place(path).unlink()
    assert not is_kept(path)
    ready.place(path).mkdir()
    assert not is_kept(path)


@pytest.mark.parametrize("version", ["0.9.0", "1.0.0.dev1"])
def test_another_version_judges_for_itself(shelf, monkeypatch, version):
    monkeypatch.setattr(ready, "__version__", version)
    assert not is_kept(shelf / "indrajit.yaml")


def test_another_form_of_models_is_not_filled_in(shelf, monkeypatch):
    form: dict[str, Any] = {"__dict__": {}, "__pydantic_fields_set__": set()}
    monkeypatch.setattr(Display, "__getstate__", lambda self: form)
    assert not is_kept(shelf / "indrajit.yaml")


class Calls:
    def __reduce__(self):
        return os.system, ("echo called",)


@pytest.mark.parametrize("held", [Calls(), [1], "text", Display(), Rubric])
def test_only_a_rubric_of_ours_is_taken(shelf, capfd, held):
    path = shelf / "indrajit.yaml"
    content, packed = path.read_bytes(), pickle.dumps(held)
    ready.place(path).write_bytes(ready._seal(content, packed) + packed)
    assert not is_kept(path)
    assert capfd.readouterr().out == ""


FAULTY = "smartscore: rubric/1\ncode: {code}\nversion: 2.0.0\ntitle: Mine\ncolour: red\n"


@pytest.mark.parametrize("code", ["indrajit", "six-dimensions"])
@pytest.mark.parametrize("text", [FAULTY, "a: [", FAULTY.replace("2.0.0", "3.0.0"), None])
def test_a_graft_is_judged_as_it_is_found(shelf, tmp_path, code, text):
    if text is None:  # of a file that is not there
        (shelf / f"{code}.yaml").unlink()
    else:
        (tmp_path / f"{code}.yaml").write_text(text.replace("{code}", code))
    places = [tmp_path] if text else []
    name, folder = "masterplan-readiness@2", tmp_path
    found = found_by(Loader(Catalogue(places)), name, folder)
    read = found_by(Loader(Catalogue(places), judging=True), name, folder)
    assert found.rubric is None
    assert found.problems
    assert found.problems == read.problems
    assert (found.nodes, found.depth) == (read.nodes, read.depth)
    assert found.inside.keys() == read.inside.keys()


def test_a_graft_of_ones_own_is_scored(shelf, tmp_path):
    text = (shelf / "indrajit.yaml").read_text().replace("2.0.0", "2.9.0", 1)
    (tmp_path / "indrajit.yaml").write_text(text)
    tree = found_by(Loader(Catalogue([tmp_path])), "masterplan-readiness@2", tmp_path).tree
    assert "2.9.0" in {rubric.version for rubric in tree.rubrics()}


def test_in_a_checkout_whatever_is_older_than_the_modules_is_stale(shelf, monkeypatch):
    path = shelf / "indrajit.yaml"
    monkeypatch.setattr(freshness, "_is_checkout", lambda: True)
    youngest = freshness._changed()
    for age, kept in ((1_000_000_000, True), (-1_000_000_000, False)):
        os.utime(ready.place(path), ns=(youngest + age, youngest + age))
        assert is_kept(path) is kept


def test_what_names_files_or_has_problems_is_not_made_ready(shelf):
    assert ready.place(shelf / "hdi.yaml").exists()
    text = (shelf / "hdi.yaml").read_text()
    (shelf / "hdi.yaml").write_text(text + "colour: red\n")
    text = (shelf / "tai.yaml").read_text()
    assert "references:\n  - id:" in text
    named = text.replace("references:\n  - id:", "references:\n  - file: source.txt\n    id:")
    (shelf / "tai.yaml").write_text(named)
    made = {path.stem for path in make_ready(shelf) if path.parent.parent == shelf}
    assert made == set(CODES) - {"hdi", "tai"}
