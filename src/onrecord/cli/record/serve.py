"""`serve`: the pages over a record, and the API."""

import gc
import socket
import sys
from datetime import timedelta
from pathlib import Path

import click

from onrecord.cli.terminal.options import Duration, Number, allow_private_option, record_option
from onrecord.problems.record import RecordReadOnly


@click.command()
@record_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=Number(0, 65535), metavar="N", default=8642, show_default=True, help="0 takes a free one.")
@click.option("--who", metavar="NAME", help="Who decides if nobody signs in; by default the user of this machine.")
@click.option("--read-only", is_flag=True, help="Only show the record: nobody can change it.")
@click.option("--public", is_flag=True, help="Let visitors read without signing in.")
@click.option("--login", is_flag=True, help="Require signing in at an address of this machine too, as behind a proxy.")
@click.option("--watch", is_flag=True, help="Keep checking the feeds that were added under Sources.")
@click.option(
    "--every", type=Duration(), default="15m", show_default=True, metavar="TIME", help="How often, with --watch."
)
@allow_private_option
def serve(
    record: str,
    host: str,
    port: int,
    who: str | None,
    read_only: bool,
    public: bool,
    login: bool,
    watch: bool,
    every: timedelta,
    allow_private: bool,
) -> None:
    """Show the record in a browser: add, search, read, check drafts, review.

    The pages are at http://127.0.0.1:8642 until Ctrl-C. Each address with .json gives the same as data. A record that
    does not exist yet is created. On this machine nobody signs in; to serve others, give --host, and add the users who
    may sign in with `onrecord users add`.

    It needs up to 450 MB of memory while articles are added, drafts checked or statements judged, up to 500 MB while
    all of that is asked for at once, and 200 MB or less otherwise: articles are read in a separate process, which ends
    a minute after the last one.

    \b
    Example:
      onrecord serve --record ferry.record
    """
    import uvicorn

    from onrecord.cli.terminal.output import tell
    from onrecord.heap import one_heap
    from onrecord.web.access.policy import access_for
    from onrecord.web.access.users import has_users
    from onrecord.web.app import application

    one_heap()
    with _listening(host, port) as listening:
        port = listening.getsockname()[1]
        users = has_users(Path(record))
        manner = {"users": users, "login": login, "public": public, "read_only": read_only, "who": who}
        rounds = every if watch and not read_only else None
        access = access_for(host, port, **manner)  # type: ignore[arg-type]
        try:
            app = application(Path(record), access, every=rounds, allow_private=allow_private)
        except RecordReadOnly as problem:
            raise click.ClickException(f"{problem} To show it and change nothing, give --read-only.") from problem
        tell(f"{record} is at http://{f'[{host}]' if ':' in host else host}:{port} until Ctrl-C.")
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=5)
        )
        # A page asks the database some fifty times and waits for its turn after each, behind a search by default 5 ms.
        sys.setswitchinterval(0.0005)
        # Looking for unreachable objects among all that is loaded once takes 70 ms, within some page.
        gc.collect()
        gc.freeze()
        server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address. Raises click.ClickException where it cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        found = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(f"Cannot listen on {host}:{port} ({reason}). Choose another --port.") from error
    # Connections have it from here: else the end of a page waits up to 40 ms until its beginning is confirmed.
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return found
