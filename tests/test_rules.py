"""Each file in tests/rules marks its own faults with `# <- CODE`; they are found there only.

A mark on a line of its own (`# <- CODE` and nothing else) belongs to the line above it.
"""

import re
from pathlib import Path

import pytest

from smartscore.catalogue import Catalogue
from smartscore.problems import Invalid, Problem
from smartscore.reading import read_assessment, read_rubric
from smartscore.rules import assessment as assessment_rules
from smartscore.rules import rubric as rubric_rules
from smartscore.words import words

FOLDER = Path(__file__).parent / "rules"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
_MARK = re.compile(r"# <- (?P<codes>[A-Z]\d{3}(?: [A-Z]\d{3})*)")


def marked(path: Path) -> list[tuple[int, str]]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        for match in _MARK.finditer(line):
            found += [(number, code) for code in match["codes"].split()]
    return sorted(found)


def problems(path: Path) -> list[Problem]:
    kind = path.read_text(encoding="utf-8").split("smartscore: ", 1)[-1]
    try:
        if kind.startswith("rubric"):
            read_rubric(path, Catalogue([FOLDER]))
            return []
        return list(read_assessment(path, Catalogue([FOLDER])).remarks)
    except Invalid as invalid:
        return list(invalid.problems)


@pytest.mark.parametrize("name", FILES)
def test_every_fault_is_found_where_it_is_marked(name):
    path = FOLDER / name
    found = problems(path)
    here = [p for p in found if Path(p.place.file).name == name]
    assert sorted((p.place.line, p.code) for p in here) == marked(path)


def test_every_rule_has_a_file_that_breaks_it():
    codes = {code for name in FILES for _, code in marked(FOLDER / name)}
    rules = {r.code for r in rubric_rules.RULES} | {r.code for r in assessment_rules.RULES}
    assert rules - codes == set()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", FILES)
def test_every_problem_has_a_sentence(name, language):
    for problem in problems(FOLDER / name):
        sentence = words(language).problem(problem) + words(language).mend(problem)
        assert sentence
        assert "{" not in sentence.replace("{...}", "")
