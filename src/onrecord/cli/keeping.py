"""`verify` and `export`: the record as a whole.

`schema`: what the JSON of an article is made of.
"""

import click

from onrecord.cli.terminal.options import format_option, out_option, record_option


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
@record_option
@format_option(
    "jsonl",
    "csv",
    "parquet",
    "corrections",
    help="One JSON object per line for each article; a table with one row per statement, as CSV or Parquet; or the "
    "articles that have decisions, as the decisions left them, to evaluate and train the reader with.",
)
@out_option()
def export(record: str, format_: str, out: str) -> None:
    """Write the record as JSON lines, a table or corrections.

    The latest version of every article, with its statements, who their speakers are after merges and imports, and the
    family each belongs to. A file is written under a temporary name and then renamed, so it is either complete or
    absent.

    \b
    Example:
      onrecord export --format csv --out statements.csv
    """
    from onrecord.cli.terminal.output import json_line, whole_file, write_table
    from onrecord.exports.articles import to_json
    from onrecord.exports.decisions import to_corrections
    from onrecord.exports.table import hits_of, with_known
    from onrecord.record import open_record

    if format_ in ("csv", "parquet"):
        with open_record(record, write=False) as opened:
            hits = (hit for reading in opened.readings() for hit in hits_of(reading))
            write_table(opened.known(hits), format_=format_, out=out)
        return
    with open_record(record, write=False) as opened, whole_file(out) as file:
        if format_ == "corrections":
            file.writelines(json_line(article) for article in to_corrections(opened))
        else:
            known = with_known(opened.readings(), opened)
            file.writelines(json_line(to_json(reading, known=its)) for reading, its in known)


@click.command()
def schema() -> None:
    """Print the JSON Schema of an article and its statements.

    It describes every key of what `onrecord read --format jsonl` prints, one object a line.

    \b
    Example:
      onrecord schema > article.schema.json
    """
    import json

    from onrecord.exports.schema import schema as described

    click.echo(json.dumps(described(), ensure_ascii=False, indent=2))
