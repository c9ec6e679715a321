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
    r"""A text in one of our formats, inert; JSON and markup still say the same to a program.

    >>> print(inert_as("json", '["section_start:1:x"]'), inert_as("junit", "section_end:1:x"))
    ["section\u005fstart:1:x"] section&#95;end:1:x

    Of GitHub's own format the commands at the beginning of lines are left: they are ours.
    """
    match _FORMS.get(form):
        case "json":
            return _SECTION.sub(r"section\\u005f", _HASH.sub(r"\\u0023", text))
        case "markup":
            spelt = _LINE.sub(r"\1&#58;", text).replace("&#58;::", "&#58;:")
            return _SECTION.sub("section&#95;", _HASH.sub("&#35;", spelt))
        case "commands":
            return _SECTION.sub(rf"\g<0>{UNSEEN}", _hashes(text))
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
