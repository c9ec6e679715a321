"""The commands. Nothing is decided here: each reads its options, calls and prints."""

from typing import Annotated

import typer

from smartscore import __version__
from smartscore.cli.assess import assess

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


app.command("assess", epilog="Example: smartscore assess sumenep.yaml --format markdown -o out.md")(
    assess
)
