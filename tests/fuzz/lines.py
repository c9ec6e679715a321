"""Good files of every kind with something done to their lines."""

from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.kinds import Case, Kind
from tests.fuzz.rubrics import FORMATS
from tests.fuzz.texts import LANGUAGES, ODD

ROOT = Path(__file__).parent.parent.parent
SHELF = str(ROOT / "tests" / "rules")
SEEDS = [
    ROOT / "examples" / "sumenep.yaml",
    *sorted((ROOT / "rubrics").glob("*.yaml")),
    *sorted((ROOT / "rubrics" / "cases").glob("*.yaml")),
    *sorted((ROOT / "tests" / "rules").glob("*.yaml")),
]
CHANGES = ("drop", "double", "value", "indent", "outdent", "insert", "within", "swap")


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A good file with one to four things done to its lines."""
    lines = draw(st.sampled_from(SEEDS)).read_text(encoding="utf-8").split("\n")
    odd = st.sampled_from(ODD)
    for _ in range(draw(st.integers(1, 4))):
        i = draw(st.integers(0, len(lines) - 1))
        line = lines[i]
        match draw(st.sampled_from(CHANGES)):
            case "drop":
                del lines[i]
            case "double":
                lines.insert(i, line)
            case "value":
                lines[i] = f"{line.partition(':')[0]}: {draw(odd)}"
            case "indent":
                lines[i] = " " * draw(st.integers(0, 5)) + line
            case "outdent":
                lines[i] = line[2:]
            case "insert":
                lines.insert(i, " " * draw(st.integers(0, 7)) + draw(odd))
            case "within":
                cut = draw(st.integers(0, len(line)))
                lines[i] = line[:cut] + draw(odd) + line[cut:]
            case _:
                j = draw(st.integers(0, len(lines) - 1))
                lines[i], lines[j] = lines[j], line
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    shape = draw(st.sampled_from(["terminal", "markdown", "json"]))
    more = ("--rubrics", SHELF, "--lang", draw(LANGUAGES))
    return Case(
        {"file.yaml": draw(texts())},
        [
            ("check", "file.yaml", "--output-format", draw(st.sampled_from(FORMATS)), *more),
            ("check", "file.yaml", draw(st.sampled_from(["--diff", "--fix"])), *more),
            ("assess", "file.yaml", "--format", shape, "--detail", *more),
            draw(
                st.sampled_from(
                    [
                        ("test", "file.yaml", *more),
                        ("rubrics", "show", "./file.yaml", *more),
                        ("rubrics", "diff", "./file.yaml", "indrajit", *more),
                        ("convert", "file.yaml", "file.xlsx", *more),
                        ("explain", "file.yaml", *more),
                        ("new", "assessment", "file.yaml", "--update", "--rubric", "indrajit"),
                    ]
                )
            ),
        ],
        draw(st.booleans()),
    )


KIND = Kind("lines", cases(), 30)
