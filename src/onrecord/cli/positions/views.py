"""Questions, positions and codings, printed; and what asking a second reader about them did."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from onrecord.cli.terminal.output import (
    console,
    print_table,
    printable,
    tell,
    tell_following,
    whole_file,
    write_json,
)
from onrecord.exports.marked import counted, deed
from onrecord.exports.views.positions import (
    agreement_json,
    learned_json,
    position_json,
    question_json,
    second_json,
    summary_json,
    to_csv,
)
from onrecord.positions.days import in_words as days_in_words
from onrecord.positions.standings import Standing, standings
from onrecord.positions.summaries import Change, Summary, in_words, summaries
from onrecord.positions.values import Position, Question
from onrecord.record import Record
from onrecord.record.positions.values import ActorsAgree, CodedPage, Judged, PositionPage, SecondStance
from onrecord.record.second.values import SecondRead

ID_LENGTH = 8
_SHOWN = 30
"""Actors of a question in a table; the others are counted."""
_LONGEST = 160
"""Characters of a quote in a table."""


def write_questions(record: Record, *, format_: str) -> None:
    """The questions, with how much was found."""
    counts = record.question_counts()
    asked = record.questions()
    if format_ == "json":
        write_json({"questions": [question_json(one, counts.get(one.id)) for one in asked]}, indent=2)
        return
    if not asked:
        tell('No questions yet. Ask one: onrecord ask "Should the ferry be replaced by a bridge?"')
        return
    rows = []
    for one in asked:
        own = counts[one.id]
        found = f"{own.related:,} of {counted(own.judged, 'statement')} about it, {own.coded:,} coded"
        rows.append((f"{one.text}{' (closed)' if one.closed else ''}", found, one.id[:ID_LENGTH]))
    print_table({"Question": 6, "Found": 4}, "Id", rows)


def write_answer(
    record: Record, question: Question, judged: Judged, *, format_: str, second: SecondRead | None = None
) -> None:
    """Who stands where on a question, and who agrees with whom; what asking a second reader did."""
    found = record.positions(question=question.id, doubtful=True, limit=None).positions
    agreed = record.agreements(question.id)
    summed = summaries(one for one in found if not one.doubtful)
    doubtful = sum(one.doubtful for one in found)
    if format_ == "json":
        actors = [
            {"id": actor, "name": _name(one), "summary": summary_json(one)} for (actor, _), one in _ranked(summed)
        ]
        told = {
            "question": question_json(question),
            "candidates": judged.candidates,
            "judged": judged.judged,
            "related": judged.related,
            "doubtful": doubtful,
            "learned": learned_json(judged.learned) if judged.learned else None,
            "second": second_json(second) if second else None,
            "actors": actors,
            "agreements": [agreement_json(one) for one in agreed],
        }
        write_json(told, indent=2)
        return
    console().print(Text(printable(question.text), style="bold"))
    if summed:
        _print_answer([one for some in standings(found).values() for one in some])
        _print_agreements(agreed)
    _tell_answer(question, judged, positions=len(summed), doubtful=doubtful)
    if second:
        tell_second(second, f"Code what it sees otherwise: onrecord code {question.id[:ID_LENGTH]} --who NAME")


def write_positions(record: Record, page: PositionPage, every: Sequence[Position], *, format_: str, out: str) -> None:
    """Positions of a page, with summaries of those who hold them and changes, which rest on `every` position."""
    questions = {one.id: one.text for one in record.questions()}
    held = {(one.actor, one.question) for one in page.positions}
    summed = {key: one for key, one in summaries(every).items() if key in held}
    if format_ == "table":
        _print_positions(page.positions, summed, questions)
    else:
        with whole_file(out) as file:
            if format_ == "csv":
                file.writelines(to_csv(page.positions, questions))
            elif format_ == "jsonl":
                for one in page.positions:
                    write_json(position_json(one), file=file)
            else:
                write_json(_positions_json(page, summed), indent=2, file=file)
    if not page.positions:
        tell(
            "No positions. Leave out a filter, add --doubtful, or ask the question again with `onrecord ask`, which "
            "looks through new articles."
        )
    tell_following(page.next, format_=format_)


def write_queue(page: CodedPage) -> None:
    """What a coder has to do."""
    if not page.coded:
        tell("Nothing is left to code. With --blind, statements that others coded are listed too.")
        return
    rows = []
    for one in page.coded:
        proposed = f"{one.proposed.label}\n{one.proposed.confidence:.0%} sure" if one.proposed else "nothing"
        proposed += "".join(f"\n{_second(told)}" for told in one.second)
        names = ", ".join(held.name for held in one.holders.values()) or "nobody known"
        rows.append((proposed, names, _short(one.quote), one.statement[:ID_LENGTH]))
    print_table({"Proposed": 3, "Who": 3, "What": 6}, "Id", rows)
    tell(f"{counted(page.left, 'statement')} to code. Decide: onrecord code QUESTION STATEMENT accept --who NAME")


def _second(told: SecondStance) -> str:
    words = f" (“{_short(told.shown_by, 80)}”)" if told.shown_by else ""
    return f"second reader: {told.label}{words}"


def _positions_json(page: PositionPage, summed: Mapping[tuple[str, str], Summary]) -> dict[str, Any]:
    return {
        "positions": [position_json(one) for one in page.positions],
        "summaries": [
            {"actor": {"id": actor, "name": _name(one)}, "question": question, "summary": summary_json(one)}
            for (actor, question), one in summed.items()
        ],
        "next": page.next,
    }


def _ranked(summed: Mapping[tuple[str, str], Summary]) -> list[tuple[tuple[str, str], Summary]]:
    """Those with the most utterances first."""
    return sorted(summed.items(), key=lambda item: (-len(item[1].utterances), _name(item[1])))


def _name(one: Summary) -> str:
    return one.utterances[-1].name if one.utterances else ""


def _print_answer(found: Sequence[Standing]) -> None:
    """Those with the most utterances first, each with the latest one that shows where it stands."""
    rows = []
    for one in sorted(found, key=lambda one: (-len(one.summary.utterances), one.name))[:_SHOWN]:
        last = one.latest
        who = "\n".join(filter(None, (one.name, one.role)))
        stance = "" if one.summary.stance else f"{last.stance}: "
        latest = f"{stance}{_words(last)}\n{', '.join(filter(None, (last.outlet, _day(last))))}".rstrip()
        rows.append((who, in_words(one.summary), latest, last.statement[:ID_LENGTH]))
    print_table({"Who": 3, "Stands": 5, "Latest": 6}, "Id", rows)
    if len(found) > _SHOWN:
        tell(f"{counted(len(found) - _SHOWN, 'actor')} more: use --format json, or `onrecord positions`.")


def _print_agreements(agreed: Sequence[ActorsAgree]) -> None:
    on = console()
    for one in agreed:
        line = f"{one.name} {one.relation} with {one.other_name} (“{one.words}”) {one.statement[:ID_LENGTH]}"
        on.print(Text(printable(line)), soft_wrap=True)


def _tell_answer(question: Question, judged: Judged, *, positions: int, doubtful: int) -> None:
    tell(
        f"{counted(judged.candidates, 'statement')} looked at, {judged.judged:,} of them judged now; "
        f"{judged.related:,} about the question, by {counted(positions, 'actor')}; "
        f"{counted(doubtful, 'position')} doubtful."
    )
    if judged.learned:
        tell(f"Learned: {judged.learned}")
    if not judged.related:
        since = f" from {question.since} on" if question.since else ""
        tell(f"No statement{since} was found about it: add articles, or give other words with --synonym.")
    elif doubtful:
        tell(f"Code the doubtful ones: onrecord code {question.id[:ID_LENGTH]} --who NAME")


def _print_positions(
    found: Sequence[Position], summed: Mapping[tuple[str, str], Summary], questions: Mapping[str, str]
) -> None:
    on = console()
    for (_, question), one in summed.items():
        line = f"{_name(one)} on “{questions.get(question, question)}”: {in_words(one)}"
        on.print(Text(printable(line)), soft_wrap=True)
        for change in one.changes:
            on.print(Text(printable(_change(change))), soft_wrap=True)
    if not found:
        return
    on.print()
    rows = []
    for position in found:
        who = "\n".join(filter(None, (position.name, position.role, "relayed" if position.relayed else None)))
        stance = "\n".join(filter(None, (position.stance, _standing(position))))
        outlet, id_ = position.outlet or "", position.statement[:ID_LENGTH]
        rows.append((_day(position), who, stance, _words(position), outlet, id_))
    print_table({"When": 3, "Who": 3, "Stance": 2, "What": 5, "Outlet": 2}, "Id", rows)


def _change(one: Change) -> str:
    """Both statements of a change."""
    told = (f"{_day(at)} {at.stance}: {_words(at, 80)} ({at.statement[:ID_LENGTH]})" for at in (one.before, one.after))
    return "  " + "\n  ".join(told)


def _standing(one: Position) -> str | None:
    if one.decided_by:
        return f"decided by {', '.join(one.decided_by)}"
    return "doubtful" if one.doubtful else None


def _day(one: Position) -> str:
    """When the utterance was, or its day of publication in brackets."""
    if one.days is None:
        return ""
    return days_in_words(one.days) if one.is_dated else f"({days_in_words(one.days)})"


def _words(one: Position, longest: int = _LONGEST) -> str:
    """The words, with what is done to them where they are not simply stated."""
    act = "" if one.act == "states" and not one.negated else f"[{deed(one)}] "
    return act + _short(one.quote, longest)


def _short(words: str, longest: int = _LONGEST) -> str:
    return words if len(words) <= longest else words[:longest].rstrip() + "…"


def tell_second(found: SecondRead, then: str) -> None:
    """What it did, and what to do next where it says something else."""
    skipped = ", ".join(f"{count:,} {reason}" for reason, count in sorted(found.skipped.items()))
    told = f"Second reader: asked about {counted(found.asked, 'statement')}, {counted(found.kept, 'answer')} kept"
    told += f", {found.differ:,} of them different" if found.differ else ""
    tell(f"{told}{f'; not used: {skipped}' if skipped else ''}.")
    if found.differ:
        tell(then)
