"""What a pass through a part with text finds, each thing with the places of its bytes."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

TAG: Final = "smartscore"
"""With this word the tags of our controls begin."""

UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that a reader does not see; programs put them where lines may break."""

_GAP: Final = f"[{UNSEEN}]*"
BEGINS: Final = rf"\{{{_GAP}\{{[\s{UNSEEN}]*{_GAP.join(TAG)}\b"
MARKER: Final = re.compile(BEGINS, re.IGNORECASE)
"""How a marker begins, as far as it can be told from the text of a paragraph."""

_TRACKED: Final = ("ins", "del", "moveFrom", "moveTo")
COPIES: Final = ("TOC", "REF", "PAGEREF", "STYLEREF", "INDEX")
"""Fields whose results repeat what stands elsewhere."""

PLAIN: Final = ("text", "dataBinding", "dropDownList", "comboBox", "date")
"""What says in the properties of a control that it takes no other control."""


class Place(NamedTuple):
    """Where a paragraph or a control stands.

    `number` counts paragraphs from 1, `heading` is the one above it. `opens` says that nothing of
    its own section stands before it. `around` are the names of the elements around it, `held` says
    that it stands in a control that takes plain text only, `field` is the word of the field in
    whose result it stands.
    """

    number: int
    heading: str
    opens: bool
    around: tuple[str, ...]
    held: bool
    field: str

    @property
    def is_in_body(self) -> bool:
        """Whether tables and pages of their own can stand here."""
        return not set(self.around) - {"document", "body", "sdt", "sdtContent", "customXml"}

    @property
    def is_tracked(self) -> bool:
        """Whether it is a change that nobody has accepted."""
        return bool(set(self.around) & set(_TRACKED))

    @property
    def is_inline(self) -> bool:
        """Whether it stands inside a paragraph."""
        return "p" in self.around

    @property
    def is_copy(self) -> bool:
        """Whether it repeats what stands elsewhere, as a table of contents does."""
        return self.field in COPIES


class Marked(NamedTuple):
    """A paragraph with a marker in its text."""

    start: int
    end: int
    place: Place


class Control(NamedTuple):
    """One of our controls: where it begins and ends, its tag, and whether it holds another one."""

    start: int
    end: int
    tag: str
    place: Place
    nests: bool


class Caption(NamedTuple):
    """A number in a sequence: the paragraph in which it stands, and what it counts."""

    start: int
    end: int
    name: str
    switches: str
    at: int
    is_ours: bool


class Heading(NamedTuple):
    """A heading: where it begins, and its level from 1."""

    start: int
    level: int


@dataclass
class Story:
    """What was found.

    `prefix` is that of the names of elements, with its colon if it has one. `blocks` are the
    paragraphs and tables right in the body, and whether each is a table; `flow` is where they and
    those in controls begin.
    """

    prefix: str = ""
    strict: bool = False
    marked: list[Marked] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    flow: list[int] = field(default_factory=list)
    blocks: list[tuple[int, int, bool]] = field(default_factory=list)
    sections: list[tuple[int, int]] = field(default_factory=list)
    table_styles: Counter[str] = field(default_factory=Counter)
    control_keys: set[str] = field(default_factory=set)
    picture_keys: set[int] = field(default_factory=set)


def is_ours(tag: str) -> bool:
    """Whether a tag is that of one of our controls."""
    return tag == TAG or tag.startswith(TAG + " ")
