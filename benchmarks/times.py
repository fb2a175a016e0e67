"""How well times are found, resolved, and chosen as the time of an utterance.

    python -m benchmarks.times --data ../shared/data/time_expressions --out out/times.json

TimeBank and AQUAINT (TempEval-3, 256 news texts). Three questions:

- finding: are the DATE expressions our finder is meant for found, by overlap and with the same ends? Not meant, and
  neither asked for nor counted as false where we find them: durations, sets, times of day, vague references
  (PAST_REF, PRESENT_REF, FUTURE_REF), values with unknown parts (XXXX), and periods that only the text around
  determines ("the quarter", "a year earlier", "the year-ago period", "the latest week"). Nor do we count as false what
  we find only to leave it unresolved ("at the time") or as a span of time ("the past three years").
- value: the day or interval of those found, given the document date, against the annotated value; dateparser on the
  same words, with the same document date. A value counts where both ends agree. Both look for the latest such day, as
  the pipeline does for an utterance that is reported, although some of these texts tell of what is to come.
- linked: for reporting events that the annotators placed in a time expression (TLINK IS_INCLUDED, SIMULTANEOUS,
  IDENTITY or DURING) of the same sentence, how often `circumstances` chooses those words. Times in other sentences are
  counted as "elsewhere" and not asked for: most are the date of the whole story. The data hold neither sources nor
  contents, so the content is taken to be what stands on that side of the verb where the subordinated event is.
"""

import argparse
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.common import SHARED
from onrecord.model import Attribution, Span, Time, Version, sha256
from onrecord.occasions import circumstances
from onrecord.occasions.resolution import resolve
from onrecord.occasions.times import TimeExpression, find_times

