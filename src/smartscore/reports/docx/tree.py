"""pandoc's tree of a document, with nothing left in it that acts or leads to other files."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from smartscore.reports.flavours.pandoc import section_end
from smartscore.text.csl import is_followable

_ENDS: Final = tuple(["openxml", section_end(wide=wide)] for wide in (False, True))
"""The raw parts that are ours."""


def harmless(tree: Any, pictures: Mapping[str, str], settings: Collection[str]) -> Any:
    """The tree with no pictures but these, links but to pages, raw parts but ours, these settings.

    What a picture or a link says stays as text. `pictures` has the address that each gets in place
    of the one it has. Raises RecursionError where the tree is too deep.
    """
    meta = {key: value for key, value in tree["meta"].items() if key in settings}
    return {
        **tree,
        "meta": _without_others(meta, pictures),
        "blocks": _without_others(tree["blocks"], pictures),
    }


def _without_others(part: Any, pictures: Mapping[str, str]) -> Any:
    if isinstance(part, list):
        return [_without_others(inner, pictures) for inner in part if not _is_raw(inner)]
    if not isinstance(part, dict):
        return part
    kind = part.get("t")
    if kind in ("Image", "Link"):
        attributes, text, (target, title) = part["c"]
        text = _without_others(text, pictures)
        if kind == "Link" and (is_followable(target) or target.startswith("#")):
            return {"t": kind, "c": [attributes, text, [target, title]]}
        if kind == "Image" and target in pictures:
            return {"t": kind, "c": [attributes, text, [pictures[target], title]]}
        return {"t": "Span", "c": [["", [], []], text]}
    return {key: _without_others(inner, pictures) for key, inner in part.items()}


def _is_raw(part: Any) -> bool:
    """Whether a part goes into the document as it is, and is not ours."""
    return (
        isinstance(part, dict)
        and part.get("t") in ("RawBlock", "RawInline")
        and part["c"] not in _ENDS
    )
