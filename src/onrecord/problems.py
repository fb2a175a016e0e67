"""Every error of the project.

Problem
├── SourceProblem            bytes that do not become an article
│   ├── EmptyInput
│   ├── BinaryInput
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
│   ├── NotAPdf
│   ├── ScannedPdf
│   ├── BrokenCaptions
│   ├── PublishedNotATime
│   ├── NotAFeed
│   └── FetchProblem         an address that gave no page
│       ├── AddressNotFetchable
│       ├── HostNotFound
│       ├── PrivateAddress
│       ├── ConnectionFailed
│       ├── FetchTimedOut
│       ├── CertificateRejected
│       ├── StatusNotOk
│       ├── TooManyRedirects
│       ├── ForbiddenByRobots
│       ├── ResponseTooLarge
│       └── NotText
├── BadArticle               JSON that is not an article
├── DataFrameMissing         neither pandas nor Polars is installed
├── SpacyMissing             spaCy is not installed
├── BadGold                  annotated articles that cannot be compared
├── NotAnActorFile           a file without actors
├── BadActor                 an entry of such a file that is not an actor
├── RecordProblem            the record cannot do what is asked
│   ├── RecordMissing
│   ├── NotARecord
│   ├── RecordTooNew
│   ├── RecordTooOld
│   ├── RecordBusy
│   ├── RecordReadOnly
│   ├── RecordFailed
│   ├── Unstorable
│   ├── UnknownId
│   ├── AmbiguousId
│   ├── ArticleRemoved
│   ├── NotRemoved
│   ├── UnknownReader
│   ├── UnknownActor
│   ├── AmbiguousActor
│   ├── NotTwoActors
│   ├── NothingToSplit
│   ├── NotTwoFamilies
│   └── BadCursor
├── StageFailed              a bug in the program, triggered by one input
└── SpanOutsideText
"""

from collections.abc import Sequence

_ERROR_SHOWN = 200
"""Characters shown of an unexpected error: some messages hold the whole input."""


_EMPTY = "Add articles with `onrecord add INPUT`."
"""What to do next with an empty record."""


class Problem(Exception):
    """What happened, the likely cause, and the next thing to do, in one message."""


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


class SpanOutsideText(Problem):
    """A span does not fit the text it is applied to."""

    def __init__(self, start: int, end: int, length: int) -> None:
        super().__init__(
            f"Span {start}–{end} does not fit a text of {length} characters. "
            "The text was probably replaced after the span was made; run `onrecord verify`."
        )


class SourceProblem(Problem):
    """Bytes that could not be made into an article."""


class EmptyInput(SourceProblem):
    """Nothing but white space."""

    def __init__(self) -> None:
        super().__init__("The input is empty. It was probably not saved completely; save the page again.")


class BinaryInput(SourceProblem):
    """Bytes that are not text, such as an image or an archive."""

    def __init__(self, looks_like: str = "binary data") -> None:
        super().__init__(
            f"The input is {looks_like}, not an article in a format that Onrecord reads. "
            "Save the article as HTML, plain text, Word (.docx) or PDF, and give that file."
        )


class InputTooLarge(SourceProblem):
    """More bytes than an article's page can have."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"The input is {_megabytes(size)} MB, more than the limit of {_megabytes(limit)} MB for one article. "
            "It probably contains several articles; split it, or save the page of a single article."
        )


class PageTooComplex(SourceProblem):
    """More elements than an article's page can have."""

    def __init__(self, found: int, limit: int) -> None:
        super().__init__(
            f"The page has {found:,} elements, more than the limit of {limit:,} for one article. It is probably an "
            f"archive or a listing, or made to be slow; save the page of a single article, or give its text."
        )


class BrokenCompression(SourceProblem):
    """A gzip file that ends early or is damaged."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The gzip data is damaged ({reason}). It was probably cut off while being copied; copy the file again."
        )


class NoArticleText(SourceProblem):
    """A page or text without a paragraph of its own."""

    def __init__(self, reason: str | None = None) -> None:
        super().__init__(
            reason
            or "No article text was found. The page is probably an index, an error or a consent page, "
            "or builds its text with a script; save it from a browser, or give the article as plain text."
        )


class BuiltByScript(NoArticleText):
    """A page whose text is built in a browser."""

    def __init__(self) -> None:
        super().__init__(
            "The page is built by a script: the stored file contains no article text. Save it from a browser after "
            "it has loaded, or give the article as plain text."
        )


class BadRecord(SourceProblem):
    """A JSON object that is not an article."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The JSON is not an article: {reason}. "
            'Each line needs {"text": "..."} and may have id, url, headline, published, authors and outlet.'
        )


