"""Closed lists of English words: roles, honorifics, organizations; how names of people are written.

General newsroom vocabulary; no name of any person or outlet belongs here.
"""

import re
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from anyascii import anyascii

from onrecord.english.calendar import CALENDAR_WORDS
from onrecord.english.verbs import IN_SOURCE

PARTICLES = frozenset(
    """de da di do dos das del della dello degli dal dela du la le les van von vom der den ter ten op und zu zum zur bin ibn
    bint binte binti ould al el ul ur 't ’t ad ed abu abou ben umm ap dei degli y e af av ā""".split()
)
"""Lower-case words inside a name."""
_SMALL = PARTICLES - {"y", "e", "ben", "do", "el", "las", "los"}
_NUMERALS = frozenset(("II", "III", "IV"))
_WORD = re.compile(r"[^\W\d_]+")


def cased(name: str) -> str:
    """A name in capitals as names are written: "MARIA O'HOLT-MCBERG" is Maria O'Holt-McBerg."""

    def word(found: re.Match[str]) -> str:
        part, start = found.group(), found.start()
        prefix = next((mac for mac in ("Mc", "Mac", "MC") if part.startswith(mac)), "")
        if prefix and len(part) > len(prefix) + 1 and part[len(prefix) :].isupper():
            return prefix.capitalize() + part[len(prefix) :].capitalize()  # "McADAMS", "MCADAMS"
        if not part.isupper() or len(part) == 1 or (start and part in _NUMERALS):
            return part
        inside = start and name[start - 1] in "’'-"
        return part.lower() if start and not inside and part.lower() in _SMALL else part.capitalize()

    return _WORD.sub(word, name)


Gender = Literal["m", "f"]

HONORIFICS: dict[str, Gender | None] = {
    "mr": "m", "mr.": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "sir": "m", "lord": "m",
    "lady": "f", "dame": "f", "dr": None, "dr.": None, "prof": None, "prof.": None, "rev": None, "rev.": None,
    "king": "m", "queen": "f", "prince": "m", "princess": "f", "duke": "m", "duchess": "f", "hon.": None, "hon": None,
    "sheikh": "m", "shaikh": "m", "sheik": "m", "sheikha": "f", "shaikha": "f", "adv": None, "adv.": None, "mec": None,
    "cllr": None, "cllr.": None, "cr": None, "ald": None, "ald.": None, "fr.": "m", "datuk": "m", "dato": "m",
    "señor": "m", "señora": "f", "doña": "f", "monsieur": "m", "madame": "f", "madam": "f", "mdm": "f", "comrade": None, "deaconess": "f", "mme": "f", "herr": "m",
    "frau": "f", "msgr.": "m", "pte": None, "cst": None, "viscount": "m", "viscountess": "f", "marquess": "m",
    "marchioness": "f", "baroness": "f", "count": "m", "seri": None, "haji": "m", "swami": "m",
}  # fmt: skip
"""Words before a name that are not a role, with the gender they tell."""
GIVEN_TITLES = frozenset("prince princess king queen pope sir dame sheikh shaikh sheik sheikha shaikha".split())
"""Titles that stand with the given name: "Sir Giles" is Giles Farrow."""
TITLE_FORMS = {
    "adm": "admiral", "adv": "advocate", "capt": "captain", "cllr": "councillor", "cmdr": "commander", "col": "colonel",
    "cpl": "corporal", "det": "detective", "dr": "doctor", "fr": "father", "gen": "general", "gov": "governor",
    "insp": "inspector", "lt": "lieutenant", "maj": "major", "prof": "professor", "rep": "representative",
    "rev": "reverend", "sen": "senator", "sgt": "sergeant", "supt": "superintendent",
}  # fmt: skip
"""Abbreviated titles in full."""
KEPT_HONORIFICS = GIVEN_TITLES | {"lord", "lady", "viscount", "viscountess", "marquess", "marchioness", "baroness"}
"""Of these and of titles, the ones that belong to the name itself where a single name follows."""

