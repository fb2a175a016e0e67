"""Closed lists of words of labels in transcripts and captions, in small letters; no name of anybody belongs here."""

from onrecord.english.calendar import CALENDAR_WORDS

QUESTION, ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
"""Labels of an interview's turns, in small letters."""
TITLES = frozenset(
    """mr mrs ms miss mx dr prof rev sir dame lord lady baroness sen senator rep representative gov governor gen
    general col colonel capt captain lt sgt cmdr adm admiral hon chairman chairwoman chairperson chair judge
    justice minister mayor president secretary commissioner detective officer sheriff supt insp cllr councillor
    councilor councilmember councilman councilwoman professor shri smt shrimati sri kumari monsieur madame mme
    alderman alderwoman assemblyman assemblywoman assemblymember congressman congresswoman delegate""".split()
)
"""What stands before a surname in a label, in small letters and without a full stop."""
FUNCTIONS = frozenset(
    """court witness clerk bailiff foreperson foreman juror defendant plaintiff moderator host anchor presenter
    narrator interviewer interviewee interpreter translator operator dispatcher dispatch caller speaker chair
    chairman chairwoman chairperson president officer reporter reporters correspondent announcer audience member
    members male female man woman voice voices crowd participant panelist panellist unidentified unknown
    unidentifiable protester protesters counsel prosecutor examiner judge justice minister mayor secretary
    deputy acting presiding vice-president governor senator doctor nurse patient student teacher guest
    respondent questioner all both others passenger driver pilot copilot controller tower editor staff analyst
    analysts child boy girl person people opposition government backbencher chancellor premier principal
    treasurer sheriff attorney solicitor barrister commissioner convener speaker-elect police official spokesman
    spokeswoman spokesperson""".split()
)
"""Words by which somebody has a turn without a name."""
BESIDE_FUNCTION = frozenset(
    """the a an mr madam mme ms mrs no number first second third another several hon honourable honorable lord lady
    right prime vice new off-screen offscreen press on of for and video radio phone senior junior press""".split()
)
NOT_NAMES = (
    frozenset(
        """date dates time times subject place location topic topics source sources duration title titles language note
    notes notice present participants attendees speakers agenda from to cc bcc re what who when where why how
    rsvp contact contacts tel phone email e-mail fax update updates correction corrections photo photos image
    images video watch read related text graphic graphics caption captions chyron music sound summary background
    warning important example examples result results score price address website web url tags category
    published posted updated author authors byline headline venue link links item items section chapter part
    table figure step stage round game match day week year page pages key pros cons verdict rating ratings
    ingredients method serves tip tips plus also answers questions total totals
    in on at as and but so because first second third finally next then now today tomorrow yesterday
    here there this that these those it he she they we i you yes no remember look listen think imagine consider
    see recall bottom line fact facts myth however meanwhile still transcript interview exclusive breaking
    opinion analysis review live news sport sports weather traffic attachment attachments enclosure reference
    references id case docket file status type kind name names age job occupation hometown height weight born
    died education family nationality party seat votes winner runner-up final available hours cost fee fees
    deadline admission tickets conclusion introduction overview purpose number point option plan our my your his
    her their its exhibit motion vote ayes noes abstentions absent discussion action decision outcome""".split()
    )
    | CALENDAR_WORDS
)
"""First words of lines that have the form of a label and are none, in small letters."""
ALSO_FIRST_NAMES = frozenset("april may june august".split())
"""Of these, the ones that are no list's where another word follows."""
SCREEN = frozenset(
    "text graphic graphics caption captions chyron super on-screen onscreen banner screen subtitle subtitles".split()
)
"""Labels of what is written on the screen, which nobody says."""
NOISE = (
    r"laugh\w*|applau\w*|cheer\w*|boo(?:s|ing)?|cross-?talk|inaudible|indiscernible|unintelligible|music\w*|silence|pauses?"
    r"|noises?|sighs?|chuckl\w*|gasps?|coughs?|interruptions?|interjections?|commotion|hear, hear|bells?|gavel|shout\w*"
    r"|sobs?|crying|clapping|whistl\w*|scream\w*|chant\w*|ringing|buzz\w*|beeps?|sirens?|static|singing|snorts?|groans?"
    r"|murmur\w*|chatter\w*|slams?|knock\w*|honk\w*|bark\w*|clears throat|footsteps|thunder|gunshots?|explosions?|wind"
    r"|playing|speaking|speaks|blank_audio|no audio|foreign"
)
"""Words of brackets that tell what is heard."""
