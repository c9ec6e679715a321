"""What raters gave of an indicator, in words: beside what was agreed, or while it is open."""

from typing import Final

from smartscore.arithmetic.numbers import figure
from smartscore.engine.measures import survey_mean
from smartscore.model.assessment import Judgement, Rater, Rating
from smartscore.model.fields import shown
from smartscore.text.notation import digits
from smartscore.words import Words

_DECIMALS: Final = 2


def who(one: Rater, words: Words) -> str:
    """A rater: name, role and side, as far as they are said."""
    told = ", ".join(part for part in (one.name, words.text(one.role)) if part)
    if one.side:
        side = words(f"side.{one.side}")
        return f"{told} ({side})" if told else side
    return told


def given(rating: Rating, words: Words) -> str:
    """A rating as a sentence quotes it: a number, the items that are met, or a mean of answers."""
    if rating.met is not None:
        return ", ".join(rating.met) or words("judged.nothing-met")
    if rating.responses is not None:
        return words.figure(figure(survey_mean(rating), _DECIMALS))
    value = rating.value if rating.level is None else rating.level
    assert value is not None
    return words.figure(shown(value if isinstance(value, str) else digits(value)))


def briefly(rating: Rating, words: Words) -> str:
    """Who gave what, without reasons."""
    return "; ".join(f"{each.rater} {given(each.rating, words)}" for each in rating.judgements)


def sentence(rating: Rating | None, words: Words) -> str:
    """Who gave what and why, and whether it is still open; empty where nobody judged apart."""
    if rating is None or not rating.judgements:
        return ""
    key = "judged.open" if rating.is_open else "judged.agreed"
    return words(key, judged="; ".join(_one(each, words) for each in rating.judgements))


def _one(judgement: Judgement, words: Words) -> str:
    said = f"{judgement.rater} {given(judgement.rating, words)}"
    because = words.text(judgement.because).rstrip(". ")
    return words("judged.because", said=said, because=because) if because else said