# Abbreviated titles as they stand before names; all are roles.
ABBREVIATED_TITLES = frozenset(
    """sen. rep. gov. gen. lt. col. maj. capt. cmdr. sgt. cpl. adm. amb. pres. atty. sens. reps. govs. del. supt.
    insp. det. pvt. brig. brig det supt insp lt maj sgt col gen capt sen rep gov cmdr adm""".split()
)
RANKS = frozenset("ACP DCP ASP DSP PC WPC DC DS DI DCI DSI DCS ACC MEC MLA CM PFC CPL SGT".split())
"""Ranks and offices as letters before a name: "PC Darren Holt"."""
POST_NOMINALS = frozenset(
    "QC KC SC PhD DPhil EdD JD SJ OP OBE CBE MBE DBE KBE CMG FRS RN RPN DDS DVM CPA Esq MD".split()
)
"""Letters behind a name that are no part of it."""
SEATS = frozenset("MP MSP MCA MEP MLA MPP MNA MHA MS TD AM MD MK".split())
"""Those of members of parliaments, which may also stand before a name."""
ROLES: dict[str, Gender | None] = dict.fromkeys(
    """president vice-president minister premier chancellor secretary general secretary-general governor mayor senator
    representative congressperson lawmaker legislator deputy delegate councillor councilor councilmember commissioner
    ambassador envoy diplomat spokesperson speaker leader chief head boss chair chairperson chairman-designate director
    ceo cfo cto coo co-ceo cio pm mp mep vp executive president-elect officer manager coach captain player striker defender goalkeeper
    midfielder forward defenseman winger quarterback pitcher guard center editor reporter journalist correspondent
    columnist author writer novelist poet historian critic host presenter anchor comedian singer rapper musician
    guitarist drummer songwriter star filmmaker producer artist designer architect professor lecturer researcher
    scientist physicist chemist biologist geologist astronomer economist analyst strategist expert scholar academic
    psychologist psychiatrist physician doctor surgeon nurse dentist epidemiologist virologist engineer developer
    founder co-founder cofounder owner partner investor banker trader entrepreneur lawyer attorney solicitor barrister
    prosecutor judge justice magistrate sheriff detective inspector constable sergeant lieutenant colonel major
    commander admiral marshal brigadier commodore corporal trooper soldier pilot astronaut bishop archbishop cardinal
    pope priest pastor rabbi imam reverend patriarch deacon chaplain vicar
    activist campaigner advocate organizer organiser volunteer candidate nominee contender incumbent adviser advisor aide
    aides counsel counselor consultant pollster operative staffer official officials teacher principal headteacher student
    farmer fisherman driver worker employee resident neighbor neighbour witness victim survivor mother father daughter
    son wife husband brother sister uncle aunt cousin grandfather grandmother grandson granddaughter stepfather
    stepmother stepson stepdaughter nephew niece widow friend colleague co-author coauthor veteran champion athlete
    swimmer runner boxer golfer cyclist driver referee umpire superintendent administrator treasurer comptroller clerk
    trustee regent dean provost rector curator librarian archivist conservationist ecologist meteorologist forecaster
    geographer sociologist anthropologist archaeologist philosopher linguist statistician mathematician pathologist
    coroner paramedic firefighter ombudsman whip undersecretary undersecretary-general assistant member fellow
    editor-in-chief vice-chair co-chair vice-chancellor whistleblower insider source model influencer blogger youtuber
    royal ayatollah mullah chef winemaker brewer baker butcher rancher miner broker realtor landlord tenant republican
    democrat rival""".split()
) | {
    "actor": "m", "actress": "f", "spokesman": "m", "spokeswoman": "f", "chairman": "m", "chairwoman": "f",
    "congressman": "m", "congresswoman": "f", "businessman": "m", "businesswoman": "f", "policeman": "m",
    "policewoman": "f", "king": "m", "queen": "f", "prince": "m", "princess": "f", "duke": "m", "duchess": "f",
    "statesman": "m", "stateswoman": "f", "mother": "f", "father": "m", "wife": "f", "husband": "m", "son": "m",
    "daughter": "f", "brother": "m", "sister": "f", "widow": "f", "widower": "m", "frontman": "m", "chairlady": "f",
    "councilman": "m", "councilwoman": "f", "assemblyman": "m", "assemblywoman": "f", "salesman": "m", "man": "m",
    "woman": "f", "boy": "m", "girl": "f", "nun": "f", "monk": "m", "uncle": "m", "aunt": "f", "fisherman": "m",
    "grandfather": "m", "grandmother": "f", "grandson": "m", "granddaughter": "f", "nephew": "m", "niece": "f",
    "stepfather": "m", "stepmother": "f", "stepson": "m", "stepdaughter": "f", "lady": "f", "gentleman": "m", "lad": "m",
    "sheikh": "m", "sheikha": "f", "sultan": "m", "emir": "m",
    "ombudsman": None, "baron": "m", "countess": "f", "first lady": "f", "singer": None,
}  # fmt: skip
"""Heads of role phrases, in lower case, with the gender they tell."""

