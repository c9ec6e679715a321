"""What the command `batch` does, for programs: a table of places scored into another table."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from smartscore import __version__
from smartscore.api.assessing import by_name
from smartscore.api.calls import PathOrText, RubricLike, read_rubric
from smartscore.arithmetic.numbers import exact
from smartscore.batches import record, workbook
from smartscore.batches.chunks import Work
from smartscore.batches.kernel import Kernel
from smartscore.batches.lines import Form, Spelling
from smartscore.batches.run import Order, Summary, run
from smartscore.batches.sampler import Sampler
from smartscore.engine.digest import digest
from smartscore.engine.tree import Tree
from smartscore.processes.workers import processors
from smartscore.studies.sample_record import sample
from smartscore.studies.sampling import WHOLE_SAMPLE
from smartscore.tables.columns import Columns, Given, held
from smartscore.tables.endings import ENDINGS
from smartscore.tables.facts import facts
from smartscore.tables.opening import Opened, opened
from smartscore.tables.repeats import Repeats
from smartscore.tables.rows import Doubt, Row
from smartscore.text.problems import Invalid, Place, Problem, Severity

Kind = Literal["csv", "tsv", "jsonl", "xlsx"]
_ENDINGS: Mapping[str, Kind] = {**ENDINGS, ".xlsx": "xlsx"}


class Written(NamedTuple):
    """How the output is written, and what stands before decimals in CSV."""

    kind: Kind
    decimal: Literal[".", ","] = "."


def kind_of(file: str) -> Kind | None:
    """What a table is written as by the name of its file; None where that says nothing.

    >>> kind_of("Desa.JSONL"), kind_of("desa.txt")
    ('jsonl', None)
    """
    return _ENDINGS.get(Path(file).suffix.lower())


class Prepared(NamedTuple):
    """A rubric ready for the rows of a table, with its columns, and what is remarked of them.

    `tree` is that of the `rubric`; where the table is its sample it knows that, and `rows` is how
    many rows were seen.
    """

    rubric: Tree
    tree: Tree
    columns: Columns
    remarks: tuple[Problem, ...]
    rows: int | None = None


@contextmanager
def ready(
    opening: Callable[[], Opened],
    tree: Tree,
    mapping: Given | None,
    coverage: Fraction = WHOLE_SAMPLE,
    done: Callable[[int], None] = lambda _: None,
) -> Iterator[tuple[Opened, Prepared]]:
    """A table whose rows are to be scored, and the rubric held against it.

    Where the rubric scores over a sample, the table is read to its end, and opened once more;
    `done` is told how many bytes of it are read. Raises Invalid where it can't be scored.
    """
    with opening() as table:
        columns = columns_of(table, tree, mapping)
        sampler = Sampler(tree, columns)
        if not sampler:
            yield table, Prepared(tree, tree, columns, columns.problems)
            return
        rows = _see(table, sampler, done)
    over, complaints = sampler.tree(coverage)
    doubts = tuple(each.at(Place(table.heading.file)) for each in complaints)
    if _has_errors(doubts):
        raise Invalid([*columns.problems, *doubts])
    with opening() as table:
        yield table, Prepared(tree, over, columns, (*columns.problems, *doubts), rows)


def columns_of(table: Opened, tree: Tree, mapping: Given | None) -> Columns:
    """The columns of a table; raises Invalid where it can't be scored by them."""
    columns = held(table.heading, tree, mapping)
    if _has_errors(columns.problems):
        raise Invalid(columns.problems)
    return columns


def _see(table: Opened, sampler: Sampler, done: Callable[[int], None]) -> int:
    """Show all rows to a sampler; how many there are."""
    rows, at = 0, 0
    for row in table:
        sampler.row(row)
        rows += 1
        if table.read > at:
            done(table.read - at)
            at = table.read
    return rows


def _has_errors(problems: Sequence[Problem]) -> bool:
    return any(problem.severity == Severity.ERROR for problem in problems)


