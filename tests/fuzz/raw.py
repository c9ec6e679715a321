"""Files that are no YAML, or hardly."""

from hypothesis import strategies as st

from tests.fuzz.kinds import Case, Kind
from tests.fuzz.rubrics import FORMATS

HEADS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
YAMLISH = st.text(
    alphabet=st.sampled_from(list("ab:- \n#[]{},'\"&*!|>%@`0129.~\t?é\u2028")), max_size=80
)
KINDS = ("rubric/1", "assessment/1", "cases/1")
CONTENTS = st.one_of(
    st.builds(bytes.__add__, st.sampled_from(HEADS), st.binary(max_size=300)),
    YAMLISH.map(str.encode),
    st.builds(
        lambda kind, text: f"smartscore: {kind}\n{text}\n".encode(), st.sampled_from(KINDS), YAMLISH
    ),
)
NAMES = ("file.yaml", "file.yml", "file.xlsx", "file.md", "file.csv", "file.pdf", "file")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    name = draw(st.sampled_from(NAMES))
    return Case(
        {name: draw(CONTENTS)},
        [
            ("check", name, "--output-format", draw(st.sampled_from(FORMATS))),
            draw(
                st.sampled_from(
                    [
                        ("assess", name),
                        ("test", name),
                        ("weave", name),
                        ("rubrics", "show", f"./{name}"),
                        ("convert", name, "out.yaml"),
                        ("convert", name, "out.xlsx"),
                        ("check", name, "--fix"),
                        ("report", name, "--template", name),
                    ]
                )
            ),
        ],
        draw(st.booleans()),
    )


KIND = Kind("raw", cases(), 60)