# Words that stand in a role before its head, in capitals in a title ("Prime Minister", "Chief Executive").
ROLE_MODIFIERS = frozenset(
    """prime vice deputy chief former ex acting interim assistant associate senior junior executive managing general
    foreign interior defence defense finance health home attorney first national state federal lead top then
    incoming outgoing retired late special human press policy campaign house senate majority minority shadow
    republican democratic conservative labour liberal independent staff""".split()
)
ORGANIZATION_WORDS = frozenset(
    """inc inc. corp corp. co co. ltd ltd. llc plc group holdings company companies corporation capital bank fund
    partners securities equities productions records entertainment media news times post journal daily magazine press
    network television radio agency ministry department office bureau administration commission committee council
    court parliament congress senate house assembly government university college institute school hospital centre
    center foundation association society union federation league organization organisation party campaign army navy
    force forces police service services authority board club team airlines airways motors energy institute fund
    observatory laboratory museum church centers centres trust alliance coalition nations state states kingdom republic city county
    district national international global report survey poll study tribune herald guardian globe gazette chronicle
    observer telegraph mail express""".split()
)
"""Words that make a capitalised name an organization's (or a place's), in lower case."""
CORPORATE = frozenset("inc inc. corp corp. co co. cos. ltd ltd. llc plc ag sa nv ab gmbh".split())
"""Last words of companies' names."""
ORGANIZATION_TOPICS = frozenset(
    "customs health science arts trade education food oil energy housing defence defense veterans immigration".split()
)
"""Words that "and" joins to the rest of an organization's name ("Customs and Harbour Control")."""
COMMON_ACRONYMS = {
    "US": "United States", "U.S.": "United States", "USA": "United States", "UK": "United Kingdom",
    "U.K.": "United Kingdom", "EU": "European Union", "UN": "United Nations", "U.N.": "United Nations",
    "Fed": "Federal Reserve",
}  # fmt: skip
"""Acronyms that newspapers do not spell out."""
DOCUMENTS = frozenset(
    """statement message letter email e-mail report study paper release memo note tweet post article filing complaint
    lawsuit suit indictment affidavit document survey poll book memoir documents documentary ad advertisement
    communique communiqué declaration resolution bill transcript review analysis dossier petition blog video
    announcement notice account agreement caption guidance piece clip spot advisory papers records email emails
    research data findings figures statistics projections estimates polling memorandum writ bulletin newsletter
    proposal manifesto leaflet brochure pamphlet contract audit investigation draft presentation""".split()
)
SAME_DOCUMENT: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "study paper research findings analysis article report investigation review",
        "suit lawsuit complaint writ filing petition",
        "letter email e-mail memo memorandum message note",
        "survey poll polling",
        "post tweet message",
        "notice advisory bulletin announcement",
    )
)
"""Nouns that take up the same document."""
GROUPS = frozenset(
    """people officials critics supporters experts analysts sources lawmakers republicans democrats voters residents
    scientists researchers doctors physicians police authorities investigators prosecutors lawyers attorneys activists
    groups members leaders economists others many some several most few aides advisers allies opponents users readers
    players fans workers employees consumers customers parents students teachers families neighbors neighbours
    americans russians britons europeans respondents reporters journalists medics executives diplomats observers backers
    organizers organisers governments countries nations companies banks witnesses victims survivors women men children
    protesters demonstrators senators congressmen conservatives liberals progressives editors historians both team""".split()
)
ORGANIZATION_NOUNS = frozenset(
    """company firm agency organization organisation government ministry department office campaign committee party
    group union bank newspaper paper magazine network outlet channel station publication school university hospital
    administration court council commission club team league brand label brokerage studio association alliance
    charity foundation institute nonprofit retailer airline carrier automaker manufacturer publisher regulator
    watchdog military army navy police parliament kremlin pentagon white-house board bureau department service
    startup start-up giant maker chain insurer lender broker developer operator utility brewer builder supplier
    contractor chipmaker carmaker drugmaker steelmaker planemaker toymaker shipbuilder homebuilder housebuilder
    wholesaler distributor refiner supermarket broadcaster association federation authority inspectorate body business
    outfit panel""".split()
)
"""Common nouns by which an organization named before is referred to ("the company")."""
COMPANIES = frozenset(
    """company firm bank brand label brokerage studio retailer airline carrier automaker manufacturer publisher
    startup start-up giant maker chain insurer lender broker developer operator utility brewer builder supplier
    contractor chipmaker carmaker drugmaker steelmaker planemaker toymaker shipbuilder homebuilder housebuilder
    wholesaler distributor refiner supermarket business""".split()
)
"""Those of them that are companies, whose names seldom tell what they do."""
PUBLIC_BODIES = frozenset(
    "government military army navy ministry police parliament administration campaign embassy regime".split()
)
"""Nouns that make an organization's name with the name before them ("the Norvian government")."""
TRADES = frozenset(
    """abbess abbot accountant acrobat apprentice arborist auctioneer auditor babysitter bandmate barber barista
    bartender beekeeper bookkeeper bookseller boyfriend bricklayer brother-in-law busker cabbie cantor carer
    caretaker carpenter cashier cellist challenger chauffeur choreographer chorister classmate cleaner comic
    composer conductor cook courier curate custodian dancer daughter-in-law decorator dietitian docker
    dressmaker electrician ex-husband ex-wife farmhand father-in-law ferryman fiancé fiancée fiddler fireman
    fishmonger flatmate florist gamekeeper gardener girlfriend glassblower glazier godfather godmother
    great-grandfather great-grandmother grocer groom groundskeeper groundsman hairdresser half-brother
    half-sister harpist headmaster headmistress heir herder homeowner horticulturist housekeeper housemate
    illustrator instructor interpreter inventor janitor jeweler jeweller jockey joiner juggler laborer labourer
    landlady lifeguard lighthouse-keeper locksmith lumberjack machinist magician mason mechanic mentor
    metropolitan midwife miller milliner missionary mother-in-law motorist mountaineer nanny navigator novice
    opponent optician optometrist organist painter pallbearer park-keeper pedestrian pensioner pharmacist
    photographer physiotherapist pianist playwright plumber podcaster porter postman postmaster potter
    predecessor printer programmer protégé puppeteer ranger receptionist refugee restaurateur retiree roofer
    roommate sailor schoolteacher screenwriter sculptor seamstress sexton shepherd shipwright shoemaker
    shopkeeper sister-in-law skipper smallholder smelter son-in-law sous-chef spouse stagehand stallholder
    stationmaster stepbrother stepsister stevedore stockbroker stonemason storekeeper stuntman successor
    surveyor tailor taxidermist teammate thatcher therapist translator trapper trawlerman trucker trumpeter
    tutor twin understudy undertaker upholsterer usher valet verger vet veterinarian vintner violinist waiter
    waitress watchmaker weaver welder wheelwright woodcutter woodworker zookeeper""".split()
)
"""What people are besides, in small letters only: in capitals many are surnames."""
RELATIVES = frozenset(
    """wife husband son daughter brother sister mother father widow widower uncle aunt cousin grandfather grandmother
    grandson granddaughter stepfather stepmother stepson stepdaughter nephew niece""".split()
)
"""Roles of somebody introduced by another person."""
PREPOSITIONS = frozenset(
    """of in on at for from to with by about against between through under over into after before behind beside near
    like including than across towards toward without via""".split()
)
ARTICLES = frozenset({"a", "an", "the"})
NAMELESS = frozenset(
    """spokesperson spokesman spokeswoman official officials source insider aide aides lawyer attorney adviser advisor
    resident witness neighbor neighbour driver worker employee judge prosecutor operative staffer friend colleague
    victim survivor student teacher diplomat expert analyst doctor nurse physician detective officer candidate
    representative delegate assistant man woman boy girl mother father republican democrat""".split()
)
"""Roles whose bearer an article often leaves unnamed: "the" before them refers to nobody named."""
REPRESENTATIVES = frozenset(
    "lawyers attorneys solicitors representatives officials agents aides advisers sources".split()
)
"""Plurals that speak for the name behind "for" and found no organization with it."""
OFFICES = frozenset(
    """president vice-president minister premier chancellor secretary governor mayor senator representative leader chief
    head king queen ambassador envoy commissioner ceo chairman chairwoman chair director spokesperson spokesman
    spokeswoman coach manager captain editor prosecutor judge nominee candidate member owner founder analyst bishop archbishop pope official lawmaker""".split()
)
"""Roles that somebody holds at a place or body: "the Norvian president" is not the Alvian one."""
PRONOUNS: dict[str, Gender | Literal["it", "they", "i", "we", "you", "who"]] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f", "it": "it",
    "its": "it", "itself": "it", "they": "they", "them": "they", "their": "they", "themselves": "they", "i": "i", "me": "i", "my": "i",
    "we": "we", "us": "we", "our": "we", "who": "who", "which": "who", "that": "who", "whose": "who", "you": "you",
}  # fmt: skip
OPENING_PARTICLES = frozenset(
    "de da di dos das del della dei degli dal du van von bin ibn bint binti al el ould ap".split()
)
"""Those that may begin a name in small letters and are no English words: "dos Anjos", "van der Berg"."""
FAMILY_FIRST = frozenset(
    """nguyen tran pham hoang huynh phan vo dang bui ngo duong truong trinh wang li zhang liu chen yang huang zhao zhou wu
    xu zhu hu guo gao luo zheng liang xie tang deng feng peng zeng xiao tian dong cai jiang yu ye cheng wei ding shen yao
    jia cui qin hua mao xi qiu fang choi kang cho yoon jang lim kwon hwang ahn""".split()
)
"""Vietnamese, Chinese and Korean family names, which stand first, in small letters without accents: few that most
people share. None that is an English word."""
NAME_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v"})
# Words that open a sentence in capitals and are no part of the name that follows.
OPENERS = (
    frozenset(
        """the a an in on at but and or so if as when while after before since for from to with by of that this these those
    it he she they we i you his her their its our my your there here then now also however meanwhile although though
    because yet not no nor both either neither every each some many most all more other others another such what who
    which where why how whether until unless despite during through under over against about between among within
    without according asked speaking last next earlier later today yesterday tomorrow one two three four five six seven eight nine ten is are was were be been being do does did has have had will would
    can could should may might must let just even still only once instead rather indeed perhaps maybe yes well why
    said says added told noted photo image video photograph file credit getty updated update correction read more click""".split()
    )
    | CALENDAR_WORDS
)


