"""Candidates of `evidence` in an assessment: a new one, or one that is there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from smartscore.engine.tree import groups
from smartscore.model.assessment import Assessment
from smartscore.model.fields import Reference, shown
from smartscore.passages.search import Candidate, Dismissed, Findings
from smartscore.read.assessments import Reader
from smartscore.read.files import as_named
from smartscore.read.premises import Home
from smartscore.read.shelf import Catalogue
from smartscore.rules.candidates import WAITING, is_waiting
from smartscore.skeleton import Refused, Unplaced
from smartscore.skeleton.adding import Adding
from smartscore.skeleton.fresh import Fresh, More, new_assessment
from smartscore.skeleton.proposed import (
    Cited,
    Indicator,
    Piece,
    Searched,
    citation_key,
    is_fit,
    item_lines,
    item_of,
    overlaps,
    piece_of,
    quoted_in,
    rating_lines,
    record_lines,
    recorded,
    stands_in,
)
from smartscore.skeleton.update import MARK, readable, settled
from smartscore.skeleton.wanted import listing
from smartscore.text.parsing import parse
from smartscore.text.problems import Invalid
from smartscore.text.source import STDIN, Source
from smartscore.words import Words


@dataclass(frozen=True, slots=True)
class Added:
    """An assessment with candidates: how many there are, and for how many indicators.

    `unplaced` are the indicators that are written in a way that leaves no place for theirs,
    `changed` the documents that are no longer what their digest in the assessment says.
    """

    text: str
    candidates: int
    indicators: int
    unplaced: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def fresh(
    file: str,
    rubrics: Sequence[str],
    catalogue: Catalogue,
    words: Words,
    findings: Findings,
    searched: Sequence[Searched],
    *,
    date: str | None,
    subject: str | None,
) -> Fresh:
    """A new assessment in which candidates wait to be read; raises as `new_assessment` does.

    `searched` are the documents of the findings, in their order. A document off the premises of
    the file is refused, since `check` could not read it.
    """
    home = Reader(catalogue).loader.home(_folder(file))
    used = {each.document for one in findings.asked for each in one.candidates}
    cited: list[Cited] = []
    for i, each in enumerate(searched):
        key = citation_key(each.file, [one.key for one in cited], words)
        named = _named(each.file, file, home) if i in used else ""
        cited.append(Cited(each, key, item_of(each, key, named)))
    chosen = {
        (one.group, one.item.code): fit
        for one in findings.asked
        if (fit := [each for each in one.candidates if is_fit(each.passage.text)])
    }
    more = More(
        [line for i in sorted(used) for line in item_lines(cited[i].item or {}, words)],
        {
            where: rating_lines([piece_of(each, cited, words) for each in found], words)
            for where, found in chosen.items()
        },
        record_lines(_digests(chosen), words) if chosen else (),
    )
    return new_assessment(file, rubrics, catalogue, words, date=date, subject=subject, more=more)


def dismissed(data: bytes, file: str) -> Dismissed:
    """What was proposed to an assessment and is no longer in it, by indicator.

    Raises Invalid where the file is no YAML.
    """
    source = parse(data, file)
    found = recorded(source.text)
    ratings = source.data.get("ratings") if isinstance(source.data, dict) else None
    for (group, code), digests in found.items():
        held = ratings.get(group) if isinstance(ratings, dict) else None
        there = quoted_in(held.get(code) if isinstance(held, dict) else None)
        digests.difference_update(there)
    return found


def added(
    file: str,
    data: bytes,
    findings: Findings,
    searched: Sequence[Searched],
    catalogue: Catalogue,
    words: Words,
    *,
    named: bool = False,
    again: bool = False,
) -> Added:
    """An assessment with the candidates that it lacks; every line of it stays as it is.

    They go to indicators that are not rated, or that wait for candidates to be read; to others
    too where these were `named`. `again` proposes what was dismissed once more. Raises Invalid
    where the file can't be read, Refused for a document off its premises, Unplaced where the
    file leaves no place for anything.
    """
    reader = Reader(catalogue, together=True)
    readable(reader, file, data)
    source = parse(data, file)
    model = Assessment.model_validate(source.data)
    home = reader.loader.home(source.folder)
    listed = reader.loader.libraries.held(model, model.cited, source, home)
    gone: Dismissed = {} if again else dismissed(data, file)
    chosen = _chosen(model, findings, named=named, gone=gone)
    cited = _cited(file, searched, home, listed.references, listed.further, words)
    chosen = _without_quoted(chosen, source, cited)
    changed = tuple(each.searched.file for each in cited if each.has_changed)
    held = groups(reader.assessment(file, listing(model.rubrics)).trees)
    insertion = Adding(source.text, words)
    root = cast("Any", source.root)
    if root.flow_style:
        raise Unplaced
    pieces = {
        where: [piece_of(each, cited, words) for each in found] for where, found in chosen.items()
    }
    waiting = {where for where in pieces if _takes_unknown(model, where)}
    unplaced = insertion.candidates(root, held, pieces, waiting)
    pieces = {where: found for where, found in pieces.items() if where not in unplaced}
    if not pieces:
        return Added(source.text, 0, 0, tuple("/".join(each) for each in unplaced), changed)
    used = sorted({each.document for where in pieces for each in chosen[where]})
    items = [item for i in used if (item := cited[i].item) is not None]
    insertion.references(root, items)
    insertion.record(_digests({where: chosen[where] for where in pieces}))
    text = insertion.text()
    _verify(source, file, text, pieces, waiting, items, words)
    mark = "\ufeff" if data.startswith(MARK) else ""
    return Added(
        mark + text,
        sum(map(len, pieces.values())),
        len(pieces),
        tuple("/".join(each) for each in unplaced),
        changed,
    )


def keys(
    file: str, data: bytes, searched: Sequence[Searched], catalogue: Catalogue
) -> tuple[str, ...]:
    """By which key an assessment cites each document already; empty where it does not list one."""
    reader = Reader(catalogue, together=True)
    source = parse(data, file)
    model = Assessment.model_validate(source.data)
    home = reader.loader.home(source.folder)
    listed = reader.loader.libraries.held(model, model.cited, source, home).references
    return tuple(
        next((one.key for one in listed if _is_same(one, each, home)), "") for each in searched
    )


Chosen = dict[Indicator, list[Candidate]]


def _chosen(model: Assessment, findings: Findings, *, named: bool, gone: Dismissed) -> Chosen:
    """The candidates of indicators that take any, but for those that were dismissed."""
    found: Chosen = {}
    for one in findings.asked:
        where = one.group, one.item.code
        if not (named or _takes_unknown(model, where) or _waits(model, where)):
            continue
        left = gone.get(where, ())
        fit = [e for e in one.candidates if e.digest not in left and is_fit(e.passage.text)]
        if fit:
            found[where] = fit
    return found


def _waits(model: Assessment, where: Indicator) -> bool:
    rating = model.rating(*where)
    return rating is not None and is_waiting(rating)


def _takes_unknown(model: Assessment, where: Indicator) -> bool:
    """Whether nothing is said yet of how an indicator is."""
    rating = model.rating(*where)
    return rating is None or rating.is_only_planned


def _without_quoted(chosen: Chosen, source: Source, cited: Sequence[Cited]) -> Chosen:
    """The candidates that are not quoted under their indicator yet, nor a part of them."""
    ratings = cast("dict[str, Any]", source.data).get("ratings") or {}
    found: Chosen = {}
    for (group, code), candidates in chosen.items():
        rating = (ratings.get(group) or {}).get(code)
        held = quoted_in(rating)
        pieces = rating.get("evidence") or () if isinstance(rating, dict) else ()
        left = []
        for each in candidates:
            by = cited[each.document]
            there = [p["quote"] for p in pieces if p.get("cite") == by.key and p.get("quote")]
            if by.has_changed:
                there = [quote for quote in there if stands_in(quote, by.searched.document)]
            if each.digest not in held and not overlaps(each.passage.text, there):
                left.append(each)
        if left:
            found[group, code] = left
    return found


def _cited(
    file: str,
    searched: Sequence[Searched],
    home: Home,
    references: Sequence[Reference],
    further: Sequence[str],
    words: Words,
) -> list[Cited]:
    """Each document with its key: that of a reference to the same file, else one of its own."""
    taken = [*(each.key for each in references), *further]
    found: list[Cited] = []
    for each in searched:
        there = next((one for one in references if _is_same(one, each, home)), None)
        if there is not None:
            recorded_as = getattr(there, "digest", None)
            found.append(Cited(each, there.key, has_changed=recorded_as not in (None, each.digest)))
            continue
        key = citation_key(each.file, taken, words)
        taken.append(key)
        found.append(Cited(each, key, item_of(each, key, _named(each.file, file, home))))
    return found


def _is_same(reference: Reference, searched: Searched, home: Home) -> bool:
    """Whether a reference is to a document: by the digest of its file, or by the file itself."""
    if getattr(reference, "digest", None) == searched.digest:
        return True
    if reference.file is None:
        return False
    try:
        return home.admitted(reference.file).samefile(searched.file)
    except (OSError, ValueError):
        return False


def _named(document: str, file: str, home: Home) -> str:
    """How an assessment names a document; raises Refused where it may not."""
    try:
        named = as_named(Path(document), _folder(file)).removeprefix("./")
        home.admitted(named)
    except (OSError, ValueError):
        raise Refused("candidates.outside", file=shown(document)) from None
    return named


def _folder(file: str) -> Path:
    return Path() if file == STDIN else Path(file).parent


def _digests(chosen: Mapping[Indicator, Sequence[Candidate]]) -> dict[Indicator, list[str]]:
    return {where: [each.digest for each in found] for where, found in chosen.items()}


def _verify(
    source: Source,
    file: str,
    text: str,
    pieces: Mapping[Indicator, Sequence[Piece]],
    waiting: set[Indicator],
    items: Sequence[Mapping[str, Any]],
    words: Words,
) -> None:
    """Hold what the new text says against what it is to say; raises Unplaced where they differ."""
    try:
        found = parse(text.encode(), file)
    except (Invalid, UnicodeEncodeError):
        raise Unplaced from None
    old = cast("dict[str, Any]", source.data)
    new = cast("dict[str, Any]", found.data)
    ratings = dict(old.get("ratings") or {})
    for (group, code), entries in pieces.items():
        ratings[group] = dict(ratings.get(group) or {})
        held = dict(ratings[group].get(code) or {})
        if (group, code) in waiting:
            held["unknown"] = WAITING[words.language]
        held["evidence"] = [*(held.get("evidence") or ()), *(each.data for each in entries)]
        ratings[group][code] = held
    expected = {**old, "ratings": ratings}
    if items:
        listed = old.get("references") or []
        before = [listed] if isinstance(listed, str) else listed
        expected["references"] = [*before, *map(dict, items)]
    if found.problems or settled(new) != settled(expected):
        raise Unplaced
