"""What `batch` needs: where it may write, what may go wrong, and what it says at the end."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn, cast

import typer

from smartscore.api.batching import Kind, Prepared, Written, kind_of, order, ready
from smartscore.arithmetic.numbers import exact
from smartscore.batches import keeping
from smartscore.batches.run import ChangedError, Order, OtherRunError, Summary, reasons_of, run
from smartscore.batches.standing import OtherTableError
from smartscore.batches.working import EndedTooOftenError
from smartscore.cli import counting, outputs, session, streams
from smartscore.cli.ordering import Decimal
from smartscore.cli.progress import progress
from smartscore.cli.streams import STDOUT, stop
from smartscore.engine.sampling import needs_sample
from smartscore.engine.tree import Tree
from smartscore.model.fields import shown
from smartscore.processes import workers
from smartscore.reports.answer import Answer, Section, screen
from smartscore.reports.answer.sample import sampled
from smartscore.reports.xlsx import MAX_ROWS, NotInstalled, TooMany
from smartscore.studies.remarks import Remarked
from smartscore.tables.mapping import given
from smartscore.tables.marks import Mark
from smartscore.tables.opening import Opened, opened
from smartscore.text.problems import Invalid, Unreadable, reason
from smartscore.text.source import STDIN
from smartscore.words import Words

if TYPE_CHECKING:
    from enum import StrEnum

    from smartscore.tables.rows import Form

_BLOCK = 1024 * 1024


class Asked(NamedTuple):
    """The table, what it is written as, and the outputs that are asked for."""

    table: str
    output: str | None
    errors: str | None
    form: str | None
    coverage: Fraction
    resume: bool
    thousands: Mark | None = None


def wanted(asked: Asked, format: "StrEnum | None", decimal: Decimal | None, told: Words) -> Written:
    """How the output is written; stops where that can't be, or what is asked for is at odds."""
    is_file = _is_file(asked.output)
    found = kind_of(asked.output) if asked.output is not None and is_file else "csv"
    kind: Kind | None = format.value if format is not None else found  # type: ignore[assignment]
    if kind is None:
        outputs.refuse_sheets(str(asked.output), told)
        stop(told("batch.ending", file=asked.output))
    if kind == "xlsx" and not is_file:
        stop(told("batch.workbook-file"))
    if decimal is not None and kind != "csv":
        stop(told("batch.decimal", kind=kind))
    if asked.errors is not None and not _is_file(asked.errors):
        stop(told("batch.errors-file", file=asked.errors))
    if asked.resume and not is_file:
        stop(told("batch.resume-output"))
    if asked.resume and asked.table == STDIN:
        stop(told("batch.resume-input"))
    return Written(kind, "," if decimal is Decimal.COMMA else ".")


def processes(jobs: str | None, told: Words) -> int:
    """How many processes share the work out."""
    if jobs is None:
        return workers.count(workers.MOST)
    if not (jobs.isascii() and jobs.isdecimal() and 1 <= int(jobs[:6]) <= workers.MOST):
        stop(told("cannot.counted", option="--jobs", number=shown(jobs), most=workers.MOST))
    return int(jobs)


def files(asked: Asked, told: Words) -> list[str]:
    """Every file that is written on the way; none of those we name may be a link."""
    named = [file for file in (asked.output, asked.errors) if file is not None and _is_file(file)]
    if asked.errors is not None:
        named.append(reasons_of(asked.errors))
    outputs.ready(named, told)
    made = [str(each(file)) for file in named for each in (keeping.part_of, keeping.state_of)]
    for file in made:
        if Path(file).is_symlink():
            stop(told("cannot.write-link", file=file))
    others = [asked.output] if asked.output is not None and asked.output not in named else []
    return [*named, *made, *others]


def scored(
    asked: Asked,
    written: Written,
    tree: Tree,
    map_: str | None,
    jobs: int,
    told: Words,
) -> tuple[Summary, Tree]:
    """Score the table; stops, and says why, where it can't be scored to its end.

    With the tree by which it was scored, which knows its sample where it needs one.
    """
    _refuse_done(asked, told)
    try:
        return _scored(asked, written, tree, map_, jobs, told)
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(2) from None
    except Unreadable as error:
        stop(told.unreadable(error.file, error.reason))
    except BrokenPipeError:
        raise
    except OSError as error:
        _stop_unwritten(asked, error, told)
    except OtherRunError as other:
        stop(told(f"resume.{other.what}", file=asked.output))
    except ChangedError:
        stop(told("batch.changed", file=asked.table))
    except OtherTableError:
        stop(told("resume.rows", file=asked.output))
    except keeping.BusyError:
        stop(told("batch.busy", file=asked.output or asked.errors))
    except EndedTooOftenError as ended:
        stop(told("batch.ended", row=ended.row))
    except NotInstalled:
        stop(told("convert.not-installed", file=asked.output))
    except TooMany:
        stop(told("batch.too-many-rows", file=asked.output, most=told.count(MAX_ROWS)))


def _scored(
    asked: Asked, written: Written, tree: Tree, map_: str | None, jobs: int, told: Words
) -> tuple[Summary, Tree]:
    said = given(map_, asked.thousands)
    with (
        _stream(asked, tree, told) as stream,
        progress(told("batch.progress"), _size(asked, tree)) as done,
        ready(partial(_opened, asked, stream, told), tree, said, asked.coverage, done) as found,
    ):
        table, prepared = found
        with done.aside():
            wanted = _ordered(asked, written, table, prepared, told)._replace(jobs=jobs)
        if wanted.output is not None:
            return run(table, wanted, done), prepared.tree
        with streams.pouring(asked.output, written.kind) as pour:
            return run(table, wanted._replace(pour=pour), done), prepared.tree


