"""References for other programs: what assessments cite, and rubrics with what they rest on."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smartscore.engine.tree import Tree
from smartscore.reports.view.bibliography import Bibliography
from smartscore.results.result import Result
from smartscore.text.csl import known
from smartscore.words import Words

if TYPE_CHECKING:
    from smartscore.model.rubric import Rubric

_FIRST = ("id", "type", "title", "author")


def items(results: Sequence[Result], trees: Sequence[Tree], words: Words) -> list[dict[str, Any]]:
    """CSL items, each source once, by author and year; `trees` are rubrics that are asked about.

    Of assessments it is what they cite, with each of their rubrics as one source; of a rubric,
    itself as a source and those that it cites. All that is there are names and values of CSL.
    """
    found: dict[int, Rubric] = {}
    for result in results:
        for card in result.cards:
            for node in card.whole.walk():
                found.setdefault(id(node.owner), node.owner)
    asked = [tree.rubric for tree in trees]
    found |= {id(rubric): rubric for rubric in asked}
    listed = Bibliography(results, tuple(found.values()), asked, words).sources()
    return [_in_order({"id": source.key, **known(source.csl)}) for source in listed]


def csl_json(found: Sequence[Mapping[str, Any]]) -> str:
    """The items as CSL JSON, which Zotero, Mendeley and pandoc read."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _in_order(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item with what tells it from others first."""
    first = {name: item[name] for name in _FIRST if name in item}
    return first | {name: item[name] for name in sorted(item) if name not in first}
