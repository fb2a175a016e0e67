"""`families` and `conflicts`: which statements report one utterance, and where their reports contradict each other."""

from typing import Any

import click

from onrecord.cli.actors import ListedByDefault
from onrecord.cli.options import format_option, limit_option, record_option, who_option

KINDS = ("speaker", "date", "negation", "number", "modality", "certainty", "quantity", "cut")
"""Those of `ConflictKind`, which stands in a module that would make every command start later."""


@click.group(cls=ListedByDefault, subcommand_metavar="[list] [WORDS]... | COMMAND ...")
def families() -> None:
    """Show, join and split families: reports of one utterance.

    A family is the statements that report one utterance, across articles and outlets. A paragraph that others copied
    counts once; its copies are listed under the one published first. Each decision is kept with the name of whoever
    made it, and can be undone.

    \b
    Example:
      onrecord families ferry
      onrecord families show 3f9a
    """


@families.command("list")
@click.argument("words", nargs=-1)
@record_option
@limit_option(20)
@click.option("--after", metavar="NEXT", help="Continue an earlier list: the `next` value that it gave.")
@format_option(
    "table", "json", "jsonl", help="A table, one JSON object with families and next, or one family per line."
)
def list_(words: tuple[str, ...], record: str, format_: str, limit: int, after: str | None) -> None:
    """List families, those in the most articles first.

    With WORDS, only families with a statement that contains all of them.

    \b
    Example:
      onrecord families list harbour ferry
    """
    from onrecord.cli.family_views import write_families
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        page = opened.families(" ".join(words) or None, limit=limit, after=after)
        write_families(page, format_=format_, searched=bool(words))


@families.command()
@click.argument("id_", metavar="FAMILY|STATEMENT")
@record_option
@format_option("text", "json", help="Text, or one JSON object.")
def show(id_: str, record: str, format_: str) -> None:
    """Show a family: its reports, and how each differs from the first.

    Each distinct report, how it relates to the one published first, and who copied it. Differing words are marked:
    [-removed-] {+added+}. FAMILY and STATEMENT are ids or their unique beginnings.

    \b
    Example:
      onrecord families show 3f9a
    """
    from onrecord.cli.family_views import write_family
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        write_family(opened.family(id_), format_=format_)


@families.command()
@click.argument("statement")
@click.argument("other")
@who_option
@record_option
def join(statement: str, other: str, who: str, record: str) -> None:
    """Decide that STATEMENT and OTHER report one utterance.

    \b
    Example:
      onrecord families join 3f9a 81c2 --who "Kim Park"
    """
    from onrecord.cli.output import tell
    from onrecord.cli.progress import open_to_write

    with open_to_write(record) as opened:
        decision = opened.join_statements(statement, other, who=who)
    tell(f"Joined. To take it back: onrecord families undo {decision.subject_id} --who NAME")


@families.command()
@click.argument("statement")
@who_option
@record_option
def split(statement: str, who: str, record: str) -> None:
    """Decide that STATEMENT does not belong to its family.

    It and its copies report a different utterance.

    \b
    Example:
      onrecord families split 3f9a --who "Kim Park"
    """
    from onrecord.cli.output import tell
    from onrecord.cli.progress import open_to_write

    with open_to_write(record) as opened:
        decision = opened.split_statement(statement, who=who)
    tell(f"Split. To take it back: onrecord families undo {decision.subject_id} --who NAME")


@families.command()
@click.argument("statement")
@who_option
@record_option
def undo(statement: str, who: str, record: str) -> None:
    """Undo what was decided about the family of STATEMENT.

    \b
    Example:
      onrecord families undo 3f9a --who "Kim Park"
    """
    from onrecord.cli.output import tell
    from onrecord.cli.progress import open_to_write

    with open_to_write(record) as opened:
        opened.undo_statement(statement, who=who)
    tell("Undone. Its family is again the one that the comparison finds.")


@click.command()
@click.argument("words", nargs=-1)
@record_option
@click.option("--kind", type=click.Choice(KINDS), help="Only conflicts of this kind.")
@click.option("--family", metavar="FAMILY|STATEMENT", help="Only conflicts in one family.")
@limit_option(20)
@format_option("text", "json", "jsonl", help="Text, one JSON object with conflicts, or one conflict per line.")
def conflicts(words: tuple[str, ...], record: str, format_: str, limit: int, **choice: Any) -> None:
    """List contradictions between reports of one utterance.

    A different speaker, date or meaning. Each is shown beside the report published first, with the differing words
    marked. `cut` is a shortened quotation that lost its "not" or its "if". WORDS narrow the list to families with a
    statement that contains all of them.

    \b
    Example:
      onrecord conflicts ferry --kind negation
    """
    from itertools import islice

    from onrecord.cli.family_views import write_conflicts
    from onrecord.record import open_record

    with open_record(record, write=False) as opened:
        found = list(islice(opened.conflicts(" ".join(words) or None, **choice), limit + 1))
    write_conflicts(found[:limit], format_=format_, more=len(found) > limit)