class BadRow(SourceProblem):
    """A row of a table that is not an article."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The row is not an article: {reason}. Correct it in the table, or leave it out.")


class NoTextColumn(SourceProblem):
    """A table in which no column is known to hold the articles' texts."""

    def __init__(self, names: Sequence[str], *, reason: str | None = None, addresses: str | None = None) -> None:
        listed = ", ".join(f"`{name}`" for name in names[:30])
        found = reason or (f"its columns are {listed}" if names else "it is empty")
        super().__init__(
            f"No column of the table is known to contain the text of articles: {found}. The first line must name the "
            "columns: text (or body, content, article, full_text) and, if you have them, headline (title), "
            "published (date), url (link), outlet (source, publisher), authors (author, byline) and id."
            + (
                f" To fetch the articles of `{addresses}`, list these addresses in a file, one per line, for "
                "`onrecord watch FILE --once`."
                if addresses
                else ""
            )
        )


class NotATable(SourceProblem):
    """A file that ends in .parquet and cannot be read as such."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The Parquet file cannot be read: {reason}. Write it again, or give the table as CSV.")


class ParquetMissing(SourceProblem):
    """A Parquet file, but the library that reads and writes such files is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Parquet needs a library that is not installed. Run `pip install 'onrecord[parquet]'`, or use CSV instead."
        )


class TableAtAddress(SourceProblem):
    """A table from a server, whose rows may name addresses that belong to other sites."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} is a table, and its rows could claim to be articles of any site. If you trust it, save it and "
            f"give the file."
        )


class NoSuchInput(SourceProblem):
    """A path that does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"There is no file or folder {path!r}. Check the spelling and the current folder.")


class UnreadableInput(SourceProblem):
    """A file that the system does not allow us to read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The file cannot be read: {reason}. Check its permissions and the disk.")


class NotTakenApart(SourceProblem):
    """A page at which a parser fails unexpectedly."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The input could not be parsed ({reason}). Its markup is probably broken; "
            "save it again from a browser, or give the article as plain text."
        )


class NotADocument(SourceProblem):
    """A file that ends in .docx, or begins like one, but is not one."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The file is not a Word document (.docx): {reason}. It was probably cut off, protected by a password, or "
            "written in an older format; save it again as .docx or plain text, or a spreadsheet as CSV."
        )


class NotAPdf(SourceProblem):
    """A PDF that cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The PDF cannot be read: {reason}. Save it again without protection (print it to a file), or give the "
            "article as plain text."
        )


class ScannedPdf(SourceProblem):
    """A PDF of scanned pages, without text."""

    def __init__(self) -> None:
        super().__init__(
            "The PDF contains no text: its pages are probably scanned images. Run text recognition on it (for "
            "example with ocrmypdf), and give the result."
        )


class BrokenCaptions(SourceProblem):
    """Captions (WebVTT or SRT) that cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The captions cannot be read: {reason}. The file was probably cut off or is in another format; "
            "export it again as WebVTT (.vtt) or SRT (.srt)."
        )


class PublishedNotATime(SourceProblem):
    """A publication time that is not one."""

    def __init__(self, value: str) -> None:
        super().__init__(
            f"The publication time {value!r} is not a date or time. "
            "Write it as 2024-03-01 or 2024-03-01T17:45:00-05:00, or as 2024-03 or 2024 if that is all that is known."
        )


class NotAFeed(SourceProblem):
    """Bytes that are not a feed, or a feed that cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The feed cannot be read: {reason}. It is probably broken or has moved; look for the address of the "
            "feed (RSS, Atom or JSON Feed) on the site."
        )


class FetchProblem(SourceProblem):
    """An address that gave no page."""


class AddressNotFetchable(FetchProblem):
    """An address that is not http or https, or is malformed."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} cannot be fetched: it is not an http or https address with a host. "
            "Check the address, or save the page."
        )


class HostNotFound(FetchProblem):
    """The host's name has no address."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The host {host} was not found. Its name is probably misspelt, or there is no network; "
            "check both and try again."
        )


