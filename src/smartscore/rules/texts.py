"""The texts of a file, wherever they stand in it."""

from collections.abc import Iterator

from pydantic import BaseModel

from smartscore.model.fields import Keywords, Translations
from smartscore.text.problems import Route


def by_language(text: str | Translations) -> Iterator[tuple[tuple[str, ...], str]]:
    """A text in each language it is in: the rest of its route, and the words."""
    if isinstance(text, str):
        yield (), text
        return
    if text.id is not None:
        yield ("id",), text.id
    if text.en is not None:
        yield ("en",), text.en


def both_languages(text: str | Translations) -> str:
    """A text in all its languages, for looking words up."""
    return " ".join(words for _, words in by_language(text))


def keywords_of(
    words: tuple[str, ...] | Keywords | None,
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each keyword of all languages: the rest of its route, and the word."""
    if isinstance(words, Keywords):
        for language in ("id", "en"):
            yield from (((language, i), word) for i, word in enumerate(getattr(words, language)))
    else:
        yield from (((i,), word) for i, word in enumerate(words or ()))


def texts_of(model: BaseModel, route: Route = ()) -> Iterator[tuple[Route, str | Translations]]:
    """Every translated text of a model with its route."""
    for name, field in type(model).model_fields.items():
        yield from _in(getattr(model, name), (*route, field.alias or name))


def _in(value: object, route: Route) -> Iterator[tuple[Route, str | Translations]]:
    if isinstance(value, Translations):
        yield route, value
    elif isinstance(value, BaseModel):
        yield from texts_of(value, route)
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _in(item, (*route, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _in(item, (*route, key))
