"""The words of a name that count when names are compared, the keys by which like names are found, and what a role says:
which office, of which place, in which field of work."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.english.countries import country, folded, places
from onrecord.english.words import ABBREVIATED_TITLES, HONORIFICS, PARTICLES
from onrecord.model import ActorKind

_TITLES = frozenset(word.strip(".") for word in (*HONORIFICS, *ABBREVIATED_TITLES)) | {
    "president", "senator", "governor", "minister", "professor", "doctor", "general", "monsieur", "madame", "herr",
    "frau", "prasident", "shaikh", "sheikh", "sheik", "pope", "mayor", "judge", "chancellor", "secretary",
}  # fmt: skip
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_NAME_PARTICLES = PARTICLES | {"el", "ul", "ud", "ur", "bin", "ben", "ibn"}
_LEGAL_FORMS = frozenset(
    """inc incorporated corp corporation co company ltd limited llc llp lp plc pty gmbh ag aktiengesellschaft sa sas
    sarl spa srl bv nv ab as asa oy kg kk jsc ojsc
    pjsc cjsc oao ooo pao zao joint stock open public sociedad anonima
    societatea cu raspundere limitata""".split()
)
_SPELLINGS = (
    (re.compile(r"isation(s?)\b"), r"ization\1"),
    (re.compile(r"\bcentre(s?)\b"), r"center\1"),
    (re.compile(r"\b(def|off)ence\b"), r"\1ense"),
    (re.compile(r"\b(lab|harb|col|hon)our"), r"\1or"),
    (re.compile(r"\bprogramme\b"), "program"),
)
_SMALL_WORDS = frozenset("of for the and against in on to de la".split())


def joining_key(name: str, kind: ActorKind) -> str | None:
    """What names that may be joined without asking have in common; None where a name is never joined so.

    A person's first and last word, an organization's words, a country's code. Words in small letters ("the company",
    "several officials") name nobody beyond their article."""
    if kind == "person":
        words, _ = person_words(name)
        return f"{words[0]} {words[-1]}" if len(words) > 1 else None
    if kind not in ("organization", "group") or not any(letter.isupper() for letter in name):
        return None
    if kind == "group" and not all(word[0].isupper() or word in _SMALL_WORDS for word in name.split()):
        return None
    return country_key(name) or " ".join(organization_words(name)) or None


def proposing_key(name: str, kind: ActorKind) -> str | None:
    """What names that may be proposed have in common: a person's last word, an organization's initials."""
    if kind == "person":
        words, _ = person_words(name)
        return words[-1] if words else None
    return (acronym(name) if joining_key(name, kind) else None) or None


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[tuple[str, ...], str | None]:
    """The words that count, in usual order, and the suffix."""
    before, comma, after = name.partition(",")
    if comma and folded(after) not in _SUFFIXES:
        name = f"{after} {before}"
    words = [word for part in name.split() for word in _parts(part)]
    suffix = next((_SUFFIXES[word] for word in words[2:] if word in _SUFFIXES), None)
    words = [word for at, word in enumerate(words) if at < 2 or word not in _SUFFIXES]
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    kept = [word for at, word in enumerate(words) if at == 0 or word not in _NAME_PARTICLES or at == len(words) - 1]
    return tuple(kept), suffix


def _parts(word: str) -> list[str]:
    # "J.D." is two initials, "O'Neil" one word, "Jean-Marie" two.
    if re.fullmatch(r"(?:\w\.)+\w?\.?", word):
        return folded(word.replace(".", " ")).split()
    return folded(word.replace("'", "").replace("’", "").replace("`", "")).split()


@lru_cache(maxsize=65536)
def organization_words(name: str) -> tuple[str, ...]:
    """The words without "the" and legal forms, in American spelling."""
    text = folded(re.sub(r"\.(?=\w\b)|(?<=\b\w)\.", "", name.replace("&", " and ").replace("+", " and ")))
    for pattern, canonical in _SPELLINGS:
        text = pattern.sub(canonical, text)
    words = [word for word in text.split() if word != "the"]
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return tuple(kept or words)


@lru_cache(maxsize=65536)
def country_key(name: str) -> str | None:
    """What all names of one country share; None for what is no country."""
    code = country(name)
    return f"country {code}" if code else None


def acronym(name: str) -> str:
    """The initials of its words; a single word as it is."""
    words = [word for word in organization_words(name) if word not in _SMALL_WORDS]
    return words[0] if len(words) == 1 else "".join(word[0] for word in words)


_LONGEST_PLACE = 5
"""Words of "Democratic Republic of the Congo"."""
# In order: what stands first is replaced first.
_SAME_OFFICE: tuple[tuple[str, str], ...] = (
    (r"vice presidents?|deputy president|veep", "vicepresident"),
    (r"chairm[ae]n of the council of ministers|(?:list of )?heads? of government|prime ministers?|premier|pm|taoiseach",
     "primeminister"),
    (r"(?:monarchy?|king|queen|emir|sultan|emperor|grand duke|reigning prince|supreme king)(?= of|$| )", "monarch"),
    (r"attorney general", "attorneygeneral"),
    (r"secretary general", "secretarygeneral"),
    (r"foreign secretary|secretary of state|(?:minister|secretary) (?:of|for) foreign affairs|foreign affairs minister",
     "foreign minister"),
    (r"(?:minister|secretary) (?:of|for) (?:the )?(defen[cs]e|finance|interior|health|justice|education)",
     r"\1 minister"),
    (r"(defen[cs]e|finance|interior|health|justice|education) secretary", r"\1 minister"),
    (r"defence", "defense"),
    (r"treasury secretary|secretary of the treasury", "finance minister"),
    (r"(?:member of the )?(?:house of )?representatives?|rep|congress(?:man|woman|person)", "representative"),
    (r"sen|senators?|member of the senate", "senator"),
    (r"gov", "governor"),
    (r"presidency|presidents?", "president"),
    (r"spokes(?:man|woman)", "spokesperson"),
    (r"chair(?:man|woman|person)", "chair"),
)  # fmt: skip
_SAME = [(re.compile(rf"\b(?:{pattern})\b"), canonical) for pattern, canonical in _SAME_OFFICE]
_PASSED_OVER = frozenset(
    """the a an of for from in at to and or who is was as on by its his her their then acting interim caretaker current
    incumbent newly elected federal republic kingdom new long time longtime republican democratic democrat
    conservative labour liberal independent honorable hon mr mrs ms dr""".split()
)
"""Words of a role that do not tell one office from another."""
PAST = frozenset({"former", "ex", "late", "previous", "onetime", "retired", "designate", "elect", "incoming"})
"""Words that say that the office is not held now."""
LEADERS = frozenset({"primeminister", "president", "chancellor", "monarch"})
"""Offices of whom newspapers call the leader of a country."""
_GEORGIA = frozenset({"GE", "US-GA"})
_OF_STATES = frozenset({"governor", "senator", "representative"})
_FIELDS = {
    "politics": """president primeminister minister chancellor senator representative governor mayor lawmaker
        legislator politician councillor councilor councilman councilwoman commissioner ambassador envoy diplomat
        secretary mp mep candidate nominee congress parliament senate deputy vicepresident monarch premier party
        government whitehouse attorneygeneral secretarygeneral leader spokesperson pollster""",
    "sport": """player striker defender goalkeeper midfielder forward winger quarterback pitcher coach captain athlete
        swimmer runner boxer golfer cyclist driver referee umpire footballer cricketer skater skier champion""",
    "arts": """actor actress singer rapper musician guitarist drummer songwriter filmmaker artist designer comedian
        novelist poet author writer playwright composer dancer sculptor painter producer""",
    "media": "editor reporter journalist correspondent columnist host presenter anchor broadcaster blogger",
    "learning": """professor lecturer researcher scientist physicist chemist biologist geologist astronomer economist
        historian scholar academic psychologist epidemiologist virologist ecologist student teacher dean rector""",
    "medicine": "physician doctor surgeon nurse dentist psychiatrist pharmacist midwife paramedic",
    "law": "lawyer attorney solicitor barrister prosecutor judge justice magistrate",
    "force": """sheriff detective inspector constable sergeant lieutenant colonel major commander admiral marshal
        soldier general police officer""",
    "business": """ceo cfo cto coo founder cofounder owner investor banker trader entrepreneur businessman
        businesswoman economist""",
    "religion": "bishop archbishop cardinal pope priest pastor rabbi imam reverend monk nun",
    "private": """mother father daughter son wife husband brother sister neighbor neighbour resident witness victim
        survivor farmer fisherman driver worker passenger tourist pensioner shopper""",
}
_GENERIC = frozenset("chief head director chair deputy assistant foreign defense finance interior health".split())
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Post:
    """An office and its places: "governor of Kentucky" is {"governor"} of {"US-KY"}.

    `past` tells that the words speak of one who does not hold it ("former")."""

    office: frozenset[str]
    places: frozenset[str]
    past: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """The fields of work that the words name, such as "politics"; empty where they name none."""
        return frozenset(_FIELD_OF[word] for word in self.office if word in _FIELD_OF)

    @property
    def particular(self) -> bool:
        """Whether a place or a name tells whose office it is; "the president" is anybody's."""
        return bool(self.places) or any(word not in _FIELD_OF and word not in _GENERIC for word in self.office)


