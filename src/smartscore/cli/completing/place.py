"""Where on a line of ours the cursor stands: which command, and what is to be written there."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

_END: Final = "--"
_STDIN: Final = "-"


class Place(NamedTuple):
    """What is being written; `command` and `param` are those of the built tree of commands."""

    command: Any
    name: str
    """The command as it is called, without the program: `new assessment`."""

    param: Any | None
    """The option or argument that takes the word; None for the name of an option or a command."""

    word: str
    before: str
    """What stands before the word and belongs to the same one of the shell: `--lang=`."""

    given: Mapping[str, tuple[str, ...]]
    """What other options and arguments have, by the names of their parameters."""


def place(root: Any, words: Sequence[str], current: str) -> Place | None:
    """The place behind these words of ours, the program's name not among them; None for no such."""
    command: Any = root
    names: list[str] = []
    waiting, free = None, False
    arguments: list[str] = []
    given: dict[str, list[str]] = {}
    for word in words:
        if waiting is not None:
            given.setdefault(waiting.name, []).append(word)
            waiting = None
        elif word == _END and not free:
            free = True
        elif not free and _is_option(word):
            option, value = _option(command, word)
            if option is None or option.is_flag:
                given.setdefault(option.name if option else word, [])
            elif value is None:
                waiting = option
            else:
                given.setdefault(option.name, []).append(value)
        elif (inside := getattr(command, "commands", None)) is None:
            arguments.append(word)
        elif word in inside:
            command, names = inside[word], [*names, word]
        else:
            return None
    next_one = _shared_out(command, arguments, given)
    param, value, before = next_one, current, ""
    if waiting is not None:
        param = waiting
    elif not free and _is_option(current, begun=True):
        option, written = _option(command, current)
        is_named = option is None or option.is_flag or written is None
        param, value = (None, current) if is_named else (option, written or "")
        before = "" if is_named else current.removesuffix(value)
    said = {name: tuple(values) for name, values in given.items()}
    return Place(command, " ".join(names), param, value, before, said)


def options(command: Any) -> list[Any]:
    """The options that a command has."""
    return [each for each in command.params if each.param_type_name == "option"]


def _is_option(word: str, *, begun: bool = False) -> bool:
    return word.startswith("-") and (begun or word != _STDIN)


def _option(command: Any, word: str) -> tuple[Any | None, str | None]:
    """The option of a word such as `--lang=id` or `-oout.md`, and the value in it."""
    name, equals, value = word.partition("=")
    if not word.startswith("--"):
        name, equals, value = word[:2], word[2:3], word[2:]
    found = next((each for each in options(command) if name in each.opts), None)
    return found, value if equals else None


def _shared_out(command: Any, words: Sequence[str], given: dict[str, list[str]]) -> Any | None:
    """The argument that takes the next word, once those before have theirs; each is told."""
    left = list(words)
    for each in command.params:
        if each.param_type_name != "argument":
            continue
        taken = len(left) if each.nargs < 0 else min(each.nargs, len(left))
        given[each.name] = left[:taken]
        left = left[taken:]
        if each.nargs < 0 or taken < each.nargs:
            return each
    return None
