"""A pyproject.toml above the files: taken or told."""

from hypothesis import strategies as st

from tests.building import ASSESSMENT, RUBRIC
from tests.fuzz.kinds import Case, Kind

KEYS = st.sampled_from(
    [
        *("select", "ignore", "fail-on", "lang", "rubrics", "allow", "colour", '""', "a.b", "ü"),
        *("'x'", "a." * 120 + "b", '"::error::x"', "fail_on", "SELECT"),
    ]
)
VALUES = st.sampled_from(
    [
        *('"R201"', '["R2"]', '["R201", 3]', '"warning"', '"id"', '"fr"', "[]", "{}", "1", "true"),
        *(
            '"."',
            '"../.."',
            '["/"]',
            '["~"]',
            '"\\u202e"',
            "nan",
            "9" * 5000,
            "1979-05-27",
            "[[[[]]]]",
        ),
        *(
            '"""a\nb"""',
            "0x" + "f" * 4000,
            "{a = {b = 1}}",
            "",
            '"\x00"',
            '["::error::x"]',
            "1e999",
        ),
    ]
)
LINES = st.one_of(
    st.builds("{} = {}".format, KEYS, VALUES),
    st.sampled_from(
        [
            *(
                "[tool.smartscore]",
                "[tool.smartscore.check]",
                "[[tool.smartscore.check]]",
                "[tool]",
            ),
            *("tool = 1", "[tool.smartscore.check.x]", "[", "#", "a = [" * 300, "\ufeff", "[tool."),
        ]
    ),
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    head = draw(st.sampled_from(["[tool.smartscore.check]", "[tool.smartscore]", ""]))
    text = "\n".join([head, *draw(st.lists(LINES, max_size=4))])
    content = text.encode() + draw(st.sampled_from([b"", b"", b"", b"\xff", b"\r"]))
    files = {
        "pyproject.toml": content,
        "in/tiny.yaml": RUBRIC.encode(),
        "in/place.yaml": ASSESSMENT.encode(),
    }
    commands = [("check", "in"), ("assess", "in/place.yaml"), ("check", "in/place.yaml", "--fix")]
    return Case(files, commands, draw(st.booleans()))


KIND = Kind("settings", cases(), 40)
