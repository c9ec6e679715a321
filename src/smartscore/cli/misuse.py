"""What is wrong with the arguments of a command, in the language of the reader.

typer says it in English. What it found is taken from the error; what is not known here is quoted.
"""

import re
import sys
from typing import Any, Final

from smartscore.cli import helped, spoken
from smartscore.cli.help_page import placeholder, usage
from smartscore.cli.help_texts import PROGRAM, Texts, texts
from smartscore.cli.listed import COMMANDS
from smartscore.text.naming import shown
from smartscore.text.problems import closest
from smartscore.words import Words, words

_CHOICE: Final = re.compile(r"'(?P<value>.*)' is not one of (?P<choices>.*?)\.?$", re.DOTALL)
_EXTRA: Final = re.compile(r"unexpected extra argument\S* \((?P<arguments>.*)\)", re.DOTALL)


def said(error: Any) -> str:
    """What is wrong, below the usage of the command; the help where nothing was asked at all."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"{context.get_help()}\n"
    language = spoken.language(sys.argv[1:])
    told, helps = words(language), texts(language)
    lines = [told("misuse.error", said=_sentence(error, told, helps))]
    if context is not None:
        path = helped.path_of(context)
        command = " ".join(each for each in (PROGRAM, path, "-h") if each)
        lines = [
            f"{helps.word('usage')}: {usage(context.command, path, helps)}",
            told("misuse.help", command=command),
            "",
            *lines,
        ]
    return "".join(f"{line}\n" for line in lines)


def _sentence(error: Any, told: Words, helps: Texts) -> str:
    """What is wrong."""
    kind, param = type(error).__name__, getattr(error, "param", None)
    message = str(getattr(error, "message", ""))
    option = shown(str(getattr(error, "option_name", "")))
    if kind == "NoSuchOption":
        if near := getattr(error, "possibilities", None):
            return told("misuse.option-near", option=option, near=", ".join(sorted(near)))
        return told("misuse.option", option=option)
    if kind == "MissingParameter" and param is not None:
        return told("misuse.missing", option=_named(param, helps))
    if kind == "BadParameter" and param is not None and (found := _CHOICE.search(message)):
        listed = found["choices"].replace("'", "`")
        values = {"value": shown(found["value"]), "choices": listed}
        return told("misuse.choice", option=_named(param, helps), **values)
    if kind == "BadOptionUsage" and "requires an argument" in message:
        return told("misuse.value", option=option)
    if kind == "BadOptionUsage" and "does not take a value" in message:
        return told("misuse.no-value", option=option)
    if message.startswith("Missing command"):
        return told("misuse.no-command")
    if message.startswith("No such command"):
        return _no_command(message.split("'")[1], getattr(error, "ctx", None), told)
    if found := _EXTRA.search(message):
        return told("misuse.extra", arguments=shown(found["arguments"]))
    return told("misuse.other", said=shown(error.format_message()))


def _no_command(name: str, context: Any, told: Words) -> str:
    """That there is no such command, and which was probably meant."""
    is_root = context is None or context.parent is None
    known = COMMANDS if is_root else tuple(getattr(context.command, "commands", ()))
    near = closest(name, known)
    if near:
        return told("misuse.command-near", command=shown(name), near=near)
    return told("misuse.command", command=shown(name), names=", ".join(known))


def _named(param: Any, helps: Texts) -> str:
    """An option by its longest name, an argument by what stands for it in the usage."""
    if getattr(param, "param_type_name", "") == "option" and param.opts:
        return str(max(param.opts, key=len))
    return placeholder(param, helps)
