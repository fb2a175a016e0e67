"""Errors of a record: what it is asked and cannot do."""

from collections.abc import Sequence

from onrecord.problems import Problem

_EMPTY = "Add articles with `onrecord add INPUT`."
"""What to do next with an empty record."""


class RecordProblem(Problem):
    """The record cannot do what was asked."""


class RecordMissing(RecordProblem):
    """There is no record to read."""

    def __init__(self, path: object) -> None:
        super().__init__(f"There is no record at {path}. Create one with `onrecord add INPUT --record {path}`.")


class NotARecord(RecordProblem):
    """The file is something else; it is left unchanged."""

    def __init__(self, path: object, found: str) -> None:
        super().__init__(
            f"{path} is not a record: {found}. With `--record`, give a file that `onrecord add` wrote, or a new one."
        )


class RecordUnreadable(RecordProblem):
    """The system cannot read the file, or does not allow it."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}. Check its permissions, those of its folder, and the disk.")


class RecordTooNew(RecordProblem):
    """A later version of the program wrote the record."""

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(
            f"{path} has record format {found}; this version of Onrecord supports formats up to {known}. It was "
            f"written by a later version; update Onrecord."
        )


class RecordTooOld(RecordProblem):
    """The record must be upgraded first, which opening it for reading does not do."""

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(
            f"{path} has record format {found}; this version of Onrecord reads format {known}. It was written by an "
            f"earlier version; the next `onrecord add` to this file upgrades it."
        )


class RecordBusy(RecordProblem):
    """Another process is writing."""

    def __init__(self, path: object, seconds: float) -> None:
        super().__init__(
            f"Another process is writing to {path} and did not finish within {seconds:g} s. "
            "A record has one writer at a time; wait until it is done, then run the command again."
        )


class RecordReadOnly(RecordProblem):
    """The record was opened for reading, or its file or folder cannot be written."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path} cannot be written: it was opened for reading, or its file or folder is write-protected. "
            "Check their permissions."
        )


class RecordClosed(RecordProblem):
    """The record was closed, and is used again."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"The record {path} is closed. Use it within its `with` block, or open it again with `open_record`."
        )


class RecordFailed(RecordProblem):
    """The database reported an error that is neither a wrong call nor another writer."""

    def __init__(self, path: object, error: object) -> None:
        super().__init__(
            f"The database of {path} reports: {str(error).rstrip('.')}. The disk may be full or failing, or the file "
            f"damaged; free some space, run `onrecord verify`, and restore a backup if it finds faults."
        )


class Unstorable(RecordProblem):
    """What is to be added contradicts itself, and could not be proved later."""

    def __init__(self, article_id: str, wrong: str) -> None:
        super().__init__(
            f"Article {article_id} was not added: {wrong}. Bytes, text and spans must come from the same reading; "
            f"read it again."
        )


class UnknownId(RecordProblem):
    """Nothing in the record has this id."""

    def __init__(self, what: str, wanted: str, held: int) -> None:
        super().__init__(
            f"No {what} in the record has an id that begins with {wanted!r} (the record holds {held:,}). "
            + ("Find ids with `onrecord search WORDS`." if held else _EMPTY)
        )


class UnknownVersion(UnknownId):
    """The article has no version of this number."""

    def __init__(self, article: str, number: int) -> None:
        RecordProblem.__init__(
            self,
            f"The article {article} has no version {number}. `onrecord history {article}` lists its versions by their "
            "numbers.",
        )


class AmbiguousId(RecordProblem):
    """Several things in the record have an id with this beginning."""

    def __init__(self, what: str, prefix: str, candidates: list[str]) -> None:
        super().__init__(
            f"More than one {what} has an id that begins with {prefix!r}: {', '.join(candidates)}. Give more "
            f"characters of the id."
        )


class ArticleRemoved(RecordProblem):
    """A person took the article out of the record."""

    def __init__(self, article_id: str, *, at: str, who: str, reason: str) -> None:
        super().__init__(
            f"Article {article_id} was removed from the record on {at[:10]} by {who}: {reason.rstrip('.')}. Its bytes, "
            "text and statements are deleted, and it is not added again. To let it be added: "
            f"`onrecord remove {article_id} --undo --reason TEXT --who NAME`."
        )


class NotRemoved(RecordProblem):
    """A removal is taken back that does not stand."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"Article {article_id} was not removed, so that there is nothing to undo. "
            f"See it with `onrecord show {article_id}`."
        )


