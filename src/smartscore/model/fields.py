"""The fields that rubrics and assessments share: text in two languages, codes, numbers, dates."""

import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Final, TypeGuard

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Strict,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from smartscore.arithmetic.numbers import exact
from smartscore.text import notation, shape_faults
from smartscore.text.languages import LANGUAGES as LANGUAGES
from smartscore.text.languages import Language as Language
from smartscore.text.nodes import LONGEST_NUMBER
from smartscore.text.problems import Bare, Wrong

_DIGITS = re.compile(r"-?(?:0x[0-9a-f]+|[0-9]+(?:\.[0-9]+)?)")
_SIDE = r"[0-9]+|0x[0-9a-f]+"
_PARTS = re.compile(rf"-?(?P<above>{_SIDE})/(?P<below>{_SIDE})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CALENDAR: Final = (
    r"^(?!0000)([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$"
)
"""For editors: the days that there are, in the Gregorian calendar."""
_DIGEST = re.compile("sha256:[0-9a-f]{64}")
_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}")
_PINNED = re.compile(r"(?P<name>[^@\s][^@]*)@\s*v?(?P<major>\d{1,6})(?:\.\w+)*")
_REFERENCE = re.compile(
    r"(?P<name>[^@\s](?:[^@]*?|[^@]*@[0-9]{1,6}\.ya?ml))(?:@(?P<major>[0-9]{1,6}))?"
)


class Model(BaseModel):
    """What every part of a file is: frozen, with no key beyond those named."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


@dataclass(frozen=True, eq=False)
class Also:
    """For editors: a further JSON Schema that is short for the annotated one."""

    shape: Mapping[str, Any]

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either the short form or what it is short for."""
        return {"anyOf": [handler(core_schema), dict(self.shape)]}


def number(value: Any) -> Any:
    """An int or a finite float; complains about numbers in another notation with the right one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise number_fault(value)
    if not math.isfinite(value):
        raise Wrong(shape_faults.WRONG_KIND_OF_VALUE, expected="number", value=shown(value))
    return value


def number_fault(value: Any) -> Wrong:
    """What is wrong with a value where a number is due, and how it is written if it is one.

    Digits that are more than a number may have are told as that.
    """
    said = shown(value)
    text = value if isinstance(value, str) else ""
    found = notation.read(text)
    if found is not None and found.other:
        return Wrong(
            shape_faults.NUMBER_WITH_TWO_READINGS, value=said, one=found.written, other=found.other
        )
    if found is not None:
        mend = Bare(found.written) if found.sure else None
        return Wrong(
            shape_faults.NUMBER_IN_ANOTHER_NOTATION,
            value=said,
            suggestion=found.written,
            instead=mend,
        )
    if (percentage := notation.percentage(text)) is not None:
        return Wrong(
            shape_faults.NUMBER_IN_ANOTHER_NOTATION,
            value=said,
            one=percentage[0],
            other=percentage[1],
        )
    if len(text) > LONGEST_NUMBER and _DIGITS.fullmatch(text):
        return _no_number(said, "digits", LONGEST_NUMBER)
    return Wrong(shape_faults.WRONG_KIND_OF_VALUE, value=said, expected="number")


def fraction_fault(text: str, most: int) -> Wrong:
    """What is wrong with text where a fraction or a number is due; `most` digits are on a side."""
    parts = _PARTS.fullmatch(notation.keyed(text))
    if parts is not None and not parts["below"].strip("0"):
        return _no_number(shown(text), "zero", most)
    if parts is not None and max(len(parts["above"]), len(parts["below"])) > most:
        return _no_number(shown(text), "fraction", most)
    return number_fault(text)


def _no_number(value: str, variant: str, limit: int) -> Wrong:
    return Wrong(
        shape_faults.WRONG_KIND_OF_VALUE,
        value=value,
        expected="number",
        variant=variant,
        limit=str(limit),
    )


def _share(value: Any) -> Any:
    """A number, or a percentage that is told as a part of one."""
    percentage = notation.percentage(value) if isinstance(value, str) else None
    if percentage is not None:
        raise Wrong(
            shape_faults.NUMBER_IN_ANOTHER_NOTATION, value=shown(value), suggestion=percentage[1]
        )
    return number(value)


def not_empty(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse an empty list. A limit on the length would also blame a list for faulty items."""
    if not value:
        raise Wrong(shape_faults.NOTHING_WRITTEN)
    return value