def order(table: Opened, found: Prepared, written: Written) -> Order:
    """What is to be made of a table, but for where it goes.

    Raises `reports.xlsx.NotInstalled` and TooMany where there can be no such workbook.
    """
    tree, columns = found.tree, found.columns
    fields = record.fields(tree)
    is_workbook = written.kind == "xlsx"
    if is_workbook:
        workbook.need(fields)
    form: Form = "jsonl" if written.kind == "xlsx" else written.kind
    spelling = Spelling(form, fields, written.decimal)
    headings = hashlib.blake2b(repr(columns).encode("utf-8", "replace"), digest_size=16)
    same = {
        "version": __version__,
        "rubric": digest(found.rubric),
        "sample": digest(tree),
        "table": headings.hexdigest(),
        "options": f"{written.kind} {written.decimal}",
    }
    return Order(
        heading=table.heading,
        work=Work(Kernel(tree, columns), spelling),
        as_workbook=is_workbook,
        remark=partial(_repeated, replace(columns, group=None, date=None), Repeats()),
        rows=found.rows,
        same=same,
    )


def ordered(tree: Tree, mapping: Given | None, written: Written, table: Opened) -> Order:
    """The same of a part, which is held against a tree first; in whatever process it is read."""
    columns = columns_of(table, tree, mapping)
    return order(table, Prepared(tree, tree, columns, columns.problems), written)


def _repeated(columns: Columns, repeats: Repeats, row: Row) -> Doubt | None:
    """What is to be remarked of a place that stood in a row before."""
    place = facts(columns, row)
    found = None if place.doubts else repeats.remark(place, row.number)
    return None if found is None else Doubt(None, found)


def batch(
    table: str | os.PathLike[str],
    *,
    rubric: RubricLike,
    output: str | os.PathLike[str],
    errors: str | os.PathLike[str] | None = None,
    columns: Mapping[str, str] | None = None,
    thousands: Literal[".", ","] | None = None,
    weighting: str | None = None,
    min_coverage: float | Fraction = 0,
    resume: bool = False,
    jobs: int | None = None,
    rubrics: PathOrText | None = None,
    allow_outside: bool = False,
    done: Callable[[int], None] = lambda _: None,
) -> Summary:
    """Score a table of places by one rubric into a file, which is there when all rows are done.

    `table` and `output` are CSV, TSV, JSON Lines or workbooks, by the endings of their names.
    `columns` says what headings are called that are no codes, `thousands` what stands between
    thousands in all numbers of CSV. Rows that fail are kept in `errors`
    as they were, and `errors` with `.txt` behind it says why. A rubric that scores over a sample
    scores over the table; `min_coverage` is as of `compare`, and `sample` of what comes back tells
    of it. `jobs` is the number of processes, else as many as processors. With `resume` a run goes
    on that was ended before its time. `done` is told how many bytes more of the table are read. The
    others are as of `assess`.

    Raises Invalid where the table or the rubric can't be used, Unreadable where a file can't be
    read, OSError where one can't be written, ValueError where the output has no such ending or no
    rubric holds that `weighting`, and what `batches.run.run` raises.
    """
    out = os.fspath(output)
    kind = kind_of(out)
    if kind is None:
        raise ValueError(f"{out}: the ending is none of {', '.join(_ENDINGS)}")
    tree = by_name(read_rubric(rubric, rubrics=rubrics, allow_outside=allow_outside), weighting)
    if weighting is not None and tree.weighting is None:
        raise ValueError(f"the rubric holds no weights named {weighting!r}")
    share = exact(min_coverage)
    if not 0 <= share <= 1:
        raise ValueError(f"min_coverage {min_coverage!r}: a share from 0 to 1")
    file = os.fspath(table)
    given = Given(columns or {}, thousands=thousands)
    with ready(partial(opened, file), tree, given, share) as (found, held_to):
        wanted = order(found, held_to, Written(kind))._replace(
            output=out,
            errors=None if errors is None else os.fspath(errors),
            resume=resume,
            jobs=processors() if jobs is None else jobs,
        )
        return run(found, wanted, done)._replace(sample=sample(held_to.tree))
