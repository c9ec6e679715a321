"""The page of `assess` as Markdown for a reader of a document; GitHub and pandoc read it alike."""

from collections.abc import Iterator, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from smartscore.reports.markup import github
from smartscore.reports.overview import overview
from smartscore.reports.summary import Assessed
from smartscore.reports.view import Node
from smartscore.words import Words


def markdown(pages: Sequence[Assessed], words: Words) -> str:
    """All places in one table where there are several, and each with its cards."""
    environment = Environment(
        loader=PackageLoader("smartscore", "reports/templates"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown, escaped by `github`; templates are ours
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = github
    environment.filters["groups"] = groups
    first, several = overview(pages, words), len(pages) > 1
    template = environment.get_template("assess.md.jinja")
    told = [
        template.render(page=page, words=words, first=None if several else first) for page in pages
    ]
    if several and first is not None:
        told.insert(
            0, environment.get_template("overview.md.jinja").render(first=first, words=words)
        )
    return "\n".join(told)


def groups(node: Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """What directly holds indicators, with these, from the top down."""
    leaves = tuple(child for child in node.children if child.kind == "indicator")
    if leaves:
        yield node.title, leaves
    for child in node.children:
        yield from groups(child)