@contextmanager
def _stream(asked: Asked, tree: Tree, told: Words) -> Iterator[BinaryIO | None]:
    """Standard input or a pipe, as a file that can be read again where it must be; else None."""
    if asked.table != STDIN:
        if not (needs_sample(tree) and _is_pipe(asked.table)):
            yield None
            return
        try:
            pipe = Path(asked.table).open("rb")  # noqa: SIM115 - closed below
        except OSError as error:
            raise Unreadable(asked.table, reason(error)) from None
        with pipe, TemporaryFile() as kept:
            _keep(pipe, kept)
            yield kept
        return
    if sys.stdin is None:
        stop(told.unreadable(STDIN, "missing"))
    if not needs_sample(tree):
        yield sys.stdin.buffer
        return
    with TemporaryFile() as kept:
        _keep(sys.stdin.buffer, kept)
        yield kept


def _is_pipe(table: str) -> bool:
    """Whether what is read there once is gone."""
    return os.path.exists(table) and not os.path.isfile(table) and not os.path.isdir(table)


def _keep(stream: BinaryIO, kept: BinaryIO) -> None:
    while block := _read(stream):
        kept.write(block)


def _read(stream: BinaryIO) -> bytes:
    try:
        return stream.read(_BLOCK)
    except OSError as error:
        raise Unreadable(STDIN, reason(error)) from None


def _opened(asked: Asked, stream: BinaryIO | None, told: Words) -> Opened:
    form = cast("Form | None", asked.form)
    if stream is not None and stream.seekable():
        with suppress(OSError):
            stream.seek(0)
    table = opened(asked.table, stream=stream, form=form)
    if asked.thousands is not None and not table.dialect.is_text:
        table.close()
        stop(told("table.no-thousands", file=asked.table))
    return table


def _size(asked: Asked, tree: Tree) -> int | None:
    """How many bytes are read in all; None where nobody knows."""
    if asked.table == STDIN or not os.path.isfile(asked.table):
        return None
    return Path(asked.table).stat().st_size * (2 if needs_sample(tree) else 1)


def _ordered(asked: Asked, written: Written, table: Opened, found: Prepared, told: Words) -> Order:
    """What is to be made of the table; says what is remarked of its headings."""
    session.complain(found.remarks, told)
    if asked.errors is not None:
        _refuse_form(asked.errors, table, told)
    output = asked.output if _is_file(asked.output) else None
    wanted = order(table, found, written)._replace(
        output=output, errors=asked.errors, language=told.language, resume=asked.resume
    )
    if output is not None and not asked.resume and keeping.begun(wanted.files) is not None:
        streams.say(told("batch.anew", file=output))
    return wanted


def _refuse_form(errors: str, table: Opened, told: Words) -> None:
    """Stop where rows that fail would be read as something else than what they are."""
    form = table.dialect.form
    said = kind_of(errors)
    kept: Kind = "csv" if form == "xlsx" else form
    if said is None or said == kept or (said, kept) == ("csv", "tsv"):
        return
    stop(told(f"failing.{kept}", file=errors))


def _refuse_done(asked: Asked, told: Words) -> None:
    """Stop where a run is to go on that has come to its end."""
    if not asked.resume or asked.output is None or not os.path.isfile(asked.output):
        return
    if not os.path.lexists(keeping.part_of(asked.output)):
        stop(told("batch.done", file=asked.output))


def _stop_unwritten(asked: Asked, error: OSError, told: Words) -> NoReturn:
    """Say what could not be written, and that a run can go on from what there is."""
    file = error.filename or asked.output or STDIN
    why = told("cannot.write", file=os.fspath(file), reason=told.reason(reason(error)))
    goes_on = asked.output is not None and asked.table != STDIN and _is_begun(asked.output)
    stop(f"{why}; {told('batch.kept')}" if goes_on else why)


def _is_begun(output: str) -> bool:
    """Whether there is something of an output that a run can go on with."""
    part = keeping.part_of(output)
    return part.is_file() and part.stat().st_size > 0


def tell(
    found: Summary, tree: Tree, errors: str | None, told: Words, *, in_folder: bool = False
) -> None:
    """What is wrong with rows, the first in full, then how often each is; and the sum.

    Before that the sample is told that the table is, where the rubric scores over one.
    """
    if blocks := tuple(sampled(tree, told)):
        title = told.text(tree.rubric.title)
        page = Answer(title, (), (Section("", blocks=blocks),))
        streams.tell(f"{screen.text(page)}\n")
    counts = [Remarked(each.first, each.rows) for each in found.counts]
    counting.tell(found.first, counts, told)
    if found.resumed:
        streams.say(told("batch.resumed", rows=told.count(found.resumed)))
    if found.withheld:
        least = exact(tree.whole.missing.minimum_availability)
        said = {"count": found.withheld, "rubric": tree.whole.code, "minimum": told.percent(least)}
        streams.say(told("batch.withheld" if least else "batch.unrated", **said))
    if found.failed and errors is not None:
        if in_folder:
            streams.say(told("batch.dask-failed-kept", folder=errors))
        else:
            streams.say(told("batch.failed-kept", file=errors, reasons=shown(reasons_of(errors))))
    sums = {"rows": told.count(found.rows), "scored": told.count(found.scored)}
    sums |= {"withheld": told.count(found.withheld), "failed": told.count(found.failed)}
    kinds = {"withheld": found.withheld, "failed": found.failed}
    key = "-".join(kind for kind, rows in kinds.items() if rows) or "all"
    streams.say(told(f"summary.{key}", **sums))


def _is_file(output: str | None) -> bool:
    """Whether an output is a file on a disk, or will be one."""
    if output is None or output in STDOUT:
        return False
    return os.path.isfile(output) or not os.path.exists(output)
