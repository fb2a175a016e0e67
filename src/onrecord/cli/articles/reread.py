"""`reread` and `remove`: what the record holds, read again or taken out."""

import sys
from pathlib import Path
from typing import Any

import click

from onrecord.cli.terminal.options import (
    processes_option,
    record_option,
    since_option,
    weights_option,
    who_option,
)
from onrecord.problems.record import RecordProblem


@click.command()
@record_option
@click.option(
    "--older-than",
    metavar="READER",
    help="Only what was read by readers that this record used before READER, a name as `onrecord stats` lists it, or "
    "its beginning.",
)
@click.option(
    "--article", "articles", metavar="ARTICLE", multiple=True, help="Only this article. May be given several times."
)
@since_option("Only articles published from this date on.")
@weights_option
@processes_option
@click.option("--again", is_flag=True, help="Also read what this reader has already read.")
def reread(record: str, articles: tuple[str, ...], weights: Path | None, **choice: Any) -> None:
    """Re-read articles that another reader read.

    A newer version, or weights of your own, may find more, and what they find counts from now on. All versions of all
    articles that another reader read last are read again from their stored texts; nothing is fetched. Each keeps its
    earlier readings, `onrecord verify` proves them like before, and what people decided stays. At the end it says how
    many statements are new, gone, changed (the same words with another speaker or date, for example) and the same.
    Ctrl-C keeps what has been read; the same command then continues where it stopped.

    \b
    Example:
      onrecord reread --since 2031-05
    """
    from onrecord.cli.terminal.output import counting, end, end_stopped, list_failures, open_to_write, tell
    from onrecord.collect import DoneAgain, reread_all

    done = DoneAgain()
    try:
        with open_to_write(record) as opened, counting("Reading again") as (begin, step):
            reread_all(opened, done=done, reader=weights, articles=articles, begin=begin, step=step, **choice)
    except KeyboardInterrupt:
        goes_on = "The same command without --again" if choice["again"] else "The same command"
        end_stopped(f"Stopped: {done.summary()} Record: {record}\n{goes_on} continues where it stopped.")
    except RecordProblem:
        if done.read:
            tell(f"Ended early: {done.summary()} Record: {record}")
        raise
    list_failures(done.failures)
    tell(f"{done.summary()} Record: {record}")
    end(failed=bool(done.failures))


def is_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


@click.command()
@click.argument("article", metavar="ARTICLE")
@record_option
@click.option(
    "--reason", metavar="TEXT", required=True, help="Why; it is kept, and shown to anyone who asks for the article."
)
@who_option
@click.option("--undo", is_flag=True, help="Let a removed article be added again. What was deleted does not come back.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def remove(article: str, record: str, reason: str, who: str, undo: bool, yes: bool) -> None:
    """Remove an article from the record for good.

    Its versions, stored bytes, texts and statements are deleted, also from the indexes, and it leaves searches,
    families, actors and exports. What stays: its id and address, who removed it, when and why, and its digests in the
    log, with which `onrecord verify` proves that nothing else is missing. It is skipped when it is added again. ARTICLE
    is an id, its unique beginning, or an address. Copies of the record's file are not reached.

    \b
    Example:
      onrecord remove 3f9a --reason "Court order 12/2031" --who "Ada Reyes"
    """
    from onrecord.cli.terminal.output import open_to_write, tell

    for name, given in (("reason", reason), ("who", who)):
        if not given.strip():
            raise click.BadParameter(f"Say {'why' if name == 'reason' else 'who decides'} with --{name}.")
    with open_to_write(record) as opened:
        if not (undo or yes):
            shown = opened.article(article).article
            if is_terminal():
                named = shown.latest.headline or shown.url or shown.id
                click.confirm(f"Delete “{named}” ({shown.id}) with all its versions for good?", abort=True, err=True)
            article = shown.id
        removal = opened.remove(article, reason=reason, who=who, undo=undo)
    tell(
        f"Article {removal.article_id} may be added again. Record: {record}"
        if undo
        else f"Article {removal.article_id} is removed. Record: {record}"
    )
