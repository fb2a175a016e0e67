"""Every error of the project.

Problem
├── SourceProblem            bytes that do not become an article
│   ├── EmptyInput
│   ├── BinaryInput
│   ├── NotADraft
│   ├── InputTooLarge
│   ├── BrokenCompression
│   ├── PageTooComplex
│   ├── NoArticleText
│   │   └── BuiltByScript
│   ├── BadRecord
│   ├── BadRow
│   ├── NoTextColumn
│   ├── NotATable
│   ├── ParquetMissing
│   ├── TableAtAddress
│   ├── NoSuchInput
│   ├── UnreadableInput
│   ├── NotTakenApart
│   ├── NotADocument
│   │   └── OtherFormat
│   ├── NotAPdf
│   ├── ScannedPdf
│   ├── BrokenCaptions
│   ├── PublishedNotATime
│   ├── NotAFeed
│   ├── FeedAsArticle
│   └── FetchProblem         an address that gave no page
│       ├── AddressNotFetchable
│       ├── HostNotFound
│       ├── PrivateAddress
│       ├── ConnectionFailed
│       ├── FetchTimedOut
│       ├── CertificateRejected
│       ├── StatusNotOk
│       ├── TooManyRedirects
│       ├── RedirectedElsewhere
│       ├── ForbiddenByRobots
│       ├── ResponseTooLarge
│       └── NotText
├── BadArticle               JSON that is not an article
├── DataFrameMissing         neither pandas nor Polars is installed
├── SpacyMissing             spaCy is not installed
├── NoFont                   no font can draw the text of a picture
├── BadGold                  annotated articles that cannot be compared
├── NotAnActorFile           a file without actors
├── BadActor                 an entry of such a file that is not an actor
├── RecordProblem            the record cannot do what is asked
│   ├── RecordMissing
│   ├── NotARecord
│   ├── RecordUnreadable
│   ├── RecordTooNew
│   ├── RecordTooOld
│   ├── RecordBusy
│   ├── RecordReadOnly
│   ├── RecordClosed
│   ├── RecordFailed
│   ├── Unstorable
│   ├── UnknownId
│   │   └── UnknownVersion
│   ├── AmbiguousId
│   ├── ArticleRemoved
│   ├── NotRemoved
│   ├── UnknownReader
│   ├── BadSearch
│   ├── UnknownSearch
│   ├── UnknownActor
│   ├── AmbiguousActor
│   ├── NotTwoActors
│   ├── NothingToSplit
│   ├── NotTwoFamilies
│   ├── BadDecision
│   ├── NotUndone
│   ├── UnknownDecision
│   ├── BadQuestion
│   ├── UnknownQuestion
│   ├── AmbiguousQuestion
│   └── BadCursor
├── AccessProblem            a request to the server that is refused
│   ├── SignInNeeded
│   ├── BadToken
│   ├── RoleTooLow
│   ├── ServedReadOnly
│   ├── OtherSite
│   ├── FormNotOurs
│   ├── BrokenForm
│   ├── WrongHost
│   ├── TooManyRequests
│   ├── RequestTooLarge
│   ├── TooMuchWaiting
│   ├── NoSuchJob
│   ├── RequestTooSlow
│   ├── NoSuchPage
│   └── WrongMethod
├── SecondReaderProblem      a language model that cannot be asked, or gives no usable answer
│   ├── BadServerAddress
│   ├── BadKey
│   ├── ServerRefused
│   ├── NoAnswer
│   └── AnswerNotUsable
├── NetworkProblem           a network that cannot be made as asked
│   ├── NoSuchNormalisation
│   └── BadWindow
├── UsersProblem             users cannot be kept as asked
│   ├── UsersNeeded
│   ├── NoUsers
│   ├── UsersUnreadable
│   ├── UnknownUser
│   ├── UserExists
│   ├── UserRemoved
│   ├── BadUserName
│   ├── WeakPassword
│   └── UnknownToken
├── ExchangeProblem          a file of another program that cannot be read or written
│   ├── NotDna
│   ├── ExportExists
│   ├── NotAnEventList
│   └── NoFormat
├── WeightsMissing           a network that is not in its folder
├── StageFailed              a bug in the program, triggered by one input
├── ProcessEnded             a process that reads ended at one input
├── ProcessNotStarted        a further process to read with cannot be started
├── ApartEnded               the process that reads for a server ended
└── SpanOutsideText

The errors of inputs stand in `sources`, those of a record in `record`, those of who may do what in `access`, those of
networks in `networks`, those of the files of other programs in `exchange`, those of a language model in `second`.
"""

from typing import Any

_ERROR_SHOWN = 200
"""Characters shown of an unexpected error: some messages hold the whole input."""


