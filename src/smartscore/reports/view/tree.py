"""A card as a tree that a reader can follow: from the whole down to the evidence."""

from collections.abc import Iterator

from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Evidence
from smartscore.reports import phrases, plans
from smartscore.reports.summary import figures
from smartscore.reports.view import Node, Proof
from smartscore.reports.view.gathering import Gathered, document_codes, reason
from smartscore.results.result import Result
from smartscore.words import Words


def wholes(result: Result, words: Words) -> Iterator[Node]:
    """The tree of each card of one assessment that stands alone."""
    tree = Tree(Gathered((result,), words, thesis=False), result)
    return (tree.node(card.whole) for card in result.cards)


class Tree:
    """Makes the nodes of the cards of one assessment."""

    def __init__(self, gathered: Gathered, result: Result) -> None:
        self._gathered, self._words, self._result = gathered, gathered.words, result
        self._codes = document_codes(result)

    def node(self, node: ScoredNode) -> Node:
        """A node with all that is beneath it."""
        words, indicator = self._words, node.indicator
        found = figures(node, words.text(node.title), words)
        return Node(
            code=node.code,
            path="/".join(node.path),
            kind=node.kind,
            title=found.title,
            score=found.score,
            low=found.low,
            high=found.high,
            bounds=found.bounds,
            band=found.band,
            band_code=node.band.code if node.band else "",
            rated=found.rated,
            weight=words.percent(node.effective_weight),
            contested=node.contested,
            withheld=node.withheld,
            children=tuple(self.node(child) for child in node.children),
            status=node.status or "",
            rating=phrases.level(node, words) if indicator else "",
            descriptor=self._descriptor(node),
            because=reason(node, words),
            question=words.text(indicator.question) if indicator else "",
            look_for=words.text(indicator.look_for) if indicator else "",
            evidence=tuple(map(self._proof, node.rating.evidence if node.rating else ())),
            plan=plans.sentence(node, words),
        )

    def _descriptor(self, node: ScoredNode) -> str:
        """What the level that was given asks for."""
        if node.indicator is None or node.rating is None or node.rating.level is None:
            return ""
        ladder = node.owner.descriptors(node.indicator)
        return self._words.text(ladder.get(node.rating.level))

    def _proof(self, evidence: Evidence) -> Proof:
        words = self._words
        return Proof(
            code=self._codes.get(evidence.cite, evidence.cite),
            source=phrases.source(evidence, words),
            cite=self._gathered.citation(self._result, evidence),
            direction=evidence.direction,
            direction_word=words(f"detail.{evidence.direction}"),
            shows=words.text(evidence.shows),
            quote=evidence.quote or "",
            side=words(f"side.{evidence.side}") if evidence.side else "",
        )
