"""The YAML language server, spoken to as an editor does: over its standard input and output.

VS Code, Neovim, Helix and Emacs all start this one program. It has the settings of somebody who
never touched them.
"""

import itertools
import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import ROOT
from tests.tools import missing, program

_INSTALLED = ROOT / "build" / "editors" / "node_modules" / ".bin" / "yaml-language-server"
_PATIENCE = 60
_ERROR = 1


class Fault(NamedTuple):
    """What an editor underlines in red: the line, counted from 1, and what it says."""

    line: int
    said: str


class Offer(NamedTuple):
    """What an editor offers: its name in the list, and what would be written."""

    label: str
    written: str
    told: str


class Server:
    """A running server, and what it said of each document.

    Each text is a document of its own beside the file, so that what is told of one is never taken
    for what is told of another.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._numbers = itertools.count(1)
        self._replies: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._told: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        self._lock = threading.Lock()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self._ask("initialize", processId=None, rootUri=None, capabilities=_CAPABILITIES)
        self._send(method="initialized", params={})

    def faults(self, file: Path, text: str | None = None) -> list[Fault]:
        """What is red in a file, with this text in the editor instead of its own."""
        (found,) = self.faults_of([(file, text or file.read_text(encoding="utf-8"))])
        return found

    def faults_of(self, texts: Sequence[tuple[Path, str]]) -> list[list[Fault]]:
        """What is red in each of many texts, which are open at the same time."""
        with ExitStack() as stack:
            opened = [stack.enter_context(self._opened(*each)) for each in texts]
            return [_faults(self._told[uri].get(timeout=_PATIENCE)) for uri in opened]

    def offers(self, file: Path, text: str) -> list[Offer]:
        """What is offered where the cursor stands: at the `|` of the text."""
        with self._at_cursor(file, text) as place:
            found = self._ask("textDocument/completion", **place)
        items = found["items"] if isinstance(found, dict) else found or []
        return [
            Offer(
                item["label"],
                item.get("textEdit", {}).get("newText", item.get("insertText", "")),
                _plain(item.get("documentation")),
            )
            for item in items
        ]

    def hovers(self, file: Path, text: str, places: Sequence[tuple[int, int]]) -> list[str]:
        """What is shown over the words at these places: line and column, counted from 0."""
        with self._opened(file, text) as uri:
            return [self._hover(uri, *place) for place in places]

    def _hover(self, uri: str, line: int, column: int) -> str:
        found = self._ask(
            "textDocument/hover",
            textDocument={"uri": uri},
            position={"line": line, "character": column},
        )
        return _plain(found["contents"]) if found else ""

    @contextmanager
    def _at_cursor(self, file: Path, text: str) -> Iterator[dict[str, Any]]:
        before, after = text.split("|", 1)
        lines = before.split("\n")
        with self._opened(file, before + after) as uri:
            yield {
                "textDocument": {"uri": uri},
                "position": {"line": len(lines) - 1, "character": len(lines[-1])},
            }

    @contextmanager
    def _opened(self, file: Path, text: str) -> Iterator[str]:
        uri = file.with_name(f"{file.stem}.{next(self._numbers)}{file.suffix}").as_uri()
        self._told[uri] = queue.Queue()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        try:
            yield uri
        finally:
            self._send(method="textDocument/didClose", params={"textDocument": {"uri": uri}})

    def _ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        self._replies[number] = queue.Queue()
        self._send(id=number, method=method, params=params)
        reply = self._replies[number].get(timeout=_PATIENCE)
        assert "error" not in reply, reply["error"]
        return reply["result"]

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        with self._lock:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self._process.stdin.flush()

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        while line := out.readline():
            size = 0
            while line.strip():
                name, _, value = line.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
                line = out.readline()
            message = json.loads(out.read(size))
            if "method" not in message:
                self._replies[message["id"]].put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                self._told[message["params"]["uri"]].put(message["params"]["diagnostics"])
            elif "id" in message:
                self._send(id=message["id"], result=_result(message))


_CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {},
    },
}


def _result(message: dict[str, Any]) -> Any:
    """What an editor answers the server: no setting was touched."""
    if message["method"] == "workspace/configuration":
        return [None for _ in message["params"]["items"]]
    return None


def _faults(told: Iterable[dict[str, Any]]) -> list[Fault]:
    return [
        Fault(each["range"]["start"]["line"] + 1, each["message"])
        for each in told
        if each["severity"] == _ERROR
    ]


def _plain(text: Any) -> str:
    return text.get("value", "") if isinstance(text, dict) else text or ""


@contextmanager
def running() -> Iterator[Server]:
    """The server, where it is installed; `.ci/run` does so."""
    program("node", "nodejs")
    found = shutil.which("yaml-language-server") or _INSTALLED
    if not Path(found).exists():
        missing("yaml-language-server is not installed")
    command = [str(found), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        server = Server(process)
        try:
            yield server
        finally:
            process.kill()
            server.listener.join()
