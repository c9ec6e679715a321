"""A cell comes to what a file says that has the same in the place of a rating."""

import random

import pytest

from smartscore.engine.tree import Tree
from smartscore.model.assessment import Rating
from smartscore.read.assessments import Reader as Files
from smartscore.read.shelf import Catalogue
from smartscore.tables.cells import Reader
from smartscore.text.nodes import JSON_NUMBER
from smartscore.text.problems import Invalid, Severity

from .test_tables import RUBRIC
from .test_tables import tree as tree

HEAD = """\
smartscore: assessment/1
rubrics: [./village.yaml]
subject: {name: Desa}
date: 2026-06-30
ratings:
  village:
"""
_JUDGED = ("S1", "A10", "A21")
SEED = 20261126


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("files")
    (made / "village.yaml").write_text(RUBRIC, encoding="utf-8")
    return made


def of_file(folder, code: str, text: str) -> tuple[Rating | None, list[str]]:
    """The rating of a file, or the codes of what is wrong with it; and what is remarked."""
    is_plain = JSON_NUMBER.fullmatch(text) or not set(text) & set("'\"#%,:{}[]&*!|>@`")
    scalar = text if is_plain else "'" + text.replace("'", "''") + "'"
    said = f"{{met: [{text.replace(' ', ', ')}]}}" if code == "papers" else scalar
    file = folder / "desa.yaml"
    content = f"{HEAD}    {code}: {said}\n".encode()
    try:
        reading = Files(Catalogue()).assessment(str(file), content)
    except Invalid as invalid:
        errors = (p for p in invalid.problems if p.severity == Severity.ERROR)
        return None, [p.code for p in errors if p.code.startswith(_JUDGED)]
    remarks = [p.code for p in reading.remarks if p.code in ("A217", "A218", "A219")]
    return reading.assessment.rating("village", code), remarks


def number(chance: random.Random) -> str:
    whole = chance.choice(["0", "1", "2", "3", "4", "7", "12", "100", "1007", "13365", "26573"])
    part = chance.choice(["", "", "", ".0", ".5", ".25", ".365", ".10"])
    return f"{chance.choice(['', '', '', '', '-', '+', '0'])}{whole}{part}"


def text(chance: random.Random, code: str) -> str:
    if code == "papers":
        items = chance.choices(["decree", "budget", "decre", "other"], k=chance.randint(1, 3))
        return " ".join(items)
    said = number(chance)
    kinds = 5 * ["{}"] + ["{}%", "{}e2", "{}/4", "{}/0", "{},5", "{}.365,5", "{} 365", "Partial"]
    return chance.choice([*kinds, "{}x", "½", "٣", "{}/{}", "1_000", ".5", "-.5", "9" * 41]).format(
        said, 3
    )


def test_random_cells_are_judged_as_files_are(tree: Tree, folder):
    chance = random.Random(SEED)
    seen = set()
    for _ in range(40):
        for code in ("plan", "income", "poverty", "papers", "liking"):
            cell = text(chance, code)
            (node,) = tree.named(code)
            judged = Reader(node).judged(cell)
            codes = [each.code.code for each in judged.remarks if each.code.code[0] != "T"]
            if judged.wrong is not None:
                codes = [judged.wrong.code.code]
            rating, told = of_file(folder, code, cell)
            assert (judged.rating, codes[:1]) == (rating, told[:1]), (code, cell)
            seen |= {*codes, "rated" if rating else ""}
    assert {"A103", "A106", "A108", "A109", "A217", "A219", "S104", "S112", "rated"} <= seen
