"""Errors of files that other programs write, and read."""

from onrecord.problems import Problem


class ExchangeProblem(Problem):
    """A file of another program cannot be read or written."""


class NotDna(ExchangeProblem):
    """A file that is not a database of Discourse Network Analyzer 3."""

    def __init__(self, path: object, wrong: str, hint: str | None = None) -> None:
        told = hint or "Give a .dna file that DNA 3 wrote; if it was copied while DNA had it open, copy it again."
        super().__init__(f"{path} is not a database of Discourse Network Analyzer 3: {wrong}. {told}")


class ExportExists(ExchangeProblem):
    """A database would be written over another, in which people may have coded."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} exists already and is not overwritten: people may have coded in it. Give a new name.")


class NotAnEventList(ExchangeProblem):
    """A file that is not a list of coded statements."""

    def __init__(self, path: object, wrong: str) -> None:
        super().__init__(
            f"{path} is not an event list: {wrong}. Give the CSV file that DNA writes as “event list”, in UTF-8, with "
            "its first line, which names the columns."
        )


class NoFormat(ExchangeProblem):
    """A file whose name does not tell its format."""

    def __init__(self, path: object, known: str) -> None:
        super().__init__(f"The format of {path} is not clear from its name. Choose one with --format: {known}.")