class PrivateAddress(FetchProblem):
    """The host is on this machine or its network, or nowhere on the public internet."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(
            f"{host} was not contacted: its address {address} is not on the public internet. Outside pages must not "
            f"lead to this machine or its network; if you want this, use `--allow-private`."
        )


class ConnectionFailed(FetchProblem):
    """The connection was refused or broke."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"The connection to {url} failed: {reason}. The server is probably down or blocking this network; "
            "try again later."
        )


class FetchTimedOut(FetchProblem):
    """The server did not answer in time."""

    def __init__(self, url: str, seconds: float) -> None:
        super().__init__(
            f"{url} took longer than the limit of {seconds:g} s. The server is probably overloaded; "
            "try again later, or raise the limit."
        )


class CertificateRejected(FetchProblem):
    """TLS could not be negotiated, or the certificate is not valid."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"No secure connection to {url}: {reason}. The certificate has probably expired or belongs to another "
            f"host; "
            "open the address in a browser and save the page if you trust it."
        )


class StatusNotOk(FetchProblem):
    """The server answered, but not with the page."""

    def __init__(self, url: str, status: int, *, retry_after: str | None = None) -> None:
        self.status, self.retry_after = status, retry_after
        super().__init__(f"{url} answered with status {status}. {_status_hint(status)}")


class TooManyRedirects(FetchProblem):
    """A chain of redirects that does not end."""

    def __init__(self, url: str, limit: int) -> None:
        super().__init__(
            f"{url} redirected more than {limit} times. It is probably waiting for a cookie or consent; "
            "save the page from a browser."
        )


class ForbiddenByRobots(FetchProblem):
    """The site's robots.txt forbids fetching the address."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"{url} was not fetched: {reason}. If you are allowed to, save the page from a browser and give the file."
        )


class ResponseTooLarge(FetchProblem):
    """The page is larger than the limit."""

    def __init__(self, url: str, limit: int) -> None:
        super().__init__(
            f"{url} is larger than the limit of {_megabytes(limit)} MB. It is probably not an article; "
            "check the address."
        )


