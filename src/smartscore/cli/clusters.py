"""What `batch --engine dask` needs: which parts there are, and what may go wrong on a cluster."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import typer

from smartscore import __version__
from smartscore.api.batching import Kind, Written, columns_of, ordered
from smartscore.batches import keeping, on_dask
from smartscore.batches.parts import FilledError, Job, Part, parts
from smartscore.batches.run import Summary
from smartscore.batches.working import EndedTooOftenError
from smartscore.cli import session
from smartscore.cli.ordering import Decimal
from smartscore.cli.progress import progress
from smartscore.cli.streams import STDOUT, stop
from smartscore.engine.sampling import needs_sample
from smartscore.engine.tree import Tree
from smartscore.tables import parquet
from smartscore.tables.mapping import given
from smartscore.tables.marks import TypedNumbersError
from smartscore.text.naming import shown
from smartscore.text.problems import Invalid, Unreadable, reason
from smartscore.text.source import STDIN
from smartscore.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

    from smartscore.tables.columns import Given
    from smartscore.tables.marks import Mark
    from smartscore.text.problems import Problem


_NONE: Final = {"scheduler": "batch.dask-no-scheduler", "workers": "batch.dask-no-workers"}

_QUIET: Final = "ignore::UserWarning:multiprocessing.resource_tracker"


class Asked(NamedTuple):
    """The files, folders and patterns that are named, and the folders that are asked for."""

    tables: "Sequence[str]"
    output: str | None
    errors: str | None
    scheduler: str | None
    resume: bool
    thousands: "Mark | None" = None


def refuse(
    tables: "Sequence[str]",
    scheduler: str | None,
    form: object,
    told: Words,
    *,
    is_asked: bool,
) -> None:
    """Stop where a cluster is spoken of and not asked for, or asked for with what it has not."""
    if not is_asked and scheduler is not None:
        stop(told("batch.scheduler-alone"))
    if not is_asked and len(tables) > 1:
        stop(told("batch.one-table"))
    if is_asked and STDIN in tables:
        stop(told("batch.dask-input"))
    if is_asked and form is not None:
        stop(told("batch.dask-from"))


def wanted(asked: Asked, format: "StrEnum | None", decimal: Decimal | None, told: Words) -> Written:
    """How the outputs are written; stops where that can't be, or what is asked for is at odds."""
    if asked.output is None or asked.output in STDOUT:
        stop(told("batch.dask-output"))
    if asked.resume:
        stop(told("batch.dask-resume"))
    kind: Kind = "csv" if format is None else format.value  # type: ignore[assignment]
    if kind == "xlsx":
        stop(told("batch.dask-workbook"))
    if decimal is not None and kind != "csv":
        stop(told("batch.decimal", kind=kind))
    folders = [folder for folder in (asked.output, asked.errors) if folder is not None]
    real = [os.path.realpath(folder) for folder in folders]
    if len({*real}) < len(real):
        stop(told("cannot.write-twice", file=folders[0]))
    for folder, where in zip(folders, real, strict=True):
        for table in asked.tables:
            if os.path.isdir(table) and _lies_in(where, os.path.realpath(table)):
                stop(told("batch.dask-inside", file=folder, folder=table))
    return Written(kind, "," if decimal is Decimal.COMMA else ".")


def _lies_in(path: str, folder: str) -> bool:
    return os.path.commonpath([path, folder]) == folder


def scored(
    asked: Asked, written: Written, tree: Tree, map_: str | None, jobs: int, told: Words
) -> Summary:
    """Score all parts; stops, and says why, where that can't be done."""
    assert asked.output is not None
    if needs_sample(tree):
        stop(told("batch.dask-sample", rubric=tree.whole.code))
    try:
        said = given(map_, asked.thousands)
        found = parts(asked.tables)
        typed = next((part.file for part in found if part.group is not None), None)
        if typed is not None and asked.thousands is not None:
            stop(told("table.no-thousands", file=typed))
        output, errors = asked.output, asked.errors
        if asked.scheduler is not None:  # its workers may run anywhere
            found = [part._replace(file=str(Path(part.file).absolute())) for part in found]
            output = str(Path(output).absolute())
            errors = None if errors is None else str(Path(errors).absolute())
        _complain(found, tree, said, told)
        ordering = partial(ordered, tree, said, written)
        job = Job(ordering, output, f".{written.kind}", errors, told.language)
        return _by_cluster(found, job, asked, jobs, told)
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(2) from None
    except Unreadable as error:
        stop(told.unreadable(error.file, error.reason))
    except OSError as error:
        file = os.fspath(error.filename or asked.output)
        stop(told("cannot.write", file=file, reason=told.reason(reason(error))))
    except FilledError as filled:
        stop(told("batch.dask-filled", folder=filled.folder))
    except parquet.NotInstalled:
        stop(told("batch.dask-not-installed"))


def _by_cluster(found: "Sequence[Part]", job: Job, asked: Asked, jobs: int, told: Words) -> Summary:
    if asked.scheduler is None:
        os.environ.setdefault("PYTHONWARNINGS", _QUIET)  # of processes that an interrupt ends
    try:
        with progress(told("batch.progress"), sum(part.size for part in found)) as done:
            return on_dask.scored(found, job, asked.scheduler, jobs, done)
    except on_dask.NotInstalled:
        stop(told("batch.dask-not-installed"))
    except on_dask.NoClusterError as none:
        stop(told(_NONE[none.why], address=shown(asked.scheduler or "")))
    except on_dask.WorkersError as other:
        if other.version:
            stop(told("batch.dask-version", other=other.version, own=__version__))
        stop(told("batch.dask-workers", said=shown(other.said)))
    except on_dask.PartEndedError as ended:
        stop(told("batch.dask-ended", file=ended.part.file))
    except keeping.BusyError:
        stop(told("batch.busy", file=asked.output))
    except EndedTooOftenError as ended:
        stop(told("batch.ended", row=ended.row))


def _complain(found: "Sequence[Part]", tree: Tree, said: "Given | None", told: Words) -> None:
    """Say what is remarked of headings, of each kind once; raises Invalid before any work."""
    seen: set[tuple[str, ...]] = set()
    remarked: list[Problem] = []
    wrong: list[Problem] = []
    for part in found:
        if part.group:
            continue
        try:
            with part.opened() as table:
                if tuple(table.heading) in seen:
                    continue
                seen.add(tuple(table.heading))
                remarked += columns_of(table, tree, said).problems
        except TypedNumbersError:
            stop(told("table.no-thousands", file=part.file))
        except Invalid as invalid:
            wrong += invalid.problems
    if wrong:
        raise Invalid([*wrong, *remarked])
    session.complain(remarked, told)