ONE_OR_MORE: Final = Field(json_schema_extra={"minItems": 1})
"""For editors: what `not_empty` asks for."""


def shown(value: Any) -> str:
    """A value as a sentence may quote it: text itself, words of the format, never a long one."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict | list):
        return "{...}" if isinstance(value, dict) else "[...]"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


def day(value: Any) -> Any:
    """A calendar day written YYYY-MM-DD; raises Wrong for anything else."""
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise Wrong(shape_faults.NOT_A_DATE, value=shown(value))


def _file_digest(value: Any) -> Any:
    if isinstance(value, str) and _DIGEST.fullmatch(value):
        return value
    raise Wrong(shape_faults.NOT_A_DIGEST, value=shown(value))


def _version(value: Any) -> Any:
    if isinstance(value, str) and _VERSION.fullmatch(value):
        return value
    raise Wrong(shape_faults.NOT_A_VERSION, value=shown(value))


def _rubric_reference(value: Any) -> Any:
    if isinstance(value, str) and _REFERENCE.fullmatch(value):
        return value
    pinned = _PINNED.fullmatch(value) if isinstance(value, str) else None
    suggestion = f"{pinned['name']}@{notation.keyed(pinned['major'])}" if pinned else ""
    raise Wrong(shape_faults.NOT_A_RUBRIC_REFERENCE, value=shown(value), suggestion=suggestion)


def _text_kind(value: Any) -> str:
    return "translations" if isinstance(value, dict | Translations) else "text"


def _locator(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _says_something(value: str) -> str:
    if not value.strip():
        raise Wrong(shape_faults.NOTHING_WRITTEN)
    return value


Prose = Annotated[
    str,
    Field(min_length=1),
    AfterValidator(_says_something),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"\S",
            "patternErrorMessage": "Something is written here, or the key is left out.",
        }
    ),
]
"""Text with more than blanks in it."""


class Translations(Model):
    """The same text in the languages of the format; a missing one is shown in the other."""

    id: Prose | None = None
    """The text in Indonesian."""

    en: Prose | None = None
    """The text in English."""

    @model_validator(mode="after")
    def _one_language(self) -> "Translations":
        if self.id is None and self.en is None:
            raise Wrong(shape_faults.NOTHING_WRITTEN)
        return self


Text = Annotated[
    Annotated[Prose, Tag("text")] | Annotated[Translations, Tag("translations")],
    Discriminator(_text_kind),
]
"""One string for both languages, or `{id: ..., en: ...}`."""


class Keywords(Model):
    """How documents of each language speak of something."""

    id: tuple[Prose, ...] = ()
    """Words and phrases of Indonesian documents."""

    en: tuple[Prose, ...] = ()
    """Words and phrases of English documents."""

    @model_validator(mode="after")
    def _one_language(self) -> "Keywords":
        if not self.id and not self.en:
            raise Wrong(shape_faults.NOTHING_WRITTEN)
        return self


def _keywords_kind(value: Any) -> str:
    return "languages" if isinstance(value, dict | Keywords) else "list"


Spoken = Annotated[
    Annotated[tuple[Prose, ...], Tag("list")] | Annotated[Keywords, Tag("languages")],
    Discriminator(_keywords_kind),
]
"""Words and phrases for both languages, or `{id: [...], en: [...]}`."""

Code = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        json_schema_extra={
            "patternErrorMessage": "A code has small letters and digits, single hyphens between."
        },
    ),
]
"""A kebab-case identifier."""

Number = Annotated[int | float, BeforeValidator(number)]
"""An integer or a decimal, kept as the file has it."""

Weight = Annotated[Number, Field(ge=0)]
"""A weight relative to siblings: zero or more."""

Share = Annotated[int | float, BeforeValidator(_share), Field(ge=0, le=1)]
"""A part of the whole, from 0 to 1."""

Date = Annotated[
    datetime.date,
    BeforeValidator(day),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _CALENDAR,
            "patternErrorMessage": "A date is a day of the calendar, written YYYY-MM-DD.",
        }
    ),
]
"""A calendar day written YYYY-MM-DD."""

Year = Annotated[int, Strict(), Field(ge=1900, le=2200)]
"""A calendar year."""

Version = Annotated[
    str,
    BeforeValidator(_version),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}$",
            "patternErrorMessage": "A version has three numbers, such as 1.0.0.",
            "examples": ["1.0.0"],
        }
    ),
]
"""A semantic version: major.minor.patch."""

RubricReference = Annotated[
    str,
    BeforeValidator(_rubric_reference),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^[^@\s][^@]*(@[0-9]{1,6}(\.ya?ml(@[0-9]{1,6})?)?)?$",
            "patternErrorMessage": "A code or a path, then perhaps @ and the major version.",
        }
    ),
]
"""A bundled rubric's code or a path, with `@` and the major version where it is pinned."""

