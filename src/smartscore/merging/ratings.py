"""What several assessments say of one indicator as one rating, in which nothing is lost."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from smartscore.merging import findings, texts
from smartscore.merging.judges import Judges
from smartscore.merging.parts import Data, Part
from smartscore.model.assessment import OF_RATINGS, left_unread
from smartscore.read import merging_faults
from smartscore.text.naming import fresh
from smartscore.text.problems import Code, Complaint, Problem, Route

_SURE: Final = ("low", "medium", "high")


class Voice(NamedTuple):
    """What one part says of an indicator; `number` is that of the part."""

    number: int
    part: Part
    route: Route
    rating: Data

    @property
    def key(self) -> str | None:
        """The key of what it found."""
        return findings.key(self.rating)


Settling = Callable[[Sequence[Voice]], Data | None]
"""What is agreed where voices differ: a finding such as `{"level": 3}`, or None where it is open.

The voices are those that found something: a rating, or that the indicator is not applicable; and
parts whose own raters have not agreed.
"""


def left_open(voices: Sequence[Voice]) -> Data | None:  # noqa: ARG001 - one of several rules
    """Nothing is agreed where voices differ."""
    return None


def by_the_first(voices: Sequence[Voice]) -> Data | None:
    """What the first file says holds."""
    return findings.finding(voices[0].rating)


class Uniting:
    """Unites the ratings of one indicator after another; `problems` is what there is to say."""

    def __init__(
        self,
        judges: Judges,
        renamed: Sequence[Mapping[str, str]],
        settling: Settling,
        *,
        apart: bool = False,
    ) -> None:
        self.judges = judges
        self.used: set[str] = set()
        """The codes of the raters whom judgements name."""

        self.open: list[Problem] = []
        """Ratings that differ and are settled by nothing."""

        self.settled: list[Problem] = []
        """Ratings that differ, of which one was taken."""

        self.notes: list[Problem] = []
        self._renamed = renamed
        self._settling = settling
        self._apart = apart
        """Whether each judgement has its reason, even where the rating has the same one."""

    def rating(self, voices: Sequence[Voice]) -> Data | None:
        """The rating of the result in the order of the format; None where nobody said anything."""
        if not voices:
            return None
        found = self._found(voices)
        judgements = self._judgements(voices, found)
        if judgements:
            found["judgements"] = judgements
        evidence = list(self._evidence(voices))
        if evidence:
            found["evidence"] = evidence
        found |= self._confidence(voices)
        if plan := self._plan(voices):
            found["plan"] = plan
        return {key: found[key] for key in OF_RATINGS if key in found}

    def _found(self, voices: Sequence[Voice]) -> Data:
        """What was found, with the reason; or the reason why there is nothing."""
        firm = [each for each in voices if each.key not in (None, "unknown")]
        unknown = [each for each in voices if each.key == "unknown"]
        if not firm:
            return self._reasons(unknown, "unknown") if unknown else {}
        disputed = [each for each in voices if _disputes(each, firm[0])]
        if len({findings.identity(each.rating) for each in firm}) == 1 and not disputed:
            self._tell_of_unknown(unknown, firm[0])
            if firm[0].key == "not_applicable":
                return self._reasons(firm, "not_applicable")
            return findings.finding(firm[0].rating) | self._because(firm)
        firm = [each for each in voices if each in firm or each in disputed]
        agreed = self._settling(firm) or None
        told = self._differ(firm)
        (self.open if agreed is None else self.settled).append(told)
        if agreed is None:
            apart = [each for each in voices if each.key in ("unknown", "not_applicable")]
            reasons = [(self._own(each), each.rating[str(each.key)]) for each in apart]
            return {"unknown": texts.joined(reasons)} if reasons else {}
        self._tell_of_unknown(unknown, firm[0])
        same = [e for e in firm if findings.identity(e.rating) == findings.identity(agreed)]
        return {**agreed, **self._because(same)}

    def _reasons(self, voices: Sequence[Voice], key: str) -> Data:
        return {key: texts.joined([(self._own(each), each.rating[key]) for each in voices])}

    @staticmethod
    def _because(voices: Sequence[Voice]) -> Data:
        """The first reason; where there are several, each stands with its judgement too."""
        reasons = [each.rating["because"] for each in voices if "because" in each.rating]
        return {"because": reasons[0]} if reasons else {}

    def _judgements(self, voices: Sequence[Voice], found: Data) -> list[Data]:
        """Who said what, where that would be lost otherwise."""
        kept: dict[str, Data] = {}
        for voice in voices:
            for route, each in _written(voice):
                self._keep(kept, self._renamed_judgement(voice, each), voice, route)
        rated = [each for each in voices if each.key in findings.RATED]
        agreed = findings.identity(found)
        alike = all(findings.identity(each.rating) == agreed for each in rated)
        reasons = {repr(each.rating["because"]) for each in rated if "because" in each.rating}
        if alike and len(reasons) <= 1 and not self.judges.differ:
            return list(kept.values())
        apart = not alike or len(reasons) > 1
        for voice in rated:
            if not apart and voice.rating.get("judgements"):
                continue  # it says already whose it is
            said = {"rater": self._own(voice), **findings.finding(voice.rating)}
            if (apart or self._apart) and "because" in voice.rating:
                said["because"] = voice.rating["because"]
            if any(_is_of(each, said) for each in kept.values()):
                continue
            self._keep(kept, said, voice, voice.route)
        self.used |= {each["rater"] for each in kept.values()}
        return list(kept.values())

    def _renamed_judgement(self, voice: Voice, judgement: Data) -> Data:
        codes = self.judges.renamed[voice.number]
        return {**judgement, "rater": codes.get(judgement["rater"], judgement["rater"])}

    def _keep(self, kept: dict[str, Data], judgement: Data, voice: Voice, route: Route) -> None:
        """Add a judgement; a second one of the same rater gets a code of its own."""
        code = judgement["rater"]
        before = kept.get(code)
        if before is None:
            kept[code] = judgement
        elif before != judgement:
            again = fresh(f"{code}-{voice.part.code}", kept)
            self.judges.known.setdefault(again, self.judges.known.get(code, {}))
            kept[again] = {**judgement, "rater": again}
            values = {"rater": code, "new": again, "indicator": str(voice.route[-1])}
            self.open.append(_problem(merging_faults.JUDGED_TWICE, voice, route, values))
        self.used |= kept.keys()

    def _evidence(self, voices: Sequence[Voice]) -> Iterator[Data]:
        """The evidence of all, each piece once, with the side on which the file's rater stood."""
        seen: set[str] = set()
        read = set(self._read(voices))
        for voice in voices:
            keys = self._renamed[voice.number]
            side = voice.part.rater.get("side") if self.judges.differ else None
            for each in voice.rating.get("evidence", ()):
                piece = {**each, "cite": keys.get(each["cite"], each["cite"])}
                if left_unread(piece) and (piece["cite"], piece["quote"]) in read:
                    continue
                if side == "demand" and not left_unread(piece):
                    piece.setdefault("side", side)
                told = repr(sorted({"direction": "supports", **piece}.items(), key=str))
                if told not in seen:
                    seen.add(told)
                    yield piece

    def _read(self, voices: Sequence[Voice]) -> Iterator[tuple[str, str]]:
        """The sources and the words of what somebody has read, be it a candidate to others."""
        for voice in voices:
            keys = self._renamed[voice.number]
            for each in voice.rating.get("evidence", ()):
                if "quote" in each and not left_unread(each):
                    yield keys.get(each["cite"], each["cite"]), each["quote"]

    def _plan(self, voices: Sequence[Voice]) -> Data:
        """The plans as one: what the first says, and what only others say."""
        found: Data = {}
        whose: dict[str, Voice] = {}
        for voice in voices:
            for key, value in voice.rating.get("plan", {}).items():
                target = findings.PLANNED & found.keys() if key in findings.PLANNED else {key}
                there = next((name for name in target if name in found), None)
                if there is None:
                    found[key], whose[key] = value, voice
                elif (there, found[there]) != (key, value):
                    pair = (found[there], value)
                    fact = _fact(voice, ("plan", key), whose[there], ("plan", there), pair)
                    self.open.append(fact)
        return found

    def _confidence(self, voices: Sequence[Voice]) -> Data:
        """How sure the least sure rater is."""
        given = [each for each in voices if "confidence" in each.rating]
        if not given:
            return {}
        least = min(given, key=lambda each: _SURE.index(each.rating["confidence"]))
        kept = least.rating["confidence"]
        other = next((each for each in given if each.rating["confidence"] != kept), None)
        if other is not None:
            key: Route = ("confidence",)
            pair = (kept, other.rating["confidence"])
            self.settled.append(_fact(other, key, least, key, pair))
        return {"confidence": kept}

    def _own(self, voice: Voice) -> str:
        return self.judges.own[voice.number]

    def _differ(self, firm: Sequence[Voice]) -> Problem:
        first, *others = firm
        mine = findings.identity(first.rating)
        apart = [each for each in others if findings.identity(each.rating) != mine]
        values = {
            "indicator": str(first.route[-1]),
            "one": findings.said(first.rating),
            "others": "; ".join(f"{findings.said(e.rating)} ({self._own(e)})" for e in apart),
        }
        return _problem(merging_faults.RATINGS_DIFFER, first, first.route, values, *apart)

    def _tell_of_unknown(self, unknown: Sequence[Voice], firm: Voice) -> None:
        for each in unknown:
            values = {
                "indicator": str(each.route[-1]),
                "found": findings.said(firm.rating),
                "reason": texts.shown(each.rating["unknown"]),
            }
            code = merging_faults.REASON_LEFT_OUT
            self.notes.append(_problem(code, each, (*each.route, "unknown"), values, firm))


