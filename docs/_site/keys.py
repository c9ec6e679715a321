"""Tables of every key of the files, made from their models (docs/keys.md, docs/id/keys.md)."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from smartscore.editors.texts import docstrings, heading, in_indonesian
from smartscore.model.fields import Language
from smartscore.read.modelines import MODELS

Schema = Mapping[str, Any]

_HEADS: Final = {
    "en": ("key", "what stands there", "default", "what it is"),
    "id": ("kunci", "yang tertulis di situ", "bawaan", "isinya"),
}
_WORDS: Final = {
    "required": "wajib",
    "text": "teks",
    "number": "angka",
    "whole number": "bilangan bulat",
    "true or false": "true atau false",
    "nothing": "kosong",
    "list of": "daftar",
    "mapping to": "pemetaan ke",
}
"""The words of the tables in English, and in Indonesian."""
_PARTS: Final = {
    "By comparison": "Menurut perbandingan",
    "By rank": "Menurut urutan",
    "Response file": "Berkas jawaban",
    "Response mean": "Rata-rata jawaban",
    "Translations": "Terjemahan",
    "A measured number and its goalposts, or its place in a sample.": (
        "Angka yang diukur beserta batas-batasnya, atau tempatnya dalam sampel."
    ),
    "Answers in a column of a CSV file, one row a person.": (
        "Jawaban dalam satu kolom berkas CSV, satu baris satu orang."
    ),
    "Answers of many people on one scale.": "Jawaban banyak orang pada satu skala.",
    "Answers of which only the mean was published.": (
        "Jawaban yang diterbitkan rata-ratanya saja."
    ),
    "How documents of each language speak of something.": (
        "Kata yang dipakai dokumen dalam setiap bahasa untuk suatu hal."
    ),
    "The same text in the languages of the format; a missing one is shown in the other.": (
        "Teks yang sama dalam bahasa-bahasa format ini; yang tidak ada ditampilkan dalam "
        "bahasa lainnya."
    ),
    "Weights by comparing children in pairs: the analytic hierarchy process.": (
        "Bobot dari perbandingan berpasangan antarbagian: proses hierarki analitik (AHP)."
    ),
    "Weights by the order of importance: rank-order centroid.": (
        "Bobot dari urutan kepentingan: rank-order centroid."
    ),
    "What an unknown rating does, and how much must be rated before a figure is shown.": (
        "Akibat penilaian yang tidak diketahui, dan berapa banyak yang harus dinilai sebelum "
        "angka ditampilkan."
    ),
    "Where an indicator shall be, who acts, and until when.": (
        "Sampai di mana sebuah indikator akan dibawa, siapa yang bertindak, dan sampai kapan."
    ),
    "Who judged, in which role, and on which side: those who serve or those served.": (
        "Siapa yang menilai, dalam peran apa, dan di pihak mana: yang melayani atau yang dilayani."
    ),
}
"""Headings and texts of parts, which the schemas have no place for."""
_TYPES: Final = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "null": "nothing",
}


class _Explained(GenerateJsonSchema):
    """As pydantic makes it, with the strings beneath the fields."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        part = super().model_schema(schema)
        said = docstrings(schema["cls"])
        for name, field in schema["cls"].model_fields.items():
            value = part["properties"][field.alias or name]
            value["description"] = said.get(name, "")
        return part


class _Tables:
    """The tables in one language."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._parts: dict[str, Schema] = {}

    def lines(self) -> Iterator[str]:
        """A table for each kind of file, then one for each part of them."""
        kinds = {
            kind: model.model_json_schema(schema_generator=_Explained)
            for kind, model in MODELS.items()
        }
        for schema in kinds.values():
            self._parts |= {k: part for k, part in schema["$defs"].items() if "properties" in part}
        for kind, schema in kinds.items():
            yield from (f"## {kind}/1", "", *self._table(schema), "")
        for title, part in sorted((self._title(name), part) for name, part in self._parts.items()):
            yield from (f"## {title}", "")
            if said := part.get("description"):
                yield from (_cell(self._said(said)), "")
            yield from (*self._table(part), "")

    def _table(self, schema: Schema) -> Iterator[str]:
        yield f"| {' | '.join(_HEADS[self._language])} |"
        yield "|---" * len(_HEADS["en"]) + "|"
        for key, value in schema["properties"].items():
            default = value.get("default")
            shown = self._word("required") if key in schema.get("required", ()) else ""
            if default not in (None, [], {}):
                shown = f"`{json.dumps(default, ensure_ascii=False)}`"
            said = _cell(self._said(value.get("description", "")))
            yield f"| `{key}` | {self._kind(value)} | {shown} | {said} |"

    def _kind(self, value: Schema) -> str:
        """What kind of value a key takes, with a link to the table of a part."""
        if "$ref" in value:
            name = value["$ref"].rpartition("/")[2]
            title = self._title(name)
            return f"[{title}](#{title.lower().replace(' ', '-')})"
        if "const" in value:
            return f"`{value['const']}`"
        if "enum" in value:
            return ", ".join(f"`{each}`" for each in value["enum"])
        if kinds := [each for way in ("anyOf", "oneOf") for each in value.get(way, ())]:
            wanted = [each for each in kinds if each.get("type") != "null"]
            if {"type": "number"} in wanted:
                wanted = [each for each in wanted if each != {"type": "integer"}]
            return ", ".join(dict.fromkeys(map(self._kind, wanted)))
        kind = value.get("type")
        if kind == "array":
            return f"{self._word('list of')} {self._kind(value.get('items', {}))}"
        if kind == "object":
            inside = value.get("additionalProperties") or {}
            for found in value.get("patternProperties", {}).values():
                inside = found
            return f"{self._word('mapping to')} {self._kind(inside)}"
        return self._word(_TYPES.get(str(kind), "number"))  # one that keeps how it was written

    def _title(self, name: str) -> str:
        return self._said(heading(name))

    def _said(self, text: str) -> str:
        text = " ".join(text.split())
        if not text or self._language == "en":
            return text
        return _PARTS.get(text) or in_indonesian()[text]

    def _word(self, word: str) -> str:
        return _WORDS[word] if self._language == "id" else word


def markdown(language: Language = "en") -> str:
    """The tables in a language."""
    return "\n".join(_Tables(language).lines()).rstrip()


def _cell(text: str) -> str:
    """A description, whose own Markdown is code between backticks alone."""
    parts = text.replace("|", "\\|").split("`")
    return "`".join(
        part if i % 2 else re.sub(r"([<*_\[])", r"\\\1", part) for i, part in enumerate(parts)
    )
