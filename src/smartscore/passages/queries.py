"""What is looked for on behalf of an indicator: words and phrases of its fields, with weights."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from smartscore.model.fields import Translations
from smartscore.model.rubric import Indicator, Rubric
from smartscore.model.walking import Asked
from smartscore.passages import glossary
from smartscore.passages.languages import LANGUAGES
from smartscore.passages.words import Stems, stems, tells
from smartscore.rules.texts import by_language, keywords_of


class Weights(NamedTuple):
    """How much a word counts by the fields in which it stands: once in each text, all added up.

    `phrase` multiplies what a keyword of several words counts where it stands as written, `apart`
    what each of its words counts anywhere; `glossary` what another name counts
    for a thing that is named, by the field of most weight that names it. `foreign` multiplies what
    a word counts in a document of the other language; abbreviations and other names are of none.
    """

    title: float = 3
    question: float = 2
    look_for: float = 1
    levels: float = 1
    keywords: float = 3
    phrase: float = 1
    apart: float = 0.3
    glossary: float = 0.5
    foreign: float = 0.5


USUAL: Final = Weights()

_ABBREVIATED: Final = re.compile(r"[A-Z][^\W_]*[A-Z]")


class Query(NamedTuple):
    """Words by their stems, and phrases of two stems and more, each with its weight."""

    words: dict[str, float]
    phrases: dict[Stems, float]


def query(item: Asked, rubric: Rubric, weights: Weights = USUAL, language: str = "") -> Query:
    """What is looked for on behalf of an indicator, in both languages at once.

    `language` is that of the documents that are asked, "" where they are in both.
    """
    found = Query({}, {})
    names: dict[int, float] = {}
    for weight, text in _fields(item.indicator, rubric, weights):
        field: dict[str, float] = {}
        for own, words in _in_languages(text):
            said = stems(words)
            part = weight * _share(own, language, weights)
            for stem in said:
                field[stem] = max(part, field.get(stem, 0))
            for i in _named(said):
                names[i] = max(weight, names.get(i, 0))
        for stem, part in field.items():
            _add(found.words, stem, part)
    for route, keyword in keywords_of(item.indicator.keywords):
        own = "" if _ABBREVIATED.search(keyword) else str(route[0])
        part = weights.keywords * _share(own, language, weights)
        _name(found, stems(keyword), part, weights.phrase, weights.apart)
    for i, weight in names.items():
        for name in _names()[i]:
            _name(found, name, weight * weights.glossary, 1, 0)
    return Query(
        {stem: part for stem, part in found.words.items() if part > 0},
        {phrase: part for phrase, part in found.phrases.items() if part > 0},
    )


def _share(own: str, language: str, weights: Weights) -> float:
    """What part of its weight a text of a language has in documents of one."""
    return weights.foreign if {own, language} == set(LANGUAGES) else 1.0


def _in_languages(text: str | Translations) -> Iterator[tuple[str, str]]:
    """A text in each language it is in, "" where that is not told."""
    return ((route[0] if route else "", words) for route, words in by_language(text))


def _fields(
    indicator: Indicator, rubric: Rubric, weights: Weights
) -> Iterator[tuple[float, str | Translations]]:
    """The texts of an indicator, each with the weight of its field."""
    yield weights.title, indicator.title
    if indicator.question is not None:
        yield weights.question, indicator.question
    if indicator.look_for is not None:
        yield weights.look_for, indicator.look_for
    for descriptor in rubric.descriptors(indicator).values():
        yield weights.levels, descriptor
    for item in indicator.checklist or ():
        yield weights.levels, item.text
    if indicator.quantity is not None:
        yield weights.levels, indicator.quantity.unit


def _add(held: dict[str, float], stem: str, weight: float) -> None:
    if tells(stem):
        held[stem] = held.get(stem, 0) + weight


def _name(found: Query, name: Stems, weight: float, whole: float, apart: float) -> None:
    """Add a name: as a word, or as a phrase, which its one telling word may not stand for."""
    telling = [stem for stem in name if tells(stem)]
    if len(name) == 1:
        _add(found.words, name[0], weight)
    elif telling:
        found.phrases[name] = found.phrases.get(name, 0) + weight * whole
        for stem in telling if len(telling) > 1 else ():
            _add(found.words, stem, weight * apart)


@cache
def _names() -> tuple[tuple[Stems, ...], ...]:
    return tuple(tuple(map(stems, group)) for group in glossary.groups())


@cache
def _starting() -> dict[str, list[tuple[int, Stems]]]:
    """The names of things by their first stem, each with the number of its group."""
    found: dict[str, list[tuple[int, Stems]]] = {}
    for i, group in enumerate(_names()):
        for name in filter(None, group):
            found.setdefault(name[0], []).append((i, name))
    return found


def _named(said: Stems) -> dict[int, None]:
    """The groups of the things that a text names, in its order."""
    return {
        i: None
        for at, stem in enumerate(said)
        for i, name in _starting().get(stem, ())
        if said[at : at + len(name)] == name
    }
