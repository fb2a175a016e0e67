"""He and she on GAP's development split: `python -m benchmarks.pronouns`.

GAP (Webster, Recasens, Axelrod and Baldridge, "Mind the GAP: A Balanced Corpus of Gendered Ambiguous
Pronouns", TACL 2018) has one ambiguous pronoun and two names in each of its 2,000 snippets of
Wikipedia. The resolver sees the snippet alone and not the two names. F1 over the two names, in per
cent; bias is feminine by masculine F1."""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import SHARED, report
from onrecord.english.words import PRONOUNS, Gender
from onrecord.model import Version
from onrecord.people.article import ArticleCast
from onrecord.people.candidates import ranked

DEVELOPMENT = SHARED / "data" / "gap" / "gap-development.tsv"
PUBLISHED = {
    "published: syntactic parallelism, snippet, test split": 66.9,
    "published: syntactic parallelism, whole page, test split": 70.6,
}
"""Overall F1 of the baseline that GAP's own README gives, of a parser on the test split: no figure of the
development split, but the nearest one that is published with the data."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun, the two names with their offsets, and which of them it refers to."""

    text: str
    pronoun: str
    at: int
    names: tuple[tuple[str, int, bool], ...]

    @property
    def gender(self) -> Gender:
        """The pronoun's gender."""
        return "m" if PRONOUNS[self.pronoun.lower()] == "m" else "f"


def examples(path: Path = DEVELOPMENT) -> Iterator[Example]:
    """The examples of a file of GAP."""
    with path.open(encoding="utf8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            two = tuple((row[key], int(row[f"{key}-offset"]), row[f"{key}-coref"] == "TRUE") for key in ("A", "B"))
            yield Example(row["Text"], row["Pronoun"], int(row["Pronoun-offset"]), two)


def article_of(example: Example) -> ArticleCast:
    """The snippet as an article without statements."""
    return ArticleCast.of(Version(text=example.text, bytes_sha256="0", media_type="text/plain"), ())


def is_same(article: ArticleCast, name: str, at: int, chosen: int) -> bool:
    """Whether a name of GAP is the actor that was chosen, by its id."""
    member = article.cast.member(name.split(), place=at)
    return member is not None and chosen == id(member)


def measure(path: Path = DEVELOPMENT) -> dict[str, float]:
    """F1 and bias, in per cent."""
    counts: Counter[tuple[str, str]] = Counter()
    for example in examples(path):
        article = article_of(example)
        best = ranked(article, example.at, example.pronoun, example.gender)
        chosen = max(best, key=lambda member: best[member], default=None)
        for name, at, right in example.names:
            told = chosen is not None and is_same(article, name, at, chosen)
            for part in (example.gender, "all"):
                counts[part, "hit"] += told and right
                counts[part, "told"] += told
                counts[part, "right"] += right
    f1 = {
        part: 200 * counts[part, "hit"] / (counts[part, "told"] + counts[part, "right"]) for part in ("m", "f", "all")
    }
    figures = {
        "masculine": f1["m"],
        "feminine": f1["f"],
        "bias": f1["f"] / f1["m"],
        "overall": f1["all"],
        "precision": 100 * counts["all", "hit"] / counts["all", "told"],
        "recall": 100 * counts["all", "hit"] / counts["all", "right"],
    }
    return {name: round(figure, 2 if name == "bias" else 1) for name, figure in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("out/pronouns.json"))
    parser.add_argument("--gap", type=Path, default=DEVELOPMENT)
    arguments = parser.parse_args()
    report("pronouns", measure(arguments.gap) | PUBLISHED, arguments.out)


if __name__ == "__main__":
    main()