Locator = Annotated[
    Text,
    BeforeValidator(_locator),
    Also({"type": "integer"}),
]
"""Where in a source: a page, a section, a paragraph."""

CitationKey = Annotated[
    Prose,
    BeforeValidator(_locator),
    Also({"type": "integer"}),
]
"""By which a source is cited; a whole number is the text of its digits, as CSL has it."""


def is_reference(text: str) -> bool:
    """Whether a text has the form of a rubric reference.

    >>> is_reference("indrajit@1"), is_reference("@1")
    (True, False)
    """
    return _REFERENCE.fullmatch(text) is not None


def rational(value: int | float | str) -> Fraction:
    """A number or a fraction as it was written, exactly.

    >>> rational("23/7"), rational(1.3)
    (Fraction(23, 7), Fraction(13, 10))
    """
    return Fraction(value) if isinstance(value, str) else exact(value)


def split_reference(reference: str) -> tuple[str, int | None]:
    """The name and the pinned major version of a rubric reference.

    >>> split_reference("indrajit@1")
    ('indrajit', 1)
    >>> split_reference("./own.yaml")
    ('./own.yaml', None)
    >>> split_reference("archive/indrajit@1.yaml")
    ('archive/indrajit@1.yaml', None)
    """
    match = _REFERENCE.fullmatch(reference)
    assert match, reference
    return match["name"], int(match["major"]) if match["major"] else None


def in_language(text: str | Translations | None, language: Language) -> str:
    """The text in a language, in the other one where it has no such translation, else nothing."""
    if text is None or isinstance(text, str):
        return text or ""
    return (text.id or text.en if language == "id" else text.en or text.id) or ""


def keywords_in(words: tuple[str, ...] | Keywords | None, language: Language) -> tuple[str, ...]:
    """The keywords of a language, those of the other one where it has none."""
    if not isinstance(words, Keywords):
        return words or ()
    return words.id or words.en if language == "id" else words.en or words.id


FileDigest = Annotated[
    str,
    BeforeValidator(_file_digest),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^sha256:[0-9a-f]{64}$",
            "patternErrorMessage": "A digest is sha256: and 64 digits from 0 to f.",
        }
    ),
]
"""How a file is known again: the SHA-256 of its bytes."""