VERBS = IN_SOURCE | frozenset(
    """was is were are has had have did does will would could can went came took made gave became began wrote won left
    met got saw ran led held found felt thought knew kept spoke sent brought put set cut stood showed shows finds who
    which that""".split()
)
"""Verbs by which a phrase is cut off where no past tense in "ed" does."""
QUANTIFIERS = frozenset("many some most several few others both all none half one two three percent majority".split())
"""Words that stand for a group only together with what follows ("many of the residents")."""
UTTERANCES = frozenset(
    """calculations findings account testimony remarks comments words claim claims estimates observations assertion
    assertions view views""".split()
)
"""What belongs to whoever said it: "the researchers' calculations" are the researchers speaking."""
ANYONE = frozenset({"source", "insider", "person"})
"""Heads by which any unnamed source is taken up again."""
PAIRS = frozenset(
    {"both", "both men", "both women", "the two", "the pair", "the two men", "the two women", "the couple", "the duo"}
)
"""Mentions of exactly two persons named before."""
SAME_OFFICE: dict[str, frozenset[str]] = {
    head: frozenset(others.split())
    for head, others in {
        "pm": "minister premier",
        "mp": "member lawmaker",
        "leader": "president premier minister chancellor king chairman chairwoman head chief",
        "chief": "head director ceo executive president chairman secretary-general",
        "boss": "manager coach ceo chief head",
        "executive": "ceo chief president director",
        "lawmaker": "senator representative congressman congresswoman sen. rep. mp member",
        "billionaire": "founder owner ceo investor",
        "spokesperson": "spokesman spokeswoman",
        "scientist": "researcher professor physicist geologist biologist astronomer",
        "researcher": "scientist professor author co-author",
        "expert": "analyst professor researcher lawyer",
        "congressman": "rep. representative lawmaker",
        "congresswoman": "rep. representative lawmaker",
        "senator": "sen. lawmaker",
        "governor": "gov.",
        "general": "gen.",
        "politician": "senator president minister governor mayor",
        "official": "secretary director commissioner minister",
        "actor": "star actress",
        "star": "actor actress singer player",
        "royal": "prince princess duke duchess king queen",
        "musician": "singer guitarist drummer",
    }.items()
}
"""What somebody may be called after having been introduced by another office."""
SAME_GROUP: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "doctors physicians medics clinicians",
        "researchers scientists authors experts academics team",
        "lawyers attorneys solicitors counsel",
        "lawmakers senators representatives congressmen legislators members",
        "workers employees staff staffers",
        "police officers investigators detectives",
        "activists campaigners protesters demonstrators organizers organisers",
        "residents locals villagers neighbors neighbours",
        "officials authorities",
        "customers consumers users",
        "teachers educators",
        "parents families relatives",
    )
)
"""Plurals by which one group is taken up again."""


