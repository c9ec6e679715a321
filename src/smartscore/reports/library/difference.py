"""`rubrics diff`: what differs between two rubrics, by what it can do."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, Final

from smartscore.engine.rubric_change import Change, Comparison, Effect, Value
from smartscore.engine.rubric_change.nodes import plain
from smartscore.model.fields import Citation, Keywords, Translations, keywords_in, shown
from smartscore.model.rubric import Rubric
from smartscore.reports.findings import printed
from smartscore.reports.library import both, share
from smartscore.reports.look import BOLD, GREEN, PLAIN, RED, Look
from smartscore.reports.safe import one_line
from smartscore.words import Words
from smartscore.words import words as words_of

_SHORT: Final = 24
"""Longer values stand on lines of their own, below one another."""

_STYLES: Final = {"-": RED, "+": GREEN}
_APART: Final = {"added": "added-apart", "removed": "removed-apart", "changed": "touched"}
_KINDS: Final = ("rubric", "dimension", "indicator")


def text(found: Comparison, words: Words, look: Look = PLAIN) -> str:
    """Every change in its group, and what the version number should be."""
    from smartscore.reports.library.sheet import Sheet

    sheet = Sheet(look)
    old, new = (f"{rubric.code} {rubric.version}" for rubric in (found.old, found.new))
    sheet.write(words("rubrics.diff", old=old, new=new), style=BOLD)
    for effect in Effect:
        changes = found.of(effect)
        if changes:
            sheet.blank()
            sheet.write(words(f"rubrics.effect.{effect}", count=len(changes)), style=BOLD)
            for change in changes:
                for before, text in _lines(change, words):
                    sheet.write(text, before, style=_STYLES.get(before.strip(), ""))
    sheet.blank()
    sheet.write(verdict(found, words))
    return sheet.text()


def verdict(found: Comparison, words: Words) -> str:
    """Whether the version number was raised as it should."""
    key = found.verdict
    if key in ("alike", "right") and not found.changes:
        key = "alike"
    old, new = found.old.version, found.new.version
    said = words(f"rubrics.version.{key}", old=old, new=new, needed=found.needed)
    if not found.asks_anew or key == "other-code":
        return said
    asked = "asked-too-low" if key == "too-low" else "asked"
    return f"{said} {words(f'rubrics.version.{asked}', wording=found.needed_for_wording)}"


def as_json(found: Comparison) -> str:
    """`rubrics-diff/1`: the same for programs, in both languages."""
    return printed(
        {
            "format": "rubrics-diff/1",
            "old": _named(found.old),
            "new": _named(found.new),
            "version": {"verdict": found.verdict, "needed": found.needed, "breaks": found.breaks},
            "changes": [
                {
                    "effect": change.effect,
                    "kind": change.kind,
                    "path": "/".join(change.path),
                    "key": change.key,
                    "old": _data(change.old),
                    "new": _data(change.new),
                }
                for change in found.changes
            ],
        }
    )


def _named(rubric: Rubric) -> dict[str, Any]:
    return {"code": rubric.code, "version": rubric.version, "title": both(rubric.title)}


def _lines(change: Change, words: Words) -> Iterator[tuple[str, str]]:
    """A change as lines, each with what stands before it."""
    where = "/".join(change.path)
    key = words(f"rubrics.kind.{change.key}") if change.key in _KINDS else change.key
    old, new = _shown(change.old, change.new, words)
    if change.kind == "moved":
        old, new = old or words("rubrics.top"), new or words("rubrics.top")
    bare = change.old is None and change.new is None
    apart = change.kind in _APART and (bare or max(len(old), len(new)) > _SHORT)
    named = f"rubrics.{_APART[change.kind]}" if apart else f"rubrics.{change.kind}"
    sentence = words(named, what=key, old=old, new=new)
    yield "  · ", f"{where}: {sentence}" if where else sentence
    if apart and change.old is not None:
        yield "      - ", old
    if apart and change.new is not None:
        yield "      + ", new


def _shown(old: Value, new: Value, words: Words) -> tuple[str, str]:
    """Two values in the reader's language; in the other one where they differ only there."""
    shown = _value(old, new, words), _value(new, old, words)
    if shown[0] == shown[1] and old is not None:
        other = words_of("en" if words.language == "id" else "id")
        return _value(old, new, other), _value(new, old, other)
    return shown


def _value(value: Value, beside: Value, words: Words) -> str:
    if value is None:
        return words("rubrics.none")
    if isinstance(value, Fraction):
        if isinstance(beside, Fraction) and share(value, words) == share(beside, words):
            return words.percents(value, beside)[0]
        return share(value, words)
    if isinstance(value, bool):
        return shown(value)
    if isinstance(value, int | float):
        return words.figure(plain(value))
    if isinstance(value, date):
        return words.date(value)
    if isinstance(value, Keywords):
        return one_line("; ".join(keywords_in(value, words.language)))
    if isinstance(value, tuple):
        return "; ".join(_piece(each, words) for each in value) or words("rubrics.none")
    return one_line(words.text(value))


def _piece(piece: str | Citation, words: Words) -> str:
    if isinstance(piece, str):
        return words.figure(piece)  # codes have no points, so this is about numbers
    at = words.text(piece.at)
    return f"{piece.cite}, {at}" if at else piece.cite


def _data(value: Value) -> Any:
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Translations):
        return both(value)
    if isinstance(value, Keywords):
        return {"id": list(value.id), "en": list(value.en)}
    if isinstance(value, tuple):
        return [
            piece if isinstance(piece, str) else {"cite": piece.cite, "at": both(piece.at)}
            for piece in value
        ]
    return value
