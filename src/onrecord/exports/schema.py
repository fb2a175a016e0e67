"""The JSON Schema of an article's JSON: every key with its type and what it means, in the words of the documentation.

What it says is held to `onrecord.exports.articles` by a test: whatever that writes is valid, and no key is missing."""

from typing import Any, get_args

from onrecord.exports.articles import FORMAT
from onrecord.model import Act, ActorKind, ArticleKind, BlockKind, OriginKind, StatementKind, StatementType, Verdict
from onrecord.positions.values import Label, Stance

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_Schema = dict[str, Any]
_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$|^[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_OFFSETS = "Offsets count code points of the article's `text`; `end` is not included."


def schema() -> _Schema:
    """The schema (draft 2020-12) of what `to_json` gives and `onrecord read --format jsonl` prints, a line each."""
    return {
        "$schema": DRAFT,
        "title": f"An article as Onrecord reads it, format {FORMAT}",
        **_object(
            "One version of an article with its statements. " + _OFFSETS,
            {
                "format": {"const": FORMAT, "description": "The form of this JSON."},
                "id": _text("Identifies the article: made from its address, else from its bytes, unless it was given."),
                "kind": _one_of(
                    ArticleKind,
                    "`transcript` and `official` (a statement that its issuer publishes) are primary sources; an "
                    "`interview` is printed as questions and answers.",
                ),
                "url": _maybe(_text("Its canonical address.")),
                "outlet": _maybe(_text("Who published it.")),
                "headline": _maybe(_text("Its headline.")),
                "authors": _list(_text("A name from the byline."), "Who wrote it."),
                "published": _maybe(_text("When it was published: ISO 8601, as precise as the page tells.")),
                "modified": _maybe(_text("When it was last changed: ISO 8601.")),
                "text": _text("The text that all offsets refer to."),
                "text_sha256": _text("SHA-256 of `text`."),
                "bytes_sha256": _text("SHA-256 of the bytes that it was read from."),
                "media_type": _text("As what the bytes were read, such as text/html; charset=utf-8."),
                "language": _maybe(_text("ISO 639-1 code of the language.")),
                "signals": _object(
                    "Where each time was found: `given`, `json-ld datePublished`, `update notice`, …",
                    {key: _maybe(_text(f"Where `{key}` was found.")) for key in ("published", "modified")},
                ),
                "origin": _maybe(_origin()),
                "blocks": _list(
                    _object(
                        "A stretch of the text.",
                        {"kind": _one_of(BlockKind, "`note` is an update or correction notice."), **_offsets()},
                    ),
                    "The text's blocks in order.",
                ),
                "reason": _maybe(_text("Why there are no statements, where the text was not read.")),
                "read_with": _maybe(_text("The reader and its version.")),
                "occasions": _list(_ref("occasion"), "The occasions of the statements, by number."),
                "statements": _list(_ref("statement"), "The statements in reading order."),
                "questions": _list(
                    _object(
                        "A question that is followed.",
                        {"id": _text("The question's id."), "text": _text("What is asked.")},
                    ),
                    "Those of the `positions` of its statements; absent where there are none.",
                ),
            },
            optional=("questions",),
        ),
        "$defs": _definitions(),
    }


def _definitions() -> _Schema:
    return {
        "statement": _statement(),
        "position": _position(),
        "speaker": _speaker(),
        "occasion": _occasion(),
        "when": _when(),
        "words": _object(
            "Words of the text and where they stand. `start` and `end` are null where the place was not kept.",
            {**_places(), "text": _text("The words.")},
        ),
        "span": _object("A part and its words.", {**_offsets(), "text": _text("The words from start to end.")}),
    }


def _origin() -> _Schema:
    return _object(
        "How the bytes came; null where that was not kept.",
        {
            "kind": _one_of(OriginKind, "What gave them."),
            "place": _maybe(_text("The address that was fetched, or the path of the file.")),
            "claimed": _maybe(_text("The address that they name as theirs, which nothing confirms.")),
        },
    )


def _statement() -> _Schema:
    return _object(
        "Something communicated, or a belief or wish that the author narrates.",
        {
            "id": _text("16 hexadecimal digits that text and spans determine."),
            "kind": _one_of(StatementKind, "`said`: communicated. `held`: narrated as a belief, attitude or wish."),
            "type": _one_of(StatementType, "All of the content in quotation marks, some of it, or none."),
            "act": _one_of(Act, "What the source does with the content."),
            "negated": {"type": "boolean", "description": "Whether they are reported not to do it: did not say."},
            "quote": _text("The parts of `content` joined by one space."),
            "content": _list(_ref("span"), "What was said, in one part or several."),
            "cue": _maybe(_ref("span")) | {"description": "The words that report it, such as said."},
            "cue_more": _list(_ref("span"), "Further parts of the cue; absent where there are none."),
            "source": _list(_ref("span"), "The words that name who said it."),
            "speakers": _list(_ref("speaker"), "Whoever issued the statement; empty where the article does not tell."),
            "principals": _list(_ref("speaker"), "On whose behalf, or whose words or stance are relayed."),
            "addressee": _maybe(_ref("words")) | {"description": "Whom it was told to."},
            "venue": _maybe(_ref("words")) | {"description": "The occasion, channel or medium."},
            "when": _maybe(_ref("when")) | {"description": "When it was uttered; never silently the publication date."},
            "occasion": {
                "type": ["integer", "null"],
                "minimum": 1,
                "description": "The number of its occasion; null where the article tells neither when nor where.",
            },
            "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "How sure the reader is."},
            "decision": _decision(),
            "family": _maybe(
                _object(
                    "The family of a record that it belongs to; absent outside a record.",
                    {
                        "id": _text("The family's id."),
                        "relation": _text("How it relates to the first published: verbatim, shortened, …"),
                    },
                )
            ),
            "positions": _list(
                _ref("position"), "What it says to questions of a record, if somebody decided or the model is sure."
            ),
        },
        optional=("cue_more", "decision", "family", "positions"),
    )


def _position() -> _Schema:
    day = {"type": ["string", "null"], "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    flag = {"type": "boolean"}
    return _object(
        "An actor's stance on a question, by one statement.",
        {
            "question": _text("The question's id."),
            "actor": _object(
                "Who holds it: a speaker, a principal, or whom a person named.",
                {
                    "id": _text("The actor's id."),
                    "name": _text("Its canonical name, across articles."),
                    "role": _maybe(_text("The title or description that the article gives.")),
                },
            ),
            "stance": _one_of(Stance, "Yes to the question, no, neither ruled out, or no side taken."),
            "day": day | {"description": "The first day on which it may have been said, or that of publication."},
            "last_day": day | {"description": "The last day on which it may have been said, or that of publication."},
            "when": _maybe(_ref("when"))
            | {"description": "When it was uttered; null where the article does not tell."},
            "published": day | {"description": "The day of publication."},
            "outlet": _maybe(_text("Who published the article.")),
            "relayed": flag | {"description": "Whether somebody else told it."},
            "act": _one_of(Act, "What the source does with the content."),
            "negated": flag | {"description": "Whether they are reported not to do it."},
            "quote": _text("The parts of the content joined by one space."),
            "statement": _text("The statement's id."),
            "article": _text("The article's id."),
            "family": _maybe(_text("The id of the family of reports of the same utterance; null for one report.")),
            "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "That of the proposal."},
            "proposed": {"enum": [*get_args(Label), None], "description": "What the model proposed; null for nothing."},
            "doubtful": flag | {"description": "Whether nobody decided and the model is not sure."},
            "decided_by": _list(_text("A name."), "Who decided about it, the last one last."),
        },
    )


def _decision() -> _Schema:
    return _object(
        "What a person decided about it in a record; absent where nobody did. The statement has the values that apply.",
        {
            "verdict": _one_of(Verdict, "That of the last decision."),
            "number": {"type": "integer", "minimum": 1, "description": "Its number in the record."},
            "who": _text("Who decided."),
            "at": _text("When: ISO 8601, UTC."),
            "note": _maybe(_text("Why.")),
            "proposed": {
                "type": ["object", "null"],
                "description": "What was read in place of the values that an edit set, by the same keys; else null.",
            },
        },
    )


def _speaker() -> _Schema:
    return _object(
        "A person, organization, group, document or unnamed source.",
        {
            "name": _text("The canonical name."),
            "kind": _one_of(ActorKind, "What it is."),
            "role": _maybe(_ref("words")) | {"description": "The title or description that the article gives."},
            "mention": _maybe(_ref("words")) | {"description": "The words that name it at this statement."},
            "actor": _maybe(
                _object(
                    "The actor of a record that it is now, after merges; null for whoever is not one, such as an "
                    "unnamed source; absent outside a record.",
                    {
                        "id": _text("The actor's id."),
                        "name": _text("Its canonical name, across articles."),
                        "identifiers": {
                            "type": "object",
                            "additionalProperties": _text("The identifier."),
                            "description": 'Those of other collections by scheme, such as {"wikidata": "Q42"}.',
                        },
                    },
                )
            ),
        },
        optional=("actor",),
    )


def _occasion() -> _Schema:
    return _object(
        "One hearing, interview, speech, post or press conference: its statements share date and venue.",
        {
            "number": {"type": "integer", "minimum": 1, "description": "Counts from 1, in reading order."},
            "when": _maybe(_ref("when")) | {"description": "When it was."},
            "venue": _maybe(_ref("words")) | {"description": "Where it was, or in what."},
            "addressees": _list(_ref("words"), "Whom one of its statements was told to."),
        },
    )


def _when() -> _Schema:
    date = {"type": ["string", "null"], "pattern": _DATE}
    told = "YYYY, YYYY-MM, YYYY-MM-DD or an interval A/B, both ends included; null where the words tell no day."
    return _object(
        "The day or interval of the utterance. `start` and `end` are offsets of `text`, null where they were not kept.",
        {
            "date": date | {"description": told},
            "text": _maybe(_text("The words that it was read from.")),
            **_places(),
            "rule": _text("The rule that resolved them."),
        },
    )


def _object(description: str, properties: dict[str, _Schema], *, optional: tuple[str, ...] = ()) -> _Schema:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def _list(items: _Schema, description: str) -> _Schema:
    return {"type": "array", "description": description, "items": items}


def _text(description: str) -> _Schema:
    return {"type": "string", "description": description}


def _one_of(literal: Any, description: str) -> _Schema:
    return {"enum": list(get_args(literal)), "description": description}


def _maybe(one: _Schema) -> _Schema:
    """The same, or null."""
    return one | {"type": ["string", "null"]} if one.get("type") == "string" else {"anyOf": [one, {"type": "null"}]}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _offsets() -> dict[str, _Schema]:
    return {
        "start": {"type": "integer", "minimum": 0, "description": "The first code point."},
        "end": {"type": "integer", "minimum": 1, "description": "The code point behind the last."},
    }


def _places() -> dict[str, _Schema]:
    return {key: one | {"type": ["integer", "null"]} for key, one in _offsets().items()}
