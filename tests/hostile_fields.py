"""Files in which every field that takes text holds a text that tries to act.

The fields are not listed here: a file is walked through, and each text in it, and each optional
text that it lacks, is replaced where the model still takes the whole.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from smartscore.model.assessment import Assessment
from smartscore.model.rubric import Rubric

from . import hostile_texts

ACTING = (
    "![x](/etc/passwd)",
    "![x](http://evil.example/y.png){width=1}",
    "<svg onload=alert(1)><script>alert(1)</script>",
    "`<w:fldSimple w:instr=' DDEAUTO cmd calc '/>`{=openxml}",
    "[click](javascript:alert(1)) <file://evil.example/x> <ms-word:ofe|u|http://evil.example>",
    "https://evil.example WWW.evil.example www.evil.example someone@evil.example #12",
    '<i>x</i> <span class="nocase">y</span> $x^2$ [^1] @evil [@evil] ~~z~~ &lt;b&gt;',
    "{{ 7 * 7 }} \\input{/etc/passwd} `code` ``` ~~~",
)
"""Each begins what is written into a field once; all the others follow it there."""

LEADS = ("", "\t", "    ", "[x] ", "- ", "```{=html}\n", "---\n", "::: {.x}\n", "<!--", "\u202e")
"""What turns a value, or all that follows it, into something else."""

ADDRESSES = (
    "file://evil.example/share/x.docx",
    "smb://evil.example/x",
    "ms-word:ofe|u|http://evil.example/x",
    "javascript:alert(1)",
    "![x](secret.png)",
    "10.1000/x\u202e y",
    "http://user@evil.example/",
    "\\\\evil.example\\x",
)

NAMES = "author editor translator Author"
KEYS = (
    "type",
    "language",
    "DOI",
    "doi",
    "PMID",
    "pmid",
    "PMCID",
    "URL",
    "url",
    "Url",
    "title",
    "TITLE",
    "title-short",
    "note",
    "abstract",
    "keyword",
    "custom",
    "categories",
    "archive",
    "annote",
    "genre",
    "publisher",
    "publisher-place",
    "container-title",
    "collection-title",
    "event-title",
    "edition",
    "volume",
    "issue",
    "page",
    "number",
    "section",
    "version",
    "ISBN",
    "ISSN",
    "medium",
    "status",
    "call-number",
    "source",
    "references",
    "csl",
    "bibliography",
    "nocite",
    "header-includes",
    "lang",
    "issued",
    "accessed",
    "id ",
    "$ref",
    "<svg onload=alert(1)>",
    "![x](/etc/passwd)",
    "\u202egpj.x",
    "k" * 1500,
    "a: b",
    "- a",
    "*",
    "[x]",
    "?",
    "? q",
    "a\nb",
    "\t",
)


def text(number: int) -> str:
    """All acting texts in one; which is first, and what stands before it, goes by the number."""
    first = number % len(ACTING)
    return LEADS[number % len(LEADS)] + " ".join((*ACTING[first:], *ACTING[:first]))


def references(shift: int) -> list[dict[str, Any]]:
    """References with such a text, or an address that is none, under every kind of key."""
    found: list[dict[str, Any]] = []
    for n, address in enumerate(ADDRESSES):
        found.append({"id": f"address{n}", **dict.fromkeys(KEYS, address)})
    for n in range(3):
        item: dict[str, Any] = {key: text(shift + n + k) for k, key in enumerate(KEYS)}
        people = [
            {part: text(shift + n) for part in ("family", "given", "suffix", "dropping-particle")},
            {"literal": text(shift + n), "<b>": "x", "non-dropping-particle": ["x"]},
            text(shift + n),
        ]
        dates = ({"literal": text(shift)}, {"raw": text(shift)}, {"date-parts": [[text(shift)]]})
        item |= dict.fromkeys(NAMES.split(), people) | {"issued": dates[n]}
        item |= {"accessed": {"date-parts": [[2020, 1, 1]], "season": text(shift), "circa": "x"}}
        found.append({**item, "id": (f"id{n}", text(shift), "\u202e")[n]})
    plain = {"id": "plain", "title": "A plain title", "DOI": "10.1000/182", "PMID": 12345}
    return [*found, plain, {"id": "bare"}, {"id": "_x_", "custom": {"a": [1]}, "issued": [[1]]}]


def _texts(part: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every text in plain data."""
    if isinstance(part, str):
        yield route
    elif isinstance(part, dict | list):
        pairs = part.items() if isinstance(part, dict) else enumerate(part)
        for key, inner in list(pairs):
            yield from _texts(inner, (*route, key))


def _absent(part: Any, model: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every optional field that a model in a file has and the file does not."""
    if isinstance(model, BaseModel):
        for name, field in type(model).model_fields.items():
            key = field.alias or name
            if key not in part:
                yield (*route, key)
            else:
                yield from _absent(part[key], getattr(model, name), (*route, key))
    elif isinstance(model, tuple | list) and isinstance(part, list):
        for n, (inner, each) in enumerate(zip(part, model, strict=True)):
            yield from _absent(inner, each, (*route, n))
    elif isinstance(model, dict) and isinstance(part, dict):
        for key, each in model.items():
            if key in part:
                yield from _absent(part[key], each, (*route, key))


def _set(data: Any, route: tuple[Any, ...], value: Any) -> Callable[[], None]:
    """Put a value into plain data; what is given back takes it out again."""
    *way, last = route
    for key in way:
        data = data[key]
    if isinstance(data, dict) and last not in data:
        data[last] = value
        return lambda: data.pop(last)
    before, data[last] = data[last], value
    return lambda: data.__setitem__(last, before)


def filled(model: type[BaseModel], data: dict[str, Any], shift: int) -> int:
    """Put an acting text into each field of a file that takes one; how many these were."""
    kept = ("code", "cite", "id", "file", "rubrics", "rubric", "smartscore", "when", "cap", "kind")
    routes = [*_texts(data), *_absent(data, model.model_validate(data))]
    done = 0
    for n, route in enumerate(routes):
        if route[-1] in kept or route[0] == "references" or "file" in route:
            continue
        undo = _set(data, route, text(shift + n))
        try:
            model.model_validate(data)
            done += 1
        except ValidationError:
            undo()
    return done


def write(folder: Path, shift: int = 0) -> tuple[Path, int]:
    """The two files, and how many fields hold an acting text."""
    plain = hostile_texts.texts()
    rubric, assessment = hostile_texts.rubric(plain), hostile_texts.assessment(plain)
    reached = filled(Rubric, rubric, shift) + filled(Assessment, assessment, shift)
    cited = [item["id"] for item in rubric["references"]]
    rubric["references"] += references(shift)
    assessment["references"] += references(shift + 5)
    for n, dimension in enumerate(rubric["dimensions"]):
        keys = [*cited, *(item["id"] for item in references(shift)[n::3])]
        dimension["citations"] = [{"cite": key, "at": text(n)} for key in keys]
    for name, data in (("nasty", rubric), ("place", assessment)):
        dumped = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(dumped, encoding="utf-8")
    return folder / "place.yaml", reached
