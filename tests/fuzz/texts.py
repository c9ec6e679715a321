"""Texts and values that a field does not expect."""

from typing import Any

from hypothesis import strategies as st

from tests import hostile_fields, hostile_texts

ODD = (
    *("null", "true", "[]", "{}", "-1", "0", "1e400", ".nan", ".inf", "9" * 400, f"0.{'0' * 30}1"),
    *("''", "'  '", "~", "no", "2020-13-45", "1:30", "&a [*a]", "*nowhere", "!!int x", "<<: *x"),
    *("- - -", "\u202e", "\u2028", "\u0000", "\x1b]0;x", "\ud83d\ude00", "é\u0301", "a" * 5000),
    *("{a: {b: {c: [d]}}}", "? [a]", "@", "`", "%", "|", ">-", "'", '"', "#", "indrajit@1", "./"),
    *("../../etc", "id", "code", "[key]", "{id: x}", "{fr: x}", "[1, [2, [3]]]", "\ufeff", "\x85"),
    *("smartscore: rubric/1", "---", "...", "\t", "\u00a0", "2,5", "1.234.567", "1/3", "9" * 5000),
)
"""What is put into lines of YAML."""

VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, 0, -1, 1, 7, 10**15, 10**400, -(10**30), 0.1, 1e-300, 1e300, 2.5),
        *("", " ", "x", "1", "1/3", "1/0", "2,5", "3%", "\u0663", "\u202e", "no", "1e5", "a b"),
        *([], {}, [1], ["a", "a"], {"id": "x"}, {"en": ""}, {"fr": "x"}, [[]], [None], {"": 0}),
    ]
)
"""What is put into plain data."""

_LOG = ("::error::x", "##[error]x", "##vso[task.setvariable]x", "a\n::set-env name=x::y", "\r::x")
ACTING = st.sampled_from(
    [
        *(text for text in hostile_texts.NASTY if len(text) < 1000),
        *hostile_fields.ACTING,
        *_LOG,
        *("W" * 300, "a\u2028b", "\u202egnp.x", "a\tb", "- a", "# a", "<b", "]]>", "&#0;", "\\"),
    ]
)
"""Texts that try to be more than text."""

PLAIN = st.sampled_from(
    ["Jalan", "Warga melapor.", "Roads & bridges", "Every road has a register.", "R&D", "é, ñ, ī"]
)
TEXT = st.one_of(PLAIN, PLAIN, ACTING)
TEXTS = st.one_of(
    TEXT, st.fixed_dictionaries({"id": TEXT, "en": TEXT}), st.fixed_dictionaries({"id": TEXT})
)
"""A text of a file, in one language or in both."""

LANGUAGES = st.sampled_from(["en", "id"])
