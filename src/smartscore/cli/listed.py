"""The commands in the order in which people need them, by what they are for."""

from typing import Final

SECTIONS: Final = {
    "begin": ("new", "check", "assess", "report"),
    "understand": ("explain", "robustness", "plan", "diff", "compare"),
    "collect": ("evidence", "agree", "merge", "batch"),
    "write": ("weave", "convert", "refs"),
    "rubrics": ("rubrics", "rule", "test", "schema"),
}
"""What stands under each heading of `smartscore --help`."""

GROUPS: Final = ("new", "rubrics")
"""Those that have commands of their own."""

COMMANDS: Final = tuple(name for names in SECTIONS.values() for name in names)
