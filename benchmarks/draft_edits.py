"""What is done to a quotation before it is put into a draft, and which verdict is then right."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

FEWEST_LEFT = 5
"""Words that a cut leaves: fewer are not enough to look up."""
_NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty".split()
_MODALS = "must should will would may might could can".split()
_STRONGER = {"should": "must", "may": "will", "might": "will", "could": "will", "can": "must", "would": "will",
             "must": "should", "will": "might"}  # fmt: skip
_SYNONYMS = {
    "people": "citizens", "country": "nation", "great": "good", "think": "believe", "want": "need", "big": "large",
    "important": "essential", "believe": "think", "help": "support", "women": "ladies", "children": "kids",
    "money": "funds", "start": "begin", "said": "stated", "war": "conflict", "work": "job", "never": "rarely",
    "many": "some", "best": "finest", "bad": "poor", "very": "rather", "problem": "issue", "say": "claim",
    "need": "want", "right": "correct", "world": "globe", "years": "months", "today": "tomorrow", "more": "less",
}  # fmt: skip
_ENDINGS = ("ing", "ed", "ly", "tion", "s", "")

Apply = Callable[[str, random.Random, Sequence[str]], str | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """`apply` gives the edited words, None where the quotation does not allow it. `expected` are the right verdicts;
    `warned`: or "shortened" with a warning."""

    apply: Apply
    expected: frozenset[str]
    warned: bool = False


def _same(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    return quote


def _straight_marks(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    changed = quote.translate(str.maketrans("’'–—", "'’-–"))
    return changed if changed != quote else None


def _start_cut(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    pieces = quote.split()
    spare = len(pieces) - FEWEST_LEFT
    if spare < 2:
        return None
    cut = chance.randint(2, spare)
    return None if _negates(pieces[:cut]) else " ".join(pieces[cut:])


def _end_cut(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    pieces = quote.split()
    spare = len(pieces) - FEWEST_LEFT
    if spare < 2:
        return None
    cut = chance.randint(2, spare)
    return None if _negates(pieces[-cut:]) else " ".join(pieces[:-cut])


def _middle_cut(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    pieces = quote.split()
    if len(pieces) < 12:
        return None
    first = chance.randint(4, len(pieces) - 7)
    last = chance.randint(first + 2, len(pieces) - 4)
    if _negates(pieces[first:last]):
        return None
    return " ".join([*pieces[:first], chance.choice(("…", "...", "[…]", ". . .")), *pieces[last:]])


def _bracket(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    pieces = quote.split()
    at = chance.randint(2, len(pieces) - 2)
    return " ".join([*pieces[:at], chance.choice(("[the council]", "[in Norvia]", "[sic]")), *pieces[at:]])


def _replaced_by_bracket(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    found = list(re.finditer(r"\b(?:he|she|they|it|this|him|them)\b(?!['’])", quote))
    if not found:
        return None
    one = chance.choice(found)
    return quote[: one.start()] + chance.choice(("[the mayor]", "[Norvia]", "[Berg]")) + quote[one.end() :]


def _capital(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    if not quote[0].isalpha():
        return None
    changed = quote[0].swapcase()
    return (f"[{changed}]" if chance.random() < 0.5 else changed) + quote[1:]


def _word(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    found = list(re.finditer(r"(?<![\w'’])[a-z]{5,}(?![\w'’])", quote))
    if not found:
        return None
    one = chance.choice(found)
    ending = next(ending for ending in _ENDINGS if one.group().endswith(ending))
    fitting = [w for w in words if w.endswith(ending) and w[:4] != one.group()[:4] and w not in quote]
    return quote[: one.start()] + chance.choice(fitting) + quote[one.end() :] if fitting else None


def _synonym(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    found = [m for m in re.finditer(r"(?<![\w'’])[a-z]+(?![\w'’])", quote) if m.group() in _SYNONYMS]
    if not found:
        return None
    one = chance.choice(found)
    return quote[: one.start()] + _SYNONYMS[one.group()] + quote[one.end() :]


def _negation_dropped(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    found = list(re.finditer(r"\b(?:not|never) |(?<=do)n['’]t|(?<=did)n['’]t|(?<=is)n['’]t|(?<=was)n['’]t", quote))
    found = [one for one in found if one.start() > 0]
    if not found:
        return None
    one = chance.choice(found)
    return quote[: one.start()] + quote[one.end() :]


def _negation_added(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    pattern = r"\b(?:is|are|was|were|will|can|should|must|would|could|have|has)\b(?! not|n|['’])(?= \w+ \w+)"
    found = list(re.finditer(pattern, quote))
    if not found:
        return None
    one = chance.choice(found)
    return f"{quote[: one.end()]} not{quote[one.end() :]}"


def _number(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    figures = [m for m in re.finditer(r"\d+", quote) if m.group() not in ("1",)]
    spelled = [m for m in re.finditer(r"\b[a-z]+\b", quote) if m.group() in _NUMBERS]
    if not figures and not spelled:
        return None
    one = chance.choice([*figures, *spelled])
    if one.group().isdigit():
        changed = str(int(one.group()) + chance.choice((1, 2, 10, 100)))
    else:
        changed = chance.choice([number for number in _NUMBERS if number != one.group()])
    return quote[: one.start()] + changed + quote[one.end() :]


def _modal(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    found = [m for m in re.finditer(r"\b[a-z]+\b(?!['’])", quote) if m.group() in _MODALS]
    if not found:
        return None
    one = chance.choice(found)
    return quote[: one.start()] + _STRONGER[one.group()] + quote[one.end() :]


def _words_added(quote: str, chance: random.Random, words: Sequence[str]) -> str | None:
    pieces = quote.split()
    at = chance.randint(2, len(pieces) - 2)
    added = chance.choice(("of course", "with great respect", "as every harbour master knows", "once and for all"))
    return " ".join([*pieces[:at], added, *pieces[at:]])


def _negates(pieces: Sequence[str]) -> bool:
    return any(re.search(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|hardly)\b|n['’]t\b", piece,
                         re.IGNORECASE) for piece in pieces)  # fmt: skip


_VERBATIM, _SHORTENED, _ALTERED = (frozenset({verdict}) for verdict in ("verbatim", "shortened", "altered"))
EDITS: dict[str, Edit] = {
    "verbatim": Edit(_same, _VERBATIM),
    "other marks": Edit(_straight_marks, _VERBATIM),
    "start cut": Edit(_start_cut, _SHORTENED),
    "end cut": Edit(_end_cut, _SHORTENED),
    "middle cut": Edit(_middle_cut, _SHORTENED),
    "bracket inserted": Edit(_bracket, _VERBATIM),
    "bracket for a word": Edit(_replaced_by_bracket, _VERBATIM | _SHORTENED),
    "capital changed": Edit(_capital, _VERBATIM),
    "word changed": Edit(_word, _ALTERED),
    "synonym": Edit(_synonym, _ALTERED),
    "words added": Edit(_words_added, _ALTERED),
    "negation dropped": Edit(_negation_dropped, _ALTERED, warned=True),
    "negation added": Edit(_negation_added, _ALTERED),
    "number changed": Edit(_number, _ALTERED),
    "modal changed": Edit(_modal, _ALTERED),
}
