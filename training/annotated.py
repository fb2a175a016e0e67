"""The statements annotated by hand, in PolNeAR's form, and what reads their articles as news to come.

In `gold_train`, `gold` and the half `tune` of `gold_recent` are articles of some 140 outlets. Their contents are by
hand; source and cue stand where the annotation's words stand nearest, or where the reader found them with the
statement; and what else the reader found stays as it is, since attitudes that an author narrates are not annotated
there. What is learned from what the reader finds in these articles (`training.occasions` and others) must be learned
from a reader that has not been trained on them: `Unseen`."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import SHARED, scorer
from onrecord.model import Article, Attribution, Loaded, Span, Time, Version
from onrecord.people.headlines import headline_attribution
from onrecord.reading import Reader
from onrecord.reading.decoding import Found
from onrecord.reading.rules import attributions
from onrecord.sources import load
from training.invented import invented

Document = dict[str, Any]
"""`text`, and `attributions` with lists of [start, end) by role, and whether each was said."""
SETS = ("gold_train", "gold", "gold_recent")
HALVES = Path(__file__).parent.parent / "out" / "training" / "news"
"""Where `training.news` leaves the networks of the two halves."""
LABELS = Path(__file__).parent / "resolved_labels.jsonl"
REACH = 300
"""Characters around a content in which its cue and source are looked for."""
_THAT = re.compile(r"\bthat\s+[“\"‘']?$", re.IGNORECASE)


def half_of(identity: str) -> int:
    """Which of the two halves an article trains."""
    return hashlib.sha256(identity.encode()).digest()[0] % 2


class Unseen:
    """Reads each annotated article by the network that was trained on the other half of them; as Reader does.

    Raises WeightsMissing where `training.news` has not left its networks."""

    def __init__(self, folder: Path = HALVES) -> None:
        self._readers = [Reader(weights=folder / f"half-{1 - half}") for half in (0, 1)]

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Found]]:
        """Each article with what is found in it."""
        for article in articles:
            yield from self._readers[half_of(article.id)].read([article])

    def found(self, texts: Sequence[str]) -> list[Found]:
        """What is found in other texts, which neither half holds."""
        return self._readers[0].found(texts)


def news(reader: Reader) -> Iterator[Document]:
    """The annotated articles in PolNeAR's form, of `gold_recent` those of the half `tune` alone."""
    for folder in SETS:
        only = None
        if folder == "gold_recent":
            only = json.loads((SHARED / folder / "split.json").read_text(encoding="utf8"))["tune"]
        for line in (SHARED / folder / "articles.jsonl").read_text(encoding="utf8").splitlines():
            article = json.loads(line)
            if only is not None and article["id"][:8] not in only:
                continue
            path = next((SHARED / folder / "articles").glob(f"{article['id'][:8]}*.gold.json"))
            gold = json.loads(path.read_text(encoding="utf8"))["statements"]
            found = reader.attributions([article["text"]])[0]
            yield document(article["id"], article["text"], gold, found)


def document(identity: str, text: str, gold: Sequence[dict[str, Any]], found: Sequence[Attribution]) -> Document:
    """An article with the attributions of its annotation, and what the reader found that these do not tell."""
    quotes = [{"quote": " ".join(part.of(text) for part in one.content)} for one in found]
    paired = {number: other for number, other, _ in scorer("score_statements").pair(gold, quotes)}
    made = []
    at = 0
    for number, one in enumerate(gold):
        content = _places(text, one, at)
        if not content:
            continue
        at = content[0][0]
        made.append(_annotated(text, one, content, found[paired[number]] if number in paired else None))
    covered = [part for one in made for part in one["content"]]
    used = set(paired.values())
    for number, other in enumerate(found):
        free = all(part.end <= start or end <= part.start for part in other.content for start, end in covered)
        if number not in used and (free or other.kind == "held"):
            made.append({**_spans(other), "said": int(other.kind == "said")})
    return {"doc": identity, "text": text, "attributions": made}


def _annotated(text: str, one: dict[str, Any], content: list[list[int]], known: Attribution | None) -> Document:
    that = _THAT.search(text, max(0, content[0][0] - 12), content[0][0])
    if that:  # statements leave it out, PolNeAR does not
        content = [[that.start(), content[0][1]], *content[1:]]
    cue, source = _near(text, one["cue"], content), _near(text, one.get("speaker_mention"), content)
    if known is not None:
        spans = _spans(known)
        free = [s for s in content if all(s[1] <= a or b <= s[0] for role in ("cue", "source") for a, b in spans[role])]
        if len(free) == len(content):
            cue, source = spans["cue"] or cue, spans["source"] or source
    return {"source": source, "cue": cue, "content": content, "said": 1}


def _places(text: str, one: dict[str, Any], at: int) -> list[list[int]]:
    """Where the parts of an annotated content stand; nowhere where one of them cannot be found."""
    found = []
    for number, part in enumerate(one["parts"]):
        starts = one.get("starts") or []
        start = starts[number] if number < len(starts) and starts[number] is not None else text.find(part, at)
        start = text.find(part) if start < 0 else start
        if start < 0 or not text.startswith(part, start):
            return []
        found.append([start, start + len(part)])
        at = start + len(part)
    return sorted(found)


