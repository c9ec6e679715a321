"""Commands whose help is in the language of the reader, whichever typer there is."""

from collections.abc import Iterator
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from smartscore.cli import spoken
from smartscore.cli.help_page import name, page
from smartscore.cli.help_texts import Texts, texts

_LANGUAGE: Final = "smartscore.language"
"""Where the contexts of a run keep the language of its arguments."""


class Command(TyperCommand):
    """A command."""

    def get_help(self, ctx: Any) -> str:
        """The page of `--help`."""
        return page(self, ctx, path_of(ctx), texts_of(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """`--help` itself."""
        return _said(super().get_help_option(ctx), ctx)


class Group(TyperGroup):
    """A command that has others below it."""

    def get_help(self, ctx: Any) -> str:
        """The page of `--help`."""
        return page(self, ctx, path_of(ctx), texts_of(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """`--help` itself."""
        return _said(super().get_help_option(ctx), ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments; before any is judged, the language that they ask for.

        A language alone asks for nothing else: that is help, in that language.
        """
        if ctx.parent is None:
            ctx.meta[_LANGUAGE] = spoken.language(args)
            args = args if spoken.after_it(args) else []
        return super().parse_args(ctx, args)


def _said(option: Any, ctx: Any) -> Any:
    """An option with its text on it."""
    if option is not None:
        option.help = texts_of(ctx).parameter(path_of(ctx), name(option))
    return option


def group(title: str | None = None, cls: type[Group] = Group) -> typer.Typer:
    """A program, or a part of one, that has commands."""
    return typer.Typer(
        name=title,
        cls=cls,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,  # ours: `completing`, `installing`
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def texts_of(ctx: Any) -> Texts:
    """The texts in the language that the arguments of a run ask for."""
    return texts(ctx.meta.get(_LANGUAGE) or spoken.FALLBACK)


def path_of(ctx: Any) -> str:
    """The names of a command below the program."""
    names: list[str] = []
    while ctx.parent is not None:
        names.insert(0, ctx.info_name)
        ctx = ctx.parent
    return " ".join(names)


def commands(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """A command and all below it, each with its names below the program."""
    yield path, command
    for each, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{path} {each}".strip())


def put(program: Any, said: Texts) -> None:
    """Put the texts on the commands themselves, where shells ask for them to complete a line."""
    for path, command in commands(program):
        command.help = command.short_help = said.of(path, "line")
        for param in command.params:
            param.help = said.parameter(path, name(param), param.metavar or "")
