"""What a screen can show, and how characters look on it."""

from typing import Final, NamedTuple

from smartscore.text.problems import Severity

BOLD, DIM = "1", "2"
RED, GREEN, YELLOW, BLUE, CYAN = "31", "32", "33", "34", "36"
"""Parameters of the escape sequence that selects how characters look (ECMA-48, SGR)."""

WIDTH = 80
"""So many cells has a line of ours at most."""

_TABLES = 72
"""So many cells a table takes in which a name, figures and a bar stand beside one another."""


STYLES: Final = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.ADVICE: CYAN}
"""How problems of a severity look; the word of it stands beside."""


class Look(NamedTuple):
    """What a screen can show: colours, signs beyond ASCII, and so many cells on a line."""

    colour: bool = False
    unicode: bool = True
    width: int = WIDTH

    def paint(self, text: str, style: str) -> str:
        """The text in a style where there is colour."""
        return styled(text, style) if self.colour else text

    @property
    def is_narrow(self) -> bool:
        """Whether what stands side by side on a line of ours has no room here."""
        return self.width < _TABLES


PLAIN: Final = Look()
"""What a file or another program gets."""


def styled(text: str, style: str) -> str:
    """The text between the sequences that begin and end its style; as it is without one.

    >>> styled("a", BOLD) == f"{chr(27)}[1ma{chr(27)}[0m", styled("a", "")
    (True, 'a')
    """
    return f"\x1b[{style}m{text}\x1b[0m" if style and text else text
