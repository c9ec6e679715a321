"""The commands. Nothing is decided here: each reads its options, calls and prints."""

import os
import sys
from collections.abc import Callable
from typing import Annotated, Protocol, TextIO, cast

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
        from smartscore.cli import streams

        streams.answer(f"smartscore {__version__}")
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


class _Misused(Protocol):
    """What typer raises for arguments that it can't use: click's own class, or a copy of it."""

    exit_code: int

    def format_message(self) -> str: ...

    def show(self, file: TextIO) -> None: ...


def run() -> int:
    """Run the command that the arguments ask for; its exit code."""
    _refuse_files_as_options(sys.argv[1:])
    try:
        code = app(prog_name="smartscore", standalone_mode=False)
    except typer.Abort:
        return 1
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _tell_misuse(cast("_Misused", error))
    return code if isinstance(code, int) else 0


def _refuse_files_as_options(arguments: list[str]) -> None:
    """Stop where pre-commit names a file that would be taken for an option.

    Only there the files are somebody else's: who calls us otherwise has written the line.
    """
    if not os.environ.get("PRE_COMMIT"):
        return
    ours = arguments[: arguments.index("--")] if "--" in arguments else arguments
    for argument in ours:
        if argument.startswith("-") and argument != "-" and os.path.lexists(argument):
            from smartscore.cli import session, streams
            from smartscore.words import words

            told = words(session.chosen_language(None) or session.FALLBACK)
            streams.say(told("check.option-file", option=argument))
            raise SystemExit(2)


def _tell_misuse(error: _Misused) -> int:
    """Say what is wrong with the arguments, which may be names of files; the exit code."""
    from io import StringIO

    from smartscore.cli import streams
    from smartscore.naming import shown

    text = StringIO()
    error.show(file=text)
    message = error.format_message()
    is_help = text.getvalue().strip() == message.strip()
    streams.tell(text.getvalue() if is_help else text.getvalue().replace(message, shown(message)))
    return error.exit_code
