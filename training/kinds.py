"""Which cues tell of communication (`said`) and which of an attitude the author narrates (`held`).

PolNeAR does not draw this line, so the reader's kind head learns it from cues whose class does not
depend on the sentence, and carries it over to the rest through the words around them. Written by hand
from the 500 most frequent cues of the training split; cues matching both lists, or none, train nothing.
"""

import re

SAID = re.compile(
    r"""\b(
    sa(y|ys|id|ying) | t(ell|ells|old|elling) | according | wr(ite|ites|ote|iting|itten) | ask(s|ed|ing)? |
    add(s|ed|ing) | not(es|ed|ing) | report(s|ed|ing|edly)? | announc\w+ | suggest\w* | tweet\w* | retweet\w* |
    post(s|ed|ing) | describ\w+ | argu(e|es|ed|ing) | explain\w* | accus(e|es|ed|ing) | acknowledg\w+ |
    critici[sz]\w+ | declar\w+ | urg(e|es|ed|ing) | recall(s|ed|ing) | cit(e|es|ed|ing) | claim\w* | respond\w* |
    prais\w+ | stat(e|es|ed|ing) | warn\w* | promis(e|es|ed|ing) | insist\w* | repl(y|ies|ied|ying) | reveal\w* |
    pledg\w+ | vow\w* | dismiss(es|ed|ing) | confirm\w* | den(y|ies|ied|ying) | mention\w* | admit\w* |
    point(s|ed|ing)?\ (out|to) | blast\w* | assert\w* | slam\w* | denounc\w+ | conced\w+ | thank\w* | decr\w+ |
    lament\w* | complain\w* | jok(es|ed|ing) | highlight\w* | echo(es|ed|ing) | stress(es|ed|ing) | emphasi[sz]\w+ |
    condemn\w* | email\w* | quot(e|es|ed|ing) | shout\w* | chant\w* | alleg(e|es|ed|ing) | allegation\w* |
    remark\w* | testif\w+ | publish\w* | releas(e|es|ed)\ a | mock(s|ed|ing) | tout\w* | demand\w* | remind\w* |
    question(s|ed|ing)? | read(s)? | continued | recount\w* | caution\w* | boast\w* | contend\w* | propos(e|es|ed|ing) |
    call(s|ed|ing)?\ (for|on) | call(s|ed|ing) | comment(s|ed|ing)? | interview\w* | statement | express\w* |
    blam(e|es|ed|ing) | discuss\w* | talk(s|ed|ing)?\ about | sp(oke|eaks|eaking)\ about | quipped | tease[sd]? |
    estimat(e|es|ed|ing) | f(ound|inds) | show(s|ed|n)? | predict\w* | conclud\w+ | answer(s|ed|ing)? | counter(s|ed) |
    repeat(s|ed|ing) | reiterat\w+ | outlin\w+ | elaborat\w+ | clarif\w+ | apologi\w+ | attack(s|ed|ing) | rip(s|ped) |
    defend(s|ed|ing) | reject(s|ed|ing) | refer(s|red|ring|encing|enced)? | label(s|ed|ing|led) | dubbed | list(s|ed|ing) |
    made?\ (it\ )?clear | indicat\w+ | order(s|ed|ing) | charg(e|es|ed|ing) | put(s)?\ it | portray\w* | request(s|ed|ing) |
    encourag(e|es|ed|ing) | welcom(e|es|ed|ing) | challeng(e|es|ed|ing) | rul(ed|ing) | impl(y|ies|ied|ying) |
    threat\w* | assail\w* | pleaded | yell\w* | shot\ back | laid\ out | lays\ out | railed | accusation\w* | advice |
    hint(s|ed|ing) | signal(s|ed|ing|led) | vent(s|ed) | sp(oke|oken|eaking) | weighed\ in | scold\w* | chid\w+ | taunt\w* |
    recommend\w* | advis(e|es|ed|ing) | assur\w+ | stipulat\w+ | titled | wonder\w* | ridicul\w+ | deride\w* | applaud\w*
    )\b | ^[“"]?:$ | :$""",
    re.IGNORECASE | re.VERBOSE,
)
HELD = re.compile(
    r"""\b(
    think(s|ing)? | thought | believ\w+ | want(s|ed|ing)? | hop(e|es|ed|ing) | fear\w* | feel(s|ing)? | felt |
    know(s|n|ing)? | knew | expect\w* | see(s|n|ing|m|ms|med|mingly)? | saw | appear(s|ed|ing)? | prefer\w* |
    plan(s|ned|ning)? | intend\w* | intention | worr(y|ies|ied|ying) | doubt\w* | wish\w* | consider(s|ed|ing)? |
    support(s|ed|ing|er|ers)? | oppos(e|es|ed|ing|ition) | favor(s|ed|ing)? | decid\w+ | decision | s(eek|eeks|ought|eeking) |
    would\ like | like(s|d)? | willing | eager | agree(s)? | understand(s)? | understood | reali[sz]e\w* | learn(ed|s)? |
    remember\w* | lov(e|es|ed) | hat(e|es|ed) | view(s|ed)? | regard(s|ed) | assum(e|es|ed) | suspect\w* | desire\w* |
    refus(e|es|ed|ing|al) | agreed | agreeing | offer(s|ed|ing)? | back(s|ed|ing) | endors\w+ | recogni[sz]\w+ | identif\w+ | deem(s|ed) |
    declin(e|es|ed|ing) | vot(e|es|ed|ing)\ (for|against) | would\ vote | look(s|ed|ing)?\ (for|at|to|like)? | sound(s|ed) | ignor\w+ |
    tr(y|ies|ied|ying) | attempt\w* | aim(s|ed|ing)? | cho(ose|oses|se|sing) | focus\w* | observ(e|es|ed|ing) | discover\w* | watch\w* |
    notic(e|es|ed|ing) | pursu\w+ | push(es|ed|ing)? | compar(e|es|ed|ing)\ (their|its|the) | allow(s|ed|ing)? | accept(s|ed|ing)? | imagin\w+ |
    determin\w+ | concern(s|ed)? | confident | convinced | certain | sure | enjoy\w* | approv\w+ | disapprov\w+ | trust\w*
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def kind_of_cue(cue: str) -> int | None:
    """1 for said, 0 for held, None where the cue alone does not tell."""
    said, held = bool(SAID.search(cue)), bool(HELD.search(cue))
    return None if said == held else int(said)
