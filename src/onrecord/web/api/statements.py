"""The API: what pages do by forms, as JSON. What pages show is at their own addresses, with `.json`."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from onrecord.collect import Done, add_all, read_all
from onrecord.exports.articles import to_json
from onrecord.exports.views.checked import checked_json
from onrecord.exports.views.decisions import decision_json
from onrecord.model import Act, ArticleKind, Failure, Loaded, Verdict
from onrecord.positions.values import Label
from onrecord.problems.access import SignInNeeded
from onrecord.sources import load
from onrecord.web.access.values import Visitor
from onrecord.web.access.visitors import signature, visitor
from onrecord.web.background.turns import Turns
from onrecord.web.deciding import taken_back
from onrecord.web.errors import BadValue
from onrecord.web.pages.check import looked_up
from onrecord.web.reading import Networks, networks
from onrecord.web.records import Records
from onrecord.web.routing import only_known, operation_id, records

router = APIRouter(prefix="/api", dependencies=[Depends(only_known)], generate_unique_id_function=operation_id)
Behind = Annotated[Records, Depends(records)]
Apart = Annotated[Networks, Depends(networks)]
Signed = Annotated[str, Depends(signature)]
_LONGEST = 20_000_000
"""Characters of a text: more than the longest article that is read."""


class Body(BaseModel):
    """What is sent: only what is asked for, of the type that it has."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Input(Body):
    """A text, or the address of an article."""

    text: str | None = Field(None, max_length=_LONGEST, description="An article: plain text, HTML, captions.")
    address: str | None = Field(None, max_length=2_000, description="Where it is to be fetched, with http or https.")
    published: str | None = Field(None, description="When it was published, over what it says itself.")
    kind: ArticleKind | None = Field(None, description="What it is, where that is not to be told from it.")

    @model_validator(mode="after")
    def one_of_two(self) -> "Input":
        """Raises ValueError unless there is a text or an address, not both."""
        if (self.text is None) == (self.address is None):
            raise ValueError("give text or address, and not both")
        return self

    def given(self, networks: Networks, *, allow_private: bool) -> Iterator[Loaded | Failure]:
        """What is to be read; `allow_private` as in `load`. Raises PublishedNotATime, or BadValue for an address that
        is a file."""
        if self.text is not None:
            content = self.text.encode("utf8", "surrogatepass")
            return networks.opened(content, published=self.published, kind=self.kind)
        address = self.address or ""
        if not address.lower().startswith(("http://", "https://")):
            raise BadValue(f"{address!r} is not an address with http or https.")
        return load(address, published=self.published, kind=self.kind, allow_private=allow_private)


class Draft(Body):
    """A draft whose quotations are looked up."""

    text: str = Field(max_length=_LONGEST)
    published: str | None = Field(None, description="The day from which its “Thursday” is counted.")


class Decide(Body):
    """A verdict about a statement, or the acceptance of an article."""

    id: str = Field(description="A statement, or an article: the id or its unique beginning.")
    verdict: Verdict
    note: str | None = None
    speaker: list[str] | None = Field(None, description='Who said it; [""] for nobody who is named.')
    content: list[str] | None = Field(None, description='Words of the article, or places as "START-END".')
    when: str | None = Field(None, description='2024, 2024-03, 2024-03-01 or A/B; "" if the article does not say.')
    venue: str | None = None
    addressee: str | None = None
    act: Act | None = None
    negated: bool | None = None


class Code(Body):
    """A verdict about the position that a statement shows."""

    question: str = Field(max_length=500, description="The id of a question, its text, or words that only it has.")
    statement: str = Field(max_length=2000, description="The id of a statement or its unique beginning.")
    verdict: Verdict
    stance: Label | None = Field(None, description="What it says to the question, where that is edited.")
    holder: str | None = Field(None, max_length=2000, description="The one of several whom the verdict is about alone.")
    holders: list[str] | None = Field(None, description="Who holds it, by id or name, where that is edited.")
    note: str | None = None
    adjudicate: bool = Field(False, description="Whether it decides between coders, and holds whatever they decide.")


class Undo(Body):
    """What is taken back."""

    decision: int = Field(ge=1)
    note: str | None = None


@router.post("/read")
def read(request: Request, asked: Input, networks: Apart, who: Annotated[Visitor, Depends(visitor)]) -> dict[str, Any]:
    """The statements of a text, or of what is at an address. Nothing is kept."""
    if asked.address is not None and who.by == "nobody":  # who would have this server ask others for pages
        raise SignInNeeded
    failures: list[Failure] = []
    given = _given(request, asked, networks)
    readings = list(read_all(given, failed=failures.append, reader=networks.reader))
    return {"articles": [to_json(reading) for reading in readings], "failures": [_failure(one) for one in failures]}


@router.post("/check")
def check(draft: Draft, records: Behind, networks: Apart) -> dict[str, Any]:
    """Every quotation of a draft with a verdict and what the record has of it. Nothing is kept."""
    return checked_json(looked_up(draft.text, draft.published, records=records, networks=networks))


@router.post("/add")
def add(request: Request, asked: Input, records: Behind, networks: Apart) -> dict[str, Any]:
    """Read an article and keep it in the record, with the bytes that prove its statements."""
    done, turns = Done(), Turns(records, networks.line)
    for one in _given(request, asked, networks):
        add_all([one], record=turns, done=done, reader=networks.reader)
    counts = {name: done.counts[name] for name in ("added", "new version", "copy", "unchanged")}
    return {**counts, "statements": done.statements, "failures": [_failure(one) for one in done.failures]}


@router.post("/decisions")
def decide(asked: Decide, records: Behind, who: Signed) -> dict[str, Any]:
    """Accept, reject or edit a statement. It is signed with the name of who asks."""
    edit = asked.model_dump(exclude={"id", "verdict", "note"}, exclude_none=True)
    with records.writing() as record:
        made = record.decide(asked.id, asked.verdict, who=who, note=asked.note, **edit)
    return decision_json(made)


@router.post("/code")
def code(asked: Code, records: Behind, who: Signed) -> dict[str, Any]:
    """Decide what a statement says to a question, and who holds it. It is signed with the name of who asks."""
    given = asked.model_dump(exclude={"question", "statement", "verdict"})
    with records.writing() as record:
        return decision_json(record.code(asked.question, asked.statement, asked.verdict, who=who, **given))


@router.post("/undo")
def undo(asked: Undo, records: Behind, who: Signed, by: Annotated[Visitor, Depends(visitor)]) -> dict[str, Any]:
    """Take a decision back, by its number: one's own; an admin any."""
    with records.writing() as record:
        return decision_json(taken_back(record, asked.decision, visitor=by, who=who, note=asked.note))


@router.get("/decisions")
def decisions(
    records: Behind,
    id_: Annotated[str | None, Query(alias="id")] = None,
    who: str | None = None,
    subject: Literal["statement", "article", "actor", "family", "question", "position"] | None = None,
) -> dict[str, Any]:
    """What persons decided, the oldest first: all, or about a thing, by a person, of a kind."""
    with records.reading() as record:
        return {"decisions": [decision_json(one) for one in record.decisions(id_, who=who, subject=subject)]}


def _given(request: Request, asked: Input, networks: Networks) -> Iterator[Loaded | Failure]:
    return asked.given(networks, allow_private=request.app.state.rounds.allow_private)


def _failure(one: Failure) -> dict[str, str]:
    return {"origin": one.origin, "reason": one.reason}
