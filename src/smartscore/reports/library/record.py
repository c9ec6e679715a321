"""The bundled rubrics as a list for the documents: what each rests on, made from its file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from smartscore.engine.tree import Tree
from smartscore.model.fields import Reference, in_language
from smartscore.model.rubric import Rubric
from smartscore.read.published import read_cases
from smartscore.read.rubrics import Loader
from smartscore.read.shelf import ARCHIVE, Catalogue
from smartscore.reports.library import in_force
from smartscore.reports.markup import md
from smartscore.rules.addresses import leads_somewhere
from smartscore.text import csl
from smartscore.words import words

_MARKS: Final = re.compile(
    r"\b(official(ly)?|smartscore['’]s|ours|our own|(un|not |is |were )verified|unread"
    r"|not (be )?(read|seen|found|checked|settled|reproduced)|was found|secondary sources?"
    r"|comes? from|(taken|read) (from|as)|was made|retold|restate[sd]?|draft|abstract was read"
    r"|cut off|damaged|repositor(y|ies)|contradict|not agree|misse[sd]|can miss|weak proof"
    r"|by the instrument|annex prints|is known)\b",
    re.IGNORECASE,
)
"""Words by which `about` says what is official, what is ours and what was not verified."""

_ITEM: Final = re.compile(r"^- (?P<text>.*(?:\n  .*)*)", re.MULTILINE)
_FIRST: Final = "1.0.0"
_EXAMPLE: Final = "`examples/"
"""What begins so tells of an example, not of the rubrics that it takes in."""

_MANY: Final = 3
"""A line of the changelog that names more rubrics than that tells of none in particular."""


class Record(NamedTuple):
    """A rubric with what is known of it: its older versions, and its cases with their figures."""

    tree: Tree
    older: tuple[str, ...]
    cases: int
    figures: int


def markdown(folder: Path, changelog: str) -> str:
    """The list of the rubrics in a folder, in English; `changelog` tells what changed last."""
    records = list(_records(folder))
    known = {record.tree.rubric.code for record in records}
    lines = [*_table(records)]
    for record in records:
        lines += ["", *_section(record, _last_change(record.tree.rubric, known, changelog))]
    return "\n".join(lines)


def origins(tree: Tree) -> tuple[str, ...]:
    """The paragraphs in which a rubric says what is official, what is ours, what is unverified.

    They are whole: a sentence says little without those before it, and some need words of no list.
    """
    paragraphs = in_language(tree.rubric.about, "en").splitlines()
    return tuple(" ".join(each.split()) for each in paragraphs if _MARKS.search(each))


def _records(folder: Path) -> Iterator[Record]:
    loader = Loader(Catalogue([folder]))
    counts: dict[str, tuple[int, int]] = {}
    for path in sorted((folder / "cases").rglob("*.yaml")):
        reading = read_cases(str(path), path.read_bytes(), loader)
        cases, figures = counts.get(reading.tree.rubric.code, (0, 0))
        more = sum(len(case.expect) for case in reading.cases.cases)
        code = reading.tree.rubric.code
        counts[code] = cases + len(reading.cases.cases), figures + more
    for path in sorted(folder.glob("*.yaml")):
        tree = loader.load(path).tree
        code = tree.rubric.code
        older = sorted((folder / ARCHIVE).glob(f"{code}@*.yaml"), reverse=True)
        kept = tuple(loader.load(each).tree.rubric.version for each in older)
        yield Record(tree, kept, *counts.get(code, (0, 0)))


def _table(records: Sequence[Record]) -> Iterator[str]:
    yield "| rubric | version | indicators | cases | figures | sources | that can be followed |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for record in records:
        rubric = record.tree.rubric
        sources = rubric.references
        cells = (
            f"[`{rubric.code}`](#{rubric.code})",
            rubric.version,
            len(record.tree.leaves),
            record.cases,
            record.figures,
            len(sources),
            sum(map(leads_somewhere, sources)),
        )
        yield f"| {' | '.join(map(str, cells))} |"


def _section(record: Record, last_change: str) -> Iterator[str]:
    rubric = record.tree.rubric
    yield f"## {rubric.code}"
    yield ""
    title = md(in_language(rubric.title, "en"))
    facts = [f"**[{title}](../rubrics/{rubric.code}.yaml)**", f"version {rubric.version}"]
    if record.older:
        facts.append(f"older versions kept: {', '.join(record.older)}")
    if said := in_force(rubric, words("en")):
        facts.append(md(said[:1].lower() + said[1:]))
    yield "; ".join(facts) + "."
    yield ""
    yield "What is official, ours or unverified, in its own words:"
    for paragraph in origins(record.tree):
        yield ""
        yield f"> {md(paragraph)}"
    if rubric.references:
        yield ""
        yield "Sources:"
        yield ""
        yield from (f"- {_source(reference)}" for reference in rubric.references)
    yield ""
    if record.cases:
        yield f"Cases: {record.cases}, with {record.figures} figures that it reproduces."
    else:
        yield "Cases: none; no figure that was published for it is known."
    yield ""
    yield f"Last change: {last_change}"


def _source(reference: Reference) -> str:
    """A source with its authors, its year and where it can be found."""
    item = csl.known({"title": reference.title, **(reference.model_extra or {})})
    title = md(str(item.get("title") or reference.key))
    address = item.get("URL") or (f"https://doi.org/{item['DOI']}" if "DOI" in item else "")
    named = f"[{title}]({address})" if address else title
    parts = [part for part in (_authors(item), _year(item)) if part]
    told = f"{named} ({', '.join(parts)})" if parts else named
    if address:
        return told
    isbn = f"ISBN {item['ISBN']}" if "ISBN" in item else ""
    lead = isbn or ("by its number and year" if leads_somewhere(reference) else "no address found")
    return f"{told}: {lead}"


def _authors(item: Mapping[str, object]) -> str:
    people = item.get("author")
    names = [
        md(str(one.get("family") or one.get("literal") or ""))
        for one in (people if isinstance(people, list) else [])
    ]
    return (
        names[0] + (" and others" if len(names) > 2 else "".join(f", {n}" for n in names[1:]))
        if names
        else ""
    )


def _year(item: Mapping[str, object]) -> str:
    issued = item.get("issued")
    days = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return str(days[0][0]) if days else ""


def _last_change(rubric: Rubric, known: set[str], changelog: str) -> str:
    """What the newest line that names a rubric says of it, with the version it stands under."""
    if rubric.version == _FIRST:
        return "none since it came."
    for section in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        version = section.partition("\n")[0].strip()
        for item in _ITEM.finditer(section):
            text = " ".join(item["text"].split())
            if text.startswith(_EXAMPLE):
                continue
            named = {name for name in re.findall(r"`([a-z0-9-]+)`", text) if name in known}
            if rubric.code in named and len(named) <= _MANY:
                return f"{version}: {text}"
    return "of its texts or sources only."
