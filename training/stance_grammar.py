"""Made positions: what cues, verbs, judgements and negations do to each other, by a small grammar.

The sets of views have arguments and hardly any cues; the positions judged by hand are too few for all ways in which
"rejected the motion to block the plan" is put together. Everything here is invented, and right by construction: a
thing, a question that is for or against it, and words for or against it.
"""

import random
from collections.abc import Iterator, Sequence

from onrecord.evaluation.positions import utterance_of
from onrecord.positions.values import Label
from training.stance_data import Example

THINGS = """the tax on sugary drinks|the new rules for power plants|the investor visa program|the merger of the two banks
the ceasefire|the trade deal with Japan|the ban on short-term rentals|the stadium subsidy|the pipeline|the carbon tax
the sanctions on Iran|the tariffs on steel|the death penalty|the travel ban|the curfew|the school voucher program
the national database of gun owners|the bail reform|the police body cameras|the vaccine mandate|the mask rule
the nuclear plant|the wind farm|the toll road|the rent freeze|the minimum wage increase|the pension cuts|the draft
the drone strikes|the refugee quota|the border wall|the immigration raids|the release of the video|the release of the files
the audit of the election|the recount|the hearing on the nominee|the nominee|the impeachment|the prosecutor's request
the independent inquiry|the lawsuit against the oil company|the settlement|the bailout|the stimulus package|the budget
the amendment|the referendum|the withdrawal from the treaty|the military aid|the deployment of troops|the no-fly zone
the arms sale|the peace plan|the embargo|charter schools|standardized tests|free tuition|student debt relief
the new stadium|the bike lanes|the congestion charge|the fare increase|the night trains|the fishing limits
the hunting season|the wolf cull|the pesticide ban|genetically modified crops|the dam|the mine|the land sale
the plastic bag ban|the soda tax|the tobacco tax|legal cannabis|needle exchanges|the abortion law|the marriage law
the religious exemption|the school prayer|the statue's removal|the name change|the voter ID law|mail-in voting
early voting|the new districts|term limits|campaign finance rules|the data law|the encryption bill|facial recognition
the phone ban in schools|the four-day week|remote work|the strike|the union contract|the plant closure|the job cuts
the casino|the airport expansion|the curfew for teenagers|the parade|the exhibition|the player's suspension|the rule change
the coach's dismissal|the takeover of the company|the mayor's plan|the president's order|the court's decision|the boycott""".replace(
    "\n", "|"
).split("|")
FOR = "keep|back|adopt|approve|go ahead with|support|expand|stand by|push through|defend|accept|renew|allow|introduce"
AGAINST = "scrap|block|reject|stop|end|abandon|oppose|repeal|halt|cut back|get rid of|suspend|vote down|drop|delay|ban"
CUES_FOR = """supports|backs|endorsed|welcomed|praised|has embraced|spoke in favor of|voted for|has championed|defended
lauded|signed on to|have been supporters of|stand behind|campaigned for|hailed|applauded|argued for|agreed to|support
approved|is in favor of|cheered|has promised|is pushing for|came out for|has proposed|threw their weight behind""".replace(
    "\n", "|"
)
CUES_AGAINST = """opposes|rejected|criticized|condemned|denounced|voted against|spoke out against|has long blocked
vowed to fight|are challenging|is suing to stop|threatened to veto|expressed concern about|warned against|dismissed
called for an end to|blasted|has resisted|tried to stop|wants to throw out|refused to accept|were reluctant to accept
filed papers opposing|have fought|slammed|protested|objected to|ruled against|disagreed with|turned down|oppose
voiced doubts about|came out against|is skeptical of|called for a moratorium on""".replace("\n", "|")
URGES = """urged lawmakers|called on the government|asked officials|demanded|pleaded with the board|wants|petitioned the court
has been pressing|filed a motion|pushed|recommended|advised the city|implored them|is urging|have urged""".replace(
    "\n", "|"
)
REFUSES = "refused|declined|has no plans|is not willing|said they would not agree|vowed not"
SAYS = """said|told reporters|argued|wrote|says|added|insisted|according to|told the newspaper|said in a statement|tweeted
believes|noted|stressed|claimed|explained|testified|told the committee""".replace("\n", "|")
GOOD = """a good idea|the right thing to do|long overdue|badly needed|a huge win for the town|fair|necessary|working
a step forward|in the public interest|legal and sensible|the best option|worth every cent|good news|popular for a reason
essential for the region|a success|reasonable|smart policy|an opportunity|important|safe""".replace("\n", "|")
BAD = """a bad idea|a terrible mistake|unconstitutional|dangerous|unfair|a waste of money|a disaster|cruel|reckless
not legal|a political ploy|bad news for families|far too expensive|outrageous|a failure|useless|an overreach|not fair
a threat to everyone|not the answer|not working|fruitless|an invasion of privacy|wrong|shameful|a giveaway to the rich
nonsense|a risk we cannot afford|short-sighted""".replace("\n", "|")
HELPS = """save lives|create jobs|protect children|help the poor|make us safer|bring people together|save money
give families a chance|clean up the river|bring investment|restore trust|build confidence|strengthen the economy
keep costs down|send the right message""".replace("\n", "|")
HARMS = """cost lives|destroy jobs|hurt children|punish the poor|put us at risk|divide people|waste money|hurt families
pollute the river|drive business away|destroy trust|send a terrible message|wreck the economy|raise costs|invite lawsuits
open the door to fraud|violate our rights|make things worse|hand power to the wrong people""".replace("\n", "|")
CONDITIONS = """the costs come down|the courts allow it|the other side agrees|there are safeguards|the details are right
the review is finished|voters approve|the money is there|the timing is right""".replace("\n", "|")
OPEN = """it depends on whether {if}|they would support it only if {if}|they have not decided about {it}
it is too early to say what to do about {it}|they are still reviewing {it}|there are good arguments on both sides about {it}
{it} might work if {if}, but not otherwise|they could go either way on {it}|nothing about {it} has been decided yet
they did not rule out {it}|they want to see more evidence before taking a position on {it}
they have mixed feelings about {it}|{it} could be acceptable, provided that {if}|it is unclear whether {it} makes sense
the question of {it} is one of timing|they are considering {it}""".replace("\n", "|")
NEUTRAL = """{it} was first proposed in {year}|a vote on {it} is set for {day}|{it} concerns some {n} people
they would not comment on {it}|the committee will discuss {it} on {day}|reporters asked about {it}
{it} has been before the courts since {year}|talks about {it} went on until {day}|a decision on {it} is due on {day}
a similar plan was tried in {year}|the debate about {it} began in {year}|{n} people came to the meeting about {it}
lawyers for both sides will meet on {day} about {it}|they had received {n} letters about {it}""".replace("\n", "|")
OF_IT = "it|this|the plan|the move|the idea|the proposal|that"
WHO = (
    "Should we|Should the government|Should lawmakers|Should the city|Should the court|Should Congress|Should officials"
)
BEFORE = """The council talked about {T} on {day}.|{T} has been argued about for months.|Some want {T}, others do not.
The fight over {T} goes on.|On {day} the subject was {T}.|The hearing on {day} was about {T}.""".replace("\n", "|")
GIVEN = {
    "day": "Monday|Tuesday|Thursday|Friday|Sunday",
    "year": "2009|2013|2015|2017|2021|2024",
    "n": "40|300|2,000|15,000",
}


