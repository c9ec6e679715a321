"""The page that `--help` shows: usage, what the command does, its parameters, exit codes, example.

It is laid out here and not by typer, whose pages differ from version to version and are in English.
Of commands and parameters it takes what all versions of typer know of them.
"""

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from smartscore.cli.help_texts import PROGRAM, Texts
from smartscore.cli.listed import SECTIONS

_WIDTH: Final = 80
_LEAST: Final = 24
_SIDE_BY_SIDE: Final = 60
"""So wide a page is at least where texts stand beside names; else they stand below."""

_NAMES: Final = 26
"""So wide is the column of names at most; the text of a longer one begins below it."""


def page(command: Any, ctx: Any, path: str, texts: Texts) -> str:
    """The help of a command; `path` is its names below the program, "" the program itself."""
    width = max(_LEAST, min(_WIDTH, shutil.get_terminal_size().columns))
    parts = [_usage_lines(usage(command, path, texts), texts, width)]
    for paragraph in (texts.of(path, "line"), *texts.of(path, "text").split("\n\n")):
        parts += [_wrapped(paragraph, width)] if paragraph else []
    arguments, options = parameters(command.get_params(ctx))
    parts += _listed(command, path, texts, width)
    told = {
        "arguments": [(argument(each, texts), described(each, path, texts)) for each in arguments],
        "options": [(option(each, texts), described(each, path, texts)) for each in options],
    }
    for heading, rows in told.items():
        parts += [[f"{texts.word(heading)}:", *_rows(rows, width)]] if rows else []
    if exits := texts.of(path, "exit"):
        parts.append(_wrapped(f"{texts.word('exit')}: {exits}", width))
    if example := texts.of(path, "example"):
        parts.append([f"{texts.word('example')}:", *_wrapped(example, width, hanging="      ")])
    return "\n\n".join("\n".join(part) for part in parts)


def usage(command: Any, path: str, texts: Texts) -> str:
    """How the command is called, without the word before it."""
    arguments, _ = parameters(command.params)
    pieces = [PROGRAM, path, texts.word("any-options")]
    pieces += [argument(each, texts) for each in arguments]
    pieces += [texts.word("any-command")] if hasattr(command, "commands") else []
    return " ".join(piece for piece in pieces if piece)


def parameters(params: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """The arguments and the options among parameters that help shows."""
    shown = [each for each in params if not getattr(each, "hidden", False)]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    return arguments, [each for each in shown if each.param_type_name == "option"]


def name(param: Any) -> str:
    """The name by which texts know a parameter: of an option its longest, without dashes."""
    if param.param_type_name == "argument":
        return str(param.name)
    return str(max(param.opts, key=len)).lstrip("-")


def placeholder(param: Any, texts: Texts) -> str:
    """What stands for the value of a parameter: its own word, or what there is to choose from."""
    return texts.placeholder(param.metavar) if param.metavar else "|".join(choices(param))


def choices(param: Any) -> list[str]:
    """The words that there are to choose from, where a parameter takes no others."""
    kind = getattr(param, "type_descriptor", None) or param.type
    return [str(getattr(each, "value", each)) for each in getattr(kind, "choices", None) or ()]


def argument(param: Any, texts: Texts) -> str:
    """An argument as usage shows it."""
    shown = placeholder(param, texts)
    return shown if param.required else f"[{shown}]"


def option(param: Any, texts: Texts) -> str:
    """An option by its names, with what stands for its value."""
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {placeholder(param, texts)}"


def described(param: Any, path: str, texts: Texts) -> str:
    """The text of a parameter, and whether it is needed or what it is by default."""
    default = param.default
    is_shown = isinstance(default, str | int | float) and not isinstance(default, bool)
    marks = []
    if param.required:
        marks.append(texts.word("required"))
    elif is_shown and default != "":
        value = str(getattr(default, "value", default))
        marks.append(texts.word("default").format(value=value))
    return "  ".join(
        [texts.parameter(path, name(param), param.metavar or ""), *(f"[{mark}]" for mark in marks)]
    )


def _listed(command: Any, path: str, texts: Texts, width: int) -> Iterator[list[str]]:
    """The commands below one, in their sections where it is the program."""
    groups: Mapping[str, Sequence[str]] = SECTIONS
    if path:
        groups = {"": tuple(getattr(command, "commands", ()))}
    column = max((len(each) for names in groups.values() for each in names), default=0)
    for section, names in groups.items():
        heading = texts.section(section) if section else texts.word("commands")
        rows = [(each, texts.of(f"{path} {each}".strip(), "line")) for each in names]
        if rows:
            yield [f"{heading}:", *_rows(rows, width, column)]


def _usage_lines(said: str, texts: Texts, width: int) -> list[str]:
    head = f"{texts.word('usage')}: "
    return textwrap.wrap(
        head + said,
        width,
        subsequent_indent="  " if width < _SIDE_BY_SIDE else " " * len(head),
        break_on_hyphens=False,
        break_long_words=False,
    )


def _wrapped(text: str, width: int, hanging: str = "  ") -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent="  ",
        subsequent_indent=hanging,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _rows(rows: Sequence[tuple[str, str]], width: int, column: int = 0) -> list[str]:
    """Names and what they are: side by side, or below one another where that is too narrow."""
    lines: list[str] = []
    beside = width >= _SIDE_BY_SIDE
    column = column or max((len(head) for head, _ in rows if len(head) <= _NAMES), default=_NAMES)
    indent = column + 4 if beside else 6
    for head, text in rows:
        said = textwrap.wrap(text, width - indent, break_on_hyphens=False, break_long_words=False)
        said = [f"{' ' * indent}{line}" for line in said]
        if beside and len(head) <= column:
            said[0] = f"  {head:<{column}}  {said[0].lstrip()}"
            lines += said
        else:
            lines += [*_wrapped(head, width), *said]
    return lines
