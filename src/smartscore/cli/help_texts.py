"""What the help of commands says, in the language of the reader: `locales/help/*.json`.

Read only where help is shown. A text stands under its command and the longest name of its
parameter, or once for all commands that have a parameter of that name and say nothing else of it.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from smartscore.text.languages import Language

PROGRAM: Final = "smartscore"
_FOLDER: Final = Path(__file__).parent.parent / "locales" / "help"
_PLACEHOLDER: Final = re.compile("[A-Z]+")


class Texts:
    """The help in one language."""

    def __init__(self, language: Language) -> None:
        content = (_FOLDER / f"{language}.json").read_text(encoding="utf-8")
        self._read: dict[str, Any] = json.loads(content)

    def word(self, key: str) -> str:
        """A heading, or another word around the texts."""
        return str(self._read["words"][key])

    def section(self, key: str) -> str:
        """What a section of the list of commands is for."""
        return str(self._read["sections"][key])

    def of(self, path: str, key: str) -> str:
        """The `line`, the `text`, the `exit` codes or the `example` of a command; "" for none."""
        return str(self._read["commands"][path or PROGRAM].get(key, ""))

    def parameter(self, path: str, name: str, placeholder: str = "") -> str:
        """What an option or an argument is: of its command, of those beside it, or of all.

        What is said for all may differ by what stands for the value.
        """
        of, key = self.place(path, name, placeholder)
        return str((self._read["commands"][of] if of else self._read)["parameters"][key])

    def place(self, path: str, name: str, placeholder: str = "") -> tuple[str, str]:
        """Under which command, "" for all, and which key the text of a parameter stands."""
        for of in (path or PROGRAM, path.rpartition(" ")[0]):
            if name in self._read["commands"].get(of, {}).get("parameters", {}):
                return of, name
        special = f"{name} {placeholder}"
        return "", special if special in self._read["parameters"] else name

    def placeholder(self, written: str) -> str:
        """What stands for a value, such as CODE|PATH, in the reader's words."""
        said: dict[str, str] = self._read.get("placeholders", {})
        return _PLACEHOLDER.sub(lambda found: said.get(found[0], found[0]), written)


@cache
def texts(language: Language) -> Texts:
    """The help in a language."""
    return Texts(language)
