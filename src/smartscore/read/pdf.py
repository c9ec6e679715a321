"""The text of a PDF, page by page; run by `references` in a process of its own."""

from smartscore.processes.bounded import note


class PdfFault(Exception):  # noqa: N818 - what a file lacks, as `references` tells it
    """What keeps a PDF's text from being read; `page` is 0 where it is the whole file.

    `why` is `pdf-encrypted`, `pdf-damaged`, `pdf-limit` where a page holds more than pypdf reads,
    or the name of what the page brought about.
    """

    def __init__(self, why: str, page: int) -> None:
        self.why = why
        self.page = page
        super().__init__(why, page)


def text(content: bytes) -> str:
    """The text of all pages; white space only where they have none, as scanned ones.

    Leaves the number of each page as a note before it is read. Raises PdfFault, and ImportError
    without pypdf.
    """
    import io
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told as a problem
    if b"%PDF-" not in content[:1024]:
        raise PdfFault("pdf-damaged", 0)
    note("1")
    try:
        reader = PdfReader(io.BytesIO(content))
        count = len(reader.pages)
    except MemoryError:
        raise
    except Exception as error:
        raise PdfFault(_why(error, "pdf-damaged"), 0) from None
    found = []
    for number in range(1, count + 1):
        note(str(number))
        try:
            found.append(reader.pages[number - 1].extract_text())
        except MemoryError:
            raise
        except Exception as error:
            raise PdfFault(_why(error, type(error).__name__), number) from None
    return "\n".join(found)


def _why(error: Exception, other: str) -> str:
    from pypdf import errors

    locked = (errors.DependencyError, errors.FileNotDecryptedError, errors.WrongPasswordError)
    if isinstance(error, locked):
        return "pdf-encrypted"
    limit = getattr(errors, "LimitReachedError", ())  # of later versions of pypdf
    return "pdf-limit" if isinstance(error, limit) else other
