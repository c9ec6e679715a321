"""A table that is its own sample: rows come to what their places come to together, as files."""

import pickle

from smartscore import read_rubric
from smartscore.batches import record
from smartscore.batches.kernel import Kernel, Scored
from smartscore.batches.sampler import Sampler
from smartscore.engine.sampling import needs_sample
from smartscore.engine.score import score
from smartscore.model.assessment import Rating
from smartscore.studies.sampling import entries_over_sample
from smartscore.tables.columns import held
from smartscore.tables.opening import opened
from smartscore.tables.places import entries
from smartscore.tables.rows import BadRow, Row

from .test_sampled_places import PLACES, RUBRIC

METHODS = (("METHOD", "method: z-score"), ("LOG", "method: z-score, transform: log"))
HEADING = ("name", "income", "days", "years", "size")


def tree():
    text = RUBRIC
    for mark, method in METHODS:
        text = text.replace(mark, method)
    return read_rubric(text)


def rows(*more):
    cells = [(name, *("" if n is None else str(n) for n in each)) for name, each in PLACES.items()]
    found = enumerate([*cells, *more], 2)
    return [Row(number, each, ",".join(each)) for number, each in found]


def test_a_row_of_a_table_is_a_place_of_its_sample():
    plain = tree()
    columns = held(HEADING, plain)
    whole, one, other = (Sampler(plain, columns) for _ in range(3))
    for row in rows():
        whole.row(row)
        (one if row.number < 4 else other).row(row)
    one.merge(pickle.loads(pickle.dumps(other)).tallies)
    found, told = one.tree()
    assert told == ()
    assert found.digest == whole.tree()[0].digest
    assert needs_sample(plain)
    assert not needs_sample(found)
    kernel = pickle.loads(pickle.dumps(Kernel(found, columns)))
    for row in rows():
        made = kernel.row(row)
        assert isinstance(made, Scored)
        numbers = dict(zip(("income", "days", "years", "size"), PLACES[row.cells[0]], strict=True))
        given = {code: n for code, n in numbers.items() if n is not None}
        ratings = {"sampled": {code: Rating(value=n) for code, n in given.items()}}
        assert made.fields[4:-1] == record.figures(score(found, ratings))


def test_rows_that_fail_are_no_part_of_the_sample():
    plain = tree()
    columns = held(HEADING, plain)
    clean, dirty = Sampler(plain, columns), Sampler(plain, columns)
    bad = [("f", "many", "1", "1", "1"), ("", "1", "1", "1", "1"), ("g", "1", "1", "1", "0")]
    for row in rows():
        clean.row(row)
    for row in [*rows(*bad), BadRow(9, "x", ())]:
        dirty.row(row)
    assert dirty.tallies.places == 5
    assert dirty.tree()[0].digest == clean.tree()[0].digest


def test_places_of_a_table_are_scored_over_one_another(tmp_path):
    file = tmp_path / "places.csv"
    lines = [",".join(HEADING), *(row.raw for row in rows())]
    file.write_text("\n".join(lines) + "\n")
    plain = tree()
    with opened(str(file)) as table:
        columns = held(table.heading, plain)
        places, problems = entries(table, columns, plain)
    assert problems == []
    assert [entry.cards[0].whole.value for entry in places] == [None] * 5
    found, told = entries_over_sample(places)
    assert told == ()
    assert found[0].cards[0]["income"].shown == "-0.85"
    few, told = entries_over_sample(places[:2])
    assert [each.code.code for each in told] == ["A141"]
    assert few[0].cards[0].whole.value is None
