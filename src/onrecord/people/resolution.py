"""From the source of an attribution to its speaker.

A speaker is always chosen among the names and descriptions of the article, never written freely; in
doubt the mention stands as it is. Statements are resolved in reading order, because pronouns and
continued quotations look back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import ActorKind, Attribution, Span, Speaker, Version
from onrecord.people.cast import Cast, Member
from onrecord.people.names import Name, names, tokens
from onrecord.people.words import (
    DOCUMENTS,
    GROUPS,
    ORGANIZATION_NOUNS,
    PRONOUNS,
    ROLES,
    Gender,
)

_DETERMINERS = frozenset("the a an this that these those his her its their our my another one".split())
_DEFINITE = frozenset("the this that these those his her its their".split())
_CUT = re.compile(r",|\(|\s(?:who|which|that|whose|of|for|at|in|with|from|on|to|by|behind|inside|under|close)\s|\s[-–—]")
_AGE = re.compile(r"\d+-year-old")
_REACH = 3000
"""Characters that a pronoun looks back."""
# What a leader may be called after having been introduced by office.
_SAME_OFFICE = {
    "leader": {"president", "premier", "minister", "chancellor", "king", "chairman", "chairwoman", "head", "chief"},
    "chief": {"head", "director", "ceo", "executive", "president", "chairman", "secretary-general"},
    "boss": {"manager", "coach", "ceo", "chief", "head"},
    "executive": {"ceo", "chief", "president", "director"},
    "lawmaker": {"senator", "representative", "congressman", "congresswoman", "sen.", "rep.", "mp", "member"},
    "billionaire": {"founder", "owner", "ceo", "investor"},
    "spokesperson": {"spokesman", "spokeswoman"},
    "scientist": {"researcher", "professor", "physicist", "geologist", "biologist", "astronomer"},
    "researcher": {"scientist", "professor", "author", "co-author"},
    "expert": {"analyst", "professor", "researcher", "lawyer"},
    "politician": {"senator", "president", "minister", "governor", "mayor"},
    "official": {"secretary", "director", "commissioner", "minister"},
    "musician": {"singer", "guitarist", "drummer", "singer-guitarist"},
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who issued the statement, and on whose behalf; None where the article does not tell."""

    speaker: Speaker | None
    principal: Speaker | None = None


def resolve(version: Version, attributions: Sequence[Attribution]) -> list[Resolved]:
    """The speaker of each attribution, which must be in reading order."""
    return _Article(version, attributions).resolved()


