"""`watch`: feeds and lists of addresses, read again and again."""

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from onrecord.cli.terminal.options import Duration, allow_private_option, record_option

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.watching import Manner, Round


def _times(context: click.Context, parameter: click.Parameter, value: str) -> tuple[timedelta, ...]:
    if value.strip().lower() == "never":
        return ()
    return tuple(sorted(Duration().convert(one, parameter, context) for one in value.split(",")))


def _sources(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    from pathlib import Path

    for source in value:
        if not source.lower().startswith(("http://", "https://")) and not Path(source).is_file():
            raise click.BadParameter(f"{source!r} is neither a file nor an http or https address.")
    return value


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FEED|FILE...", callback=_sources)
@record_option
@click.option("--every", type=Duration(), default="15m", show_default=True, metavar="TIME", help="How often to check.")
@click.option(
    "--again",
    callback=_times,
    default="1h,6h,1d,3d,7d",
    show_default=True,
    metavar="TIMES",
    help="When to re-read an article, counted from when it was first seen; or never.",
)
@allow_private_option
@click.option("--once", is_flag=True, help="Check once and exit, for use with cron.")
def watch(
    sources: tuple[str, ...],
    record: str,
    every: timedelta,
    again: tuple[timedelta, ...],
    allow_private: bool,
    once: bool,
) -> None:
    """Watch feeds: add new articles and re-read recent ones.

    FEED is the address of an RSS, Atom or JSON feed, or of an article; FILE lists addresses, one per line. A changed
    article becomes a new version, which `onrecord history` compares. Servers are asked only for what has changed, one
    request at a time, as their robots.txt allows; failing servers are asked less and less often. Each article that is
    added or changed is printed as a line on standard output. Ctrl-C stops it.

    \b
    Example:
      onrecord watch https://example.org/feed.xml --every 15m --record ferry.record
    """
    from onrecord.cli.terminal.output import Terminated, end, end_stopped, list_failures, open_to_write, tell
    from onrecord.sources.fetch import Limits
    from onrecord.watching import Manner, Round

    manner = Manner(every=every, again=again, limits=Limits(allow_private=allow_private))
    total = Round()
    try:
        with open_to_write(record) as opened:
            _rounds(opened, sources, manner, once=once, total=total)
    except Terminated:
        tell(f"Stopped: {total.summary()} Record: {record}")
        return
    except KeyboardInterrupt:
        end_stopped(f"Stopped: {total.summary()} Record: {record}\nThe same command continues where it stopped.")
    if once:
        list_failures(total.failures)
    tell(f"{total.summary()} Record: {record}")
    end(failed=once and bool(total.failures))


def _rounds(record: "Record", sources: tuple[str, ...], manner: "Manner", *, once: bool, total: "Round") -> None:
    from onrecord.cli.terminal.output import list_failures, printable, tell, terminable
    from onrecord.watching import Watcher

    terminable()
    watcher = Watcher(
        record,
        manner=manner,
        tell=lambda added, article: click.echo(
            printable(f"{added}  {article.id}  {article.latest.headline or article.url}".replace("\n", " "))
        ),
    )
    if once:
        watcher.round(sources, total)
        return
    for ended in watcher.rounds(sources, total):
        list_failures(ended.done.failures)
        tell(f"{ended.began:%H:%M} UTC: {ended.done.summary()} Next at {ended.following:%H:%M}.")