class Reference(BaseModel):
    """A CSL item, as pandoc reads it: `id` is the citation key; further CSL keys are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, defer_build=True)

    key: CitationKey = Field(alias="id")
    """The citation key, by which evidence and citations cite this source."""

    title: str | None = None
    """The title of the source, as published."""

    file: Prose | None = None
    """The document itself, beside the assessment, against which quotes are checked."""

    digest: FileDigest | None = None
    """The SHA-256 of that file when it was quoted from; `check` tells when it has changed."""

    @model_validator(mode="before")
    @classmethod
    def _decimals_are_text(cls, data: Any) -> Any:
        """Decimals as the text that they are in a file: `number: 1.10` is not 1.1."""
        return _without_decimals(data)


def _without_decimals(data: Any) -> Any:
    if isinstance(data, float) and math.isfinite(data):
        return notation.digits(data)
    if isinstance(data, dict):
        return {key: _without_decimals(value) for key, value in data.items()}
    return [_without_decimals(each) for each in data] if isinstance(data, list) else data


LIBRARIES: Final = (".json", ".bib", ".bibtex")
"""How the names of files end in which programs for references export a library."""


def is_library(value: Any) -> TypeGuard[str]:
    """Whether a value names a file that a program for references exports.

    >>> is_library("zotero.json"), is_library("thesis.BIB"), is_library("dewi2024")
    (True, True, False)
    """
    return isinstance(value, str) and value.lower().endswith(LIBRARIES)


_EXPORTED: Final = {
    "type": "string",
    "pattern": r"\.([jJ][sS][oO][nN]|[bB][iI][bB]([tT][eE][xX])?)$",
    "patternErrorMessage": "A file of references ends in .json or .bib.",
}
"""For editors: the name of a library that Zotero or Mendeley exported."""


def _listed_kind(value: Any) -> str:
    return "file" if is_library(value) else "reference"


def _one_is_a_list(value: Any) -> Any:
    """The name of one file stands for a list with nothing else in it."""
    return (value,) if is_library(value) else value


References = Annotated[
    tuple[
        Annotated[
            Annotated[
                Prose,
                Tag("file"),
                WithJsonSchema(_EXPORTED),
            ]
            | Annotated[Reference, Tag("reference")],
            Discriminator(_listed_kind),
        ],
        ...,
    ],
    BeforeValidator(_one_is_a_list),
    Also(_EXPORTED),
]
"""CSL items, and names of files that hold such; one file can stand without a list."""


def _value(value: Any) -> Any:
    """A number, or a fraction of whole numbers as text."""
    return fraction(value, _RATIO, _MOST) if isinstance(value, str) else number(value)


def fraction(text: str, form: re.Pattern[str], most: int) -> str:
    """A fraction of this form as it is written; complains about one in other digits, or none.

    The form lets it have `most` digits on each side.
    """
    keyed = notation.keyed(text)
    if form.fullmatch(keyed) is None:
        raise fraction_fault(text, most)
    if keyed != text:
        raise Wrong(shape_faults.NUMBER_IN_ANOTHER_NOTATION, value=shown(text), suggestion=keyed)
    return text


def is_ratio(value: Any) -> TypeGuard[str]:
    """Whether a value is a fraction as text: 23/7."""
    return isinstance(value, str) and _RATIO.fullmatch(value) is not None


_MOST: Final = 15
_RATIO = re.compile(r"-?[0-9]{1,15}/[1-9][0-9]{0,14}")

NUMBER_OR_FRACTION: Final = {
    "type": ["number", "string"],
    "pattern": f"^{_RATIO.pattern}$",
    "patternErrorMessage": "A number with a decimal point, or a fraction such as 23/7.",
}
"""For editors: a measured number."""

Value = Annotated[
    int | float | str,
    BeforeValidator(_value),
    WithJsonSchema(NUMBER_OR_FRACTION),
]
"""A measured number, or an exact fraction such as 23/7."""


class Citation(Model):
    """A pointer into one of the references."""

    cite: CitationKey
    """The `id` of one of the references of this file."""

    at: Locator | None = None
    """Where in the source: a page, a chapter, a section."""
