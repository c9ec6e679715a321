"""A document as it was read: its paragraphs and headings in reading order, each with its page."""

from typing import NamedTuple


class Block(NamedTuple):
    """A paragraph or a heading.

    `text` is one line, white space single, words that a line broke put together; nothing in it is
    markup. `page` counts from 1, as a reader of the file counts; 0 where a document has no pages.
    `level` is that of a heading, 1 the highest; 0 is a paragraph. A paragraph that runs over a page
    is two blocks, the second with `continues`.
    """

    text: str
    page: int = 0
    level: int = 0
    continues: bool = False


class Document(NamedTuple):
    """The blocks of a document, and what is known of the whole.

    `pages` is their number, 0 where the kind of file has none; `empty` are the pages that hold
    something and no text, pictures of paper for instance, and `garbled` those of them whose fonts
    do not say which letters theirs are. `labels` are the numbers printed on the pages where the
    file tells them, one for each page or none. `title`, `author` and `issued` are what the file
    says of itself, or "". `boxes` is how many text boxes hold something that was not read.
    """

    blocks: tuple[Block, ...]
    pages: int = 0
    empty: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    issued: str = ""
    garbled: tuple[int, ...] = ()
    boxes: int = 0