class _Article:
    def __init__(self, version: Version, attributions: Sequence[Attribution]) -> None:
        self._text = version.text
        self._attributions = attributions
        headline = next((b.span.end for b in version.blocks if b.kind == "headline"), 0)
        self._cast = Cast(version.text, headline_end=headline)
        self._quoted = sorted(span for a in attributions if a.type != "indirect" for span in a.content)
        self._people = self._mentions()
        self._previous: list[tuple[int, Attribution, Speaker]] = []

    def resolved(self) -> list[Resolved]:
        found: dict[int, Resolved] = {}
        order = sorted(range(len(self._attributions)), key=lambda i: _place(self._attributions[i]))
        for number in order:
            attribution = self._attributions[number]
            speaker = self._speaker(attribution)
            if speaker:
                self._previous.append((_place(attribution), attribution, speaker))
            found[number] = Resolved(speaker)
        return [found[number] for number in range(len(self._attributions))]

    def _mentions(self) -> list[tuple[int, Member, bool, bool]]:
        """Every place where a member is named: offset, who, whether it begins its sentence, whether it
        stands inside a quotation."""
        found = []
        for name in self._cast.names:
            member = self._cast.member(name.words, place=name.span.start, gender=name.gender if name.title else None)
            if member:
                at = name.span.start
                before = self._text[max(0, at - 60) : at]
                opens = not re.split(r"[.!?\n]\s*", before)[-1].strip(" \"“‘") or bool(name.role and name.title)
                found.append((at, member, opens, self._is_quoted(at)))
        return found

    def _is_quoted(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in self._quoted)

    def _speaker(self, attribution: Attribution) -> Speaker | None:
        if not attribution.source:
            return self._continued(attribution)
        found = [self._of_span(span, attribution) for span in attribution.source]
        if len(found) == 1:
            return found[0]
        return _joined(found, self._text[attribution.source[0].start : attribution.source[-1].end])

    def _continued(self, attribution: Attribution) -> Speaker | None:
        """The speaker of a quotation without source that directly follows a quotation of the same kind."""
        if attribution.type == "indirect" or not self._previous:
            return None
        _, before, speaker = self._previous[-1]
        between = self._text[before.content[-1].end : attribution.content[0].start]
        if len(between.strip(" \n\"“”.,")) > 40 or before.type == "indirect":
            return None
        return Speaker(speaker.name, speaker.kind, speaker.role, None)

    def _of_span(self, span: Span, attribution: Attribution) -> Speaker:
        mention = span.of(self._text)
        plain = mention.strip(" ,\"“”'’")
        lower = plain.lower()
        if lower in PRONOUNS:
            return self._of_pronoun(plain, PRONOUNS[lower], span, attribution) or Speaker(mention, "unnamed", None, mention)
        parts = self._coordinated(plain, span)
        if parts:
            return _joined(parts, mention)
        return self._of_name(plain, span) or self._of_description(plain, span)

    # Names

    def _of_name(self, plain: str, span: Span) -> Speaker | None:
        """The speaker where the mention's head is a proper name."""
        head = _CUT.split(plain, maxsplit=1)[0].strip()
        offset = self._text.find(head, span.start, span.end)
        if not head or offset < 0:
            return None
        inside = names(self._text, offset, offset + len(head))
        if not inside or inside[-1].span.end < offset + len(head.rstrip(" .,’'s@")):
            return self._of_bare_handle(plain)
        return self._named(inside[-1], span, offset)

    def _of_bare_handle(self, plain: str) -> Speaker | None:
        return Speaker(plain, "person", None, plain) if re.fullmatch(r"@\w+", plain) else None

    def _named(self, name: Name, span: Span, offset: int) -> Speaker | None:
        if name.words[-1].lower() in DOCUMENTS | GROUPS and len(name.words) == 1:
            return None
        place = name.span.start
        member = self._cast.member(name.words, place=place, gender=name.gender if name.title else None)
        mention = span.of(self._text)
        after = self._text[name.span.end : span.end].strip(" ,\"“”'’")
        if after.startswith(("of ", "for ", "on ")) and (member is None or member.kind == "organization"):
            return Speaker(_described(self._text[offset : span.end].strip(" ,")), "organization", None, mention)
        before = self._text[offset : name.span.start].strip()
        own = re.sub(r"^(?:the|a|an|both)\s+", "", before, flags=re.IGNORECASE).strip(" ,") or None
        if own and not _has_role(own):
            own = None
        if member is None:
            return Speaker(name.full, "person" if name.kind == "person" else "organization", own or name.role, mention)
        return Speaker(self._cast.in_full(member.name), member.kind, own or name.role or member.role, mention)

    def _coordinated(self, plain: str, span: Span) -> list[Speaker]:
        """ "NBC News and Bloomberg": several proper names joined; "Paganini and his team" stays one."""
        if " and " not in plain:
            return []
        pieces = [re.sub(r"^(?:both|the)\s+", "", p.strip(), flags=re.IGNORECASE) for p in re.split(r",\s*(?:and\s+)?|\s+and\s+", plain)]
        found = []
        at = span.start
        for piece in pieces:
            at = self._text.find(piece, at, span.end)
            inside = names(self._text, at, at + len(piece)) if at >= 0 and piece else []
            if len(inside) != 1 or inside[0].span.end != at + len(piece):
                return []
            # One name with "and" inside ("Customs and Border Protection") is no list.
            whole = self._cast.member(tuple(plain.split()), place=span.start)
            if whole:
                return []
            speaker = self._named(inside[0], Span(at, at + len(piece)), at)
            if speaker is None:
                return []
            found.append(speaker)
        return found

    # Pronouns

    def _of_pronoun(self, plain: str, sort: str, span: Span, attribution: Attribution) -> Speaker | None:
        if sort in ("m", "f"):
            return self._person_before(span, "m" if sort == "m" else "f", plain)
        if sort in ("it", "they", "we"):
            return self._collective_before(span, sort, plain)
        if sort == "who":
            return self._antecedent(span, plain)
        return None

    def _person_before(self, span: Span, gender: Gender, mention: str) -> Speaker | None:
        scored: list[tuple[float, int, Member | Speaker]] = []
        for at, member, opens, quoted in self._people:
            if at >= span.start or at < span.start - _REACH or member.kind != "person":
                continue
            if member.gender not in (None, gender):
                continue
            score = -self._sentences_between(at, span.start) + 1.0 * opens - 2.0 * quoted + 0.5 * (member.gender == gender)
            scored.append((score, at, member))
        for place, before, speaker in self._previous[-4:]:
            at = before.source[0].start if before.source else place
            if at < span.start and self._fits(speaker, gender) and at > span.start - _REACH:
                end = max(s.end for s in (*before.content, *before.cue, *before.source) if s.start < span.start)
                distance = self._sentences_between(min(end, span.start), span.start)
                scored.append((2.0 - distance - 1.5 * (speaker.kind != "person"), at, speaker))
        if not scored:
            return None
        _, _, best = max(scored, key=lambda item: (item[0], item[1]))
        if isinstance(best, Member):
            return Speaker(best.name, best.kind, best.role, mention)
        return Speaker(best.name, best.kind, best.role, mention)

    def _fits(self, speaker: Speaker, gender: Gender) -> bool:
        if speaker.kind not in ("person", "unnamed") or ";" in speaker.name:
            return False
        member = self._cast.member(speaker.name.split(), place=0) if speaker.kind == "person" else None
        if member is None:
            role = next((ROLES[w] for w in reversed(speaker.name.lower().split()) if ROLES.get(w)), None)
            return role in (None, gender)
        return member.gender in (None, gender)

    def _collective_before(self, span: Span, sort: str, mention: str) -> Speaker | None:
        kinds: set[ActorKind] = {"organization", "document"} if sort == "it" else {"organization", "group", "unnamed"}
        if sort == "it":
            near = [
                (at, member)
                for at, member, opens, quoted in self._people
                if member.kind == "organization" and at < span.start and opens and not quoted
            ]
            if near and self._sentences_between(near[-1][0], span.start) <= 1:
                member = near[-1][1]
                return Speaker(member.name, member.kind, member.role, mention)
        for place, _, speaker in reversed(self._previous):
            if self._sentences_between(place, span.start) > 6:
                break
            if speaker.kind in kinds or (sort == "they" and ";" in speaker.name):
                return Speaker(speaker.name, speaker.kind, speaker.role, mention)
        return None

    def _antecedent(self, span: Span, mention: str) -> Speaker | None:
        """The name directly before "who"."""
        near = [(at, member) for at, member, _, _ in self._people if span.start - 120 <= at < span.start]
        if not near:
            return None
        member = near[-1][1]
        return Speaker(member.name, member.kind, member.role, mention)

    def _sentences_between(self, start: int, end: int) -> int:
        return len(re.findall(r"[.!?][\"”’']?\s+(?=[A-Z“\"‘])|\n+", self._text[start:end]))

    # Descriptions

    def _of_description(self, plain: str, span: Span) -> Speaker:
        mention = span.of(self._text)
        head_phrase = _CUT.split(plain, maxsplit=1)[0].strip()
        words = [token.word.lower() for token in tokens(head_phrase) if token.word[0].isalnum()]
        if not words:
            return Speaker(mention, "unnamed", None, mention)
        head, first = words[-1], words[0]
        if head in DOCUMENTS:
            return self._issuer(head, span, first) or Speaker(_described(plain), "document", None, mention)
        owned = bool(names(self._text, span.start, span.end))
        if head in ORGANIZATION_NOUNS and owned:
            return Speaker(_described(plain), "organization", None, mention)
        if head in ORGANIZATION_NOUNS and first in _DEFINITE:
            found = self._organization_before(span)
            if found:
                return Speaker(self._cast.in_full(found.name), found.kind, found.role, mention)
            return Speaker(_described(plain), "organization", None, mention)
        if _singular_role(head) or _AGE.fullmatch(head):
            return self._of_role(plain, words, span)
        if head in GROUPS or first in GROUPS or re.search(r"\band (?:his|her|their|its)\b", plain):
            return Speaker(self._expanded(plain, span), "group", None, mention)
        return self._seen_description(plain, head, span) or Speaker(_described(plain), "unnamed", None, mention)

    def _expanded(self, plain: str, span: Span) -> str:
        """ "Paganini and his team" with the name in full."""
        inside = names(self._text, span.start, span.end)
        if inside and plain.startswith(inside[0].full):
            member = self._cast.member(inside[0].words, place=span.start)
            if member and member.kind == "person":
                return member.name + plain[len(inside[0].full) :]
        return _described(plain)

    def _of_role(self, plain: str, words: list[str], span: Span) -> Speaker:
        mention = span.of(self._text)
        definite = words[0] in _DEFINITE or (plain[0].isupper() and words[0] not in _DETERMINERS)
        inside = names(self._text, span.start, span.end)
        owned = bool(inside) or " of " in plain or " for " in plain
        head = words[-1]
        if definite:
            if _AGE.fullmatch(head):
                person = self._person_of_gender(span, None)
            else:
                person = self._person_with_role(words, inside, span)
            if person:
                return Speaker(person.name, person.kind, person.role, mention)
            known = self._seen_description(plain, head, span)
            if known:
                return known
        if definite and not owned and words[0] == "the" and ROLES.get(head):
            person = self._person_of_gender(span, ROLES[head])
            if person:
                return Speaker(person.name, person.kind, person.role or plain[4:], mention)
        return Speaker(_described(plain), "unnamed", None, mention)

    def _person_with_role(self, words: list[str], inside: list[Name], span: Span) -> Member | None:
        """The person one of whose roles has the same head and shares the other words."""
        head = words[-1]
        heads = {head} | _SAME_OFFICE.get(head, set()) | {k for k, v in _SAME_OFFICE.items() if head in v}
        modifiers = {w for w in words[:-1] if w not in _DETERMINERS and len(w) > 2}
        best: tuple[float, int, Member] | None = None
        for member in self._cast.members:
            if member.kind != "person" or not member.places or min(member.places) >= span.start:
                continue
            for role in member.roles:
                known = {t.word.lower().rstrip("s") for t in tokens(role)}
                if not known & {h.rstrip("s") for h in heads}:
                    continue
                shared = sum(w.rstrip("s") in known for w in modifiers)
                if inside and not shared:
                    continue
                place = max(at for at in member.places if at < span.start)
                score = (2.0 * shared + (head.rstrip("s") in known), place, member)
                best = max(best, score, key=lambda item: item[:2]) if best else score
        return best[2] if best else None

    def _person_of_gender(self, span: Span, gender: Gender | None) -> Member | None:
        for at, member, _, quoted in reversed(self._people):
            if at < span.start and member.kind == "person" and not quoted and member.gender in (None, gender or member.gender):
                return member
        return None

    def _organization_before(self, span: Span) -> Member | None:
        for _, _, speaker in reversed(self._previous[-3:]):
            if speaker.kind == "organization":
                member = self._cast.member(speaker.name.split(), place=span.start)
                if member:
                    return member
        near = [m for at, m, opens, quoted in self._people if at < span.start and m.kind == "organization" and not quoted]
        return near[-1] if near else None

    def _seen_description(self, plain: str, head: str, span: Span) -> Speaker | None:
        """The unnamed source described before with the same head ("a spokesperson", then "the spokesperson")."""
        if plain.split()[0].lower() not in _DEFINITE:
            return None
        for _, _, speaker in reversed(self._previous):
            if speaker.kind in ("unnamed", "group") and head in [t.word.lower() for t in tokens(speaker.name)]:
                return Speaker(speaker.name, speaker.kind, speaker.role, plain)
        return None

    def _issuer(self, head: str, span: Span, first: str) -> Speaker | None:
        """Who issued "the statement": the actor named with such a document shortly before."""
        if first not in _DEFINITE or head in {"study", "paper", "report", "survey", "poll", "book", "review", "analysis"}:
            return None
        wanted = {head, "statement"} if head in {"message", "note", "release"} else {head}
        for place, before, speaker in reversed(self._previous[-6:]):
            last = max(span.end for span in (*before.cue, *before.source, *before.content[:1]))
            sentence = self._text[_sentence_start(self._text, place) : _sentence_end(self._text, last)]
            if speaker.kind != "document" and _has_word(sentence, wanted):
                return Speaker(speaker.name, speaker.kind, speaker.role, span.of(self._text))
        for at, member, opens, quoted in reversed(self._people):
            near = span.start - _REACH <= at < span.start and opens and not quoted
            if near and _has_word(self._text[at : _sentence_end(self._text, at)], wanted):
                return Speaker(self._cast.in_full(member.name), member.kind, member.role, span.of(self._text))
        return None


