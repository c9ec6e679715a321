"""Files whose names, and the words of whose commands, try to act."""

import os

from hypothesis import strategies as st

from tests.building import ASSESSMENT, RUBRIC
from tests.fuzz.kinds import Case, Kind

BITS = st.sampled_from(
    [
        *("a", "x\x1b]0;t\x07", "\n::error::x", "\u202egnp", "##[error]x", "##vso[task.x]y", " "),
        *("%0A", "'", '"', "$x", "`", "<b>", "[x](y)", "#1", "@x", "\r::x::", "é", "=1+1", "{x}"),
        *("section_start:1:x", "\t", ":", ",", "&amp;", "\\", "*", "?", "~", "-", "--", "\x7f"),
    ]
)
NAMES = st.lists(BITS, min_size=1, max_size=4).map("".join)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    name = draw(NAMES) if os.name == "posix" else "a"
    good = draw(st.booleans())
    text = ASSESSMENT if good else ASSESSMENT.replace("first: 3", "frist: 3")
    files = {
        f"in/{name}.yaml": text.encode(),
        f"in/{name}.md": f"<!-- smartscore: value score {name} tiny -->\n".encode(),
        "in/tiny.yaml": RUBRIC.encode(),
    }
    file = f"in/{name}.yaml"
    formats = st.sampled_from(["full", "concise", "json", "github", "gitlab", "sarif", "junit"])
    commands = [
        ("check", "in", "--output-format", draw(formats)),
        ("check", file, "--diff"),
        ("assess", file),
        ("report", file, "--format", "html"),
        ("weave", f"in/{name}.md"),
        ("weave", f"in/{name}.md", "--check"),
        ("rubrics", "show", name),
        ("explain", file, name),
        ("rule", name),
        ("new", "rubric", f"{name}.yaml", "--lang", "id"),
        ("convert", file, f"in/{name}.xlsx"),
        ("convert", f"in/{name}.md", file),
        ("check", "--select", name),
        (name,),
    ]
    return Case(files, draw(st.permutations(commands))[:4], draw(st.booleans()))


KIND = Kind("names", cases(), 40)
