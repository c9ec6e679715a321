"""`--parts robustness,...`: parts of a report that answer one question of the scores."""

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from smartscore.reports.view.parts import STUDIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.cli.session import Inputs
    from smartscore.reports.publishing import Order
    from smartscore.words import Words

_KINDS = ("md", "qmd", "docx", "html")


def wanted(order: "Order") -> tuple[str, ...]:
    """The parts that ask one question, where the report has parts."""
    if order.kind not in _KINDS or order.style == "page":
        return ()
    return tuple(part for part in order.parts if part in STUDIES)


def need(
    order: "Order", files: "Sequence[str]", since: str | None, target: str | None, told: "Words"
) -> None:
    """Stop where a part lacks what it needs, or an option has no part that it is for."""
    from smartscore.cli import streams

    parts, page = wanted(order), order.style == "page"
    if "change" in parts and since is None:
        streams.stop(told("report.needs-since"))
    if "target" in parts and target is None:
        streams.stop(told("report.needs-target"))
    if since is not None and not page and "change" not in parts:
        streams.stop(told("report.since-page"))
    if target is not None and "target" not in parts:
        streams.stop(told("report.target-part"))
    if since is not None and len(files) > 1:
        streams.stop(told("report.since-one"))


def answered(order: "Order", inputs: "Inputs", target: str | None) -> "Order":
    """The order with the answers of its parts; stops where one can't be made, and says why."""
    from smartscore.cli import session, streams

    parts = wanted(order)
    if not parts:
        return order
    from smartscore.api.studied import Asked, LackingError, answers
    from smartscore.cli.progress import progress
    from smartscore.text.problems import Invalid

    words = inputs.words
    cards = sum(len(result.cards) for result in inputs.results)
    bar = progress(words("robustness.progress"), cards)
    try:
        with bar if "robustness" in parts else nullcontext(lambda _: None) as done:
            asked = Asked(inputs.sources, order.since, target, done)
            found = answers(parts, inputs.results, words, asked)
    except LackingError as lacking:
        streams.stop(words(lacking.key, **lacking.values))
    except Invalid as invalid:
        session.complain(invalid.problems, words)
        raise typer.Exit(1) from None
    return replace(order, answers=found)
