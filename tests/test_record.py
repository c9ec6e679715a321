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
KNOWN = ("one", "two", "three", "four", "five")
CHANGELOG = """# Changelog

## 1.1.0

- `one` and `two` have sources that
  can be followed.
- `one`, `two`, `three`, `four`: something in all.
- `examples/a.yaml`: an assessment with `four`.
- `five` is version 2.0.0. Its levels are official.

## 1.0.0

- `three` came.
"""


@pytest.mark.parametrize("path", RUBRICS, ids=[path.stem for path in RUBRICS])
def test_every_bundled_rubric_says_what_is_official_or_ours(path: Path):
    assert record.origins(Loader(Catalogue()).load(path).tree), "about says nothing of it"


def test_paragraphs_that_say_whose_it_is():
    whole = "The levels stand in the law. That was not read. The parts are five."
    about = f"It rates a plan.\n{whole}\n\nGive the highest level that is shown."
    tree = resolve(rubric(dimension("a", indicator("b")), about=about), {})
    assert record.origins(tree) == (whole,)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("kami", "read from several applications in public code repositories"),
        ("kami", "The questions of the BSSN instrument are not copied"),
        ("kami", "No result with all five areas and their sum was found"),
        ("imdi", "The weights of the pillars were looked for and not found, and the plain mean"),
        ("idm", "The limits were read from slides of a regional office"),
        ("pemdi-2026", "That copy is cut off, damaged by machine reading"),
        (
            "pemdi-2026",
            "weights, the names of the levels and the limits of the grades were taken from",
        ),
        ("kominfo-evaluation", "Sources contradict one another on the weights."),
        ("masterplan-readiness", "by the six dimensions of the smart city. Both weigh the same;"),
        ("skm-2017", "some sources print 0.11 or 0.111"),
    ],
)
def test_what_a_reader_must_know_is_in_the_list(code, said):
    tree = Loader(Catalogue()).load(ROOT / "rubrics" / f"{code}.yaml").tree
    assert said in " ".join(record.origins(tree))


@pytest.mark.parametrize(
    ("code", "version", "told"),
    [
        ("one", "1.0.0", "none since it came."),
        ("two", "1.0.1", "1.1.0: `one` and `two` have sources that can be followed."),
        ("three", "2.0.0", "1.0.0: `three` came."),
        ("four", "1.0.1", "of its texts or sources only."),
        ("five", "2.0.0", "1.1.0: `five` is version 2.0.0. Its levels are official."),
    ],
)
def test_what_changed_last(code, version, told):
    found = rubric(dimension("a", indicator("b")), code=code, version=version)
    assert record._last_change(found, set(KNOWN), CHANGELOG) == told


def test_the_list_has_every_rubric_with_its_sources():
    listed = record.markdown(ROOT / "rubrics", "")
    for path in RUBRICS:
        assert f"\n## {path.stem}\n" in listed
    assert "(https://doi.org/10.1111/j.1467-985X.2005.00350.x)" in listed
    assert "no address found" in listed
