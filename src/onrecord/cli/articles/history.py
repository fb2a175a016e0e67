"""`history`: what changed in an article after it was published. Where no styles show, signs mark the words that came
and went."""

from collections.abc import Iterable, Iterator, Sequence

import click
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.terminal.options import format_option, record_option
from onrecord.cli.terminal.output import console, plain, printable
from onrecord.cli.terminal.readings import WIDTH
from onrecord.exports.history import (
    BESIDE,
    NOTHING,
    ONE_VERSION,
    SIGNS,
    Line,
    added_at,
    block_lines,
    came,
    headline_pieces,
    latest_of,
    notice_lines,
    spaced,
    statement_lines,
    steps,
    summary,
)
from onrecord.exports.marked import counted, moment
from onrecord.record import KeptVersion
from onrecord.versions.differences import Part, Piece
from onrecord.versions.statements import Changes


@click.command()
@click.argument("article", metavar="ARTICLE")
@record_option
@format_option("text", "json", help="Text, or one JSON object with versions and changes.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write one self-contained page instead; - prints it.",
)
def history(article: str, record: str, format_: str, html: str | None) -> None:
    """Show what changed in an article, version by version.

    Statements that were added, removed, reworded or attributed to somebody else, and changes to the headline, the text,
    and update or correction notices. Moved text and changes of typography, counters or time stamps are left out. Each
    version says where it came from: fetched from the article's site, or a copy from a file, which is compared with what
    was fetched and never replaces it. ARTICLE is an id, its unique beginning, or an address. `onrecord add` or
    `onrecord watch` with the same address adds a version whenever the words have changed.

    \b
    Example:
      onrecord history https://example.org/story --html changes.html
    """
    from onrecord.cli.terminal.output import whole_file, write_json
    from onrecord.exports.history import changes_of, history_json
    from onrecord.exports.pages import history_page
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        versions = opened.versions(article)
    changes = changes_of(versions)
    if html is not None:
        with whole_file(html) as file:
            file.write(history_page(versions, changes))
    elif format_ == "json":
        write_json(history_json(versions, changes), indent=2)
    else:
        print_history(versions, changes)


STYLES: dict[Part, str] = {"same": "", "removed": "strike red", "added": "underline green"}
MARKS: dict[Part, tuple[str, str]] = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
CHANGE_STYLES = {"added": "bold green", "removed": "bold red"}


def print_history(versions: Sequence[KeptVersion], changes: Sequence[Changes]) -> None:
    """The versions and what changed, the oldest change first."""
    on = console()
    on.print(history_text(versions, changes, signs=plain(on)), width=min(on.width, WIDTH))


def history_text(versions: Sequence[KeptVersion], changes: Sequence[Changes], *, signs: bool) -> Group:
    """What `print_history` prints. With `signs`, brackets instead of styles."""
    compared = zip(steps(versions), changes, strict=True)
    drawn = (part for (before, after), one in compared for part in _step(before, after, one, signs=signs))
    return Group(*_head(versions), *drawn)


def _head(versions: Sequence[KeptVersion]) -> Iterator[Text]:
    leading = latest_of(versions)
    article, version = leading.reading.article, leading.reading.article.latest
    published = f"published {moment(version.published)}" if version.published else None
    facts = (version.outlet, published, counted(len(versions), "version"))
    yield Text(printable(version.headline or "Article without a headline"), style="bold")
    yield Text(printable(" · ".join(fact for fact in facts if fact)))
    yield Text(printable(f"Article {article.id}, first added {added_at(versions[0])}"), style="dim")
    yield Text(printable(f"Version {versions[0].number}: {came(versions[0])}"), style="dim")
    if leading is not versions[-1]:
        yield Text(f"{BESIDE} Version {leading.number} stands for the article.")
    if len(versions) == 1:
        yield Text(f"\n{ONE_VERSION}")


def _step(before: KeptVersion, after: KeptVersion, changes: Changes, *, signs: bool) -> Iterator[Text | Padding]:
    modified = after.reading.article.latest.modified
    found = f", found {added_at(after)}" + (f", updated {moment(modified)}" if modified else "")
    yield Text.assemble(("\nVersion ", "bold"), (f"{before.number} → {after.number}", "bold"), printable(found))
    yield Text(printable(came(after)), style="dim")
    if not changes.any:
        yield Text(NOTHING)
        return
    if changes.headline:
        yield Text.assemble(("Headline: ", "bold"), _words(headline_pieces(changes), signs=signs))
    yield from _lines("Notices", notice_lines(changes), signs=signs)
    yield Text.assemble(("Statements: ", "bold"), summary(changes))
    yield from (_line(line, signs=signs) for line in statement_lines(changes))
    yield from _lines("Text", block_lines(changes), signs=signs)


def _lines(title: str, lines: Iterable[Line], *, signs: bool) -> Iterator[Text | Padding]:
    shown = [_line(line, signs=signs) for line in lines]
    if shown:
        yield Text(f"{title}:", style="bold")
        yield from shown


def _line(line: Line, *, signs: bool) -> Padding:
    label = " · ".join(part for part in (line.who, line.remark) if part)
    text = Text.assemble(
        (f"{SIGNS[line.change]} {line.change}", CHANGE_STYLES.get(line.change, "bold yellow")),
        (printable(f" · {label}") if label else "", "dim"),
        "\n",
        (printable(line.lead), "dim"),
    )
    return Padding(text.append_text(_words(line.pieces, signs=signs)), (0, 0, 1, 2))


def _words(pieces: Sequence[Piece], *, signs: bool) -> Text:
    text = Text()
    for piece in spaced(pieces):
        words = printable(piece.text)
        if not signs:
            text.append(words, style=STYLES[piece.part])
            continue
        opening, closing = MARKS[piece.part]
        text.append(f"{opening}{words}{closing}")
    return text
