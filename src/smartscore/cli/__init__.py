"""The commands. Nothing is decided here: each reads its options, calls and prints."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartscore import __version__
from smartscore.cli import new, rubrics
from smartscore.cli.assess import assess
from smartscore.cli.check import check
from smartscore.cli.convert import convert
from smartscore.cli.explain import explain
from smartscore.cli.report import report
from smartscore.cli.rule import rule
from smartscore.cli.schema import schema
from smartscore.cli.test import test
from smartscore.cli.weave import weave

app = typer.Typer(
    name="smartscore",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Example: smartscore assess examples/sumenep.yaml --lang id",
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"smartscore {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            help="Print the version and stop.",
            callback=lambda value: _print_version(wanted=value),
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Turn a smart-city masterplan and the evidence around it into a readiness score.

    A rubric says what readiness means; an assessment says what was found about one place, with
    its sources. Both are YAML files: docs/format.md.
    """


_COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (assess, "smartscore assess sumenep.yaml --format markdown -o out.md"),
    (check, "smartscore check rubrics examples --fail-on warning"),
    (convert, "smartscore convert sumenep.xlsx sumenep.yaml"),
    (explain, "smartscore explain examples/sumenep.yaml indrajit/support"),
    (report, "smartscore report sumenep.yaml -o lampiran.docx --lang id"),
    (rule, "smartscore rule R207"),
    (schema, "smartscore schema rubric > schemas/rubric.json"),
    (test, "smartscore test rubrics/cases"),
    (weave, "smartscore weave bab-4.md --check"),
)
for _command, _example in _COMMANDS:
    app.command(_command.__name__, epilog=f"Example: {_example}")(_command)
app.add_typer(new.app, name="new")
app.add_typer(rubrics.app, name="rubrics")
