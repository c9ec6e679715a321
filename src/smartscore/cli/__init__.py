"""The commands. Nothing is decided here: each reads its options, calls and prints."""

import os
import sys
from functools import cache
from importlib import import_module
from typing import Annotated, Any, Protocol, cast

import typer

from smartscore import __version__
from smartscore.cli import helped, options, progress, spoken
from smartscore.cli.help_texts import texts
from smartscore.cli.listed import COMMANDS, GROUPS


@cache
def program(names: tuple[str, ...] = COMMANDS) -> typer.Typer:
    """The program with these commands: typer takes its time for each, whether it runs or not."""
    app = helped.group("smartscore")
    app.callback()(_main)
    for name in names:
        module = import_module(f"{__name__}.{name}")
        if name in GROUPS:
            app.add_typer(module.app, name=name)
        else:
            app.command(name, cls=helped.Command)(getattr(module, name))
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


def _complete(what: str, shell: str | None) -> None:
    """Install the completion of a shell, or show it; "" is the one that we run in."""
    if shell is not None:
        from smartscore.cli import installing

        installing.install(shell) if what == "install" else installing.show(shell)


def _main(
    ctx: typer.Context,
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=lambda value: _print_version(wanted=value), is_eager=True
        ),
    ] = False,
    lang: options.Lang = None,
    _install: Annotated[
        str | None,
        typer.Option(
            "--install-completion",
            metavar="[SHELL]",
            callback=lambda value: _complete("install", value),
            is_eager=True,
        ),
    ] = None,
    _show: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="[SHELL]",
            callback=lambda value: _complete("show", value),
            is_eager=True,
        ),
    ] = None,
) -> None:
    """Turn a smart-city masterplan and the evidence around it into a readiness score."""
    if lang is not None:
        from smartscore.cli import session

        session.chosen_language(lang)
        ctx.default_map = _everywhere(ctx.command, lang)


def _everywhere(command: Any, lang: str) -> dict[str, Any]:
    """A language as the default of all commands below one."""
    below = getattr(command, "commands", {})
    return {"lang": lang, **{name: _everywhere(each, lang) for name, each in below.items()}}


class _Misused(Protocol):
    """What typer raises for arguments that it can't use: click's own class, or a copy of it."""

    exit_code: int

    def format_message(self) -> str: ...


def run() -> int:
    """Run the command that the arguments ask for; its exit code."""
    if "_SMARTSCORE_COMPLETE" in os.environ:
        from smartscore.cli import completing

        if completing.is_asked():
            return completing.answer()
        completing.answer_as_before()
    _refuse_files_as_options(sys.argv[1:])
    try:
        with progress.attended(_working):
            code = _command().main(_arguments(), prog_name="smartscore", standalone_mode=False)
    except typer.Abort:
        return 1
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _tell_misuse(cast("_Misused", error))
    return code if isinstance(code, int) else 0


def _working() -> str:
    """What stands before a bar of work whose end is not known."""
    from smartscore.words import words

    return words(spoken.language(sys.argv[1:]))("working")


def _arguments() -> list[str]:
    """The arguments, with an empty word behind an option for completion that names no shell."""
    arguments = sys.argv[1:]
    asked = ("--install-completion", "--show-completion")
    at = next((at for at, each in enumerate(arguments) if each in asked), None)
    if at is not None and all(each.startswith("-") for each in arguments[at + 1 : at + 2]):
        arguments.insert(at + 1, "")
    return arguments


def _command() -> Any:
    """The program with the one command that the arguments name, or with all where a shell asks."""
    if "_SMARTSCORE_COMPLETE" in os.environ:
        whole = typer.main.get_command(program())
        helped.put(whole, texts(spoken.language(sys.argv[1:])))
        return whole
    named = spoken.after_it(sys.argv[1:])[:1]
    return typer.main.get_command(program(tuple(name for name in named if name in COMMANDS)))


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


def _tell_misuse(error: "_Misused") -> int:
    """Say what is wrong with the arguments, which may be names of files; the exit code."""
    from smartscore.cli import misuse, streams

    streams.tell(misuse.said(error))
    return error.exit_code
