"""A small rubric to start one's own from."""

import re
from pathlib import Path

from smartscore.skeleton.comments import comment, scalar, schema_lines
from smartscore.words import Words

_TEMPLATE = Path(__file__).parent / "rubric.yaml"
_COMMENT = re.compile(r"(?P<margin> *)#: (?P<key>[a-z.-]+)")
_CODE = "own-rubric"
_LONGEST_CODE = 80


def new_rubric(file: str, words: Words) -> str:
    """The text of a new rubric, named after the file in which it will stand."""
    lines = schema_lines(file, "rubric", words("new.schema"))
    for line in _TEMPLATE.read_text(encoding="utf-8").splitlines():
        marked = _COMMENT.fullmatch(line)
        if marked:
            lines += comment(words(f"new.rubric-{marked['key']}"), len(marked["margin"]), hang="")
        elif line == f"code: {_CODE}":
            lines.append(f"code: {scalar(_code(file))}")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _code(file: str) -> str:
    """A code out of a file's name.

    >>> _code("rubrics/My Plan_2.yaml"), _code("-")
    ('my-plan-2', 'own-rubric')
    """
    letters = re.sub(r"[^a-z0-9]+", "-", Path(file).stem.lower())
    return letters[:_LONGEST_CODE].strip("-") or _CODE
