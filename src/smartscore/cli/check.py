"""`smartscore check`: every problem of rubric and assessment files, for people and machines."""

from enum import StrEnum
from typing import Annotated

import typer

from smartscore.cli import options


class OutputFormat(StrEnum):
    """How problems are told."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


class FailOn(StrEnum):
    """How heavy a problem must be for exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


def check(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH...")] = None,
    *,
    no_settings: Annotated[bool, typer.Option("--no-settings")] = False,
    stdin_filename: Annotated[str | None, typer.Option(metavar="FILE")] = None,
    output_format: list[OutputFormat] | None = None,
    output_file: Annotated[list[str] | None, typer.Option(metavar="FILE")] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="CODES")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES")] = None,
    fail_on: FailOn | None = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero")] = False,
    allow_empty: Annotated[bool, typer.Option("--allow-empty")] = False,
    skip_others: Annotated[bool, typer.Option("--skip-others")] = False,
    statistics: Annotated[bool, typer.Option("--statistics")] = False,
    every: Annotated[bool, typer.Option("--all")] = False,
    fix: Annotated[bool, typer.Option("--fix")] = False,
    diff: Annotated[bool, typer.Option("--diff")] = False,
    lang: options.Lang = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
) -> None:
    """Check rubric and assessment files and tell every problem with its line and its mend."""
    from smartscore.cli import checks
    from smartscore.cli.findings import Telling
    from smartscore.read.check_many import reaches
    from smartscore.text.problems import Severity

    run = checks.prepare(
        paths,
        stdin_filename,
        select,
        ignore,
        lang,
        rubrics,
        anywhere=allow_outside,
        alone=no_settings,
        skip_others=skip_others,
    )
    formats = [wanted.value for wanted in output_format or [OutputFormat.FULL]]
    outputs = checks.settle_outputs(formats, output_file or [], run.files.files, run.words)
    if not (run.files.files or run.files.unreadable or allow_empty or skip_others):
        checks.nothing_to_check(run)
    if diff:
        changes = checks.show_difference(run, outputs[0][1])
        raise typer.Exit(0 if exit_zero else changes)
    mended = checks.mend_files(run) if fix else None
    limit = Severity((fail_on or FailOn(run.settings.fail_on or "error")).value)
    telling = Telling(run, outputs, statistics=statistics, mended=mended, every=every, limit=limit)
    checked = telling.found()
    telling.rest(checked)
    failed = reaches(checked, limit) and not exit_zero
    raise typer.Exit(2 if checked.unreadable else int(failed))
