"""The commands. Nothing is decided here: each reads its options, calls and prints."""

import os
import sys
from functools import cache
from importlib import import_module
from typing import Annotated, Final, Protocol, TextIO, cast

import typer

from smartscore import __version__

_EXAMPLES: Final = {
    "agree": "smartscore agree office.yaml forum.yaml --lang id",
    "assess": "smartscore assess sumenep.yaml --format markdown -o out.md",
    "batch": "smartscore batch villages.csv --rubric smart-village -o out.csv",
    "check": "smartscore check sumenep.yaml --fail-on warning",
    "compare": "smartscore compare sumenep.yaml blitar.yaml",
    "convert": "smartscore convert sumenep.xlsx sumenep.yaml",
    "diff": "smartscore diff sumenep.yaml sumenep-2024.yaml",
    "evidence": "smartscore evidence plan.pdf --rubric smart-village -o read.html",
    "explain": "smartscore explain sumenep.yaml indrajit/support",
    "merge": "smartscore merge bappeda.xlsx dinkes.xlsx -o sumenep.yaml",
    "plan": "smartscore plan sumenep.yaml --rubric readiness-analyses --target 40",
    "refs": "smartscore refs sumenep.yaml -o refs.json",
    "report": "smartscore report sumenep.yaml -o lampiran.docx --lang id",
    "robustness": "smartscore robustness sumenep.yaml --weights 0.25 --lang id",
    "rule": "smartscore rule R207",
    "schema": "smartscore schema rubric > schemas/rubric.json",
    "test": "smartscore test rubrics/cases",
    "weave": "smartscore weave bab-4.md --check",
}
_GROUPS: Final = ("new", "rubrics")
_ALL: Final = (*_EXAMPLES, *_GROUPS)


@cache
def program(commands: tuple[str, ...] = _ALL) -> typer.Typer:
    """The program with these commands: typer takes its time for each, whether it runs or not."""
    app = typer.Typer(
        name="smartscore",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
        epilog="Example: smartscore assess sumenep.yaml --lang id",
    )
    app.callback()(_main)
    for name, example in _EXAMPLES.items():
        if name in commands:
            command = getattr(import_module(f"{__name__}.{name}"), name)
            app.command(name, epilog=f"Example: {example}")(command)
    for name in _GROUPS:
        if name in commands:
            app.add_typer(import_module(f"{__name__}.{name}").app, name=name)
    return app


def __getattr__(name: str) -> typer.Typer:
    """`app`, the program with all its commands, once it is asked for."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return program()


def _print_version(*, wanted: bool) -> None:
    if wanted:
        from smartscore.cli import streams

        streams.answer(f"smartscore {__version__}")
        raise typer.Exit


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
    its sources. Both are YAML files: docs/format.md. `smartscore new --example` lists examples to
    begin with.
    """


class _Misused(Protocol):
    """What typer raises for arguments that it can't use: click's own class, or a copy of it."""

    exit_code: int

    def format_message(self) -> str: ...

    def show(self, file: TextIO) -> None: ...


def run() -> int:
    """Run the command that the arguments ask for; its exit code."""
    _refuse_files_as_options(sys.argv[1:])
    asked = tuple(name for name in sys.argv[1:2] if name in _ALL)
    try:
        code = program(asked or _ALL)(prog_name="smartscore", standalone_mode=False)
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

    from smartscore.cli import misuse, streams
    from smartscore.text.naming import shown

    if told := misuse.said(error):
        streams.tell(told)
        return error.exit_code
    text = StringIO()
    error.show(file=text)
    message = error.format_message()
    is_help = text.getvalue().strip() == message.strip()
    streams.tell(text.getvalue() if is_help else text.getvalue().replace(message, shown(message)))
    return error.exit_code
