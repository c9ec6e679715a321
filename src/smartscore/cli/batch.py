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
    tables: Annotated[list[str], typer.Argument(metavar="TABLE...")],
    *,
    rubric: Annotated[str | None, typer.Option("--rubric", metavar="CODE|PATH")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="OUT")] = None,
    format: Form | None = None,
    written: Annotated[Form | None, typer.Option("--from")] = None,
    map_: Annotated[str | None, typer.Option("--map", metavar="FILE")] = None,
    errors: Annotated[str | None, typer.Option("--errors", metavar="FILE")] = None,
    resume: Annotated[bool, typer.Option("--resume")] = False,
    jobs: Annotated[str | None, typer.Option(metavar="N")] = None,
    decimal: ordering.InCsv = None,
    thousands: Annotated[Decimal | None, typer.Option("--thousands")] = None,
    min_coverage: samples.MinCoverage = None,
    engine: Engine | None = None,
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS")] = None,
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
) -> None:
    """Score a table of places, a row each, into a table of their scores."""
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
