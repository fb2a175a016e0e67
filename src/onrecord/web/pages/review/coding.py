"""Coding positions: what a statement says to a question, one a screen, the least sure proposal first; and deciding
between coders. What is asked for stands in the address, also afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.exports.views.coding import CodingView, coding, decided_by, disputed, is_choice
from onrecord.exports.views.decisions import told, words_of
from onrecord.exports.views.positions import coded_json, learned_json, question_json
from onrecord.library import OpenRecord
from onrecord.positions.learning import LEAST
from onrecord.positions.values import LABELS, Question
from onrecord.problems.record import AmbiguousActor, BadDecision, UnknownActor
from onrecord.record import Decision
from onrecord.record.positions.values import Coded, CodedPage
from onrecord.web.access.visitors import signature, visitor
from onrecord.web.background.learning import Learning
from onrecord.web.deciding import may_decide, taken_back
from onrecord.web.errors import wants_json
from onrecord.web.records import Records
from onrecord.web.rendering import address, render
from onrecord.web.routing import Pages, Shown, records

router = Pages()
PATH = "/review/positions"
_BACK = 20
"""How many earlier places an address keeps, for "previous"."""
_PICKED_FROM = 200
"""Names that are suggested while one is typed."""

_QUESTION = "A question: its id, its text, or words that only its text has."


@dataclass(frozen=True, slots=True)
class Asked:
    """The state of the page: the question, which queue of it, the place in that, and those before it."""

    question: str = ""
    blind: bool = False
    unrelated: bool = False
    disputed: bool = False
    after: str | None = None
    back: tuple[str, ...] = ()
    statement: str | None = None
    skipped: str | None = None

    def at(self, path: str = PATH, **changes: Any) -> str:
        """The address of this state with changes. One statement is asked for once, and so is the one put off last."""
        asked = asdict(replace(self, **{"statement": None, "skipped": None} | changes))
        return address(path, {name: "yes" if value is True else value for name, value in asked.items()})


def asked_for(
    question: Annotated[str, Query(max_length=500, description=_QUESTION)] = "",
    blind: Annotated[bool, Query(description="Whether to code all that one has not, whatever others decided.")] = False,
    unrelated: Annotated[bool, Query(description="Whether what is proposed to be about something else comes, too.")] = (
        False
    ),
    disputed: Annotated[bool, Query(description="Only what coders differ on, to decide between them.")] = False,
    after: Annotated[str, Query(max_length=2000)] = "",
    back: Annotated[tuple[str, ...], Query()] = (),
    statement: Annotated[str, Query(max_length=200)] = "",
    skipped: Annotated[str, Query(max_length=200)] = "",
) -> Asked:
    """What stands in the address."""
    place = after or None, back[-_BACK:], statement.strip() or None, skipped or None
    return Asked(question.strip(), blind and not disputed, unrelated, disputed, *place)


Page = Annotated[Asked, Depends(asked_for)]
Behind = Annotated[Records, Depends(records)]
Signed = Annotated[str, Depends(signature)]


def learning(request: Request) -> Learning:
    """What was learned from decisions."""
    found: Learning = request.app.state.learning
    return found


@router.page(PATH, template="coding.html")
def code(request: Request, asked: Page, records: Behind) -> Shown:
    """The statement whose position on a `question` is to be coded next, or the one named `statement`; and how far the
    coder is. Without a question, the questions that can be coded."""
    who = visitor(request).name or ""
    with records.reading() as record:
        if not asked.question:
            return _choice(record, asked)
        values, page, view = _screen(request, record, records, asked, who)
    return Shown(values, lambda: _data(values, page, view))


@router.post(f"{PATH}/decide", include_in_schema=False, response_model=None)
def decide(
    request: Request,
    asked: Page,
    records: Behind,
    who: Signed,
    id_: Annotated[str, Form(alias="id")],
    seen: Annotated[int, Form()],
    choice: Annotated[str, Form()] = "",
    holder: Annotated[str, Form(max_length=200)] = "",
    other: Annotated[str, Form(max_length=2000)] = "",
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Decide what a statement says to the question, and go on to the next; to the same one where the decision is about
    one alone of several who hold it. What somebody decided meanwhile is shown first."""
    given = {"choice": choice, "holder": holder, "other": other, "note": note}
    with records.writing() as record:
        view = coding(record, asked.question, id_, who=who, blind=asked.blind)
        question = view.question.id
        try:
            if view.seen != seen:
                if _is_repeated(view, choice, who):
                    return _to(asked.at())
                given = {}  # said about something else
                raise BadDecision("Somebody changed what is decided about it", "See below, and decide then.")
            if not is_choice(choice):
                raise BadDecision("no stance is chosen", "Choose what the statement says to the question.")
            if not view.holders and choice != "unrelated" and not other.strip():
                raise BadDecision("nobody is known to hold it", "Name an actor of the record, or skip the statement.")
            decided = decided_by(view, choice, holder=holder, other=other)
            record.code(question, id_, who=who, note=note or None, adjudicate=asked.disputed, **decided)
            learning(request).after(record, question)
        except (BadDecision, UnknownActor, AmbiguousActor) as wrong:
            if wants_json(request):
                raise
            again = replace(asked, statement=id_)
            values, _, _ = _screen(request, record, records, again, who)
            status = 422 if given else 409
            return render(request, "coding.html", values | {"wrong": wrong, "given": given}, status=status)
    return _to(asked.at(statement=id_) if holder and not other.strip() else asked.at())


