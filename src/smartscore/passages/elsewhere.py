"""Whether a document seems to be about another place than the one that is assessed."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from smartscore.model.fields import shown
from smartscore.passages import places
from smartscore.passages.flags import Setting
from smartscore.read.documents.document_faults import DOCUMENT_OF_ANOTHER_PLACE
from smartscore.read.documents.several import Several
from smartscore.text.documents import Document
from smartscore.text.problems import Complaint, Place, Problem

_FEWEST: Final = 5
"""A place that is named less often is not what a document is about."""

_TIMES: Final = 10
"""Nor is one that is not named so many times as often as the assessed place."""


_BEFORE: Final = 2
"""Nor is one that is not named so many times as often as the next one."""


class Elsewhere(NamedTuple):
    """The place that a document names most, how often, and how often the assessed one."""

    named: str
    times: int
    own: int


def elsewhere(document: Document, setting: Setting) -> Elsewhere | None:
    """The other place that a document seems to be about.

    It is named far more often than the assessed one, and than any other. None where no place
    stands out so, and where nothing is known of the assessed one.
    """
    known = places.own(setting.place, setting.province, setting.code)
    if not known:
        return None
    itself = places.itself(setting.place, setting.province, setting.code)
    own = 0
    spelled: dict[str, Counter[str]] = {}
    for block in document.blocks:
        for mention in places.mentions(block.text):
            keys = {region.key for region in mention.regions}
            if keys.isdisjoint(known):
                spelled.setdefault(mention.regions[0].key, Counter())[mention.text] += 1
            else:
                own += not keys.isdisjoint(itself)
    counts = {key: texts.total() for key, texts in spelled.items()}
    most = max(counts, key=lambda key: counts[key], default="")
    count = counts.pop(most, 0)
    if count < max(_FEWEST, _TIMES * own, _BEFORE * max(counts.values(), default=0)):
        return None
    return Elsewhere(spelled[most].most_common(1)[0][0], count, own)


def remarked(read: Several, setting: Setting) -> Several:
    """Documents that were read, with those told that seem to be about another place."""
    return read._replace(problems=(*read.problems, *_problems(read, setting)))


def _problems(read: Several, setting: Setting) -> Iterator[Problem]:
    for each in read.documents:
        if (found := elsewhere(each.document, setting)) is not None:
            values = {
                "file": each.file,
                "named": shown(found.named),
                "count": str(found.times),
                "subject": shown(setting.place or setting.code),
                "own": str(found.own),
                **({} if found.own else {"variant": "never"}),
            }
            yield Complaint(DOCUMENT_OF_ANOTHER_PLACE, values=values).at(Place(each.file))
