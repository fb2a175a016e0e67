"""`headline`: what a headline says against the statements under it."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from rich.text import Text

from onrecord.checking.headlines import HeadlineFinding, Support, check_headline
from onrecord.cli.terminal.options import allow_private_option, format_option, published_option, record_option
from onrecord.cli.terminal.output import ID_LENGTH, console, plain, printable, table, write_json
from onrecord.cli.terminal.readings import led
from onrecord.collect import read_all
from onrecord.exports.marked import who
from onrecord.exports.views.headlines import headline_json, nothing
from onrecord.model import Failure, Reading, Span
from onrecord.problems import StageFailed
from onrecord.problems.record import UnknownId
from onrecord.problems.sources import NoSuchInput
from onrecord.record import open_record
from onrecord.sources import load
from onrecord.sources.inputs import is_stream
from onrecord.stages import stage

if TYPE_CHECKING:
    from onrecord.model import Failure


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@record_option
@published_option
@allow_private_option
@format_option("table", "json", "jsonl", help="A table, one JSON object, or one JSON object per line for each article.")
def headline(articles: tuple[str, ...], record: str, published: str | None, allow_private: bool, format_: str) -> None:
    """Check headlines against the statements under them.

    ARTICLE is a file, a folder, an address, - for standard input, or the id of an article in the record. What a
    headline attributes, quotes or repeats is supported, stronger than what was said (“must” for “should”), attributed
    to someone else, or not in the text. The exit status is 1 unless everything found is supported.

    \b
    Example:
      onrecord headline article.html
    """
    from onrecord.cli.terminal.output import end, list_failures

    failures: list[Failure] = []
    checked = checked_headlines(
        articles,
        record=record,
        published=published,
        standard_input=sys.stdin.buffer,
        allow_private=allow_private,
        failed=failures.append,
    )
    wrong = write_headlines(checked, format_=format_)
    list_failures(failures)
    end(failed=wrong or bool(failures))


Checked = tuple[Reading, tuple[HeadlineFinding, ...]]


def checked_headlines(
    articles: Sequence[str],
    *,
    record: str,
    published: str | None,
    standard_input: BinaryIO,
    allow_private: bool = False,
    failed: Callable[[Failure], object],
) -> Iterator[Checked]:
    """Each article with what its text says of its headline: inputs are read, ids are looked up in the record.

    Raises UnknownId, AmbiguousId or another RecordProblem for what is neither an input nor an id."""
    for name in articles:
        if is_stream(name) or Path(name).exists() or not Path(record).exists():
            loaded = load([name], published=published, standard_input=standard_input, allow_private=allow_private)
            readings = read_all(loaded, failed=failed)
        else:
            with open_record(record, write=False) as opened:
                try:
                    readings = iter((opened.article(name),))
                except UnknownId:
                    if not Path(name).suffix:
                        raise
                    failed(Failure(name, str(NoSuchInput(name))))  # a file that is misspelt
                    continue
        for reading in readings:
            try:
                with stage("checking the headline"):
                    findings = check_headline(reading)
            except StageFailed as problem:
                failed(Failure(reading.article.url or reading.article.id, str(problem)))
                continue
            yield reading, findings


def write_headlines(checked: Iterable[Checked], *, format_: str) -> bool:
    """As a table for each article, as one JSON object, or as one a line. Whether any finding is not "supported"."""
    wrong = False
    collected: list[dict[str, Any]] = []
    for reading, findings in checked:
        wrong = wrong or any(finding.verdict != "supported" for finding in findings)
        if format_ == "table":
            _print(reading, findings)
        elif format_ == "jsonl":
            write_json(headline_json(reading, findings))
        else:
            collected.append(headline_json(reading, findings))
    if format_ == "json":
        write_json({"articles": collected}, indent=2)
    return wrong


def _print(reading: Reading, findings: Sequence[HeadlineFinding]) -> None:
    on = console()
    on.print(Text(printable(reading.article.latest.headline or "Article without a headline"), style="bold"))
    if not findings:
        on.print(Text(f"{nothing(reading)}\n"))
        return
    shown = table({"Verdict": 3, "The headline": 5, "In the article": 7}, narrow="Id")
    text = reading.article.latest.text
    for finding in findings:
        best = finding.evidence[0] if finding.evidence else None
        id_ = best.statement.id[:ID_LENGTH] if best and best.statement else ""
        shown.add_row(_verdict(finding), _claim(finding, plain(on)), _under(finding, best, plain(on), text), Text(id_))
    on.print(shown)


def _verdict(finding: HeadlineFinding) -> Text:
    verdict = Text(finding.verdict, style="green" if finding.verdict == "supported" else "bold red")
    for change in finding.changes:
        told = f"“{change.after}” for “{change.before}”" if change.after else f"leaves out “{change.before}”"
        verdict.append(printable(f"\n{told}"), style="not bold default")
    return verdict


def _claim(finding: HeadlineFinding, signs: bool) -> Text:
    words = _marked(finding.claim, [change.after_span for change in finding.changes], signs)
    return words.append(printable(f"\n{finding.source or 'no source named'}"))


def _under(finding: HeadlineFinding, best: Support | None, signs: bool, text: str) -> Text:
    if best is None:
        return Text("nothing similar")
    words = _marked(best.words, [change.before_span for change in finding.changes], signs)
    words = Text.assemble(led(best.statement, text), words)
    return words.append(printable(f"\n{who(best.statement.speakers) if best.statement else 'the article itself'}"))


def _marked(words: str, spans: Iterable[Span | None], signs: bool) -> Text:
    text, reached = Text(), 0
    for span in sorted(span for span in spans if span):
        if span.start < reached:
            continue
        text.append(printable(words[reached : span.start]))
        text.append(f"[{span.of(words)}]" if signs else span.of(words), style="" if signs else "bold red reverse")
        reached = span.end
    return text.append(printable(words[reached:]))