def _has_word(sentence: str, wanted: set[str]) -> bool:
    return any(token.word.lower() in wanted for token in tokens(sentence))


def _sentence_start(text: str, at: int) -> int:
    ends = list(re.finditer(r"[.!?][\"”’']?\s+|\n", text[max(0, at - 600) : at]))
    return max(0, at - 600) + ends[-1].end() if ends else max(0, at - 600)


def _place(attribution: Attribution) -> int:
    first = attribution.source or attribution.cue or attribution.content
    return min(first[0].start, attribution.content[0].start)


def _sentence_end(text: str, at: int) -> int:
    found = re.compile(r"[.!?](?=[\s\"”])|\n").search(text, at)
    return found.start() if found else len(text)


def _singular_role(head: str) -> bool:
    return head in ROLES and head not in GROUPS


def _has_role(phrase: str) -> bool:
    return any(token.word.lower().rstrip(".") in ROLES or token.word.endswith(".") for token in tokens(phrase))


def _described(plain: str) -> str:
    return re.sub(r"^(?:the|both)\s+", "", plain, flags=re.IGNORECASE) if " " in plain else plain


def _joined(found: Sequence[Speaker], mention: str) -> Speaker:
    kinds = {speaker.kind for speaker in found}
    kind = kinds.pop() if len(kinds) == 1 else "group"
    return Speaker("; ".join(dict.fromkeys(speaker.name for speaker in found)), kind, None, mention)
