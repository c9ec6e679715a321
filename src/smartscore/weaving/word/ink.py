"""Elements of WordprocessingML as text, in the spelling of one document."""

import re
from typing import Final

from smartscore.reports.safe import one_line
from smartscore.weaving.word.markup import escaped, quoted

_SPACES: Final = {
    "r": "officeDocument/2006/relationships",
    "wp": "drawingml/2006/wordprocessingDrawing",
    "a": "drawingml/2006/main",
    "pic": "drawingml/2006/picture",
}
_STRICT: Final = {
    "r": "officeDocument/relationships",
    "wp": "drawingml/wordprocessingDrawing",
    "a": "drawingml/main",
    "pic": "drawingml/picture",
}
_EDGES: Final = re.compile(r"^\s|\s$|\s\s")


class Ink:
    """Writes elements; `prefix` is that of a document's own names, `strict` its dialect."""

    def __init__(self, prefix: str, *, strict: bool) -> None:
        self.prefix = prefix
        self.strict = strict

    def __call__(self, name: str, *inside: str, **attributes: str | int) -> str:
        """An element; an underscore behind a name that Python has taken is left out.

        >>> print(Ink("w:", strict=False)("p", Ink("w:", strict=False)("jc", val="left")))
        <w:p><w:jc w:val="left"/></w:p>
        """
        said = "".join(
            f" {self.prefix}{key.rstrip('_')}={quoted(str(value))}"
            for key, value in attributes.items()
        )
        content = "".join(inside)
        tag = f"{self.prefix}{name}"
        return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"

    def space(self, name: str) -> str:
        """The address of one of the namespaces that pictures need."""
        if self.strict:
            return f"http://purl.oclc.org/ooxml/{_STRICT[name]}"
        return f"http://schemas.openxmlformats.org/{_SPACES[name]}"

    def side(self, name: str) -> str:
        """A side of a line as the dialect calls it: left and right are start and end in strict."""
        return {"left": "start", "right": "end"}.get(name, name) if self.strict else name

    def text(self, said: str) -> str:
        """Text inside a run, on one line."""
        plain = escaped(one_line(said)) if said.strip() else said
        lead = " " if said[:1].isspace() and not plain.startswith(" ") else ""
        trail = " " if said[-1:].isspace() and said.strip() else ""
        plain = f"{lead}{plain}{trail}"
        kept = ' xml:space="preserve"' if _EDGES.search(plain) else ""
        return f"<{self.prefix}t{kept}>{plain}</{self.prefix}t>"

    def run(self, said: str, looks: str = "") -> str:
        """A run of text with its properties, which are an element or nothing."""
        return self("r", looks, self.text(said)) if said else ""

    def field(self, instruction: str, result: str, looks: str = "") -> str:
        """A field with the result that it has until a program works it out anew."""
        turn = [self("r", looks, self("fldChar", fldCharType=each)) for each in _TURNS]
        told = f'<{self.prefix}instrText xml:space="preserve"> {escaped(instruction)} '
        order = self("r", looks, f"{told}</{self.prefix}instrText>")
        return "".join((turn[0], order, turn[1], self.run(result, looks), turn[2]))


_TURNS: Final = ("begin", "separate", "end")
