"""Labels of turns: what stands before the words of whoever speaks, in transcripts, hearings, interviews and captions.

One line is parsed here: by which form it names a speaker, if by any, and into which parts: name, role, brackets.
Whether a line of such a form *is* a label only the whole document tells (`onrecord.reading.labelled`), for "Date:
Thursday" has the same form. Nothing is looked at behind the first LONGEST characters of a line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.english.verbs import IN_LABEL, either
from onrecord.sources.turns.words import ALSO_FIRST_NAMES, BESIDE_FUNCTION, FUNCTIONS, NOT_NAMES, SCREEN, TITLES

Form = Literal["colon", "stop", "answer", "line", "by"]
"""`colon`: "HOLT: It rains."; `stop`: "Mr. HOLT of Ellen. It rains."; `answer`: "A. It rains."; `line`: the label is
all of the line; `by`: "BY MR. HOLT:", whose the questions are that follow."""
Shape = Literal["person", "function", "initials", "word", "lower"]
"""What the name looks like: `person` has a title or several words, `function` is who speaks by what they do ("THE
COURT", "Caller 1"), `word` is a single word, `lower` has small letters only."""

LONGEST = 200
MOST_WORDS = 18
"""Words of a label with role and brackets."""

STAMP = (
    r"[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"(?:\s?(?:ET|EST|EDT|CET|GMT|BST|UTC))?[\])]?"
)
"""A time of day or of a recording: "[14:05:10]", "(00:12)"."""
_BEFORE = re.compile(
    r"\s*(?:\d{1,2}(?:\s{2,}|\s(?=(?:[QA]\.?|(?:MR|MS|MRS|THE)\.? [A-Z]+:?)\s)))?(?:>>+\s*|[-–—•]\s+)?[*_]{0,3}"
    rf"(?:{STAMP}(?=\s|$)(?:\s*(?:-->|[-–—])\s*{STAMP}(?=\s|$))?(?:\s+[-–—](?=\s))?\s*(?P<chat>From\s+)?)?[*_]{{0,3}}"
)
_CHAT_TO = re.compile(r"\s+to\s+[^\W\d_a-z][^:\n]{0,60}$")
"""Behind the writer's name in a chat: "14:02:11 From Maria Holt to Everyone:"."""
_BRACKETED = re.compile(r"\[(?P<name>[^\[\]]{2,60})\]")
_STAMP_BEHIND = re.compile(rf"[\s,;–—-]*{STAMP}\s*$")
_STAMP_AHEAD = re.compile(rf"\s*{STAMP}(?=\s|$)")
_COLON = re.compile(r"[*_]{0,3}:[*_]{0,3}(?=\s|$)")
_SEMICOLON = re.compile(r";(?=\s)")
_BRACKETS = re.compile(r"\s*(?:\((?P<round>[^()\[\]]{0,80})\)|\[(?P<square>[^()\[\]]{0,80})\])\s*$")
_PARTS = re.compile(r"\s*[,;/|]\s*|\s+(?:--|[–—-])\s+")
_SUFFIX = re.compile(r"\s*,\s*(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|Q\.?C|K\.?C|MP|Esq)\b\.?", re.IGNORECASE)
_ENDS = re.compile(r"(?:(?P<word>[^\W\d_]{4,})|\d)[.!?](?=\s)|[“”\"«»!?…]")
"""What ends a sentence, so that no label goes on behind it; "Mrs." and "J." do not."""
_TELLS = re.compile(rf"\b(?:{either(IN_LABEL)}|who|which|whose|is|was|are|were)\b")
"""Words by which what stands before a colon is a sentence: "Holt, who presented it, said:"."""
_CAPITAL = re.compile(r"[\W_]*(?:Mc|Mac|d[’']|al-|el-)?[^\W\d_a-z]")
_SMALL = frozenset(
    """de da di do dos das del della la le las los les van von der den ter ten zu zur bin ibn bint al el abu ben y e af
    av of for the and to in on at und pro tempore hon &""".split()
)
"""Words in small letters that a label may have between others."""
_DIRECTION = re.compile(
    r"(?:voice|camera|video|phone|telephone|link|translat|interpret|through|singing|laugh|crying|shout|whisper|reading"
    r"|off|on\b|live|via|tape|clip|screen|speaking|inaudible|continu|cont|recorded|over|remote|foreign|in (?:spanish"
    r"|french|german|russian|arabic|ukrainian|chinese|hebrew|english|welsh|irish)|during|interject|from|sotto|seated|standing"
    r"|muted|sighs?|coughs?|pause|ph\b|sic\b|\d)",
    re.IGNORECASE,
)
"""Beginnings of brackets that tell how something is said, and not of whom."""
_STOP = re.compile(
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Senator|Representative|Chairman|Chairwoman|Chair|Secretary"
    r"|Governor|Admiral|General|Judge|Justice|Director|Commissioner|Ambassador|Colonel|Captain|Professor|Sheriff|Mayor"
    r"|MR|MRS|MS|MISS|DR|SENATOR|CHAIRMAN|CHAIRWOMAN)\.?\s+)"
    r"(?:(?:[Dd][eE]|[Ll][aA]|[Vv][aA][nN]|[Vv][oO][nN]|[Dd][eE][rR]|[Dd][eE][lL]|[Ss][tT]\.)\s+){0,2}"
    r"[^\W\d_a-z][\w’'-]{1,30}(?:\s[^\W\d_a-z][\w’'-]{1,30})?)"
    r"(?P<of>\s+of\s+(?:the\s+)?[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*){0,2})?"
    r"(?P<direction>\s+[(\[][^()\[\]]{1,80}[)\]])?[.—](?:\s+|(?<=—))(?=[“\"‘(\[]?\w)"
)
_STOP_OFFICE = re.compile(
    r"(?P<name>The\s+(?:(?:Acting|ACTING|Presiding|PRESIDING|Vice|VICE|Chief|CHIEF)\s+)?"
    r"(?:SPEAKER|CHAIR(?:MAN|WOMAN|PERSON)?|PRESIDENT|OFFICER|CLERK|COURT|WITNESS|JUSTICE"
    r"|Speaker|Chair(?:man|woman|person)?|Clerk|Court|Witness)(?:\s+pro\s+tempore)?)"
    r"(?P<direction>\s+[(\[][^()\[\]]{1,80}[)\]])?\.\s+(?=[“\"‘(\[]?\w)"
)
_QA = re.compile(
    r"(?P<name>Question|Answer|QUESTION|ANSWER|Q|A)(?P<number>\d{0,3})(?P<mark>[.:)]{1,2}|(?=\s))\s*"
    r"(?:[(\[][Bb][Yy]\s+(?P<by>[^()\[\]]{2,40}?)[)\]]:?\s*)?"
)
_BY = re.compile(
    r"(?P<exam>(?:[A-Za-z-]+\s+){0,2}(?:EXAMINATION|Examination)(?:\s+\([A-Za-z’' -]{1,20}\))?\s+)?"
    r"[(\[]?(?:BY|By)\s+(?:THE\s+|the\s+)?(?P<name>(?:(?:MR|MS|MRS|MISS|DR|Mr|Ms|Mrs|Miss|Dr)\.?\s+)?"
    r"[^\W\d_a-z][\w.’'-]*(?:\s[\w.’'-]+){0,3}?)(?P<mark>[\])]?:?[\])]?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words in brackets behind a name, with their offsets in the line."""

    start: int
    end: int
    words: str

    @property
    def directs(self) -> bool:
        """Whether they tell how something is said ("voice-over"), or when."""
        return not self.words.strip() or _DIRECTION.match(self.words.strip()) is not None


@dataclass(frozen=True, slots=True)
class Label:
    """A line's label with the offsets of its parts in the line: the name, the end of what names the speaker (role and
    brackets that tell of them), the role, and where the words begin, which is the line's end for `line` and `by`."""

    form: Form
    shape: Shape
    start: int
    name_end: int
    end: int
    words: int
    name: str
    role: tuple[int, int] | None = None
    brackets: tuple[Bracket, ...] = ()
    decorated: bool = False
    """Whether more than the name tells that it is a label: a role, brackets, a stamp, a colon at the line's end."""
    examiner: str | None = None
    """Who asks, where the label of a question names them: "Q. (By Ms. Lang)"."""

    @property
    def key(self) -> tuple[str, ...]:
        """The words of the name without titles, in small letters."""
        return key_of(self.name)


def holder_of(name: str, brackets: Sequence[str]) -> str | None:
    """Whom the brackets behind an office name: "The Minister for Roads (Mr Felix Ardern)"; None behind a name."""
    if not is_office(name):
        return None
    return next((words for words in brackets if shape_of(words) == "person" or _titled(words)), None)


def is_office(name: str) -> bool:
    """Whether words with the form of a name say what somebody does or is: "The Minister for Roads", "Mr Speaker"."""
    return name.lower().startswith("the ") or is_function(name) or " for " in name


def _titled(words: str) -> bool:
    return words.split(maxsplit=1)[:1] != [words] and words.split()[0].strip(".").lower() in TITLES


def key_of(name: str) -> tuple[str, ...]:
    """The words of a name without titles and marks, in small letters; a title that is all of it stays."""
    words = [word.strip(".,’'\"").lower() for word in _SUFFIX.sub("", name).split()]
    words = [word for word in words if word]
    while len(words) > 1 and (words[0] in TITLES or words[0] == "the"):
        words = words[1:]
    return tuple(words)


def label_of(line: str) -> Label | None:
    """What the line may be labelled with; None where it has none of the forms."""
    before = _BEFORE.match(line)
    start = before.end() if before else 0
    head = line[: start + LONGEST]
    stamped = bool(before and re.search(r"\d", before.group()))
    return (
        _stop(head, start)
        or _answer(head, start)
        or _by(line, start)
        or _colon(head, start, stamped=stamped, chat=bool(before and before["chat"]))
        or _line(line, start, stamped=stamped)
    )


def name_alone(words: str) -> Label | None:
    """A label that is known to be one, such as a caption's, taken apart; None where it looks like no name."""
    return _parted("line", words, 0, len(words), stamped=False) if len(words) <= LONGEST else None


def is_not_name(name: str) -> bool:
    """Whether words with the form of a label are known to name nobody: "Date", "ITEM 4", "Where"."""
    words = [word.strip(".,#’'\"").lower() for word in name.split()]
    words = [word for word in words if word and not word.isdigit()]
    if len(words) > 1 and (is_function(name) or words[0] in ALSO_FIRST_NAMES):
        return False
    return not words or (words[0] in NOT_NAMES and len(words[0]) > 1) or (len(words) < 4 and words[-1] in SCREEN)


def shape_of(name: str) -> Shape | None:
    """What a name looks like; None where it looks like no name."""
    words = name.split()
    letters = [character for character in name if character.isalpha()]
    if not letters or len(words) > (12 if _is_of_office(words) else 8):
        return None
    plain = [word.strip(".,#’'\"").lower() for word in words]
    small = all(character.islower() for character in letters)
    if is_function(name) and (not small or words[-1].isdigit()):
        return "function"
    if small:
        return "lower" if len(words) <= 4 else None
    if not _CAPITAL.match(words[0]) and plain[0] not in _SMALL:
        return None
    if any(not _CAPITAL.match(word) and small not in _SMALL for word, small in zip(words, plain, strict=True)):
        return None
    if any(character.isdigit() for character in name):
        return None
    if len(words) == 1:
        return "initials" if len(letters) <= 3 and name.isupper() else "word"
    if all(len(word) == 1 or word in _SMALL for word in plain):
        return "initials"
    return "person"


def _is_of_office(words: Sequence[str]) -> bool:
    """ "Deputy Director for Water and Public Works …": a long label begins with what somebody does."""
    return words[0].strip(".").lower() in FUNCTIONS | TITLES and bool({"of", "for"} & set(words))


def is_function(name: str) -> bool:
    """Whether a name only says what somebody does there: "THE COURT", "Unidentified Male", "Caller 2", "Mr Speaker"."""
    words = [word.strip(".,#’'\"()").lower() for word in re.sub(r"[-/_]", " ", name).split()]
    words = [word for word in words if word]
    named = [word for word in words if word not in BESIDE_FUNCTION and not word.isdigit() and len(word) > 1]
    functions = [word for word in named if word in FUNCTIONS or (word.endswith("s") and word[:-1] in FUNCTIONS)]
    return bool(named) and len(functions) == len(named)


def _colon(line: str, start: int, *, stamped: bool, chat: bool) -> Label | None:
    found = next((one for one in _COLON.finditer(line, start) if _outside(line, start, one.start())), None)
    found = found or next((one for one in _SEMICOLON.finditer(line, start) if _outside(line, start, one.start())), None)
    if found is None or _has_end(line, start, found.start()):
        return None
    ahead = _STAMP_AHEAD.match(line, found.end())
    to = _CHAT_TO.search(line, start, found.start()) if chat else None
    label = _parted("colon", line, start, to.start() if to else found.start(), stamped=stamped or ahead is not None)
    if label is None:
        return None
    at = ahead.end() if ahead else found.end()
    words = at + len(line[at:]) - len(line[at:].lstrip())
    if words < len(line.rstrip()):
        return _with(label, words=words)
    return _with(label, form="line", words=len(line), decorated=True)


def _has_end(line: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two offsets."""
    return any(
        found["word"] is None or found["word"].lower() not in TITLES for found in _ENDS.finditer(line, start, end)
    )


def _outside(line: str, start: int, at: int) -> bool:
    """Whether an offset is outside of brackets."""
    return line.count("(", start, at) <= line.count(")", start, at) and line.count("[", start, at) <= line.count(
        "]", start, at
    )


def _line(line: str, start: int, *, stamped: bool) -> Label | None:
    end = len(line.rstrip())
    if end - start > LONGEST or _has_end(f"{line} ", start, end + 1) or line[start:end].endswith((",", ";", "—")):
        return None
    if re.search(r"(?:^|\s)[^\W\d_]{2,}\.$", line[start:end]) and not re.search(r"(?i:jr|sr|inc|esq)\.$", line[:end]):
        return None
    label = _parted("line", line, start, end, stamped=stamped)
    return label and _with(label, words=len(line))


def _parted(form: Form, line: str, start: int, end: int, *, stamped: bool) -> Label | None:
    """The words of a label taken apart: name, role, brackets, stamp."""
    end = start + len(line[start:end].rstrip("*_ "))
    if (behind := _STAMP_BEHIND.search(line[start:end])) and behind.start() > 0:
        end, stamped = start + behind.start(), True
    if (inside := _BRACKETED.fullmatch(line, start, end)) and (stamped or form == "colon"):
        start, end = inside.span("name")
        stamped = True
    brackets: list[Bracket] = []
    while bracket := _BRACKETS.search(line[start:end]):
        if bracket.start() == 0:
            break
        group = "round" if bracket["round"] is not None else "square"
        first, last = (start + at for at in bracket.span(group))
        brackets.insert(0, Bracket(first, last, bracket[group]))
        end = start + bracket.start()
    whole = line[start:end].rstrip()
    if not whole or len(whole.split()) > MOST_WORDS:
        return None
    suffix = _SUFFIX.search(whole)
    cut = _PARTS.search(whole, suffix.end() if suffix and suffix.start() else 0)
    name = whole[: cut.start()] if cut else whole
    while bracket := _BRACKETS.search(name):
        if bracket.start() == 0:
            return None
        group = "round" if bracket["round"] is not None else "square"
        first, last = (start + at for at in bracket.span(group))
        brackets.insert(0, Bracket(first, last, bracket[group]))
        name = name[: bracket.start()]
    shape = shape_of(_SUFFIX.sub("", name))
    if shape is None or (cut and shape == "lower"):
        return None
    role = (start + cut.end(), start + len(whole)) if cut and cut.end() < len(whole) else None
    if role and _TELLS.search(line, *role):
        return None
    last = max(start + len(whole), *(one.end + 1 for one in brackets if not one.directs), 0)
    decorated = bool(stamped or role or brackets or (shape == "person" and _titled(name)))
    if role and (at := _name_behind(name, whole)):
        name, shape, role = whole[at:], "person", (start, start + len(whole[:at].rstrip(" ,")))
        start += at
    return Label(
        form,
        shape,
        start,
        start + len(name),
        last,
        end,
        name,
        role,
        tuple(brackets),
        decorated=decorated,
    )


def _name_behind(office: str, whole: str) -> int:
    """Where the name begins behind an office with commas in it: "Chair of the Board of Rivers and Lakes, Maria Holt";
    0 where the name comes first."""
    name = whole.rpartition(",")[2].strip()
    words = office.split()
    if len(words) < 3 or not {"of", "for"} & set(words) or shape_of(name) != "person" or is_office(name):
        return 0
    first = words[0].strip(".").lower()
    return len(whole) - len(name) if first in FUNCTIONS | TITLES and len(name.split()) < 4 else 0


def _stop(line: str, start: int) -> Label | None:
    found = _STOP.match(line, start) or _STOP_OFFICE.match(line, start)
    if found is None:
        return None
    groups = found.groupdict()
    name = found["name"]
    shape: Shape = "function" if is_function(name) else "person"
    end = found.end("of") if groups.get("of") else found.end("name")
    caps = name.split()[-1].strip("’'").removeprefix("Mc").removeprefix("Mac").isupper()
    return Label(
        "stop", shape, start, found.end("name"), end, found.end(), name, decorated=caps or bool(groups.get("of"))
    )


def _answer(line: str, start: int) -> Label | None:
    found = _QA.match(line, start)
    if found is None or not line[found.end() : found.end() + 1].strip("a–—-"):
        return None
    if not found["mark"] and not line[found.end()].isupper():
        return None
    return Label(
        "answer", "function", start, found.end("name"), found.end("number"), found.end(), found["name"],
        decorated=bool(found["mark"]), examiner=found["by"],
    )  # fmt: skip


def _by(line: str, start: int) -> Label | None:
    found = _BY.match(line, start, start + LONGEST)
    if found is None or not (found["exam"] or ":" in found["mark"]):
        return None
    at, end = found.span("name")
    return Label("by", "person", at, end, end, len(line), found["name"], decorated=True)


def _with(label: Label, *, words: int, form: Form | None = None, decorated: bool = False) -> Label:
    return replace(label, words=words, form=form or label.form, decorated=decorated or label.decorated)