class Problem(Exception):
    """What happened, the likely cause, and the next thing to do, in one message."""

    def __reduce__(self) -> tuple[Any, ...]:
        """From another process it comes as it is there, whatever it was made of."""
        return _as_told, (type(self), self.args), self.__dict__


def _as_told(kind: type[Problem], told: tuple[Any, ...]) -> Problem:
    return kind.__new__(kind, *told)


class StageFailed(Problem):
    """A stage raised an unexpected error: a bug in the program, triggered by this input."""

    def __init__(self, stage: str, error: BaseException) -> None:
        from importlib.metadata import version

        self.stage = stage
        told = " ".join(str(error).split())
        told = f"{told[:_ERROR_SHOWN]}…" if len(told) > _ERROR_SHOWN else told
        super().__init__(
            f"Failed in {stage} ({type(error).__name__}{': ' if told else ''}{told}). This is probably a bug in "
            f"Onrecord {version('onrecord')}: please report it with this line and, if you may share it, the input. "
            f"Other inputs are not affected."
        )


class ProcessEnded(Problem):
    """A process that reads ended at one input."""

    def __init__(self, how: str) -> None:
        self.how = how
        super().__init__(
            f"The process that was reading this input ended ({how}). Other inputs are not affected. "
            "Read this one again by itself, or with fewer `--processes`; if it is very large, split it."
        )


class ProcessNotStarted(Problem):
    """A further process to read with cannot be started."""

    def __init__(self, how: str) -> None:
        self.how = how
        super().__init__(
            f"Another process to read articles could not be started ({how}). "
            "Use `--processes 1` (in Python `processes=1`) to read in this process alone."
        )


class ApartEnded(Problem):
    """The process that reads texts for a server ended, or could not be started."""

    def __init__(self, how: str) -> None:
        super().__init__(
            f"The process that reads and compares texts for this server ended ({how}). The next request starts "
            "another one: try again. If that ends too, split the text, or free some memory on this machine."
        )


class SpanOutsideText(Problem):
    """A span does not fit the text it is applied to."""

    def __init__(self, start: int, end: int, length: int) -> None:
        super().__init__(
            f"Span {start}–{end} does not fit a text of {length} characters. "
            "The text was probably replaced after the span was made; run `onrecord verify`."
        )


class WeightsMissing(Problem):
    """The weights of the reader, or those for sentence similarity, are missing."""

    def __init__(self, folder: object, *, what: str = "reader") -> None:
        asked = "If you chose this folder, give the one that your training wrote. Otherwise the"
        super().__init__(
            f"No {what} weights in {folder}. {asked if what == 'reader' else 'The'} installation is incomplete: "
            "reinstall onrecord, or make the weights with `make training`."
        )


class BadArticle(Problem):
    """JSON that is not an article as `onrecord export` writes it."""

    def __init__(self, key: str, wrong: str) -> None:
        super().__init__(
            f"Not an article: {key} {wrong}. "
            "The line was probably cut off, changed, or written by another program; export it again."
        )


class BadGold(Problem):
    """A file of annotated articles that is in no known format, or contradicts itself."""

    def __init__(self, origin: str, wrong: str) -> None:
        super().__init__(
            f"{origin} cannot be compared: {wrong}. "
            "Give PolNeAR's JSON lines, brat files, Citron's JSON or articles as `onrecord read --format jsonl` "
            "prints them; docs/your-own-data.md describes the formats."
        )


class NotAnActorFile(Problem):
    """A file of actors that cannot be read."""

    def __init__(self, path: object, wrong: str) -> None:
        super().__init__(
            f"{path} is not a file of actors: {wrong}. Give CSV with a column `name`, JSON lines, JSON or YAML; "
            f"`onrecord actors import --help` describes them."
        )


class BadActor(Problem):
    """An entry that is not an actor."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"The entry is not an actor: {wrong}. Correct it and import the file again.")


class DataFrameMissing(Problem):
    """A data frame was requested, but the library for it is not installed."""

    def __init__(self, library: str | None = None) -> None:
        wanted = f"{library} is not installed" if library else "neither pandas nor polars is installed"
        run = f"`pip install {library}`" if library else "`pip install pandas` or `pip install polars`"
        super().__init__(f"A data frame cannot be made: {wanted}. Run {run}, or use `to_dict()`.")


class NoFont(Problem):
    """A picture is wanted, but no font of the system can draw its text."""

    def __init__(self) -> None:
        super().__init__(
            "The picture cannot be drawn: no font is installed, and its text would be missing. Install one, such as "
            "the package fonts-dejavu-core, or take the SVG file, which is drawn with the fonts of its reader."
        )


class SpacyMissing(Problem):
    """A spaCy document is wanted, but spaCy is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "A spaCy document cannot be made: spaCy is not installed. Run `pip install 'onrecord[spacy]'`, or use "
            "`to_dict()`."
        )
