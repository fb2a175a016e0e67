"""The occasion, channel or medium that the words around an attribution name."""

import re
from collections.abc import Iterable, Iterator

from onrecord.model import Span
from onrecord.occasions.clauses import noun_phrase

_HEADS = (
    r"statements?|interviews?|conferences?|briefings?|presser|gaggle|(?<!free )speech(?:es)?"
    r"|(?<!mail )(?<!home )address|rally|rallies|tweets?|retweet|threads?|posts?|postings?|blog|letters?"
    r"|e-?mails?(?! address)|memos?|memorandum|reports?|papers?|journal|testimony|depositions?|hearings?|meetings?"
    r"|debates?|podcasts?|episodes?|shows?|program|programme|broadcasts?|segments?|events?|summit|forum|panel"
    r"|(?:phone |conference |video |earnings |investor )?calls?(?! for| to)|videos?|clip|op-ed|column|essays?"
    r"|articles?|editorials?|books?|memoirs?|autobiography|filings?|lawsuit|complaint|affidavit|motion|documents"
    r"|release|town ?hall|fundraiser|ceremony|convention|session|appearances?|remarks|lecture|sermon|messages?"
    r"|voicemail|(?<!similar )(?<!related )(?<!lighter )(?<!different )(?<!positive )(?<!personal )(?<!final )notes?"
    r"|recordings?|chat|talk|conversations?|symposium|websites?|site|accounts?|page|newsletter|announcements?"
    r"|documentary|q&a|gala|luncheon|dinner|webinar|keynote|roundtable|inquest|cross-examination|(?:Senate"
    r"|House) floor|breakfast|commencement|caption|trial|monologue|concert|stream|livestream|manifesto|resolution"
    r"|ruling|(?:majority|dissenting|concurring|court) opinion|dissent|indictment|brief|bulletin|communique|communiqué"
    r"|submissions?|fax|verdict|charge ?sheet|\d+-page [a-z]+"
    r"|(?:written|e-?mailed|faxed|its) (?:response|reply|answers?|evidence)"
    r"|questionnaire|survey|study|festival|parade|vigil|seminar|workshop|gathering|reception|inauguration|tour"
    r"|(?:campaign|tour) stops?|mic|updates?|comments|notification|affidavits|document|alert|advisory|story"
    r"|(?:Instagram|Facebook|Snapchat) stories|(?:Facebook|WhatsApp) group|repost|analysis|estimates|postscript"
    r"|foreword"
)
_MEDIA = (
    r"(?:Twitter|Facebook|Instagram|Weibo|Telegram|TikTok|YouTube|Snapchat|Truth Social|LinkedIn|Reddit|Tumblr"
    r"|WhatsApp|Periscope|X(?![\w’'&-]|\.\w)|Parler|Bluesky|Mastodon|Threads|Medium|CNN|MSNBC|CNBC|Fox News"
    r"|Fox Business|NBC|ABC|CBS|NPR|BBC|C-SPAN|PBS|ITV|Sky News|Newsmax|ESPN|Bloomberg TV|[A-Z]\w+ (?:TV|Radio|News)"
    r"|(?:social|state) media|(?:state |national |live |local )?(?:television|TV|radio)|air)(?: (?:feed|account"
    r"|page|handle|post"
    r"|thread|channel|group|story|stories|live|reel))?"
)
_WORD = (
    r"(?!(?:that|who|which|said|says|saying|told|to|as|after|before|when|while|and|but|or|was|were|is|has|had|by|with"
    r"|in|on|at|for|an?|the|wake|light|midst)\b)[\w$@#&.'’-]+"
)
_BY = (
    r"(?:in|during|at|on|under|via|through|from|into|over|throughout|amid|(?:while |when |after )?(?:visiting"
    r"|attending|addressing|closing out|opening|accepting|introducing|delivering|giving|hosting))"
)
_NAMED = re.compile(
    rf"\b(?P<by>{_BY}) (?P<venue>(?:(?:an?|the) )?(?:{_WORD} ){{0,7}}?(?:{_HEADS})\b(?: "
    rf"(?:{_HEADS})\b)*)(?!['’]s|-\w)",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"\b(?:[Oo]n|[Vv]ia|[Oo]ver|[Tt]hrough|(?:took|taking|take|turned|turning|posted|posting|went|going)"
    r" (?:out )?(?:to|on)|reports? for|writing for)"
    rf" (?P<venue>(?:(?:his|her|its|their|the|an?|official|personal|verified) ){{0,3}}(?:{_MEDIA})\b"
    r"(?:['’]s (?:[\"“”‘] ?[^\"“”’\x00]{2,50}[\"”’]|(?:[A-Z][\w’'&-]*(?: (?=[A-Z])|\b)){1,5}))?)"
)
_PROGRAMME = re.compile(
    r"\b[Oo]n (?P<venue>(?:[A-Z][\w&.-]*(?:['’]s)? ){0,4}[\"“‘] ?(?:[A-Z][^\"”’\x00\n]{2,50})[\"”])"
)
_TOLD_AT = re.compile(
    r"\b(?:told|tells?|telling) (?P<venue>(?:an?|the) "
    rf"(?:{_WORD} ){{0,4}}?(?:conference|briefing|rally|webinar|summit|forum|meeting|hearing|seminar|symposium"
    r"|inquest|event|fundraiser|town hall|debate|panel)\b)(?!['’]s|-\w)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]utside|[Ii]nside|[Ff]rom|[Oo]n|[Aa]board) (?P<venue>(?:(?:an?|the|his|her) )?(?:Oval Office"
    r"|Air Force One|(?:House of )?Commons|House of Lords|Rose Garden|Capitol(?: Hill)?|witness (?:stand|box)|courtroom"
    r"|courthouse|stage|(?<!on )(?<!on the )(?<!from )(?<!from the )(?:(?!the\b|an?\b|that\b|place\b)[\w.]+ ){0,3}?"
    r"[Cc]ourt(?! (?:of|precedents?|orders?|papers|records?|cases?|rules|battle|fight|date|system)\b))\b)(?!['’]s|-\w)"
)
_RELAYED = re.compile(r"\b(?:via|as (?:first )?(?:reported|quoted) (?:by|in)) (?=[A-Z]|the )")
_RELAYS = ("via ", "reported ", "quoted ")
_GIVEN = re.compile(
    r"\b(?:made|gave|gives?|giving|issued?|issuing|released?|releasing|put out|putting out|published?|posted|posting"
    r"|provided?|delivered|delivering|held|holding|sent|sending|wrote|shared|read|offered|submitted"
    r"|filed)\b[^.;,\x00\n]{0,40}?"
    rf" (?P<venue>(?:an?|the|another|his|her|its|their|this) (?:{_WORD} ){{0,5}}?(?:{_HEADS})\b(?: (?:{_HEADS})\b)*"
    rf"|(?:{_WORD} ){{0,3}}?(?:statements|letters|affidavits|alerts|tweets|posts|messages|e-?mails|lawsuits)\b)",
    re.IGNORECASE,
)
GIVING = frozenset(
    "made gave give gives giving issue issued issuing release released releasing put putting publish published posted"
    " posting provide provided delivered delivering held holding sent sending wrote shared read offered submitted filed"
    "".split()
)
"""The words with which that begins."""
_TITLED = re.compile(
    r"\b(?:journal|books?|memoir|autobiography|podcast|show|programme|program|newspaper|magazine|film|novel|album"
    r"|documentary|newsletter|blog|website|paper|essay|column|series|document|(?:en)?titled|called)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r",? ['‘“\"][A-Z][^\n\x00'’”\"]{1,90}['’”\"]|,?(?: [A-Z0-9][\w’'&-]*:?)(?: (?:(?:of|the|and|in|to|for|on|a|an|my"
    r"|our) ){0,2}[A-Z0-9][\w’'&-]*:?){0,9}"
)
"""What a journal, a book, a show is called: "the journal Science of Sleep"."""
_POSTMODIFIER = re.compile(
    r" (?P<by>with|at|of|for|on|in|outside|aboard|alongside|(?:e-?mailed|sent|shared|posted|provided|given"
    r"|released|published"
    r"|obtained|aired|issued|hosted|held|organi[sz]ed|prepared|filed) (?:to|on|with|by|in"
    r"|for))(?= (?P<first>\S+)(?: (?P<second>\S+))?)"
)
_REPEATING = re.compile(r"\b(?:analysis|review|repost|video|clip|recording|transcript|screening|copy)$")
_ALWAYS = frozenset(("with", "at", "outside"))
_DETERMINED = re.compile(r"(?:the|an?|its|his|her|their)$", re.IGNORECASE)
_VAGUE = re.compile(
    r"^(?!(?:its|their|his|her) site$)(?:(?:the|this|that|these|a|an|any|no|one|his|her|their|its|previous|past"
    r"|recent) )*(?:case|site|events|tour|ruling|motion|trial|shows|reports|books|documents|calls|resolution|address"
    r"|meetings|program)$",
    re.IGNORECASE,
)


def venues_in(words: str, offset: int, *, stops: frozenset[int] = frozenset()) -> list[Span]:
    """The venues that `words` (which begin at `offset` of the text) name, in order, none overlapping.

    `stops` are the places in `words` where time expressions begin."""
    found: list[Span] = []
    if not names_occasion(WORD.findall(words.lower())) and not any(mark in words for mark in '"“”‘'):
        return found
    for match in sorted(_matches(words), key=lambda match: (match.start("venue"), -match.end("venue"))):
        start, end = match.span("venue")
        longer = postmodified(words, end, stops)
        is_vague = _VAGUE.match(match["venue"]) and not (longer > end and words.endswith("documents", start, end))
        if is_vague or (found and start + offset < found[-1].end):
            continue
        end = longer
        found.append(Span(start + offset, end + offset))
    return found


_ANY_MEDIUM = re.compile(rf"\b{_MEDIA}\b")
_MEDIUM_WORDS = frozenset(
    "x twitter facebook instagram weibo telegram tiktok youtube snapchat truth linkedin reddit tumblr whatsapp"
    " periscope parler bluesky mastodon threads medium cnn msnbc cnbc fox nbc abc cbs npr bbc c-span pbs itv sky"
    " newsmax espn bloomberg tv radio news media television air".split()
)
_SORTS = (
    "tweet retweet thread post posting repost blog account page video clip website site caption recording footage bio"
    " ad advert advertisement commercial story update photo",
    "statement release announcement newsletter manifesto notification notice alert circular advisory bulletin"
    " communique communiqué comments",
    "note message memo memorandum email e-mail fax letter exchange correspondence reply response voicemail",
    "conference briefing presser gaggle mic press",
    "interview conversation chat talk call phone zoom discussion questions q&a",
    "podcast episode show program programme broadcast segment documentary film movie album song monologue stream"
    " livestream concert",
    "hearing testimony deposition trial cross-examination inquest inquiry evidence oath court plea application",
    "lawsuit complaint affidavit motion filing ruling opinion dissent indictment brief petition appeal verdict judgment"
    " judgement decision order pleading submission transcript document audit minutes resolution chargesheet",
    "report paper journal study research preprint analysis review estimates forecast outlook",
    "survey poll questionnaire",
    "book memoir autobiography article editorial essay op-ed column piece commentary profile magazine edition cover"
    " yearbook headline postscript foreword sign placard banner",
    "speech speeches address remarks lecture sermon keynote debate floor session appearance",
    "rally rallies meeting event summit forum panel town townhall fundraiser ceremony convention symposium gala"
    " luncheon dinner breakfast commencement festival parade vigil seminar workshop gathering reception inauguration"
    " tour stop webinar launch visit trip protest demonstration march vote lunch campaign trail roundtable"
    " round-table class exhibition premiere platform screening performance funeral memorial expo fair assembly congress"
    " experience",
)
"""Nouns of posts, notices, letters, press conferences, conversations, broadcasts, courts, filings, studies, polls,
publications, speeches and gatherings; more than the rules take as an occasion's by themselves."""
_NOUNS = {noun: number for number, nouns in enumerate(_SORTS, start=1) for noun in nouns.split()}
WORD = re.compile(r"[A-Za-z][\w&'’-]*")


def occasion_noun(words: str) -> str:
    """The last noun of an occasion, a channel or a document in the words, singular; "" where they have none."""
    said = reversed(WORD.findall(words.lower()))
    return next((noun for word in said for noun in (word, word.removesuffix("s")) if noun in _NOUNS), "")


def occasion_sort(noun: str) -> int:
    """Whether the noun is of a post, a notice, a conversation, ...; 0 where it is none."""
    return _NOUNS.get(noun, 0)


_PLACES = "oval rose lords commons capitol courtroom courthouse stage witness".split()
_NAMING = _MEDIUM_WORDS.union(_NOUNS, (f"{noun}s" for noun in _NOUNS), _PLACES)


def names_occasion(words: Iterable[str]) -> bool:
    """Whether the words, in lower case, have a noun of an occasion, a channel or a document, or may name a medium."""
    return not _NAMING.isdisjoint(words)


def medium_word(words: str) -> bool:
    """Whether the words name a medium: "CNN", "Facebook"."""
    return bool(_ANY_MEDIUM.search(words))


def _matches(words: str) -> Iterator[re.Match[str]]:
    for pattern in (_NAMED, _MEDIUM, _PROGRAMME, _TOLD_AT, _PLACE):
        yield from pattern.finditer(words)


def relayed_in(words: str, offset: int, *, stops: frozenset[int] = frozenset()) -> Span | None:
    """The outlet that the words came through: "via …", "as reported by …"."""
    for match in _RELAYED.finditer(words) if any(part in words for part in _RELAYS) else ():
        end = noun_phrase(words, match.end(), stops=stops)
        if end > match.end():
            return Span(match.end() + offset, end + offset)
    return None


def given_in(words: str, offset: int, *, stops: frozenset[int] = frozenset()) -> Span | None:
    """The statement, interview, speech, ... that somebody gave, issued, posted, ..."""
    match = _GIVEN.search(words)
    if match is None:
        return None
    start, end = match.span("venue")
    return Span(start + offset, postmodified(words, end, stops) + offset)


def postmodified(words: str, end: int, stops: frozenset[int]) -> int:
    """The end of a phrase with the phrases that say with whom, at which place, on which programme."""
    end += len(" titled") if words.startswith(" titled “", end) else 0
    if (title := _TITLE.match(words, end)) and _TITLED.search(words, max(0, end - 16), end):
        end = title.end() if not any(end < stop < title.end() for stop in stops) else end
    for _ in range(3):
        match = _POSTMODIFIER.match(words, end)
        if match is None or match.start("first") in stops or not _belongs(match):
            return end
        longer = noun_phrase(words, match.end(), stops=stops)
        if longer == match.end():
            return end
        end = longer
    return end


def _belongs(match: re.Match[str]) -> bool:
    """Whether the phrase names the venue rather than its subject ("a statement on the attack")."""
    by, first, second = match["by"].split()[0].lower(), match["first"], match["second"] or ""
    if by in _ALWAYS or " " in match["by"]:
        return True
    if by == "of" and _REPEATING.search(match.string, max(0, match.start() - 16), match.start()):
        return True
    return first[0].isupper() or bool(
        _DETERMINED.match(first)
        and (second[:1].isupper() or re.match(_MEDIA + "|(?:web)?site|page|show|podcast", second))
    )
