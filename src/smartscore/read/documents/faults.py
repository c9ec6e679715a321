"""Why a document is not read."""


class Unfit(Exception):  # noqa: N818 - a finding, told by whoever knows the file
    """What keeps a document's text from being read, as a word of `reason.*` in a locale."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class WantsPandoc(Exception):  # noqa: N818 - likewise
    """pandoc is not there."""


class TakesTooMuch(Exception):  # noqa: N818 - likewise
    """A document took longer or needed more memory than `limit`."""

    def __init__(self, limit: str) -> None:
        self.limit = limit
        super().__init__(limit)


class UnpacksTooMuch(Exception):  # noqa: N818 - likewise
    """More is packed in a document than `mebibytes`."""

    def __init__(self, mebibytes: int) -> None:
        self.mebibytes = mebibytes
        super().__init__(mebibytes)
