"""Each file in tests/rules marks its own faults with `# <- CODE`; they are found there only.

A mark on a line of its own (`# <- CODE` and nothing else) belongs to the line above it. Advice that
a file would have to mark all over is named in its first line (`# also: CODE CODE`) instead.
"""

import re
from pathlib import Path

import pytest

from smartscore.read.check import Examiner
from smartscore.read.rulebook import pages
from smartscore.read.shelf import Catalogue
from smartscore.text.problems import Problem, Severity
from smartscore.words import words

FOLDER = Path(__file__).parent / "rules"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
_MARK = re.compile(r"# <- (?P<codes>[A-Z]\d{3}(?: [A-Z]\d{3})*)")
_ALSO = re.compile(r"# also:(?P<codes>(?: [A-Z]\d{3})+)\n")


def marked(path: Path) -> list[tuple[int, str]]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        for match in _MARK.finditer(line):
            above = not line[: match.start()].strip()
            found += [(number - above, code) for code in match["codes"].split()]
    return sorted(found)


def also(path: Path) -> set[str]:
    first = _ALSO.match(path.read_text(encoding="utf-8"))
    return set(first["codes"].split()) if first else set()


def problems(path: Path) -> tuple[Problem, ...]:
    reader = Examiner(Catalogue([FOLDER]))
    return reader.check(str(path), path.read_bytes())


@pytest.mark.parametrize("name", FILES)
def test_every_fault_is_found_where_it_is_marked(name):
    path = FOLDER / name
    here = [p for p in problems(path) if Path(p.place.file).name == name]
    found = [(p.place.line, p.code) for p in here if p.code not in also(path)]
    assert sorted(found) == marked(path)


@pytest.mark.parametrize("name", FILES)
def test_only_advice_that_is_there_goes_unmarked(name):
    path = FOLDER / name
    assert {pages()[code].severity for code in also(path)} <= {Severity.ADVICE}
    assert also(path) <= {p.code for p in problems(path)}


def test_every_code_has_a_file_that_breaks_it():
    """Those that end the reading are in test_source, R117, A404, A119 and A128 in
    test_rulebook, R126 in test_hostile, A244 and R234 in test_libraries, A41 in test_pdf, A5 in
    test_sheets_hostile, A16 in test_merge, A144 to A146 in test_diff, T in test_tables."""
    codes = {code for name in FILES for _, code in marked(FOLDER / name)}
    ending = {f"Y1{number:02}" for number in range(1, 100)} - {"Y103", "Y109", "Y114"}
    ending |= {"Y208", "Y209", "Y211", "Y212"}
    of_other_files = {code for code in pages() if code.startswith(("A16", "A41", "A5", "T"))}
    of_other_files |= {"A422", "A423", "A424", "A425", "A426"}  # test_documents
    of_other_files |= {"A260", "S160"}  # test_other_texts
    of_other_files |= {"A144", "A145", "A146"}
    of_other_files |= {"A141", "A142", "A143"}  # test_sampling
    of_other_files |= {f"A15{number}" for number in range(4, 10)}  # test_agree
    of_other_files |= {f"A44{number}" for number in range(3)}  # test_evidence
    assert set(pages()) - codes - ending - of_other_files == {
        "R117",
        "R126",
        "R234",
        "A404",
        "A119",
        "A128",
        "A244",
    }


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", FILES)
def test_every_problem_has_a_sentence(name, language):
    for problem in problems(FOLDER / name):
        sentence = words(language).problem(problem) + words(language).mend(problem)
        assert sentence
        assert not re.search(r"\{\w*\}", sentence)
