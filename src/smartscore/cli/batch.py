"""`smartscore batch`: a table of places in, a table of their scores out, row by row."""

from enum import StrEnum
from typing import Annotated

import typer

from smartscore.cli import options, ordering, samples
from smartscore.cli.ordering import Decimal


class Form(StrEnum):
    """What a table is written as."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    XLSX = "xlsx"


class Engine(StrEnum):
    """What shares the work out, where that is not this process."""

    DASK = "dask"


def batch(
    tables: Annotated[
        list[str],
        typer.Argument(metavar="TABLE", help="A row for each place; - is standard input."),
    ],
    *,
    rubric: Annotated[
        str | None,
        typer.Option("--rubric", metavar="CODE|PATH", help="The rubric by which all are scored."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write to this file, whole or not at all; its ending says what it is.",
        ),
    ] = None,
    format: Annotated[
        Form | None, typer.Option(help="What to write, whatever the ending; else csv.")
    ] = None,
    written: Annotated[
        Form | None,
        typer.Option("--from", help="What the table is, whatever its name; else it is found out."),
    ] = None,
    map_: Annotated[
        str | None,
        typer.Option("--map", metavar="FILE", help="What headings are called: `heading: code`."),
    ] = None,
    errors: Annotated[
        str | None,
        typer.Option(
            "--errors",
            metavar="FILE",
            help="Keep the rows that fail, as they were; FILE.txt says why.",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a run was ended before its time.")
    ] = False,
    jobs: Annotated[
        str | None,
        typer.Option(metavar="N", help="So many processes; else as many as processors."),
    ] = None,
    decimal: ordering.InCsv = None,
    thousands: Annotated[
        Decimal | None,
        typer.Option(
            "--thousands",
            help="In CSV, between thousands: `.` reads 22.411 as 22411, and 48,3 as 48.3.",
        ),
    ] = None,
    min_coverage: samples.MinCoverage = None,
    engine: Annotated[
        Engine | None,
        typer.Option(
            help="dask: a cluster scores TABLE, which may be many files, patterns, folders; also "
            "Parquet. OUT is a folder."
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="The cluster, tcp://HOST:PORT; else one on this machine."
        ),
    ] = None,
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
) -> None:
    """Score a table of places, a row each, into a table of their scores.

    Columns are `name`, `code`, `group`, `date` and codes of indicators. A row that
    can't be scored is told with its column and reason; the others go on.

    The ending of OUT is .csv, .tsv, .jsonl or .xlsx. It is there when all rows are
    done; before that, rows are in OUT.part.

    With --engine dask every file has a part of its own in the folder OUT.

    Exit code: 0 fine, 1 some rows failed, 2 could not run.
    """
    from smartscore.api.assessing import by_name
    from smartscore.cli import batching, clusters, outputs, session
    from smartscore.cli.rubrics import chosen
    from smartscore.cli.streams import stop
    from smartscore.engine.sampling import needs_sample
    from smartscore.words import words

    language = session.chosen_language(lang)
    told = words(language or session.FALLBACK)
    for table in tables:
        if table.lower().endswith((".yaml", ".yml")):
            stop(told("batch.assessment", file=table))
    clusters.refuse(tables, scheduler, written, told, is_asked=engine is not None)
    share = samples.coverage(min_coverage, told)
    form = written and written.value
    mark = ordering.mark(thousands)
    asked = batching.Asked(tables[0], output, errors, form, share, resume, mark)
    parted = clusters.Asked(tables, output, errors, scheduler, resume, mark)
    if engine is None:
        wanted = batching.wanted(asked, format, decimal, told)
    else:
        wanted = clusters.wanted(parted, format, decimal, told)
    count = batching.processes(jobs, told)
    if rubric is None:
        stop(told("table.no-rubric"))
    if engine is None:
        read = [file for file in (tables[0], map_, rubric) if file is not None]
        outputs.settle(batching.files(asked, told), read, told)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    tree = by_name(chosen(rubric, catalogue, told, faulty=2), weighting)
    session.refuse_no_weighting([tree], weighting, told)
    samples.refuse_no_sample(min_coverage, told, sampled=needs_sample(tree))
    if engine is None:
        found, tree = batching.scored(asked, wanted, tree, map_, count, told)
    else:
        found = clusters.scored(parted, wanted, tree, map_, count, told)
    batching.tell(found, tree, errors, told, in_folder=engine is not None)
    raise typer.Exit(1 if found.failed else 0)
