"""What a shell is told when somebody presses TAB on a line of ours.

The scripts in `scripts/` call the program with the line in place of its arguments, and with
`_SMARTSCORE_COMPLETE` in the environment. It answers on standard output and says nothing else:
whatever goes wrong, there is nothing to complete.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from smartscore.cli import spoken
from smartscore.cli.completing import spelling
from smartscore.cli.completing.offers import Asked, Offer, Offers, short
from smartscore.cli.completing.place import Place, place
from smartscore.cli.help_page import name
from smartscore.cli.help_texts import Texts, texts
from smartscore.cli.listed import COMMANDS

ASKED: Final = "_SMARTSCORE_COMPLETE"
_EXACT: Final = "_SMARTSCORE_EXACT"
_WORDS: Final = "_SMARTSCORE_WORDS"


def is_asked() -> bool:
    """Whether a script of ours calls; those that 1.0 installed ask in typer's own way."""
    return os.environ.get(ASKED) in ("bash", *spelling.SHELLS)


def answer_as_before() -> None:
    """Let typer answer what the scripts of 1.0 ask: commands and options, in its way."""
    from typer import completion

    completion.completion_init()  # type: ignore[attr-defined]


def answer() -> int:
    """Answer the shell; the exit code."""
    lines: list[str] = []
    with suppress(Exception):  # a traceback would stand in the middle of somebody's line
        lines = _lines(os.environ[ASKED], sys.argv[1:])
    text = "".join(f"{line}\n" for line in lines)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    return 0


def _lines(shell: str, told: Sequence[str]) -> list[str]:
    if shell == "bash":
        from smartscore.cli.completing.line import taken_apart

        line = taken_apart(told[0])
        exact = bool(os.environ.get(_EXACT))
        offers = offered(line.words[1:], line.current, exact=exact)
        return spelling.bash(offers, line, told[1])
    words = os.environ[_WORDS].split("\x1f") if shell == "powershell" else list(told)
    if shell == "fish":  # it gives the last word as it stands on the line
        from smartscore.cli.completing.line import taken_apart

        words[-1] = taken_apart(words[-1]).current
    if shell == "powershell" and words[-1][:1] in ("'", '"'):  # and it with its quotation marks
        words[-1] = words[-1].strip(words[-1][0])
    return spelling.SHELLS[shell](offered(words[:-1], words[-1]))


def offered(words: Sequence[str], current: str, *, exact: bool = False) -> Offers:
    """What can stand in place of the word that is being written behind these words."""
    from typer.main import get_command

    from smartscore.cli import program

    language = spoken.language(words)
    words = spoken.after_it(words)
    named = tuple(word for word in words[:1] if word in COMMANDS)
    found = place(get_command(program(named)), _named(words), current)
    if found is None:
        return Offers()
    asked = Asked(found.word, found.given, language, exact=exact)
    offers = _at(found, asked)
    return offers._replace(before=f"{found.before}{offers.before}")


def _named(words: Sequence[str]) -> Sequence[str]:
    """The words with `new example` for its other spelling."""
    return ("new", "example", *words[2:]) if tuple(words[:2]) == ("new", "--example") else words


def _at(found: Place, asked: Asked) -> Offers:
    if found.param is not None:
        from smartscore.cli.completing.table import completer

        known = completer(found.name, found.param)
        return spelling.plain(known(asked)) if known else Offers()
    said = texts(asked.language)
    if found.word.startswith("-"):
        return asked.among(_options(found, said))
    return asked.among(_commands(found, said))


def _options(found: Place, said: Texts) -> list[Offer]:
    """The options that are not on the line yet, or can be there again."""
    return [
        Offer(
            max(each.opts, key=len),
            short(said.parameter(found.name, name(each), each.metavar or "")),
        )
        for each in found.command.params
        if each.param_type_name == "option"
        and not each.hidden
        and (each.multiple or each.name not in found.given)
    ]


def _commands(found: Place, said: Texts) -> list[Offer]:
    """The commands below one; all are known without being built."""
    inside = getattr(found.command, "commands", {}) if found.name else COMMANDS
    paths = {each: f"{found.name} {each}".strip() for each in inside}
    return [Offer(each, short(said.of(path, "line"))) for each, path in paths.items()]