def _near(text: str, words: str | None, content: list[list[int]]) -> list[list[int]]:
    """Where words stand nearest to a content, outside of it and in its paragraphs."""
    if not words:
        return []
    low = max(0, content[0][0] - REACH)
    high = min(len(text), content[-1][1] + REACH)
    places = []
    at = text.find(words, low, high)
    while at >= 0:
        end = at + len(words)
        whole = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
        if whole and all(end <= a or b <= at for a, b in content):
            away = min(min(abs(at - b), abs(a - end)) for a, b in content)
            places.append((away, [at, end]))
        at = text.find(words, at + 1, high)
    return [min(places)[1]] if places else []


def _spans(one: Attribution) -> dict[str, list[list[int]]]:
    def listed(parts: Sequence[Span]) -> list[list[int]]:
        return [[part.start, part.end] for part in parts]

    return {"source": listed(one.source), "cue": listed(one.cue), "content": listed(one.content)}


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with attributions and what the annotation gives each; None where no annotation is paired with it."""

    source: str
    identity: str
    version: Version
    found: Sequence[Attribution]
    gold: Sequence[dict[str, Any] | None]


def as_read(reader: Unseen) -> Iterator[Annotated]:
    """The annotated articles with the statements that are found in them, of `gold_recent` the half `tune` alone."""
    tune = json.loads((SHARED / "gold_recent" / "split.json").read_text(encoding="utf8"))["tune"]
    for folder in ("gold_train", "gold_recent", "gold"):
        paths = (SHARED / folder / "articles").glob("*.gold.json")
        golds = {one["id"]: one["statements"] for one in (json.loads(path.read_text("utf8")) for path in sorted(paths))}
        loaded = (one.article for one in load([str(SHARED / folder / "articles.jsonl")]) if isinstance(one, Loaded))
        wanted = [one for one in loaded if folder != "gold_recent" or one.id[:8] in tune]
        for article, read in reader.read(wanted):
            version = article.latest
            found = attributions(version, read.attributions, headline=headline_attribution(version), signs=read.signs)
            yield Annotated(folder, article.id, version, found, paired(version, found, golds[article.id]))


def as_marked() -> Iterator[Annotated]:
    """PolNeAR's articles with the spans that its annotators marked, where these are resolved."""
    told: dict[str, dict[str, Any]] = {}
    for one in _lines(SHARED / "data" / "polnear" / "resolved.jsonl"):
        told.setdefault(one["doc"], {})[one["id"]] = one
    yield from _marked("polnear", told)


def as_labelled() -> Iterator[Annotated]:
    """The other articles of PolNeAR's training half, with what `resolved_labels.md` tells of."""
    yield from _marked("labelled", {one["doc"]: _spread(one) for one in _lines(LABELS)})


def _spread(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A line of the labels as a label for each attribution."""
    empty = {"kind": "said", "speaker": None, "speaker_kind": None, "when": None, "venue": None, "addressee": None}
    labels: dict[str, dict[str, Any]] = {}
    for speaker, kind, numbers in row["speakers"]:
        for number in numbers.split():
            labels[number] = {**empty, "speaker": speaker, "speaker_kind": kind}
    for when, venue, addressee, numbers in row["occasions"]:
        for number in numbers.split():
            labels[number] |= {"when": when, "venue": venue, "addressee": addressee}
    for number in row["held"].split():
        labels[number]["kind"] = "held"
    return labels


def as_invented() -> Iterator[Annotated]:
    """The articles invented for training, with the spans that are marked in them."""
    for one in invented():
        yield Annotated("invented", one.name, one.version, one.found, one.labels)


def _marked(source: str, told: dict[str, dict[str, Any]]) -> Iterator[Annotated]:
    for one in _lines(SHARED / "data" / "polnear" / "train.jsonl"):
        marked = [(row, told.get(one["doc"], {}).get(row["id"])) for row in one["attributions"] if row["content"]]
        known = [(_attribution(row, label), label) for row, label in marked if label]
        if known:
            published = Time(one["published"], "given") if one["published"] else None
            version = Version(
                one["text"], "0", "text/plain", headline=one["headline"], published=published, language="en"
            )
            yield Annotated(source, one["doc"], version, [mine for mine, _ in known], [label for _, label in known])


def paired(
    version: Version, found: Sequence[Attribution], gold: Sequence[dict[str, Any]]
) -> list[dict[str, Any] | None]:
    """The gold statement of each attribution, as the scorer pairs them."""
    said = [number for number, one in enumerate(found) if one.kind == "said"]
    quotes = [{"quote": " ".join(part.of(version.text) for part in found[number].content)} for number in said]
    labels: list[dict[str, Any] | None] = [None] * len(found)
    for gold_number, number, _ in scorer("score_statements").pair(gold, quotes):
        labels[said[number]] = gold[gold_number]
    return labels


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf8").splitlines())


def _attribution(row: dict[str, Any], label: dict[str, Any]) -> Attribution:
    content, source, cue = (tuple(Span(*part) for part in row[name]) for name in ("content", "source", "cue"))
    return Attribution(content, source, cue, label["kind"], row.get("quote_type") or "indirect", 0.95)