class NotText(FetchProblem):
    """The address serves something other than text."""

    def __init__(self, url: str, media_type: str) -> None:
        super().__init__(
            f"{url} is {media_type}, not a page or text. Check the address; it probably leads to an image or a video."
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0")


def _status_hint(status: int) -> str:
    if status in (401, 402, 403, 429, 451):
        return "The site probably blocks programs or requires a subscription; save the page from a browser."
    if status in (404, 410):
        return "The article was probably moved or removed; check the address or look for an archived copy."
    return "The server is probably faulty; try again later."


class WeightsMissing(Problem):
    """The weights of the reader, or those for sentence similarity, are missing."""

    def __init__(self, folder: object, *, what: str = "reader") -> None:
        super().__init__(
            f"No {what} weights in {folder}. The installation is incomplete: reinstall onrecord, or make "
            f"the weights with `python -m training.{what}`."
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


class SpacyMissing(Problem):
    """A spaCy document is wanted, but spaCy is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "A spaCy document cannot be made: spaCy is not installed. Run `pip install 'onrecord[spacy]'`, or use "
            "`to_dict()`."
        )


class RecordProblem(Problem):
    """The record cannot do what was asked."""


class RecordMissing(RecordProblem):
    """There is no record to read."""

    def __init__(self, path: object) -> None:
        super().__init__(f"There is no record at {path}. Create one with `onrecord add INPUT --record {path}`.")


class NotARecord(RecordProblem):
    """The file is something else; it is left unchanged."""

    def __init__(self, path: object, found: str) -> None:
        super().__init__(
            f"{path} is not a record: {found}. With `--record`, give a file that `onrecord add` wrote, or a new one."
        )


class RecordTooNew(RecordProblem):
    """A later version of the program wrote the record."""

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(
            f"{path} has record format {found}; this version of Onrecord supports formats up to {known}. It was "
            f"written by a later version; update Onrecord."
        )


class RecordTooOld(RecordProblem):
    """The record must be upgraded first, which opening it for reading does not do."""

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(
            f"{path} has record format {found}; this version of Onrecord reads format {known}. It was written by an "
            f"earlier version; the next `onrecord add` to this file upgrades it."
        )


class RecordBusy(RecordProblem):
    """Another process is writing."""

    def __init__(self, path: object, seconds: float) -> None:
        super().__init__(
            f"Another process is writing to {path} and did not finish within {seconds:g} s. "
            "A record has one writer at a time; wait until it is done, then run the command again."
        )


class RecordReadOnly(RecordProblem):
    """The record was opened for reading, or its file or folder cannot be written."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path} cannot be written: it was opened for reading, or its file or folder is write-protected. "
            "Check their permissions."
        )


class RecordFailed(RecordProblem):
    """The database reported an error that is neither a wrong call nor another writer."""

    def __init__(self, path: object, error: object) -> None:
        super().__init__(
            f"The database of {path} reports: {error}. The disk may be full or failing, or the file damaged; free "
            f"some space, run `onrecord verify`, and restore a backup if it finds faults."
        )


class Unstorable(RecordProblem):
    """What is to be added contradicts itself, and could not be proved later."""

    def __init__(self, article_id: str, wrong: str) -> None:
        super().__init__(
            f"Article {article_id} was not added: {wrong}. Bytes, text and spans must come from the same reading; "
            f"read it again."
        )


class UnknownId(RecordProblem):
    """Nothing in the record has this id."""

    def __init__(self, what: str, wanted: str, held: int) -> None:
        super().__init__(
            f"No {what} in the record has an id that begins with {wanted!r} (the record holds {held:,}). "
            + ("Find ids with `onrecord search WORDS`." if held else _EMPTY)
        )


class AmbiguousId(RecordProblem):
    """Several things in the record have an id with this beginning."""

    def __init__(self, what: str, prefix: str, candidates: list[str]) -> None:
        super().__init__(
            f"More than one {what} has an id that begins with {prefix!r}: {', '.join(candidates)}. Give more "
            f"characters of the id."
        )


class ArticleRemoved(RecordProblem):
    """A person took the article out of the record."""

    def __init__(self, article_id: str, *, at: str, who: str, reason: str) -> None:
        super().__init__(
            f"Article {article_id} was removed from the record on {at[:10]} by {who}: {reason.rstrip('.')}. Its bytes, "
            "text and statements are deleted, and it is not added again. To let it be added: "
            f"`onrecord remove {article_id} --undo --reason TEXT --who NAME`."
        )


class NotRemoved(RecordProblem):
    """A removal is taken back that does not stand."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"Article {article_id} was not removed, so that there is nothing to undo. "
            f"See it with `onrecord show {article_id}`."
        )


class UnknownReader(RecordProblem):
    """No reader of this name has read anything in the record."""

    def __init__(self, wanted: str, readers: Sequence[str]) -> None:
        told = f"It was read by, the earliest first: {', '.join(readers)}." if readers else _EMPTY
        super().__init__(f"No reader of this record has a name that begins with {wanted!r}. {told}")


class UnknownActor(RecordProblem):
    """No actor has this id, name or identifier."""

    def __init__(self, wanted: str, held: int) -> None:
        super().__init__(
            f"No actor in the record is called {wanted!r} or has an id that begins so (the record holds {held:,}). "
            f"" + ("Find actors with `onrecord actors list WORDS`." if held else _EMPTY)
        )


class AmbiguousActor(RecordProblem):
    """Several actors have this name, or an id with this beginning."""

    def __init__(self, wanted: str, candidates: list[str]) -> None:
        super().__init__(
            f"{wanted!r} may mean more than one actor: {'; '.join(candidates)}. Give the id of one of them."
        )


class NotTwoActors(RecordProblem):
    """A merge of actors that are already one, or a separation of actors that were never joined."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"{wrong} Look at both with `onrecord actors show`.")


class NothingToSplit(RecordProblem):
    """A split that names none or all of an actor's statements."""

    def __init__(self, actor: str, wrong: str) -> None:
        super().__init__(
            f"{actor} was not split: {wrong}. Give the ids of some of its statements, as listed by `onrecord who`, "
            f"or a role that some of them give."
        )


class NotTwoFamilies(RecordProblem):
    """A decision to join statements that are already one family, or to split what is not one."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"{wrong} Look at its family with `onrecord families show STATEMENT`.")


class BadCursor(RecordProblem):
    """The cursor does not come from this search."""

    def __init__(self, cursor: str) -> None:
        super().__init__(
            f"{cursor!r} is not the `next` value of this search. It belongs to another search or was cut off; "
            f"repeat the search without it."
        )
