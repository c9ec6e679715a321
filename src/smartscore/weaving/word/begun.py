"""What has begun in a part with text and has not ended yet."""

from smartscore.weaving.word.places import Place, is_ours


class Paragraph:
    """A paragraph that has begun."""

    def __init__(self, start: int, place: Place) -> None:
        self.start = start
        self.place = place
        self.said: list[str] = []
        self.style = ""
        self.sequences: list[tuple[str, str, int]] = []


class Control:
    """A control that has begun; `plain` where it takes text only."""

    def __init__(self, start: int, place: Place) -> None:
        self.start = start
        self.place = place
        self.tag = ""
        self.plain = False
        self.nests = False

    @property
    def is_ours(self) -> bool:
        """Whether it is one that we have made."""
        return is_ours(self.tag)


class Field:
    """A field that has begun: its instruction, and whether its result has."""

    def __init__(self, instruction: str = "", *, has_result: bool = False) -> None:
        self.instruction = instruction
        self.has_result = has_result

    @property
    def word(self) -> str:
        """With what its instruction begins, as TOC."""
        return (self.instruction.split() or [""])[0].upper()