@lru_cache(maxsize=4096)
def post(title: str, organization: str | None = None) -> Post:
    """The post that a title and, where it is known apart, its country or organization name."""
    found, rest = _places(folded(title))
    more, other = _places(folded(organization or ""))
    text = " ".join([rest, other]).strip()
    for pattern, canonical in _SAME:
        text = pattern.sub(canonical, text)
    words = frozenset(text.split())
    return Post(words - _PASSED_OVER - PAST, _narrowest(found | more, words), bool(words & PAST))


def clash(first: Post, second: Post) -> bool:
    """Whether hardly one person has both: fields apart and no word in common, or one office of two countries."""
    if first.places and second.places and not _shares_place(first.places, second.places):
        return bool(first.fields & second.fields) or not first.office & second.office
    if first.office & second.office:
        return False
    return bool(first.fields and second.fields) and not first.fields & second.fields


def agree(first: Post, second: Post) -> bool:
    """Whether the two have a word in common and no place against it."""
    return bool(first.office & second.office) and not clash(first, second)


def _places(text: str) -> tuple[frozenset[str], str]:
    """The places named in folded words, and the other words."""
    words, found, rest, at = text.split(), set[str](), list[str](), 0
    while at < len(words):
        length, codes = _place_at(words, at)
        found |= codes
        if not codes:
            rest.append(words[at])
        at += length
    return frozenset(found), " ".join(rest)


def _place_at(words: list[str], at: int) -> tuple[int, frozenset[str]]:
    for length in range(min(_LONGEST_PLACE, len(words) - at), 0, -1):
        codes = places(" ".join(words[at : at + length]))
        if codes and words[at] != "the":
            return length, codes
    return 1, frozenset()


def _narrowest(codes: frozenset[str], words: frozenset[str]) -> frozenset[str]:
    """Without the country of a state: "U.S. senator from Ohio". The one Georgia that has such an office."""
    if codes >= _GEORGIA:
        codes -= {"GE"} if words & _OF_STATES else {"US-GA"}
    in_states = any(code.startswith("US-") for code in codes)
    return codes - {"US"} if in_states else codes


def _shares_place(first: frozenset[str], second: frozenset[str]) -> bool:
    return any(one.startswith(other) or other.startswith(one) for one in first for other in second)
