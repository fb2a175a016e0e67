"""Lines that belong to the site and not to the article: prompts to subscribe, share or read on, link
lists, copyright lines, author boxes, photo credits. Only wordings that no article uses for its own
matter are certain; in doubt a line stays, because a lost paragraph is worse than a kept prompt.

Update and correction notices: what they look like and when they say the article was changed.

Recognised are a label at the start ("Update 03/04/24 5:45 p.m. ET: ...", "Correction: ...", "Editor's
note: ...") and sentences that speak of the piece itself ("This article has been updated ...", "An
earlier version of this story ..."). A label that is followed by other words ("Update on the talks:")
is not a notice.
"""

import re

from onrecord.english.calendar import SHORT_WEEKDAYS, WEEKDAY
from onrecord.english.sentences import is_ended
from onrecord.english.verbs import IN_PROSE, either
from onrecord.model import Time
from onrecord.sources.times import find_time

LONGEST = 400
"""Characters: longer lines are prose even where they hold a prompt."""


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_OFFER = (
    r"(?:newsletters?|e-?mails?|alerts?|updates?|briefings?|bulletins?|app\b|podcast|channel|magazine|edition"
    r"|digest|subscription|access|notifications?)"
)
_NETWORK = (
    r"(?:twitter|x|facebook|instagram|whatsapp|telegram|linkedin|threads|bluesky|youtube|tiktok|mastodon"
    r"|google|social media)\b"
)
_WHOLE_LINE = _any_of(
    r"advertise?ments?|ad|sponsored(?: content| links?)?|promoted(?: stories| content)?",
    r"(?:story|article) continues(?: below)?.{0,40}|scroll (?:down )?to continue.{0,30}",
    r"continue reading.{0,60}|skip (?:past|to|advert).{0,80}|back to top|show more|load more|view all|see all",
    r"share|share (?:this|on).{0,60}|share\W+save|tweet|print|e-?mail|save|follow|listen|copy link|(?:link )?copied.?",
    r"comments?|\d+ comments?|view comments|jump to comments|leave a (?:comment|reply)|join the conversation",
    r"comment on articles|join our commenting forum|join thought-provoking conversations.{0,100}",
    r"next|previous|tags?|topics?|filed under|read (?:more|next)|thank you|loading.{0,20}",
    r"(?:do not|don['’]t) miss|more (?:on|from|about) (?:this|the)|most (?:read|popular|viewed)|top stories",
    r"recommended(?: (?:for you|stories|reading))?|trending(?: now)?|latest (?:news|stories)|what to read next",
    r"related(?: (?:articles?|stories|content|topics?|coverage|links?|reading))?",
    r"you (?:may|might) (?:also|like).{0,30}",
    r"editors?['’]? (?:picks?|choice)|print (?:article|this)|order reprints|reprints",
    r"already (?:a subscriber|have an account).{0,60}|you must (?:confirm|be logged in|log in).{0,120}",
    r"please log ?(?:in|out).{0,120}|an error has occurred.{0,60}|something went wrong.{0,60}|check your inbox.{0,60}",
    r"this article has been sent to|this copy is for your personal.{0,300}",
    r"distribution and use of this material.{0,300}|enter your e-?mail.{0,100}|please enter a valid.{0,60}",
    r"this site is protected by recaptcha.{0,160}|your browser does not support.{0,100}",
    r"thanks? (?:you )?for signing up.{0,60}",
    r"(?:\d+|one|two|three|four|five|six)[- ]min(?:ute)?s? read|(?:estimated )?reading time.{0,30}",
    r"\d+ (?:min|minutes?|hours?|days?) ago|.{0,40}\bsubscribers?[- ]only\b.{0,60}",
    r"(?:enjoy|unlock) (?:ad-free|unlimited|full)\b.{0,100}|https?://\S+|\S+@\S+\.\w+",
    r"image|photo|picture|video|graphic|gallery|getty images|afp|reuters|ap",
    r"(?:enlarge|expand|open|close|view) (?:this )?(?:image|photo|picture|gallery|fullscreen)\b.{0,40}",
)
_PROMPT = _any_of(
    r"^\W*(?:read (?:more|next|also|the full|on)|also read|see (?:also|more)|related|recommended|trending|must[- ]read"
    r"|watch(?: also| more| next)?|listen(?: to)?|more|in pictures|explainer|don['’]t miss|more on this|more stories"
    r"|more (?:from|about) .{2,30})\s*[:»>|](?!\s*(?-i:[a-z])).{0,200}$",
    r"^\W*read more\b.{0,120}[^.]$",
    rf"^\W*(?:sign up|subscribe|register|get|receive|join|download)\b.{{0,140}}\b{_OFFER}.{{0,140}}$",
    r"^\W*(?:subscribe|sign up|log in|sign in|register|create an account|become a (?:member|subscriber)|donate"
    r"|support (?:our|independent) (?:work|journalism))\b[^.]{0,80}$",
    r"^\W*(?:want|looking for|enjoy|love|like) .{0,120}\b(?:sign up|subscribe|click here|follow us|join us)\b.{0,140}$",
    r"^.{0,200}\b(?:delivered|straight|direct(?:ly)?|sent) (?:straight |directly )?to your"
    r" (?:inbox|door|phone|e-?mail)\b.{0,80}$",
    r"\b(?:sign(?:ing)? up (?:to|for)|subscribe to|subscribing to) (?:our|the|my|his|her|\w+['’]s) "
    rf".{{0,60}}{_OFFER}.{{0,80}}$",
    r"\b(?:newsletters?|e-?mails?)\b.{0,100}\byour inbox\b|\bsign up (?:here|now|today|below|for free)\W*$",
    r"^\W*subscribe\b.{0,60}\b(?:from|for) (?:only |just )?\S{0,4}\d.{0,60}\ba (?:day|week|month|year)\b",
    r"^\W*(?:subscribe|register|sign up|log in|sign in)\b.{0,40}\bto (?:keep|continue|go on|finish) reading\b.{0,160}$",
    r"\bcancel (?:at )?any ?time\W*$",
    r"^\W*(?:thanks? (?:you )?for reading\b|.{2,60} is a reader-supported publication\b).{0,120}\bsubscriber?s?\b",
    r"\bclick (?:here|the link)\W*$|^\W*click (?:here|on|the)\b",
    rf"^\W*(?:you can )?(?:follow|connect with|(?:find|join|like) (?:us|me|our|more|this|the \w+(?: \w+)? page)\b)"
    rf".{{0,60}}\b(?:on|at) {_NETWORK}.{{0,120}}$",
    r"^\W*(?:write to|e-?mail|contact) .{2,60} at \S+@\S+\W*$",
    r"^\W*(?:©|\(c\)|copyright\b).{0,200}$|\ball rights reserved\b|may not be (?:published|reproduced|copied), ",
    r"^\W*(?:we|this (?:web)?site|you (?:agree|can unsubscribe)"
    r"|by (?:continuing|clicking|signing|providing|submitting|entering|subscribing)).{0,160}"
    r"\b(?:use cookies|cookie policy|privacy (?:policy|notice)|terms of (?:use|service)|terms and conditions"
    r"|unsubscribe)\b",
    r"^\W*(?:got|have|do you have) an? (?:(?:news|confidential) )?(?:tip|story|question|correction)[^?]{0,120}\?"
    r"(?:$|.{0,80}\b(?:e-?mail|contact|write|send|call|tell|let us|get in touch|us|@)\b)",
)
_LINK_LIST = _any_of(
    r"more (?:from|on|about|in|stories)\b.{0,60}",
    r"(?:most )?(?:popular|read|viewed|shared)|popular (?:stories|now)|related\b.{0,30}|recommended\b.{0,30}",
    r"you (?:may|might) (?:also|like).{0,30}|trending(?: now)?",
    r"(?:latest|top|trending) (?:news|stories|articles|videos)",
    r"read (?:next|more|also)|what to read next|comments?",
    r"(?:join|view|leave) .{0,30}\b(?:comments?|commenting|conversation|discussion)\b.{0,20}",
)
_ABOUT_AUTHOR = _any_of(
    r"(?:about|more about|meet|more from) (?:the|our|this)"
    r" (?:writer|author|reporter|journalist|contributor|columnist)s?",
    r"author bio|authors?|the author|contributors?",
)
_JOB = (
    r"(?i:editor|reporter|correspondent|writer|journalist|columnist|producer|contributor|critic|author|freelancer"
    r"|intern|fellow|professor)"
)
_NAME = r"[A-Z][\w.'’-]+(?: (?:[a-z]{2,3} )?[A-Z][\w.'’-]+){1,3}"
_BIOGRAPHY = re.compile(
    rf"^(?P<name>{_NAME}),? (?:is|was|has been) (?:an? |the |one of )?(?:[\w’'&-]+ ){{0,8}}?{_JOB}\b"
    r"(?:[^.]{0,60}?\b(?:at|for|with) (?:the )?"
    r"(?P<outlet>(?:The )?[A-Z][\w&’'-]*(?:\.\w+)?(?: (?:(?:of|and|the) )*[A-Z][\w&’'-]*){0,3}))?"
)
_AGENCY = r"(?:AP|AFP|EPA|PA|Reuters|Getty(?: Images)?|Shutterstock|Alamy|iStock(?:photo)?|NurPhoto|Xinhua|Bloomberg)"
_CREDIT = (
    re.compile(
        r"(?:^|[\s(|.])(?:photo(?:graph)?s?|image|picture|pic|illustration|graphic|video|credit)\s*"
        r"(?:(?:by|courtesy of|via|credit)\b:?|[:/])\s*\S.{0,120}$",
        re.IGNORECASE,
    ),
    re.compile(rf"\b[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*\s?/\s?(?:[\w.'’ -]+/)?{_AGENCY}(?: via [A-Z][\w ]+)?\W*$"),
    re.compile(rf"(?:\(|\[|^|[.;] ){_AGENCY}(?: Photo| Images| file)?(?:/[\w ./-]{{2,60}})?(?:\)|\])?\W*$"),
)


