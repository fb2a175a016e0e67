"""`verify`: the proof of the whole record; `schema`: what the JSON of an article is made of."""

import click

from onrecord.cli.terminal.options import record_option


@click.command()
@record_option
def verify(record: str) -> None:
    """Prove the record from its stored bytes.

    The stored bytes and texts are hashed again, and every span and block is checked against them. Each fault is printed
    as a line on standard output: the kind of thing, its id, and what is wrong. The exit status is 1 if there are any.
    The last line says how many versions were fetched from their article's site; `onrecord history` shows where each one
    came from.

    \b
    Example:
      onrecord verify --record ferry.record
    """
    from onrecord.cli.terminal.output import end, tell
    from onrecord.exports.marked import counted
    from onrecord.record import open_record

    faults = 0
    with open_record(record, write=False) as opened:
        for faults, fault in enumerate(opened.verify(), start=1):  # noqa: B007  (the last number is the count)
            click.echo(f"{fault.kind} {fault.id}: {fault.message}")
        counts = opened.counts()
    held = f"{counted(counts.versions, 'version')} of {counted(counts.articles, 'article')}"
    found = counted(faults, "fault") if faults else "no fault"
    tell(f"Checked {held} with {counted(counts.all_statements, 'statement')}: {found}.")
    if others := counts.versions - counts.own:
        own = f"{counted(counts.own, 'version')} {'was' if counts.own == 1 else 'were'} fetched from the article's site"
        tell(f"{own}, {others:,} came from files or from an unknown place.")
    end(failed=faults > 0)


@click.command()
def schema() -> None:
    """Print the JSON Schema of an article and its statements.

    It describes every key of what `onrecord read --format jsonl` prints, one object per line.

    \b
    Example:
      onrecord schema > article.schema.json
    """
    import json

    from onrecord.exports.schema import schema as described

    click.echo(json.dumps(described(), ensure_ascii=False, indent=2))