def made(count: int, chance: random.Random) -> Iterator[Example]:
    """So many made examples."""
    labels: Sequence[Label] = ("supports", "opposes", "open", "neutral", "unrelated")
    for label in chance.choices(labels, (34, 34, 12, 12, 8), k=count):
        thing = chance.choice(THINGS)
        question, is_for = _question(thing, chance)
        about = chance.choice([one for one in THINGS if one != thing]) if label == "unrelated" else thing
        value = {"supports": is_for, "opposes": not is_for}.get(label, chance.random() < 0.5)
        with_context = label != "unrelated" and chance.random() < 0.4
        it = _one(OF_IT, chance) if with_context and chance.random() < 0.7 else about
        cue, content = _told(label, it, value, chance)
        words = {"content": content, "cue": cue, "source": "Rowan"}
        if with_context:
            before = _filled(_one(BEFORE, chance).replace("{T}", thing), it, chance)
            words["paragraph"] = f"{before[0].upper()}{before[1:]} Rowan {cue} {content}."
        yield Example(question, utterance_of(words), (label,), "made", 0.5)


def _one(words: str, chance: random.Random) -> str:
    return chance.choice(words.split("|"))


def _question(thing: str, chance: random.Random) -> tuple[str, bool]:
    """A question, and whether it is for the thing."""
    is_for = chance.random() < 0.6
    form = chance.random()
    if form < 0.6:
        return f"{_one(WHO, chance)} {_one(FOR if is_for else AGAINST, chance)} {thing}?", is_for
    if form < 0.8:
        return f"{'Is' if not thing.endswith('s') else 'Are'} {thing} {_one(GOOD if is_for else BAD, chance)}?", is_for
    if form < 0.9:
        return f"Would {thing} {_one(HELPS if is_for else HARMS, chance)}?", is_for
    return f"Was it {'right' if is_for else 'wrong'} to {_one(FOR, chance)} {thing}?", is_for


