"""Codes that can be written: of rubrics, of their nodes, weights and bands, and of rules."""

from typing import TYPE_CHECKING, Final

from smartscore.cli.completing import names
from smartscore.cli.completing.offers import Asked, Offer, Offers, behind, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartscore.read.glances import Part
    from smartscore.text.blocks import Glance

_ASSESSMENTS: Final = ("file", "files", "for_", "old", "source")
"""Parameters that take an assessment, by which the rubrics of a line are known."""


def rubrics(asked: Asked) -> Offers:
    """Codes of rubrics, behind `@` their major versions, and files of rubrics."""
    from smartscore.read import glances

    code, at, _ = asked.word.partition("@")
    if "/" in code or "\\" in code or code.startswith((".", "~")):
        return names.rubrics(asked)
    if at:
        kept = glances.editions(asked.catalogue, code.lower())
        return asked.among(
            Offer(f"{each.code}@{each.major}", asked.said(each.title)) for each in kept
        )
    shelf = glances.shelved(asked.catalogue)
    found = asked.among(Offer(each.code, asked.said(each.title)) for each in shelf)
    return found if found.found else names.rubrics(asked)


def refs(asked: Asked) -> Offers:
    """Assessments, or rubrics by code or path."""
    files = names.assessments_and_rubrics(asked)
    return files if files.found or not asked.word else rubrics(asked)


def weightings(asked: Asked) -> Offers:
    """Names of other weights that the rubrics of the line hold."""
    return asked.among(
        Offer(name, asked.said(seen.get("title", "")))
        for seen in _rubrics(asked)
        if isinstance(held := seen.get("weightings"), dict)
        for name in held
    )


def bands(asked: Asked) -> Offers:
    """Codes of the bands of the rubrics of the line."""
    return asked.among(
        Offer(code, asked.said(band.get("label", "")))
        for seen in _rubrics(asked)
        if isinstance(listed := seen.get("bands"), list)
        for band in listed
        if isinstance(band, dict) and isinstance(code := band.get("code"), str)
    )


def nodes(asked: Asked) -> Offers:
    """Paths of nodes, a step at a time as folders are, and their codes alone."""
    above, slash, _ = asked.word.rpartition("/")
    steps = tuple(above.lower().split("/")) if slash else ()
    found: dict[str, Offer] = {}
    for part in _parts(asked, steps[0] if steps else asked.word):
        if slash and (part.path[:-1] == steps or part.path[-len(steps) - 1 : -1] == steps):
            offered = (*steps, part.path[-1])
        elif not slash and (len(part.path) == 1 or asked.word):
            offered = part.path[-1:]
        else:
            continue
        word = "/".join(offered) + ("" if part.is_leaf else "/")
        found.setdefault(word, Offer(word, asked.said(part.title)))
    return asked.among(found.values())


def indicators(asked: Asked) -> Offers:
    """Codes of indicators and dimensions."""
    parts = {part.path[-1]: part for part in _parts(asked)}
    return asked.among(Offer(code, asked.said(part.title)) for code, part in parts.items())


def ratings(asked: Asked) -> Offers:
    """The code of an indicator, and behind `=` what it can be rated."""
    name, equals, _ = asked.word.partition("=")
    if equals:
        levels = next((p.levels for p in _parts(asked) if p.path[-1] == name.split("/")[-1]), ())
        offers = [Offer(points, asked.said(label)) for points, label in levels]
        return behind(asked, "=", lambda inner: inner.among(offers))
    return asked.among(
        Offer(f"{code}=", asked.said(part.title))
        for code, part in {p.path[-1]: p for p in _parts(asked) if p.is_leaf}.items()
    )


def rules(asked: Asked) -> Offers:
    """Codes of problems, and their names where one is begun."""
    from smartscore.read.contents import contents

    start = asked.word.casefold()
    listed = contents(asked.language)
    by_code = [Offer(each.code, short(each.summary)) for each in listed]
    found = [offer for offer in by_code if offer.word.casefold().startswith(start)]
    if start and not found:
        by_name = (Offer(each.name, f"{each.code} {short(each.summary)}") for each in listed)
        found = [offer for offer in by_name if offer.word.startswith(start)]
    return Offers(tuple(found))


def rule_codes(asked: Asked) -> Offers:
    """Codes of problems with commas between."""
    return behind(asked, ",", rules)


def _references(asked: Asked) -> list[str]:
    """The rubrics that a line is about: those that it names, else those of its assessments."""
    from smartscore.read import glances

    if named := asked.given.get("rubric"):
        return list(named)
    files = [file for name in _ASSESSMENTS for file in asked.given.get(name, ())]
    return list(
        dict.fromkeys(each for file in files for each in glances.references(file, asked.home))
    )


def _rubrics(asked: Asked) -> "Iterator[dict[str, Glance]]":
    from smartscore.read import glances

    for reference in _references(asked):
        yield glances.rubric(reference, asked.home, asked.catalogue)


def _parts(asked: Asked, start: str | None = None) -> "Iterator[Part]":
    """The nodes of the rubrics of the line: of the one alone that a path starts with, if any.

    A path that is not begun needs no more than the rubrics themselves.
    """
    from smartscore.read import glances

    listed = _references(asked)
    looked = glances.whole if start == "" else glances.outline
    for reference in [each for each in listed if each.partition("@")[0] == start] or listed:
        yield from looked(reference, asked.home, asked.catalogue)
