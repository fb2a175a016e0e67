"""From the source of an attribution to its speaker.

A speaker is always chosen among the names and descriptions of the article, never written freely; in
doubt the mention stands as it is. Statements are resolved in reading order, because pronouns and
continued quotations look back."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import ActorKind, Attribution, Span, Speaker, Version
from onrecord.people.cast import Cast, Member
from onrecord.people.names import Name, names, tokens
from onrecord.people.principals import principal
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
_OPENS, _QUOTED, _SPOKE, _UNNAMED, _OFTEN = 1.0, 2.0, 2.0, 2.5, 0.4
"""Credits of a candidate in sentences, tuned on the hand-made gold."""
_ANYONE = frozenset({"source", "insider", "person"})
"""Heads by which any unnamed source is taken up again."""
_TRAILING = re.compile(r"\s+(?:on|in|of|at|for|to|by|and|from|with|as|that)$")
_PAIRS = frozenset({"both", "both men", "both women", "the two", "the pair", "the two men", "the two women", "the couple"})
_REACH = 3000
"""Characters that a pronoun looks back."""
# What a leader may be called after having been introduced by office.
_SAME_OFFICE = {
    "pm": {"minister", "premier"},
    "mp": {"member", "lawmaker"},
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
    "actor": {"star", "actress"},
    "star": {"actor", "actress", "singer", "player"},
    "royal": {"prince", "princess", "duke", "duchess", "king", "queen"},
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
        self._body = next((b.span.end for b in version.blocks if b.kind == "headline"), 0)
        self._cast = Cast(version.text, headline_end=self._body)
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
            behalf = principal(self._text, attribution, speaker=speaker, cast=self._cast) if speaker else None
            found[number] = Resolved(speaker, behalf)
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
        plain = _TRAILING.sub("", mention.strip(" ,\"“”'’"))
        lower = plain.lower()
        if lower.startswith(("who ", "which ")):
            return self._antecedent(span, mention) or Speaker(mention, "unnamed", None, mention)
        if lower in _PAIRS:
            pair = self._pair_before(span, mention, adjacent=False)
            if pair:
                return pair
        if lower in PRONOUNS and not (plain.isupper() and len(plain) > 1):
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
        behind = self._apposed(plain, head, span)
        if behind:
            return behind
        inside = names(self._text, offset, offset + len(head))
        if not inside and head[0].isupper() and " " not in head:
            member = self._cast.member((head,), place=offset)
            return Speaker(member.name, member.kind, member.role, span.of(self._text)) if member else None
        if not inside or inside[-1].span.end < offset + len(head.rstrip(" .,’'s@")):
            return self._of_bare_handle(plain)
        return self._named(inside[-1], span, offset)

    def _apposed(self, plain: str, head: str, span: Span) -> Speaker | None:
        """ "The company that runs the port, Harbour Holdings": the name stands behind a description."""
        before, comma, last = plain.rpartition(", ")
        if not comma or names(self._text, span.start, span.start + len(head)) or not last[0].isupper():
            return None
        start = self._text.rfind(last, span.start, span.end)
        inside = names(self._text, start, start + len(last)) if start >= 0 else []
        if len(inside) != 1 or inside[0].span != Span(start, start + len(last)):
            return None
        found = self._named(inside[0], Span(start, start + len(last)), start)
        return found and Speaker(found.name, found.kind, _described(before), span.of(self._text))

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
        """ "Harbour News and City Post": several proper names joined; "Holt and her team" stays one."""
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
            # One name with "and" inside ("Customs and Harbour Control") is no list.
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
        members = [m for m in self._people if m[1].kind == "person" and m[1].gender in (None, gender)]
        known = {id(m[1]): 0.5 for m in members if m[1].gender == gender}
        previous = [p for p in self._previous[-4:] if self._fits(p[2], gender)]
        return self._nearest_before(span, mention, members, previous, known)

    def _nearest_before(
        self,
        span: Span,
        mention: str,
        members: Sequence[tuple[int, Member, bool, bool]],
        previous: Sequence[tuple[int, Attribution, Speaker]],
        bonus: dict[int, float],
    ) -> Speaker | None:
        """The candidate that is nearest in sentences, with credit for opening its sentence, for having
        spoken before, for being named often, and against standing inside a quotation."""
        scored: list[tuple[float, int, str, ActorKind, str | None]] = []
        for at, member, opens, quoted in members:
            if span.start - _REACH <= at < span.start:
                score = _OPENS * opens - _QUOTED * quoted + bonus.get(id(member), 0.0)
                score += _OFTEN * math.log2(len(member.places)) - self._sentences_between(at, span.start)
                scored.append((score, at, self._cast.in_full(member.name), member.kind, member.role))
        for place, before, speaker in previous:
            at = before.source[0].start if before.source else place
            if span.start - _REACH <= at < span.start:
                parts = (*before.content, *before.cue, *before.source)
                end = max(part.end for part in parts if part.start < span.start)
                score = _SPOKE - self._sentences_between(min(end, span.start), span.start)
                score -= _UNNAMED * (speaker.kind in ("unnamed", "group"))
                scored.append((score, at, speaker.name, speaker.kind, speaker.role))
        if not scored:
            return None
        _, _, name, kind, role = max(scored, key=lambda item: item[:2])
        return Speaker(name, kind, role, mention)

    def _fits(self, speaker: Speaker, gender: Gender) -> bool:
        if speaker.kind not in ("person", "unnamed") or ";" in speaker.name or speaker.name.lower() in PRONOUNS:
            return False
        member = self._cast.member(speaker.name.split(), place=0) if speaker.kind == "person" else None
        if member is None:
            role = next((ROLES[w] for w in reversed(speaker.name.lower().split()) if ROLES.get(w)), None)
            return role in (None, gender)
        return member.gender in (None, gender)

    def _pair_before(self, span: Span, mention: str, *, adjacent: bool) -> Speaker | None:
        """The two persons named last; with `adjacent` only where "and" joins them."""
        named = [(at, m) for at, m, _, quoted in self._people if at < span.start and m.kind == "person" and not quoted]
        if len(named) < 2:
            return None
        (first_at, first), (second_at, second) = named[-2:]
        if first is second or self._sentences_between(second_at, span.start) > (1 if adjacent else 6):
            return None
        if adjacent and not re.search(r"\band\s(?:\S+\s){0,4}$", self._text[first_at:second_at]):
            return None
        return Speaker(f"{first.name}; {second.name}", "group", None, mention)

    def _collective_before(self, span: Span, sort: str, mention: str) -> Speaker | None:
        if sort == "they":
            pair = self._pair_before(span, mention, adjacent=True)
            if pair:
                return pair
        kinds: set[ActorKind] = {"organization", "document"} if sort == "it" else {"organization", "group", "unnamed"}
        members = [m for m in self._people if sort == "it" and m[1].kind == "organization"]
        previous = [p for p in self._previous[-4:] if p[2].kind in kinds or (sort != "it" and ";" in p[2].name)]
        return self._nearest_before(span, mention, members, previous, {})

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
            found = self._organization_before(span, mention)
            return found or Speaker(_described(plain), "organization", None, mention)
        if _singular_role(head) or _AGE.fullmatch(head):
            return self._of_role(plain, words, span)
        if head in GROUPS and first in _DEFINITE:
            known = self._seen_description(plain, head, span) or self._named_like(head, span, mention)
            if known:
                return known
        if head in GROUPS or first in GROUPS or re.search(r"\band (?:his|her|their|its)\b", plain):
            return Speaker(self._expanded(plain, span), "group", None, mention)
        return self._seen_description(plain, head, span) or Speaker(_described(plain), "unnamed", None, mention)

    def _named_like(self, head: str, span: Span, mention: str) -> Speaker | None:
        """The organization whose name holds the word: "the doctors" for Doctors for the Poor."""
        for member in self._cast.members:
            named = {word.lower() for word in member.name.split()[:-1]}
            if member.kind == "organization" and head in named and min(member.places) < span.start:
                return Speaker(member.name, "organization", member.role, mention)
        return None

    def _expanded(self, plain: str, span: Span) -> str:
        """ "Holt and her team" with the name in full."""
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
            known_at = [at for at in member.places if at < span.start or span.end <= self._body]
            if member.kind != "person" or not known_at:
                continue
            for role in member.roles:
                known = {_stem(t.word) for t in tokens(role)}
                if not known & {_stem(h) for h in heads}:
                    continue
                shared = sum(_stem(w) in known for w in modifiers)
                if inside and not shared:
                    continue
                score = (2.0 * shared + (_stem(head) in known), max(known_at), member)
                best = max(best, score, key=lambda item: item[:2]) if best else score
        return best[2] if best else None

    def _person_of_gender(self, span: Span, gender: Gender | None) -> Member | None:
        for at, member, _, quoted in reversed(self._people):
            if at < span.start and member.kind == "person" and not quoted and member.gender in (None, gender or member.gender):
                return member
        return None

    def _organization_before(self, span: Span, mention: str) -> Speaker | None:
        members = [m for m in self._people if m[1].kind == "organization"]
        previous = [p for p in self._previous[-4:] if p[2].kind == "organization"]
        return self._nearest_before(span, mention, members, previous, {})

    def _seen_description(self, plain: str, head: str, span: Span) -> Speaker | None:
        """The unnamed source described before with the same head ("a spokesperson", then "the spokesperson")."""
        if plain.split()[0].lower() not in _DEFINITE:
            return None
        for _, _, speaker in reversed(self._previous):
            if head in _ANYONE and speaker.kind == "unnamed":
                return Speaker(speaker.name, speaker.kind, speaker.role, plain)
            if speaker.kind in ("unnamed", "group") and head in [t.word.lower() for t in tokens(speaker.name)]:
                return Speaker(speaker.name, speaker.kind, speaker.role, plain)
        return None

    def _issuer(self, head: str, span: Span, first: str) -> Speaker | None:
        """Who issued "the statement": the actor named with such a document shortly before."""
        if first not in _DEFINITE or head in {"study", "paper", "report", "survey", "poll", "book", "review", "analysis"}:
            return None
        wanted = {head, "statement"} if head in {"message", "note", "release"} else {head}
        uses = [m.start() for m in re.finditer(rf"\b(?:{'|'.join(wanted)})\b", self._text[: span.start]) if not self._is_quoted(m.start())]
        for use in reversed(uses[-4:]):
            start, end = _sentence_start(self._text, use), _sentence_end(self._text, use)
            candidates: list[tuple[int, Speaker]] = [
                (place, speaker)
                for place, _, speaker in self._previous
                if start <= place < use and speaker.kind != "document"
            ]
            candidates += [
                (at, Speaker(self._cast.in_full(member.name), member.kind, member.role))
                for at, member, _, quoted in self._people
                if start <= at < use and not quoted
            ]
            if candidates:
                _, speaker = min(candidates, key=lambda item: item[0])
                return Speaker(speaker.name, speaker.kind, speaker.role, span.of(self._text))
        return None


def _sentence_start(text: str, at: int) -> int:
    ends = list(re.finditer(r"[.!?][\"”’']?\s+|\n", text[max(0, at - 600) : at]))
    return max(0, at - 600) + ends[-1].end() if ends else max(0, at - 600)


def _place(attribution: Attribution) -> int:
    first = attribution.source or attribution.cue or attribution.content
    return min(first[0].start, attribution.content[0].start)


def _sentence_end(text: str, at: int) -> int:
    found = re.compile(r"[.!?](?=[\s\"”])|\n").search(text, at)
    return found.start() if found else len(text)


def _stem(word: str) -> str:
    return word.lower().removeprefix("co-").rstrip("s.")


def _singular_role(head: str) -> bool:
    return head in ROLES and head not in GROUPS


def _has_role(phrase: str) -> bool:
    return any(token.word.lower().rstrip(".") in ROLES or token.word.endswith(".") for token in tokens(phrase))


def _described(plain: str) -> str:
    return re.sub(r"^(?:the|both)\s+|\s+(?:who|which|that)$", "", plain, flags=re.IGNORECASE) if " " in plain else plain


def _joined(found: Sequence[Speaker], mention: str) -> Speaker:
    kinds = {speaker.kind for speaker in found}
    kind = kinds.pop() if len(kinds) == 1 else "group"
    return Speaker("; ".join(dict.fromkeys(speaker.name for speaker in found)), kind, None, mention)
