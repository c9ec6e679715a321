"""Templates of somebody else's: told or filled in, and ended where they have no end."""

from hypothesis import strategies as st

from tests.building import ASSESSMENT, RUBRIC
from tests.fuzz.kinds import Case, Kind
from tests.fuzz.texts import ACTING

NAMES = st.sampled_from(
    [
        *("report", "report.format", "report.sources", "report.sections", "nothing", "x", "loop"),
        *("report.__class__", "report.__init__.__globals__", "().__class__.__mro__", "self", "1/0"),
        *(
            "range(9)",
            "range(10**9)",
            "cycler",
            "namespace(a=1)",
            "lipsum()",
            "''.format",
            "[1][5]",
        ),
        *("front()", "references()", "dict", "{'a': 1}", "'a' * 99", "10 ** 400", "-'x'", "none.a"),
    ]
)
FILTERS = st.sampled_from(
    [
        *("", "", "| length", "| e", "| safe", "| tojson", "| list", "| sort", "| first", "| md"),
        *(
            "| map(attribute='__class__')",
            "| attr('__class__')",
            "| center(99)",
            "| nothing",
            "| int",
        ),
        *("| format(1)", "| random", "| pprint", "| xmlattr", "| urlize", "| join(',')", "| sum"),
    ]
)
TAGS = st.sampled_from(
    [
        *("for x in report.sections", "endfor", "if x", "else", "endif", "set x = 1", "raw"),
        *("endraw", "include 'own'", "import 'a' as b", "extends 'x'", "macro f()", "endmacro"),
        *("call f()", "block a", "endblock", "do 1", "debug", "", "for a, b in [1]", "filter e"),
    ]
)
PIECES = st.one_of(
    st.builds("{{{{ {} {} }}}}".format, NAMES, FILTERS),
    st.builds("{{% {} %}}".format, TAGS),
    st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "a\n", "# h\n", "\x00", "| a |\n"]),
    ACTING,
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    text = "".join(draw(st.lists(PIECES, max_size=6)))
    files = {
        "own.jinja": text.encode("utf-8", "surrogatepass"),
        "tiny.yaml": RUBRIC.encode(),
        "place.yaml": ASSESSMENT.encode(),
    }
    language = draw(st.sampled_from(["en", "id"]))
    made = ("report", "place.yaml", "--template", "own.jinja", "-o", "a.md", "--lang", language)
    return Case(files, [made], draw(st.booleans()))


KIND = Kind("templates", cases(), 12, in_processes=True)
