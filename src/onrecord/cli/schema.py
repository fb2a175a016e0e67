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
    import json

    from onrecord.exports.schema import schema as described

    click.echo(json.dumps(described(), ensure_ascii=False, indent=2))
