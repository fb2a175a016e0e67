"""`schema`: what the JSON of an article is made of."""

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of an article and its statements.

    It describes every key of what `onrecord read --format jsonl` prints, one object a line.

    \b
    Example:
      onrecord schema > article.schema.json
    """
    from onrecord.cli.output import write_json
    from onrecord.exports.schema import schema as described

    write_json(described(), indent=2)
