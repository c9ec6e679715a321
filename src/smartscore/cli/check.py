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
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH...]", help="Files and folders; - is standard input. Default: ."
        ),
    ] = None,
    *,
    no_settings: Annotated[
        bool,
        typer.Option("--no-settings", help="Leave out what pyproject.toml says: it may be theirs."),
    ] = False,
    stdin_filename: Annotated[
        str | None, typer.Option(metavar="FILE", help="The name of what comes from standard input.")
    ] = None,
    output_format: Annotated[
        list[OutputFormat] | None, typer.Option(help="How to tell; may be repeated. Default: full.")
    ] = None,
    output_file: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Where the format at the same place goes; may be repeated."
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODES", help="Only these codes or prefixes, with commas; may be repeated."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Not these codes or prefixes; may be repeated."),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 from this severity up. Default: error.")
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 even if there are problems.")
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Exit with 0 where there is nothing to check.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count by code instead of listing.")
    ] = False,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="Tell each piece of advice and each warning by itself, with its line."
        ),
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what has one safe answer, then tell the rest.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    lang: options.Spoken = None,
    rubrics: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="Look for rubrics in this folder before the bundled ones."
        ),
    ] = None,
    allow_outside: options.Outside = False,
) -> None:
    """Check rubric and assessment files and tell every problem with its line and its mend.

    Errors come last. Advice and warnings of one code are told together; concise has a line
    for each as soon as it is found, formats for programs have each by itself.

    Folders are searched for YAML files that have a `smartscore:` key. Options can stand in
    pyproject.toml under [tool.smartscore.check]: select, ignore, fail-on, lang
    and rubrics.

    Exit code: 0 fine, 1 problems found, 2 could not run or nothing to check.
    """
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
    )
    formats = [wanted.value for wanted in output_format or [OutputFormat.FULL]]
    outputs = checks.settle_outputs(formats, output_file or [], run)
    if not (run.files.files or run.files.unreadable or allow_empty):
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
