"""The notebook runs from top to bottom, and shows what it showed when it was committed."""

import warnings

from .conftest import ROOT

NOTEBOOK = ROOT / "examples" / "notebook.ipynb"


def _ran(notebook):
    from nbclient import NotebookClient

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the kernel's own libraries
        place = {"metadata": {"path": str(NOTEBOOK.parent)}}
        NotebookClient(
            notebook, timeout=60, kernel_name="python3", record_timing=False, resources=place
        ).execute()
    return notebook


def test_stored_outputs_are_those_of_a_fresh_run(request):
    import nbformat

    stored = nbformat.read(NOTEBOOK, as_version=4)
    fresh = _ran(nbformat.read(NOTEBOOK, as_version=4))
    fresh.metadata = stored.metadata
    if request.config.getoption("--update-golden"):
        nbformat.write(fresh, NOTEBOOK)
    assert fresh.cells == stored.cells, "if the change is meant: --update-golden"


def test_nothing_of_a_machine_is_in_it():
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert '"traceback"' not in text
    assert len(text) < 30_000