_ENDINGS_OF_TRADES = ("master", "mistress", "keeper", "herd", "wright", "smith", "monger")


@lru_cache(maxsize=8192)
def is_role(word: str) -> bool:
    """Whether the word tells what somebody is: a role, also with what it is of ("mother-of-two"), or a trade in small
    letters."""
    made = word.islower() and word.endswith(_ENDINGS_OF_TRADES)
    return made or word in TRADES or word.lower().removeprefix("great-").partition("-of-")[0] in ROLES


@cache
def called_so() -> dict[str, frozenset[str]]:
    """By a common noun for bodies, words of the names of those that are called so: "watchdog" for an authority."""
    lines = resources.files("onrecord.english").joinpath("called_so.txt").read_text("utf8").splitlines()
    nouns = (line.partition(":") for line in lines if not line.startswith("#"))
    return {noun: frozenset(words.split()) for noun, _, words in nouns}


@cache
def common_words() -> frozenset[str]:
    """Words that English writes small. Source: training/common_words.py."""
    return frozenset(resources.files("onrecord.english").joinpath("common_words.txt").read_text("utf8").split())


@cache
def first_names() -> dict[str, str]:
    """Usual gender by first name: "m", "f" or "b" for both. Source: training/first_names.py."""
    text = resources.files("onrecord.english").joinpath("first_names.txt").read_text(encoding="utf8")
    return dict(line.split("\t", 1) for line in text.splitlines())


def is_first_name(word: str) -> bool:
    """Whether the word is known as a first name, with or without its accents."""
    return word in first_names() or (not word.isascii() and anyascii(word) in first_names())


def gender_of_first_name(name: str) -> Gender | None:
    """The gender most bearers of the first name have; None where it is unknown or both are usual."""
    found = first_names().get(name) or (first_names().get(anyascii(name)) if not name.isascii() else None)
    return "m" if found == "m" else "f" if found == "f" else None