def _told(label: Label, it: str, value: bool, chance: random.Random) -> tuple[str, str]:
    """Cue and content that are for `it`, against it, or neither."""
    if label in ("open", "neutral"):
        return _one(SAYS, chance), _filled(_one(OPEN if label == "open" else NEUTRAL, chance), it, chance)
    doing, undoing = (FOR, AGAINST) if value else (AGAINST, FOR)
    cues, others = (CUES_FOR, CUES_AGAINST) if value else (CUES_AGAINST, CUES_FOR)
    good, bad = (GOOD, BAD) if value else (BAD, GOOD)
    helps, harms = (HELPS, HARMS) if value else (HARMS, HELPS)
    way = chance.randrange(14)
    effort = _one("the effort|the attempt|the motion|a bill|the lawsuit|calls|the campaign|a resolution", chance)
    said = _one(SAYS, chance)
    if way < 3:
        return _one(cues, chance), it
    if way == 3:
        return _one(others, chance), f"{effort} to {_one(undoing, chance)} {it}"
    if way == 4:
        return _one(cues, chance), f"{effort} to {_one(FOR, chance)} {it}"
    if way == 5:
        return _one(URGES, chance), f"to {_one(doing, chance)} {it}"
    if way == 6:
        return _one(REFUSES, chance), f"to {_one(undoing, chance)} {it}"
    if way == 7:
        verb = chance.choice(("should", "must", "need to", "will", "have to"))
        return said, f"{chance.choice(('we', 'they', 'lawmakers'))} {verb} {_one(doing, chance)} {it}"
    if way == 8:
        form = chance.choice(("it would be a mistake to", "there is no reason to", "we must never", "why would anyone"))
        return said, f"{form} {_one(undoing, chance)} {it}"
    if way == 9:
        return said, f"{it} {chance.choice(('will', 'would', 'could', 'is going to'))} {_one(helps, chance)}"
    if way == 10:
        form = chance.choice(("will not", "would never", "does nothing to"))
        return said, f"{it} {form} {_one(harms, chance)}"
    if way == 11:
        told = (
            f"without {it}, we would {_one(harms, chance)}"
            if value
            else f"without {it}, we could {_one(harms, chance)}"
        )
        return said, told
    if way == 12:
        who = f"those who {_one('oppose|criticize' if value else 'support|defend', chance)} {it}"
        return said, f"{who} {_one('are wrong|exaggerate|do not understand the facts|have no good arguments', chance)}"
    be = "are" if it.endswith("s") and it not in ("this", "its") else "is"
    form = chance.choice(
        ("{it} {be} {good}", "{it} {be} simply {good}", "“{it} {be} {good},”", "that {it} {be} {good}")
    )
    return chance.choice((said, "make the case", "thinks")), form.format(it=it, be=be, good=_one(good, chance))


def _filled(form: str, it: str, chance: random.Random) -> str:
    for name, words in {**GIVEN, "if": CONDITIONS}.items():
        form = form.replace(f"{{{name}}}", _one(words, chance))
    return form.replace("{it}", it)