@router.post(f"{PATH}/undo", include_in_schema=False, response_model=None)
def undo(request: Request, asked: Page, records: Behind, who: Signed, decision: Annotated[int, Form(ge=1)]) -> Response:
    """Take one's own last decision back, and show its statement. Raises NotUndone, or RoleTooLow."""
    with records.writing() as record:
        taken_back(record, decision, visitor=visitor(request), who=who)
        found = record.decision(decision)
    question, _, rest = found.subject_id.partition("/")
    is_coding = found.subject == "position"
    return _to(asked.at(question=question, statement=rest.partition("/")[0]) if is_coding else asked.at())


@router.post(f"{PATH}/learn", include_in_schema=False, response_model=None)
def learn(request: Request, asked: Page, records: Behind) -> Response:
    """See what the decisions on the question teach now, and correct the proposals by it if it helps."""
    with records.reading() as record:
        question = record.question(asked.question).id
    learning(request).look(question)
    return _to(asked.at())


def _choice(record: OpenRecord, asked: Asked) -> Shown:
    counts = record.question_counts()
    found = [(one, counts[one.id]) for one in record.questions(closed=False)]
    values = {"questions": found, "asked": asked}
    return Shown(values, lambda: {"questions": [question_json(one, own) for one, own in found]})


def _screen(
    request: Request, record: OpenRecord, records: Records, asked: Asked, who: str
) -> tuple[dict[str, Any], CodedPage, CodingView | None]:
    """The values of the page, where it is in the queue, and the statement that it shows."""
    question = record.question(asked.question)
    if asked.disputed:
        page = disputed(record, question.id, after=asked.after)
    else:
        choice = {"blind": asked.blind, "unrelated": asked.unrelated}
        page = record.to_code(question.id, who, **choice, limit=1, after=asked.after)
    id_ = asked.statement or next((one.statement for one in page.coded), None)
    view = coding(record, question.id, id_, who=who, blind=asked.blind) if id_ else None
    last = _last(record, question, who) if who else None
    coded = list(record.codings(question.id))
    values = {
        "questions": None,
        "asked": asked,
        "question": question,
        "page": page,
        "done": _done(coded, asked, who),
        "one": view.evidence if view else None,
        "view": view,
        "labels": LABELS,
        "suggested": _suggested(view),
        "names": _names(view),
        "may": may_decide(request, records),
        "writable": records.writable,
        "last": last,
        "last_words": words_of(record, last, longest=60) if last else None,
        "told": told,
        "learned": learning(request).told(question.id),
        "looked": learning(request).looked(question.id),
        "learning": learning(request).going(question.id),
        "coded": len(coded),
        "least": LEAST,
        "given": None,
        "wrong": None,
    }
    return values | _ways(asked, page), page, view


def _ways(asked: Asked, page: CodedPage) -> dict[str, Any]:
    """Where "skip" and "previous" lead: behind the last one to the first again; from one that is asked for back to the
    queue, or past it where it is the next of that, such as after its decision was taken back."""
    following: dict[str, Any] = {"after": page.next, "back": (*asked.back, asked.after or "first") if page.next else ()}
    shown = next((one.statement for one in page.coded), None)
    before = asked.back[-1] if asked.back else None
    return {
        "following": asked.at() if asked.statement not in (None, shown) else asked.at(**following, skipped=shown),
        "previous": asked.at(after=None if before == "first" else before, back=asked.back[:-1]) if before else None,
    }


def _last(record: OpenRecord, question: Question, who: str) -> Decision | None:
    """The coder's last decision on the question that stands."""
    found = record.latest_decisions(subject="position", who=who, standing=True, limit=1).decisions
    return found[0] if found and found[0].subject_id.startswith(f"{question.id}/") else None


def _is_repeated(view: CodingView, choice: str, who: str) -> bool:
    """Whether a form says again what its sender just decided: it was sent twice."""
    last = view.coded.adjudicated or view.own
    label = view.label if choice == "accept" else choice
    is_own = last is not None and last.who == who and last.decision == view.seen
    return is_own and last is not None and {*last.labels.values()} <= {label}


def _done(coded: Iterable[Coded], asked: Asked, who: str) -> int:
    """How many statements of the queue are decided about: by the coder alone, where that is asked for."""
    if asked.disputed:
        return sum(one.adjudicated is not None for one in coded)
    return sum(who in one.by or not asked.blind for one in coded)


def _suggested(view: CodingView | None) -> tuple[str, ...]:
    """Who else speaks in the article."""
    if view is None:
        return ()
    own = {one.name for one in view.holders}
    return tuple(name for name in view.evidence.others if name not in own)[:_PICKED_FROM]


def _names(view: CodingView | None) -> Mapping[str, str]:
    """The names of all whom a proposal or a coder names, by their ids."""
    return {actor: one.name for actor, one in view.coded.holders.items()} if view else {}


def _data(values: Mapping[str, Any], page: CodedPage, view: CodingView | None) -> dict[str, Any]:
    learned = values["learned"]
    return {
        "question": question_json(values["question"]),
        "coded": coded_json(view.coded) if view else None,
        "decided": values["done"],
        "left": page.left,
        "learned": learned_json(learned) if learned else None,
        "next": page.next,
    }


def _to(place: str) -> Response:
    return RedirectResponse(place, status_code=303)
