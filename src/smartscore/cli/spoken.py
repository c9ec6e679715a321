"""The language that is asked for, before anything else is known of the command."""

import itertools
import os
from collections.abc import Sequence
from typing import Final

from smartscore.text.languages import Language, known_language

OPTION: Final = "--lang"
FALLBACK: Final[Language] = "en"


def language(arguments: Sequence[str]) -> Language:
    """The language of the arguments or of the environment, as far as they can be read.

    >>> language(["assess", "--lang", "id", "place.yaml"]), language(["--lang=id_ID", "-h"])
    ('id', 'id')
    """
    asked = [after for one, after in itertools.pairwise(arguments) if one == OPTION]
    asked += [one.partition("=")[2] for one in arguments if one.startswith(f"{OPTION}=")]
    for name in (*asked, os.environ.get("SMARTSCORE_LANG")):
        if found := known_language(name):
            return found
    return FALLBACK


def after_it(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments without a language before the command.

    >>> after_it(["--lang", "id", "check"]), after_it(["--lang=id", "check"]), after_it(["check"])
    (['check'], ['check'], ['check'])
    """
    if len(arguments) > 1 and arguments[0] == OPTION:
        return arguments[2:]
    return arguments[1:] if arguments and arguments[0].startswith(f"{OPTION}=") else arguments
