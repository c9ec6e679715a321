"""The page of `assess` as Markdown for a reader of a document; GitHub and pandoc read it alike."""

from collections.abc import Iterable, Iterator

from jinja2 import Environment, PackageLoader, StrictUndefined

from smartscore.reports.markup import github
from smartscore.reports.summary import Assessed
from smartscore.reports.view import Node
from smartscore.words import Words


def markdown(pages: Iterable[Assessed], words: Words) -> str:
    """The assessments one after another."""
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
    template = environment.get_template("assess.md.jinja")
    return "\n".join(template.render(page=page, words=words) for page in pages)


def groups(node: Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """What directly holds indicators, with these, from the top down."""
    leaves = tuple(child for child in node.children if child.kind == "indicator")
    if leaves:
        yield node.title, leaves
    for child in node.children:
        yield from groups(child)
