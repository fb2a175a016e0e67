"""`history`: what changed in an article after it was published."""

import click

from onrecord.cli.options import format_option, record_option


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
    from onrecord.cli.files import whole_file
    from onrecord.cli.history_text import print_history
    from onrecord.cli.output import write_json
    from onrecord.exports.history import changes_of, history_json
    from onrecord.exports.history_page import page
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        versions = opened.versions(article)
    changes = changes_of(versions)
    if html is not None:
        with whole_file(html) as file:
            file.write(page(versions, changes))
    elif format_ == "json":
        write_json(history_json(versions, changes), indent=2)
    else:
        print_history(versions, changes)
