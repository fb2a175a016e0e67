"""Headlines made from the statements of real articles, checked against these: `python -m benchmarks.headlines`.

A short reported statement becomes the headline "Speaker: statement" as it is, with a stronger word ("must" for
"should"), under the name of somebody else in the article, or over another article. The real headlines are counted too:
nearly all alarms on them are false. `--show VERDICT` prints these."""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.attributions import DEV
from benchmarks.common import report
from benchmarks.drafts import SEED, texts
from onrecord.checking.headlines import check_headline
from onrecord.families.similarity import Sentences
from onrecord.model import Block, Reading, Span, Statement
from onrecord.pipeline import statements
from onrecord.reading import Reader

EACH = 60
_STRONGER = {"should": "must", "may": "will", "might": "will", "could": "will", "many": "all", "most": "all",
             "some": "all", "often": "always"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """An article under a headline of which the right verdict is known."""

    kind: str
    reading: Reading
    expected: str


def made(readings: Sequence[Reading], *, each: int = EACH, seed: int = SEED) -> list[Made]:
    """About as many of each kind; the same for the same readings and seed.

    What is drawn hangs on the statement alone, so that one statement read otherwise changes one headline, not all."""
    found = [(reading, one) for reading in readings for one in reading.statements if _is_usable(one, reading)]
    found.sort(key=lambda drawn: _chance(seed, drawn[1]).random())
    kinds = {
        "as it is": (_same, "supported"),
        "stronger": (_strengthened, "stronger"),
        "other speaker": (_other, "attributed to someone else"),
        "other article": (None, "not in the text"),
    }
    result: list[Made] = []
    for kind, (make, expected) in kinds.items():
        pool = _moved(found, seed) if make is None else _kept(make(*drawn, _chance(seed, drawn[1])) for drawn in found)
        result += [Made(kind, reading, expected) for reading, _ in zip(pool, range(each), strict=False)]
    return result


def _chance(seed: int, one: Statement, more: str = "") -> random.Random:
    return random.Random(f"{seed} {one.id} {more}")


def _kept(found: Iterator[Reading | None]) -> Iterator[Reading]:
    return (one for one in found if one is not None)


def _same(reading: Reading, one: Statement, chance: random.Random) -> Reading | None:
    return _under(reading, _headline(one, one.quote(reading.article.latest.text)))


def _strengthened(reading: Reading, one: Statement, chance: random.Random) -> Reading | None:
    words = one.quote(reading.article.latest.text)
    found = [m for m in re.finditer(r"\b[a-z]+\b", words) if m.group() in _STRONGER]
    if not found:
        return None
    at = found[0]
    return _under(reading, _headline(one, words[: at.start()] + _STRONGER[at.group()] + words[at.end() :]))


def _other(reading: Reading, one: Statement, chance: random.Random) -> Reading | None:
    names = sorted({name for other in reading.statements if (name := _full_name(other))} - {_full_name(one)})
    names = [name for name in names if name.split()[-1] != (_full_name(one) or "").split()[-1]]
    if not names:
        return None
    return _under(reading, f"{chance.choice(names)}: {one.quote(reading.article.latest.text)}")


def _moved(found: Sequence[tuple[Reading, Statement]], seed: int) -> Iterator[Reading]:
    articles = {reading.article.id: reading for reading, _ in found}
    for reading, one in found:
        chance = _chance(seed, one)
        target = articles[max(articles, key=lambda identity: _chance(seed, one, identity).random())]
        names = sorted({name for other in target.statements if (name := _full_name(other))})
        if target.article.id != reading.article.id and names:
            yield _under(target, f"{chance.choice(names)}: {one.quote(reading.article.latest.text)}")


def _under(reading: Reading, headline: str) -> Reading:
    """The article with another headline, which does not stand in its text."""
    version = reading.article.latest
    blocks = tuple(replace(block, kind="paragraph") if block.kind == "headline" else block for block in version.blocks)
    version = replace(version, headline=headline, blocks=blocks)
    return replace(reading, article=replace(reading.article, versions=(version,)))


def _headline(one: Statement, words: str) -> str:
    return f"{_full_name(one)}: {words}"


def _is_usable(one: Statement, reading: Reading) -> bool:
    words = one.quote(reading.article.latest.text)
    plain = 6 <= len(words.split()) <= 25 and len(one.content) == 1 and not re.search(r"[:\"“”\n]", words)
    return plain and one.kind == "said" and one.type == "indirect" and _full_name(one) is not None


def _full_name(one: Statement) -> str | None:
    names = [one.name for one in one.speakers if one.kind == "person"]
    alone = len(one.speakers) == len(names) == 1 and re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+){1,2}", names[0])
    return names[0] if alone else None


def measure(*, each: int = EACH, show: str | None = None) -> dict[str, object]:
    """Right in per cent by kind, and the verdicts on real headlines."""
    readings = list(statements((one.article for one in texts()), reader=Reader()))
    sentences = Sentences()
    by_kind: dict[str, Counter[str]] = {}
    right = total = 0
    for one in made(readings, each=each):
        findings = check_headline(one.reading, sentences=sentences)
        verdict = findings[0].verdict if findings else "no finding"
        by_kind.setdefault(one.kind, Counter())[verdict] += 1
        total += 1
        right += verdict == one.expected
        if show == one.kind and verdict != one.expected:
            print(verdict, one.reading.article.latest.headline, findings, sep="\n", end="\n\n", file=sys.stderr)
    real = Counter[str]()
    for reading in (_with_headline(reading) for reading in readings):
        found = check_headline(reading, sentences=sentences)
        verdicts: list[str] = [finding.verdict for finding in found]
        real.update(verdicts or ["no finding"])
        for finding in found:
            if show == finding.verdict:
                print(finding, end="\n\n", file=sys.stderr)
    return {
        "made headlines": total,
        "verdict right %": round(100 * right / total, 1),
        **{f"made: {kind}": dict(counts.most_common()) for kind, counts in by_kind.items()},
        "real headlines": dict(real.most_common()),
    }


def _with_headline(reading: Reading) -> Reading:
    """PolNeAR's texts begin with their headline."""
    version = reading.article.latest
    if version.headline or reading.article.id not in _polnear_ids():
        return reading
    end = version.text.find("\n")
    block = Block("headline", Span(0, end))
    version = replace(version, headline=version.text[:end], blocks=(block, *version.blocks[1:]))
    return replace(reading, article=replace(reading.article, versions=(version,)))


def _polnear_ids() -> set[str]:
    return {json.loads(line)["doc"] for line in DEV.read_text(encoding="utf8").splitlines()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/headlines.json"))
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--show", metavar="VERDICT|KIND")
    arguments = parser.parse_args()
    report("headlines", measure(each=arguments.each, show=arguments.show), arguments.out)


if __name__ == "__main__":
    main()
