"""`serve`: the pages over a record, and the API."""

from pathlib import Path

import click

from onrecord.cli.terminal.options import record_option


@click.command()
@record_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="0 takes a free one.")
@click.option("--read-only", is_flag=True, help="Show the record and change nothing, whoever asks.")
def serve(record: str, host: str, port: int, read_only: bool) -> None:
    """Show the record in a browser: search, read, check drafts, review.

    The pages are at http://127.0.0.1:8642 until Ctrl-C. Each address with .json gives the same as data. A record that
    does not exist yet is made.

    \b
    Example:
      onrecord serve --record ferry.record
    """
    import uvicorn

    from onrecord.cli.terminal.output import tell
    from onrecord.web.app import application

    app = application(Path(record), writable=not read_only)
    tell(f"{record} is at http://{host}:{port} until Ctrl-C.")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
