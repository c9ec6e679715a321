"""The technology achievement of 23 countries: ranks that the handbook prints, from a table.

OECD and JRC (2008), Handbook on Constructing Composite Indicators. The data are those of its
example (telephones and electricity as logarithms to base 10), the ranks those of Table 23 (equal
weights), Table 38 (geometric mean) and Table 41 (six, without telephones and electricity).

Which normalisation stands behind the ranks was found by trying. Equal weights: the goalposts of
Saisana, Saltelli and Tarantola (2005), Table 1, clipped, as the rubric `tai` has them; over the
sample itself they come out otherwise. Geometric mean: the numbers as they stand, so that each may
be divided by the greatest of its column.
"""

from statistics import mean, stdev

import pytest

from smartscore import read_rubric
from smartscore.engine.resolving import resolve
from smartscore.engine.sampling import needs_sample
from smartscore.engine.tree import Tree
from smartscore.studies.assumptions import Assumptions
from smartscore.studies.comparison import compared
from smartscore.studies.sampling import entries_over_sample
from smartscore.tables.columns import held
from smartscore.tables.opening import opened
from smartscore.tables.places import entries
from smartscore.text.problems import Severity

HEADING = "name;patents;royalties;internet;exports;telephones;electricity;schooling;university"
COUNTRIES = """\
Finland;187;125.6;200.2;50.7;3.08;4.15;10;27.4|1|2|1
United States;289;130;179.1;66.2;3.00;4.07;12;13.9|2|1|2
Sweden;271;156.6;125.8;59.7;3.10;4.14;11.4;15.3|3|3|3
Japan;994;64.6;49;80.8;3.00;3.86;9.5;10|4|4|4
Korea, Rep. of;779;9.8;4.8;66.7;2.97;3.65;10.8;23.2|5|16|5
Netherlands;189;151.2;136;50.9;3.02;3.77;9.4;9.5|6|5|6
United Kingdom;82;134;57.4;61.9;3.02;3.73;9.4;14.9|7|6|7
Canada;31;38.6;108;48.7;2.94;4.18;11.6;14.2|9|13|9
Australia;75;18.2;125.9;16.2;2.94;3.94;10.9;25.3|10|14|10
Singapore;8;25.5;72.3;74.9;2.95;3.83;7.1;24.2|8|18|8
Germany;235;36.8;41.2;64.2;2.94;3.75;10.2;14.4|11|8|11
Norway;103;20.2;193.6;19;3.12;4.39;11.9;11.2|12|11|12
Ireland;106;110.3;48.6;53.6;2.97;3.68;9.4;12.3|13|7|13
Belgium;72;73.9;58.9;47.6;2.91;3.86;9.3;13.6|14|9|14
New Zealand;103;13;146.7;15.4;2.86;3.91;11.7;13.1|15|17|15
Austria;165;14.8;84.2;50.3;2.99;3.79;8.4;13.6|16|12|16
France;205;33.6;36.4;58.9;2.97;3.80;7.9;12.6|17|10|17
Israel;74;43.6;43.2;45;2.96;3.74;9.6;11|18|15|18
Spain;42;8.6;21;53.4;2.86;3.62;7.3;15.6|19|19|19
Italy;13;9.8;30.4;51;3.00;3.65;7.2;13|20|21|22
Czech Republic;28;4.2;25;51.7;2.75;3.68;9.5;8.2|21|23|21
Hungary;26;6.2;21.6;63.5;2.73;3.46;9.1;7.7|22|22|20
Slovenia;105;4;20.3;49.5;2.84;3.71;7.1;10.6|23|20|23
"""
NAMES = HEADING.split(";")[1:]
ROWS = [line.split("|") for line in COUNTRIES.splitlines()]
PLACES = [row[0].split(";")[0] for row in ROWS]
GREATEST = {
    name: max(float(row[0].split(";")[i]) for row in ROWS) for i, name in enumerate(NAMES, 1)
}


def printed(column: int) -> dict[str, int]:
    """The ranks that a table of the handbook has."""
    return {place: int(row[column]) for place, row in zip(PLACES, ROWS, strict=True)}


def rubric(measure: str, **more: str) -> Tree:
    """A rubric of all eight, each measured so."""
    text = "smartscore: rubric/1\ncode: eight\nversion: 1.0.0\ntitle: Eight\n"
    text += "".join(f"{key}: {value}\n" for key, value in more.items())
    text += "dimensions:\n  - code: all\n    title: All\n    indicators:\n"
    lines = (
        f"      - {{code: {name}, title: {name}, quantity: {{unit: u, "
        f"{measure.format(best=GREATEST[name])}}}}}\n"
        for name in NAMES
    )
    return read_rubric(text + "".join(lines))


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "tai.csv"
    file.write_text("\n".join([HEADING, *(row[0] for row in ROWS)]) + "\n")
    return file


def ranks(table, tree: Tree) -> dict[str, int]:
    """The rank of each place of the table, as `compare` prints it."""
    with opened(str(table)) as lines:
        places, problems = entries(lines, held(lines.heading, tree), tree)
    assert not any(problem.severity == Severity.ERROR for problem in problems)
    if needs_sample(tree):
        places, told = entries_over_sample(places)
        assert told == ()
    found = compared(places, Assumptions(unknown=False, draws=100)).rubrics[0]
    return {
        place: rank.rank
        for place, rank in zip(PLACES, found.ranks(found.by), strict=True)
        if rank.rank is not None
    }


def test_equal_weights_table_23(table):
    assert ranks(table, read_rubric("tai")) == printed(1)


def test_six_indicators_table_41(table):
    eight = read_rubric("tai")
    assert ranks(table, resolve(eight.rubric, {}, {"old-innovations": 0})) == printed(3)


def test_geometric_mean_table_38(table):
    tree = rubric(
        "worst: 0, best: {best}",
        aggregate="geometric",
        display="{min: 0, max: 1, decimals: 6}",
    )
    assert ranks(table, tree) == printed(2)


@pytest.mark.parametrize("method", ["z-score", "min-max", "rank"])
def test_over_the_sample_of_all_countries(table, method):
    """By another way, in floats: these are not the printed ranks, whose goalposts are fixed."""
    tree = rubric(
        f"over: sample, better: higher, method: {method}",
        display="{min: 0, max: 1, decimals: 6}",
    )
    columns = [[float(row[0].split(";")[i]) for row in ROWS] for i in range(1, 9)]
    worths = [mean(column) for column in zip(*map(WAYS[method], columns), strict=True)]
    expected = {
        place: 1 + sum(other > worth + 1e-9 for other in worths)
        for place, worth in zip(PLACES, worths, strict=True)
    }
    found = ranks(table, tree)
    assert found == expected
    assert found != printed(1)


WAYS = {
    "z-score": lambda c: [(n - mean(c)) / stdev(c) for n in c],
    "min-max": lambda c: [(n - min(c)) / (max(c) - min(c)) for n in c],
    "rank": lambda c: [(1 + sum(other < n for other in c)) / len(c) for n in c],
}