def _fact(voice: Voice, keys: Route, kept: Voice, there: Route, pair: tuple[Any, Any]) -> Problem:
    """Something beside the finding that differs; `pair` is what is written, and what is not."""
    values = {
        "fact": "/".join(map(str, (*voice.route[1:], *keys))),
        "kept": texts.shown(pair[0]),
        "other": texts.shown(pair[1]),
        "variant": str(keys[0]),
    }
    related = kept._replace(route=(*kept.route, *there))
    return _problem(merging_faults.FACTS_DIFFER, voice, (*voice.route, *keys), values, related)


def _disputes(voice: Voice, firm: Voice) -> bool:
    """Whether raters of a part have not agreed yet, and one of them said something else."""
    said = (findings.identity(each) for _, each in _written(voice))
    return voice.key is None and any(each != findings.identity(firm.rating) for each in said)


def _written(voice: Voice) -> Iterator[tuple[Route, Data]]:
    for i, each in enumerate(voice.rating.get("judgements", ())):
        yield (*voice.route, "judgements", i), each


def _is_of(there: Data, said: Data) -> bool:
    """Whether a judgement is there already, be it with a reason."""
    same = findings.identity(there) == findings.identity(said)
    return same and there["rater"] == said["rater"] and "because" not in said


def _problem(
    code: Code, voice: Voice, route: Route, values: Mapping[str, str], *others: Voice
) -> Problem:
    related = tuple(each.part.source.related(each.route, "other") for each in others)
    return voice.part.source.problem(Complaint(code, route, values, related=related))