Interval = tuple[date, date]
Figures = dict[str, float | int]
DATA = SHARED / "data" / "time_expressions"
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_BOUND_TO_THE_TEXT = re.compile(
    r"\b(?:earlier|ago quarter|later|after|before|period|that|same|following|fiscal|comparable|latest)\b"
    r"|year-(?:ago|earlier)"
    r"|^(?:(?:a|the|this|current|full|entire|whole|first|next|previous|last) ?)*"
    r"(?:days?|weeks?|months?|quarters?|quarter a year ago|years?)$"
    r"|^(?:last|next) quarter$",
    re.IGNORECASE,
)
_DEICTIC_UNIT = re.compile(r"(?:this|last|next|current|previous) (?:week|month|year|quarter)", re.IGNORECASE)
_EARLIER_IN_UNIT = re.compile(r"(?:earlier|later) (?:this|last|next|\w+day)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A time expression as annotated, and the interval of its value where it has one."""

    span: Span
    type: str
    value: str
    words: str

    @property
    def interval(self) -> Interval | None:
        return _interval(self.value)

    @property
    def meant(self) -> bool:
        """Whether the finder is meant for it."""
        free = _DEICTIC_UNIT.search(self.words) or _EARLIER_IN_UNIT.match(self.words)
        bound = _BOUND_TO_THE_TEXT.search(self.words) and not free
        return self.type == "DATE" and self.interval is not None and not bound


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its date, its time expressions by identifier, and its reporting events."""

    name: str
    text: str
    day: date
    times: dict[str, Annotated]
    reports: tuple["Report", ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting event, a place in what it reports, and the time expression it is placed in."""

    cue: Span
    reported: int | None
    time: Annotated


def documents(folder: Path) -> Iterator[Document]:
    """The documents of TimeBank and AQUAINT whose date is known."""
    for path in sorted(folder.glob("*/*.tml")):
        document = _document(path)
        if document is not None:
            yield document


def _document(path: Path) -> Document | None:
    root = ElementTree.parse(path).getroot()  # a local, known data set
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    if created is None or body is None or not re.match(r"\d{4}-\d\d-\d\d", created.get("value", "")):
        return None
    pieces: list[str] = []
    times: dict[str, Annotated] = {}
    events: dict[str, tuple[Span, str]] = {}
    _walk(body, pieces, times, events)
    day = date.fromisoformat(created.get("value", "")[:10])
    return Document(path.stem, "".join(pieces), day, times, tuple(_reports(root, times, events)))


def _walk(
    node: ElementTree.Element, pieces: list[str], times: dict[str, Annotated], events: dict[str, tuple[Span, str]]
) -> None:
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _walk(child, pieces, times, events)
        pieces.append(child.tail or "")
    words = "".join(pieces)[start:] if node.tag in ("TIMEX3", "EVENT") else ""
    if not words:
        return
    span = Span(start, start + len(words))
    if node.tag == "TIMEX3":
        times[node.get("tid", "")] = Annotated(
            span, node.get("type", ""), node.get("value", ""), words.replace("\n", " ")
        )
    else:
        events[node.get("eid", "")] = (span, node.get("class", ""))


def _reports(
    root: ElementTree.Element, times: dict[str, Annotated], events: dict[str, tuple[Span, str]]
) -> Iterator[Report]:
    event_of = {instance.get("eiid"): instance.get("eventID", "") for instance in root.iter("MAKEINSTANCE")}
    reported = {link.get("eventInstanceID"): link.get("subordinatedEventInstance") for link in root.iter("SLINK")}
    for link in root.iter("TLINK"):
        event, time = event_of.get(link.get("eventInstanceID"), ""), times.get(link.get("relatedToTime", ""))
        if time is None or event not in events or link.get("relType") not in _PLACED:
            continue
        span, kind = events[event]
        if kind != "REPORTING" or time.interval is None:
            continue
        inner = events.get(event_of.get(reported.get(link.get("eventInstanceID")), ""))
        yield Report(span, inner[0].start if inner else None, time)


_PLACED = frozenset({"IS_INCLUDED", "SIMULTANEOUS", "IDENTITY", "DURING"})


def _interval(value: str) -> Interval | None:
    """The days of a TIMEX3 value; None for references, durations and values with unknown parts."""
    try:
        return _interval_of(value.removesuffix("-WE").split("T")[0], weekend=value.endswith("-WE"))
    except ValueError:
        return None


def _interval_of(value: str, *, weekend: bool) -> Interval | None:
    if re.fullmatch(r"\d{8}", value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value), date.fromisoformat(value)
    if week := re.fullmatch(r"(\d{4})-W(\d\d?)", value):
        first = date.fromisocalendar(int(week[1]), int(week[2]), 6 if weekend else 1)
        return first, date.fromisocalendar(int(week[1]), int(week[2]), 7)
    if part := re.fullmatch(r"(\d{4})-(?:(Q)(\d)|(H)(\d)|(SP|SU|FA|WI)|(\d\d))", value):
        year = int(part[1])
        month = (int(part[3]) - 1) * 3 + 1 if part[2] else (int(part[5]) - 1) * 6 + 1 if part[4] else 0
        month = month or (_SEASONS[part[6]] if part[6] else int(part[7]))
        return _months(year, month, 6 if part[4] else 1 if part[7] else 3)
    if re.fullmatch(r"\d{1,4}", value):
        unit = 10 ** (4 - len(value))
        return date(int(value) * unit, 1, 1), date(int(value) * unit + unit - 1, 12, 31)
    return None


def _months(year: int, month: int, count: int) -> Interval:
    after = month + count - 1
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def measure(folder: Path = DATA) -> dict[str, Figures]:
    """Finding, value and linked time, each as counts and shares in %."""
    loaded = list(documents(folder))
    finding, value, linked = Counter[str](), Counter[str](), Counter[str]()
    for document in loaded:
        found = find_times(document.text)
        finding.update(_finding(document, found))
        value.update(_values(document, found))
        linked.update(_linked(document))
    return {"finding": _shares(finding), "value": _right(value), "linked": _right(linked)}


def _finding(document: Document, found: list[TimeExpression]) -> Counter[str]:
    counts = Counter[str]()
    meant = [time for time in document.times.values() if time.meant]
    others = [time for time in document.times.values() if not time.meant]
    for expression in found:
        if any(expression.span.overlaps(time.span) for time in meant):
            counts["found"] += 1
            counts["same ends"] += any(expression.span == time.span for time in meant)
        elif not any(expression.span.overlaps(time.span) for time in others):
            counts["false"] += expression.kind not in ("anaphoric", "range")
    for time in meant:
        counts["meant"] += 1
        counts["recalled"] += any(expression.span.overlaps(time.span) for expression in found)
    dates = [time for time in document.times.values() if time.type == "DATE"]
    counts["annotated dates"] = len(dates)
    counts["of these found"] = sum(any(one.span.overlaps(time.span) for one in found) for time in dates)
    return counts


def _shares(counts: Counter[str]) -> Figures:
    given = counts["found"] + counts["false"]
    precision, recall = counts["found"] / given, counts["recalled"] / counts["meant"]
    strict_precision, strict_recall = counts["same ends"] / given, counts["same ends"] / counts["meant"]
    return {
        **{
            name: counts[name]
            for name in ("annotated dates", "of these found", "meant", "recalled", "found", "false", "same ends")
        },
        "precision": _percent(precision),
        "recall": _percent(recall),
        "F1": _percent(_harmonic(precision, recall)),
        "F1, same ends": _percent(_harmonic(strict_precision, strict_recall)),
    }


def _values(document: Document, found: list[TimeExpression]) -> Counter[str]:
    counts = Counter[str]()
    for time in document.times.values():
        expression = next((one for one in found if one.span.overlaps(time.span)), None)
        if not time.meant or expression is None:
            continue
        counts["asked"] += 1
        counts["right"] += _ours(document, expression) == time.interval
        counts["dateparser right"] += _dateparser(time.words, document.day) == time.interval
    return counts


def _ours(document: Document, expression: TimeExpression) -> Interval | None:
    when = resolve(expression, document.day, text=document.text)
    return (when.start, when.end) if when.start and when.end else None


def _dateparser(words: str, day: date) -> Interval | None:
    from dateparser.date import DateDataParser  # a development dependency

    base = datetime(day.year, day.month, day.day)
    parser = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"})
    parsed = parser.get_date_data(words)
    if parsed.date_obj is None:
        return None
    found = parsed.date_obj.date()
    if parsed.period == "year":
        return date(found.year, 1, 1), date(found.year, 12, 31)
    if parsed.period == "month":
        return _months(found.year, found.month, 1)
    if parsed.period == "week":
        monday = found - timedelta(days=found.weekday())
        return monday, monday + timedelta(days=6)
    return found, found


def _linked(document: Document) -> Counter[str]:
    counts = Counter[str]()
    version = Version(document.text, sha256(document.text), "text/plain", published=Time(str(document.day), "given"))
    for report in document.reports:
        if not _same_sentence(document.text, report):
            counts["elsewhere"] += 1
            continue
        (around,) = circumstances(version, [_attribution(document.text, report)])
        words = around.when.text if around.when else None
        counts["asked"] += 1
        counts["none chosen"] += words is None
        counts["right"] += words is not None and (words in report.time.words or report.time.words in words)
    return counts


def _same_sentence(text: str, report: Report) -> bool:
    first, last = sorted((report.cue, report.time.span))
    return not _BOUNDARY.search(text, first.end, last.start)


def _attribution(text: str, report: Report) -> Attribution:
    """The event as cue; as content the clause on the side of the reported event.

    It knows nothing of the linked time. Before the cue the content ends at the last comma or closing mark; after it,
    it begins behind "that", an opening mark or a colon, else behind a time that the finder sees right after the cue.
    Where nothing stands after the cue, or a quotation ends before it, the content is before."""
    cue = report.cue
    first = max((match.end() for match in _BOUNDARY.finditer(text, 0, cue.start)), default=0)
    boundary = _BOUNDARY.search(text, cue.end)
    last = boundary.start() if boundary else len(text)
    start = _content_start(text, cue, last)
    quoted = [mark.end() for mark in re.finditer(r",(?:''|\")", text[first : cue.start])]
    if quoted or last - start < 2 or (report.reported is not None and report.reported < cue.start):
        comma = text.rfind(",", first, cue.start)
        end = first + quoted[-1] if quoted else comma
        content = Span(first, end) if end > first else Span(first, max(first + 1, report.reported or 0))
        return Attribution((content,), cue=(cue,))
    return Attribution((Span(start, last),), cue=(cue,))


def _content_start(text: str, cue: Span, last: int) -> int:
    if opening := re.search(r"\bthat\b|[\"“`:]", text[cue.end : last]):
        return cue.end + opening.end()
    near = [found.span for found in find_times(text[cue.end : last]) if found.span.start < _NEAR_THE_CUE]
    return cue.end + (near[0].end if near else 1)


_NEAR_THE_CUE = 25
"""Characters: "said on Monday", "told reporters late Tuesday"."""
_BOUNDARY = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Corp)(?<!Inc)(?<!Co)[.?!](?=\s)|\n\n")


def _right(counts: Counter[str]) -> Figures:
    shares = {
        f"{name} %": _percent(counts[name] / counts["asked"])
        for name in ("right", "dateparser right")
        if name in counts
    }
    return {**counts, **shares}


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _percent(share: float) -> float:
    return round(100 * share, 1)


def _print(figures: dict[str, Figures]) -> None:
    for question, answers in figures.items():
        print(question)
        for name, figure in answers.items():
            print(f"  {name:24s}{figure:>10}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=Path("out/times.json"))
    arguments = parser.parse_args()
    figures = measure(arguments.data)
    _print(figures)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
