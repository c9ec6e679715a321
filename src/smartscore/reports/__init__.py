"""How results show: a maker of text is named for what it makes, picks and prints; none computes."""

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from smartscore.words import Words

Said_contra = TypeVar("Said_contra", contravariant=True)


class Spelling(Protocol[Said_contra]):
    """Makes the text of something that is to be said, in the words of one language."""

    def __call__(self, said: Said_contra, words: "Words", /) -> str:
        """The whole text; nothing is printed."""