_ASKS_READERS = _any_of(
    r"\b(?:newsletter|your (?:inbox|browser)|cookies?|all rights reserved|unsubscribe|privacy policy)\b",
    r"^\W*(?:©|\(c\))|^\W*(?:read|see|watch) (?:more|also)\s*:",
)
_OPENS_QUOTATION = re.compile(r"\s*(?:[-–—>]\s*)?[\"“‘«„']\s*\w")
_QUOTATION = re.compile(r"[“«„][^“”«»„]{3,}[”»“]|\"[^\"]{3,}\"|‘[^‘’]{12,}’")
_TELLS = re.compile(
    rf"\b(?:{either(IN_PROSE)}|according to)\b",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line certainly belongs to the site. What somebody is quoted with never does: a line that opens
    with a quotation mark, and a sentence that tells what was said, are prose, whatever word they begin with."""
    if len(line) > LONGEST or _OPENS_QUOTATION.match(line):
        return False
    if is_ended(line) and (_QUOTATION.search(line) or _TELLS.search(line)):
        return _ASKS_READERS.search(line) is not None
    return _WHOLE_LINE.fullmatch(line.strip(_EDGES)) is not None or _PROMPT.search(line) is not None


def opens_link_list(line: str) -> bool:
    """Whether what follows a heading is links to other articles, or comments: "More from this section"."""
    return len(line) <= 80 and _LINK_LIST.fullmatch(line.strip(_EDGES)) is not None


def opens_author_box(line: str) -> bool:
    """Whether what follows is about the author: "About the writer"."""
    return len(line) <= 60 and _ABOUT_AUTHOR.fullmatch(line.strip(_EDGES)) is not None


def biography(line: str) -> tuple[str, str | None] | None:
    """The name and, where given, the outlet of a line that introduces an author by trade, as boxes at
    the end of an article do. Prose does the same of people it quotes: the place must decide."""
    found = _BIOGRAPHY.match(line)
    return (found["name"], found["outlet"]) if found else None


def has_credit(line: str) -> bool:
    """Whether a line ends in a photographer's or agency's credit, or is one."""
    return any(pattern.search(line) for pattern in _CREDIT)


_EDGES = " \t.:…|>»•*_-–—!?()[]\"'“”"


SIGNAL = "update notice"
"""The signal of a time that a notice gives."""

LONGEST_NOTICE = 1500
"""Longer paragraphs are not notices; the longest corrections of newspapers stay under 200 words."""

OPENING = 12
"""A time that begins within so many characters after "Correction:" belongs to the label."""

_PIECE = (
    r"(?:article|story|post|report|piece|page|column|headline|item|essay|review|obituary|interview|caption"
    r"|explainer|newsletter|transcript|fact[- ]check|live ?blog|podcast|video|blog(?: post)?|analysis|op-ed|editorial)"
)
_CHANGED = r"(?:updated|corrected|amended|revised|clarified|edited|changed|modified|republished|removed)"
_WAS_CHANGED = rf"(?:has(?: since)? been|have been|was|were|is being|will be)\s+(?:\w+\s+){{0,2}}{_CHANGED}\b"
_LABEL = re.compile(
    r"^[\W_]{0,4}(?:update|updated|last updated|correction|corrections|corrected|clarification|amendment|amended"
    r"|retraction|editor['’]?s['’]? note|corrections? (?:and|&) clarifications?)\b(?P<when>[^\n]{0,70}?)"
    r"(?P<end>:(?!\d)|\s[—–-]\s|[—–](?=[A-Z])|[)\]](?=\s)|\.?$)",
    re.IGNORECASE,
)
_WHEN_WORDS = re.compile(
    r"^(?:[\s,:.|(\[\])–—-]|on|at|as of|appended|added|posted|\d+(?:st|nd|rd|th)?|no|number|#"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*"
    rf"|{WEEKDAY}|{'|'.join(SHORT_WEEKDAYS)}|today|[ap]\.?m\b\.?|[A-Z]{{2,4}}\b"
    r"|/|hours?|hrs?|minutes?|ago)*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"^[\W_]{{0,4}}(?:(?:an?|the)\s+(?:earlier|previous|prior|original|older)\s+versions?\s+of\s+(?:this|the)\s+{_PIECE}\b"
    rf"|(?:the\s+)?(?:earlier|previous)\s+versions?\s+of\s+this\s+{_PIECE}\b"
    rf"|this\s+(?:\w+\s+){{0,2}}{_PIECE}(?:,[^\n]{{0,140}}?,)?\s+{_WAS_CHANGED}"
    rf"|this\s+(?:\w+\s+){{0,2}}{_PIECE}\s+(?:was|is)\s+(?:originally|first|developing)\b[^\n]{{0,140}}?\b{_WAS_CHANGED}"
    rf"|this is a (?:developing|breaking)\b[^\n]{{0,60}}?\b{_WAS_CHANGED}"
    rf"|the\s+{_PIECE}\s+(?:above\s+)?has\s+(?:since\s+)?been\s+(?:\w+\s+)?{_CHANGED}\s+(?:to|with|on|after)\b"
    rf"|(?:due|owing) to an? (?:editing|production|editorial) error\b"
    rf"|we(?:['’]ve| have) (?:updated|corrected|amended) this {_PIECE}\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"\b{_CHANGED}\b(?:[^.]|\.(?=m\b|\s+\d|\s+[A-Z]{{2,4}}\b)){{0,120}}", re.IGNORECASE)
_SPEAKS_OF_PIECE = re.compile(r"^[\W_]{0,4}(?:this|the)\b", re.IGNORECASE)
_QUOTED = re.compile(r"^\s*[\"“‘«„'](?!s\b)")


def is_notice(paragraph: str) -> bool:
    """Whether a paragraph tells readers that the piece was changed, or speaks to them as its editor."""
    if len(paragraph) > LONGEST_NOTICE or _QUOTED.match(paragraph):
        return False
    return _SENTENCE.search(paragraph) is not None or _has_label(paragraph)


def notice_time(paragraph: str, *, published: str | None = None) -> Time | None:
    """When a notice says the article was changed, or None where it does not say or is no notice.

    A year or an order of day and month that is not written is taken from `published` alone."""
    if not is_notice(paragraph):
        return None
    found = find_time(_told_part(paragraph), anchor=published)
    return Time(found.value, SIGNAL) if found else None


def latest_notice_time(paragraphs: list[str], *, published: str | None = None) -> Time | None:
    """The last of the times that the notices give."""
    times = [time for paragraph in paragraphs if (time := notice_time(paragraph, published=published))]
    return max(times, key=lambda time: (time.day, time.value), default=None)


def _has_label(paragraph: str) -> bool:
    label = _LABEL.match(paragraph)
    if label is None:
        return False
    when = label["when"]
    if label["end"] in (".", "") and not any(character.isdigit() for character in when):
        return False
    return _WHEN_WORDS.match(when) is not None


def _told_part(paragraph: str) -> str:
    # In a labelled notice the time stands in the label; the words after it often speak of other dates
    # ("Correction: An earlier version said the vote was on March 4"). Else the first sentence tells it.
    if _has_label(paragraph):
        return _labelled_time(paragraph)
    told = _TOLD.search(paragraph)
    return told.group() if told and _SPEAKS_OF_PIECE.match(paragraph) else ""


def _labelled_time(paragraph: str) -> str:
    label = _LABEL.match(paragraph)
    if label is None:
        return ""
    if any(character.isdigit() for character in label["when"]):
        return paragraph[: label.end()]
    opening = find_time(paragraph[label.end() :].lstrip()[:60])
    if opening and opening.start < OPENING:
        return paragraph[label.end() :].lstrip()[: opening.end]
    return ""
