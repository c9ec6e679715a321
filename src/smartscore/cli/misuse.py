"""What is wrong with the arguments of a command, in the language of the reader.

typer says it in English. What it found is taken from the error; a kind of which nothing is known
here is told as typer does.
"""

import itertools
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

from smartscore.model.fields import Language
from smartscore.text.naming import shown
from smartscore.words import Words, known_language, words

_LANG: Final = "--lang"
_CHOICE: Final = re.compile(r"'(?P<value>.*)' is not one of (?P<choices>.*?)\.?$", re.DOTALL)


def said(error: Any) -> str:
    """The usage, where there is help, and what is wrong; empty where only typer can say it."""
    told = words(_language(sys.argv[1:]))
    sentence = next(_sentences(error, told), "")
    if not sentence:
        return ""
    context = getattr(error, "ctx", None)
    lines = [told("misuse.error", said=sentence)]
    if context is not None:
        usage = " ".join(context.get_usage().split()).removeprefix("Usage: ")
        help_of = told("misuse.help", command=f"{context.command_path} -h")
        lines = [told("misuse.usage", usage=usage), help_of, "", *lines]
    return "".join(f"{line}\n" for line in lines)


def _language(arguments: Sequence[str]) -> Language:
    """The language that the arguments or the environment ask for, as far as they can be read."""
    asked = [after for one, after in itertools.pairwise(arguments) if one == _LANG]
    asked += [one.partition("=")[2] for one in arguments if one.startswith(f"{_LANG}=")]
    for name in (*asked, os.environ.get("SMARTSCORE_LANG")):
        if found := known_language(name):
            return found
    return "en"


def _sentences(error: Any, told: Words) -> Iterator[str]:
    kind, param = type(error).__name__, getattr(error, "param", None)
    message = str(getattr(error, "message", ""))
    if kind == "BadParameter" and (found := _CHOICE.search(message)):
        listed = found["choices"].replace("'", "`")
        yield told(
            "misuse.choice", option=_named(param), value=shown(found["value"]), choices=listed
        )
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None) or ()
        option = shown(str(error.option_name))
        if near:
            yield told("misuse.option-near", option=option, near=", ".join(sorted(near)))
        yield told("misuse.option", option=option)
    if kind == "MissingParameter" and param is not None:
        yield told("misuse.missing", option=_named(param))
    if kind == "BadOptionUsage" and "requires an argument" in message:
        yield told("misuse.value", option=shown(str(error.option_name)))
    if kind == "UsageError" and message.startswith("No such command"):
        yield told("misuse.command", command=shown(message.split("'")[1]))
    if kind == "UsageError" and "unexpected extra argument" in message:
        yield told(
            "misuse.extra",
            arguments=shown(
                message.partition("(s) (")[2].rstrip(")") or message.partition(" (")[2].rstrip(")")
            ),
        )


def _named(param: Any) -> str:
    """An option by its longest name, an argument by what stands for it in the usage."""
    names = [*getattr(param, "opts", ())]
    is_option = getattr(param, "param_type_name", "") == "option"
    return (
        max(names, key=len)
        if is_option and names
        else str(getattr(param, "metavar", None) or getattr(param, "name", ""))
    )
