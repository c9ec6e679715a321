"""Keys of CSL that are kept without a look, so that editors can complete them."""

from collections.abc import Mapping
from typing import Any, Final

_WORDS: Final = ["string", "number", "null"]

KEYS: Final[Mapping[str, dict[str, Any]]] = {
    "type": {
        "description": "The CSL type of the source.",
        "type": _WORDS,
        "examples": ["report", "legislation", "article-journal", "book", "webpage", "interview"],
    },
    "author": {
        "description": "The authors: a list of `family` and `given`, or of `literal`.",
        "type": ["array", "string", "object", "null"],
        "items": {
            "properties": {
                "family": {"title": "Family", "description": "The family name."},
                "given": {"title": "Given", "description": "The given names."},
                "literal": {
                    "title": "Literal",
                    "description": "The name of an author that is no person.",
                },
            }
        },
    },
    "issued": {
        "description": "When it came out: `date-parts`, a list with a list of year, month, day.",
        "type": ["object", *_WORDS],
        "properties": {
            "date-parts": {"title": "Date parts", "description": "Such as [[2025, 8, 17]]."}
        },
    },
    "publisher": {"description": "Who published it.", "type": _WORDS},
    "URL": {"description": "Where it is on the web.", "type": _WORDS},
    "note": {
        "description": "What a reader should know about it.",
        "type": ["object", *_WORDS],
        "properties": {
            "id": {"title": "Indonesian", "description": "The note in Indonesian."},
            "en": {"title": "English", "description": "The note in English."},
        },
    },
}
