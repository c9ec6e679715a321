"""Who judged: the raters of several assessments, each under a code of their own."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from smartscore.merging.parts import Data, Part
from smartscore.text.naming import fresh


class Judges(NamedTuple):
    """The raters of the result by their codes.

    `own` is the code of each part's rater, `renamed` what becomes of the codes that a part uses.
    """

    known: dict[str, Data]
    own: tuple[str, ...]
    renamed: tuple[Mapping[str, str], ...]
    differ: bool
    """Whether the parts have several raters, so that each rating says whose it is."""

    def listed(self, used: set[str]) -> list[Data]:
        """The raters that judgements name, and those that a part listed or named."""
        named = {code for code in self.own if self.known[code]} if self.differ else set()
        kept = used | named | {code for codes in self.renamed for code in codes.values()}
        return [{"code": code, **who} for code, who in self.known.items() if code in kept]


def judges(parts: Sequence[Part]) -> Judges:
    """The raters of all parts; one code for two of them is given to the first."""
    known: dict[str, Data] = {}
    renamed: list[dict[str, str]] = []
    for part in parts:
        codes: dict[str, str] = {}
        for each in part.data.get("raters") or []:
            who = _details(each)
            code = each["code"]
            if known.get(code, who) != who:
                code = fresh(f"{code}-{part.code}", known)
            known[code] = who
            codes[each["code"]] = code
        renamed.append(codes)
    own = []
    for part in parts:
        code = part.code
        if known.get(code, part.rater) != part.rater:
            code = fresh(code, known)
        known[code] = part.rater
        own.append(code)
    raters = [part.rater for part in parts]
    differ = any(raters) and any(rater != raters[0] for rater in raters)
    return Judges(known, tuple(own), tuple(renamed), differ)


def _details(judge: Mapping[str, Any]) -> Data:
    return {key: value for key, value in judge.items() if key != "code"}
