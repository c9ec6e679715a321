"""The list of the bundled rubrics says of each whose it is, and where its sources are."""

from pathlib import Path

import pytest

from smartscore.engine.resolving import resolve
from smartscore.read.rubrics import Loader
from smartscore.read.shelf import Catalogue
from smartscore.reports.library import record

from .building import dimension, indicator, rubric
from .conftest import ROOT

RUBRICS = sorted((ROOT / "rubrics").glob("*.yaml"))
CHANGELOG = """# Changelog

## 1.1.0

- `one` and `two` have sources that
  can be followed.
- `one`, `two`, `three`, `four`: something in all.

## 1.0.0

- `three` came.
"""


@pytest.mark.parametrize("path", RUBRICS, ids=[path.stem for path in RUBRICS])
def test_every_bundled_rubric_says_what_is_official_or_ours(path: Path):
    assert record.origins(Loader(Catalogue()).load(path).tree), "about says nothing of it"


def test_sentences_that_say_whose_it_is():
    about = (
        "It rates a plan. The questions are smartscore's. The law was not read. It has five parts."
    )
    tree = resolve(rubric(dimension("a", indicator("b")), about=about), {})
    assert record.origins(tree) == ("The questions are smartscore's.", "The law was not read.")


@pytest.mark.parametrize(
    ("code", "version", "told"),
    [
        ("one", "1.0.0", "none since it came."),
        ("two", "1.0.1", "1.1.0: `one` and `two` have sources that can be followed."),
        ("three", "2.0.0", "1.0.0: `three` came."),
        ("four", "1.0.1", "of its texts or sources only."),
    ],
)
def test_what_changed_last(code, version, told):
    found = rubric(dimension("a", indicator("b")), code=code, version=version)
    assert record._last_change(found, {"one", "two", "three", "four"}, CHANGELOG) == told


def test_the_list_has_every_rubric_with_its_sources():
    listed = record.markdown(ROOT / "rubrics", "")
    for path in RUBRICS:
        assert f"\n## {path.stem}\n" in listed
    assert "(https://doi.org/10.1111/j.1467-985X.2005.00350.x)" in listed
    assert "no address found" in listed
