"""Errors of inputs: bytes that do not become an article, and addresses that give none."""

from collections.abc import Sequence

from onrecord.problems import Problem


class SourceProblem(Problem):
    """Bytes that could not be made into an article."""


class EmptyInput(SourceProblem):
    """Nothing but white space."""

    def __init__(self) -> None:
        super().__init__("The input is empty. It was probably not saved completely; save it again.")


class BinaryInput(SourceProblem):
    """Bytes that are not text, such as an image or an archive."""

    def __init__(self, looks_like: str = "binary data") -> None:
        self.looks_like = looks_like
        super().__init__(
            f"The input is {looks_like}, not an article in a format that Onrecord reads. "
            "Save the article as HTML, plain text, Word (.docx) or PDF, and give that file."
        )


class NotADraft(SourceProblem):
    """A file of which no draft is read, though it may be one of articles."""

    def __init__(self, looks_like: str) -> None:
        super().__init__(
            f"The draft is {looks_like}. Drafts are read from plain text, Markdown, HTML and Word (.docx): save it as "
            "one of these, or paste its text."
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
    """A path that does not exist, or standard input that was not passed."""

    def __init__(self, path: str) -> None:
        super().__init__(
            'The input "-" is standard input, and none was given. Pass one as `standard_input`, such as '
            'sys.stdin.buffer; a file of that name is "./-".'
            if path == "-"
            else f"There is no file or folder {path!r}. Check the spelling and the current folder."
        )


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


class OtherFormat(NotADocument):
    """An archive, or a file of another program, which has a form that can be read."""

    def __init__(self, found: str, advice: str) -> None:
        SourceProblem.__init__(self, f"The file is {found}, which Onrecord does not read. {advice}")


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


class FeedAsArticle(SourceProblem):
    """A feed where an article was expected."""

    def __init__(self, url: str = "ADDRESS") -> None:
        super().__init__(
            "This is a feed, which lists articles and does not contain them. To add the articles that it lists, run "
            f"`onrecord watch {url} --once`."
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
        whose = "it" if host.strip("[]") == address else f"its address {address}"
        super().__init__(
            f"{host} was not contacted: {whose} is not on the public internet. Outside pages must not "
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


class RedirectedElsewhere(FetchProblem):
    """A server sends on what it was sent to another one, which nobody named."""

    def __init__(self, url: str, target: str) -> None:
        super().__init__(
            f"{url} redirected to {target}. What is sent there goes to no other server; if you want this, give that "
            "address."
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
