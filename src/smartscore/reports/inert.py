"""What CI runners take for commands in the log of a job, said so that they do not.

GitHub obeys a line that begins with `::` and `##[` wherever it stands, Azure Pipelines `##vso[`,
TeamCity `##teamcity[`, GitLab `section_start:`. The texts of files and their names are
shown in logs, and whoever wrote them must not be able to mask, hide or set anything there.
"""

import re
from typing import Final

UNSEEN: Final = "\u200b"
"""The mark that stands in what would be a command: a space without width."""

_BREAK = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"((?:^|(?<=[{_BREAK}]))(?:(?![{_BREAK}])\s|\x1b\[[0-9;]*[A-Za-z])*)(?=::)")
_HASH = re.compile(r"#(?=#[\w.-]{0,20}\[)")
_SECTION = re.compile(r"section_(?=(?:start|end):)")

_FORMS: Final = {
    "json": "json",
    "sarif": "json",
    "gitlab": "json",
    "junit": "markup",
    "html": "markup",
    "github": "commands",
    "md": "document",
    "markdown": "document",
    "csv": "document",
    "tsv": "document",
    "jsonl": "json",
    "yaml": "document",
}


def inert(text: str) -> str:
    """The text with a mark in all that a runner could obey.

    >>> inert("a\\n  ::add-mask::x and ##[error]y").replace(UNSEEN, "|")
    'a\\n  |::add-mask::x and #|#[error]y'
    """
    return _SECTION.sub(rf"\g<0>{UNSEEN}", _hashes(_LINE.sub(rf"\1{UNSEEN}", text)))


def inert_as(form: str, text: str) -> str:
    """A text in one of our formats, inert; JSON and markup still say the same to a program.

    Of GitHub's own format the commands at the beginning of lines are left: they are ours.
    """
    match _FORMS.get(form):
        case "json":
            return _HASH.sub(r"\\u0023", text)
        case "markup":
            return _HASH.sub("&#35;", _LINE.sub(r"\1&#58;", text).replace("&#58;::", "&#58;:"))
        case "commands":
            return _hashes(text)
        case _:
            return inert(text)


def is_exact(form: str) -> bool:
    """Whether a text in this format is a document, which means what it means by its bytes."""
    return _FORMS.get(form) not in (None, "commands")


def marks(form: str) -> bool:
    """Whether an inert text in this format is another one to a program, too."""
    return _FORMS.get(form) not in ("json", "markup")


def _hashes(text: str) -> str:
    return _HASH.sub(rf"\g<0>{UNSEEN}", text)