class UnknownReader(RecordProblem):
    """No reader of this name has read anything in the record."""

    def __init__(self, wanted: str, readers: Sequence[str]) -> None:
        told = f"It was read by, the earliest first: {', '.join(readers)}." if readers else _EMPTY
        super().__init__(f"No reader of this record has a name that begins with {wanted!r}. {told}")


class UnknownActor(RecordProblem):
    """No actor has this id, name or identifier."""

    def __init__(self, wanted: str, held: int) -> None:
        super().__init__(
            f"No actor in the record is called {wanted!r} or has an id that begins so (the record holds {held:,}). "
            f"" + ("Find actors with `onrecord actors list WORDS`." if held else _EMPTY)
        )


class AmbiguousActor(RecordProblem):
    """Several actors have this name, or an id with this beginning."""

    def __init__(self, wanted: str, candidates: list[str]) -> None:
        super().__init__(
            f"{wanted!r} may mean more than one actor: {'; '.join(candidates)}. Give the id of one of them."
        )


class NotTwoActors(RecordProblem):
    """A merge of actors that are already one, or a separation of actors that were never joined."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"{wrong} Look at both with `onrecord actors show`.")


class NothingToSplit(RecordProblem):
    """A split that names none or all of an actor's statements."""

    def __init__(self, actor: str, wrong: str) -> None:
        super().__init__(
            f"{actor} was not split: {wrong}. Give the ids of some of its statements, as listed by `onrecord who`, "
            f"or a role that some of them give."
        )


class NotTwoFamilies(RecordProblem):
    """A decision to join statements that are already one family, or to split what is not one."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"{wrong} Look at its family with `onrecord families show STATEMENT`.")


class BadDecision(RecordProblem):
    """A decision that says nothing, too much, or what does not fit the statement."""

    def __init__(self, wrong: str, hint: str) -> None:
        super().__init__(f"Nothing was decided: {wrong}. {hint}")


class UnknownDecision(RecordProblem):
    """No decision has this number."""

    def __init__(self, number: int, held: int) -> None:
        super().__init__(
            f"There is no decision {number}; the record has {held:,}. `onrecord decisions` lists them with their "
            "numbers."
        )


class NotUndone(RecordProblem):
    """A decision that cannot be taken back."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"Nothing was taken back: {wrong}. List decisions with `onrecord decisions`.")


class BadCursor(RecordProblem):
    """The cursor does not come from this search."""

    def __init__(self, cursor: str) -> None:
        super().__init__(
            f"{cursor!r} is not the `next` value of this search. It belongs to another search or was cut off; "
            f"repeat the search without it."
        )


class BadSearch(RecordProblem):
    """A search cannot be saved as it was told."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(
            f"A search with {name} = {value!r} cannot be saved. It needs a name and who saves it, and takes what "
            f"`onrecord search` takes: words, speaker, outlet, role, venue, to, since, until, when, type, kind, act, "
            f"negated, rejected and sort."
        )


class UnknownSearch(RecordProblem):
    """No search is saved under the name."""

    def __init__(self, name: str, saved: Sequence[str]) -> None:
        told = ", ".join(map(repr, saved[:10])) if saved else "none yet"
        super().__init__(f"No search is saved as {name!r}. Saved are: {told}.")


class BadQuestion(RecordProblem):
    """What is asked is no question that can be followed."""

    def __init__(self, wrong: str) -> None:
        super().__init__(
            f"Nothing was asked: {wrong}. Ask what can be answered with yes or no, such as “Should the bridge be "
            "closed?”."
        )


class UnknownQuestion(RecordProblem):
    """No question has this id or these words."""

    def __init__(self, wanted: str, asked: Sequence[str]) -> None:
        told = f"Asked are: {'; '.join(asked[:10])}." if asked else "None was asked yet."
        super().__init__(f"No question of the record is {wanted!r}. {told} Ask one with `onrecord ask QUESTION`.")


class AmbiguousQuestion(RecordProblem):
    """Several questions have these words, or an id with this beginning."""

    def __init__(self, wanted: str, candidates: Sequence[str]) -> None:
        super().__init__(
            f"{wanted!r} may mean more than one question: {'; '.join(candidates[:10])}. Give the id of one of them."
        )
