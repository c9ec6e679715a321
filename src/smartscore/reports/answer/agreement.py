"""How far raters agree, in words: what it comes to, every measure, and where they differ."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import figure
from smartscore.model.fields import shown
from smartscore.reports import judged
from smartscore.reports.answer import Answer, Block, Column, Item, Listing, Picture, Section, Table
from smartscore.reports.charts import Field, Matrix
from smartscore.studies.agreement import Agreed, Agreement, Measured
from smartscore.studies.raters import Given, Judging, Unit
from smartscore.words import Words

_DECIMALS: Final = 2
_PAIR: Final = 2
_NONE: Final = Fraction(0)
_HIGH: Final = ("substantial", "almost-perfect")
"""The words of an AC2 beside which an alpha that is called unreliable needs a word."""


def agreement(found: Agreement, words: Words) -> Answer:
    """The page of a study."""
    assessment = found.results[0].assessment
    told = [each for each in found.rubrics if not (found.compared and _of_one(each))]
    sections = [_Section(each, found, words).section() for each in told]
    lead = [*_lead(found, words)]
    if len(told) < len(found.rubrics):
        ones = (each for each in found.rubrics if each not in told)
        named = (f"{each.rubric.code} ({found.raters[each.raters[0]].code})" for each in ones)
        lead.append(words("agree.of-one", codes=", ".join(named)))
    return Answer(
        words("agree.heading", name=shown(assessment.subject.name)),
        tuple(lead),
        tuple(sections),
    )


def _of_one(agreed: Agreed) -> bool:
    """Whether one rater alone said anything by a rubric, so that it is a line and no section."""
    aside = any(unit.aside for unit in agreed.alone)
    return len(agreed.raters) == 1 and not (aside or agreed.unjudged)


def _lead(found: Agreement, words: Words) -> Iterator[str]:
    """What it comes to, and who judged."""
    units = sum(each.units for each in found.rubrics)
    same = sum(each.same for each in found.rubrics)
    if len(found.raters) < _PAIR:
        yield words("agree.one-rater", rater=_who(found.raters[0], words))
        return
    if not found.compared:
        yield words("agree.no-overlap")
    elif units:
        share = words.percent(Fraction(same, units))
        yield words("agree.same", same=same, units=units, share=share)
    yield words("agree.raters", raters="; ".join(_who(each, words) for each in found.raters))


def _who(judging: Judging, words: Words) -> str:
    """The code of a rater, and who that is."""
    told = judged.who(judging.rater, words)
    return f"{judging.code}: {told}" if told else judging.code


class _Section:
    """What is said of one rubric."""

    def __init__(self, agreed: Agreed, found: Agreement, words: Words) -> None:
        self._agreed = agreed
        self._found = found
        self._words = words

    def section(self) -> Section:
        """Sentences, measures, dimensions, then each disagreement."""
        rubric = self._agreed.rubric
        blocks: list[Block] = [*self._sentences()]
        if self._agreed.measured("percent").value is not None:
            blocks.append(self._measures())
        if len(self._agreed.parts) > 1:
            blocks.append(self._parts())
        if len(self._agreed.raters) > _PAIR and self._agreed.units:
            blocks += self._pairs()
        if self._agreed.disagreements:
            title = self._words("agree.differ", count=len(self._agreed.disagreements))
            items = map(self._disagreement, self._agreed.disagreements)
            blocks.append(Listing(title, tuple(items)))
        if self._agreed.alone and len(self._found.raters) >= _PAIR:
            items = map(self._alone, self._agreed.alone)
            blocks.append(Listing(self._words("agree.alone"), tuple(items)))
        return Section(
            self._words.text(rubric.title), tuple(blocks), f"{rubric.code} {rubric.version}"
        )

    def _sentences(self) -> Iterator[str]:
        agreed, words = self._agreed, self._words
        alpha = agreed.measured("alpha-ordinal")
        if alpha.value is not None:
            values = {"value": self._number(alpha.value), "interval": self._within(alpha)}
            yield words(f"agree.alpha.{alpha.strength}", **values)
            weighted = agreed.measured("ac2-quadratic")
            if alpha.strength == "unreliable" and weighted.strength in _HIGH:
                yield words("agree.apart-measures", value=self._number(weighted.value or _NONE))
            if agreed.few:
                points = len(agreed.rubric.scale)
                yield words("agree.few", units=agreed.units, enough=agreed.enough, points=points)
        elif alpha.undefined == "alike":
            yield words("agree.alike", units=agreed.units)
        elif alpha.undefined == "one-rater" and agreed.raters:
            yield words("agree.rubric-one-rater", rater=self._code(agreed.raters[0]))
        elif not agreed.otherwise:
            yield words("agree.rubric-no-overlap")
        if agreed.otherwise:
            yield words("agree.otherwise", count=agreed.otherwise)
        if agreed.unjudged:
            codes = ", ".join(item.code for item in agreed.unjudged)
            yield words("agree.unjudged", count=len(agreed.unjudged), codes=codes)

    def _within(self, each: Measured) -> str:
        """The interval of a measure, as it stands behind the figure in a sentence."""
        interval = each.interval
        if interval is None or interval.low == interval.high:
            return ""
        low, high = map(self._number, interval[:2])
        return self._words("agree.within", low=low, high=high)

    def _measures(self) -> Table:
        words = self._words
        heads = ("measure", "value", "interval", "called")
        columns = tuple(
            Column(words(f"agree.column.{head}"), figures=head in ("value", "interval"))
            for head in heads
        )
        told = [each for each in self._agreed.measures if each.undefined != "two-raters"]
        notes = [words("agree.note", draws=self._found.draws, seed=self._found.seed)]
        if len(self._agreed.raters) > _PAIR:
            notes += [words("agree.two-raters"), words("agree.of-pairs")]
        rows = tuple((words(f"agree.measure.{each.name}"), *self._measured(each)) for each in told)
        return Table(words("agree.caption"), columns, rows, notes=tuple(notes))

    def _measured(self, each: Measured) -> tuple[str, str, str]:
        words = self._words
        if each.value is None:
            return words.figure(None), "", words(f"agree.undefined.{each.undefined}")
        called = words(f"agree.strength.{each.strength}") if each.strength else ""
        interval = each.interval
        if interval is None or interval.low == interval.high:
            return self._shown(each, each.value), words.figure(None), called
        low, high = (self._shown(each, end) for end in interval[:2])
        ends = [words(f"agree.strength.{end}") for end in each.strengths if end is not None]
        if called and ends != [called, called]:
            reach = words("agree.reach", low=ends[0], high=ends[1])
            called = f"{called} ({ends[0] if ends[0] == ends[1] else reach})"
        return self._shown(each, each.value), words("agree.interval", low=low, high=high), called

    def _shown(self, each: Measured, value: Fraction) -> str:
        return self._words.percent(value) if each.name == "percent" else self._number(value)

    def _number(self, value: Fraction) -> str:
        return self._words.figure(figure(value, _DECIMALS))

    def _parts(self) -> Table:
        words = self._words
        heads = ("dimension", "units", "same", "percent", "alpha")
        columns = tuple(
            Column(words(f"agree.column.{head}"), figures=head != "dimension") for head in heads
        )
        rows = tuple(
            (
                words.text(part.title),
                str(part.units),
                str(part.same),
                words.percent(part.percent),
                words.figure(None) if part.alpha is None else self._number(part.alpha),
            )
            for part in self._agreed.parts
        )
        return Table(words("agree.parts"), columns, rows, notes=(words("agree.parts-few"),))

    def _pairs(self) -> list[Block]:
        """How far each two agree, as a table and as a chart."""
        words, raters = self._words, self._agreed.raters
        shares = {frozenset((pair.one, pair.other)): pair.percent for pair in self._agreed.pairs}

        def share(one: int, other: int) -> Fraction | None:
            return Fraction(1) if one == other else shares[frozenset((one, other))]

        heads = [Column(self._code(rater), figures=True) for rater in raters]
        columns = (Column(words("agree.column.rater")), *heads)
        rows = tuple(
            (
                self._code(one),
                *("" if one == other else words.percent(share(one, other)) for other in raters),
            )
            for one in raters
        )
        caption = words("agree.pairs")
        fields = tuple(
            tuple(
                Field(
                    None if (part := share(one, other)) is None else float(part),
                    words.percent(part),
                )
                for other in raters
            )
            for one in raters
        )
        names = tuple(map(self._code, raters))
        chart = Matrix("agreement", caption, words("agree.pairs-described"), names, fields)
        return [Table(caption, columns, rows), Picture(caption, chart)]

    def _disagreement(self, unit: Unit) -> Item:
        words = self._words
        if unit.levels is not None:
            width = unit.levels[1] - unit.levels[0]
            apart = words("agree.apart", count=shown(_plain(width)))
        else:
            apart = words("agree.apart-otherwise", share=words.percent(unit.width))
        title = words.text(unit.asked.indicator.title)
        text = words("agree.item", title=title, code=unit.asked.code, apart=apart)
        return Item(text, tuple(map(self._said, (*unit.given, *unit.aside))))

    def _alone(self, unit: Unit) -> Item:
        title = self._words.text(unit.asked.indicator.title)
        text = self._words("agree.alone-item", title=title, code=unit.asked.code)
        return Item(text, tuple(map(self._said, (*unit.given, *unit.aside))))

    def _said(self, given: Given) -> str:
        """What one rater gave, with the reason."""
        words = self._words
        value = words(f"agree.{given.aside}") if given.aside else judged.given(given.rating, words)
        because = words.text(given.because)
        key = "agree.said" if because else "agree.said-without"
        return words(key, rater=self._code(given.rater), value=value, because=because)

    def _code(self, rater: int) -> str:
        return self._found.raters[rater].code


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
