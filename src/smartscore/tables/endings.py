"""What the ending of a file's name says of a table of text."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

ENDINGS: Final[Mapping[str, Literal["csv", "tsv", "jsonl"]]] = MappingProxyType(
    {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
)
