"""Transcripts in many layouts, with invented people, and who says what in them.

Each is read as `kinds` say; `unsaid` are words that are nobody's turn."""

from dataclasses import dataclass

from onrecord.model import ArticleKind


@dataclass(frozen=True, slots=True)
class Made:
    """One text: words of turns with their speakers, and words that nobody says."""

    name: str
    kinds: tuple[ArticleKind, ...]
    text: str
    said: tuple[tuple[str, str], ...] = ()
    unsaid: tuple[str, ...] = ()


MADE = (
    Made(
        "rush2",
        ("transcript", "article"),
        """\
[09:00:12 ET] ANITA VELASQUEZ-ROY, CHANNEL 6 ANCHOR (on camera): The mayor is with us.

MAYOR TED O'LEARY (D), EAST HAVEL: Good morning, Anita.

VELASQUEZ-ROY: Will you close the school?

O'LEARY: I will not. Not this year.

[09:02:40]

VELASQUEZ-ROY: And next year?

O'LEARY: Ask the board.

UNIDENTIFIED FEMALE: Shame on you!""",
        (
            ("Will you close the school", "Anita Velasquez-Roy"),
            ("I will not. Not this year", "Ted O'Leary"),
            ("Ask the board", "Ted O'Leary"),
            ("Shame on you", "Unidentified Female"),
            ("Good morning, Anita", "Ted O'Leary"),
        ),
        (),
    ),
    Made(
        "court1",
        ("transcript", "article"),
        """\
THE CLERK: All rise.

THE COURT: Be seated. Call your next witness.

MS. HARGROVE: The People call Officer Dana Whitlock.

DANA WHITLOCK, having been first duly sworn, was examined and testified as follows:

DIRECT EXAMINATION

BY MS. HARGROVE:

Q. Where were you at noon?

A. I was on Pier Nine.

Q. What did you see?

A. Two men carrying a safe.

CROSS-EXAMINATION

BY MR. TULLY:

Q. How far away were you?

A. Sixty feet or so.

MS. HARGROVE: Objection. Asked and answered.

THE COURT: Sustained.

THE WITNESS: It was sixty feet.""",
        (
            ("Where were you at noon", "Hargrove"),
            ("Pier Nine", "Dana Whitlock"),
            ("Two men carrying", "Dana Whitlock"),
            ("How far away", "Tully"),
            ("Sixty feet or so", "Dana Whitlock"),
            ("Asked and answered", "Hargrove"),
            ("Sustained", "The Court"),
            ("It was sixty feet", "Dana Whitlock"),
        ),
        (),
    ),
    Made(
        "court2",
        ("transcript",),
        """\
GRAND JURY TESTIMONY

WITNESS 22: I was on the porch.

MR. SALTER: What did you hear?

WITNESS 22: Two shots, then one more.

GRAND JUROR: How long between them?

WITNESS 22: Ten seconds.

WITNESS 23: It was longer than that.

MR. SALTER: Let's take a break.""",
        (
            ("on the porch", "Witness 22"),
            ("Two shots", "Witness 22"),
            ("longer than that", "Witness 23"),
            ("How long between", "Grand Juror"),
            ("take a break", "Salter"),
        ),
        (),
    ),
    Made(
        "court3",
        ("transcript",),
        """\
Q. (By Mr. Pell) Please state your name for the record.

A. Carla Winthrop.

Q. (By Mr. Pell) And your job?

A. I keep the books at the yard.

MS. ROSS: Objection.

Q. (By Ms. Ross) Did anyone ask you to change them?

A. My boss did, twice.""",
        (
            ("keep the books", "Carla Winthrop"),
            ("And your job", "Pell"),
            ("ask you to change them", "Ross"),
            ("My boss did", "Carla Winthrop"),
        ),
        (),
    ),
    Made(
        "court4",
        ("transcript",),
        """\
DEPOSITION OF HAROLD MINCH

EXAMINATION BY MS. DUVAL:

Q   Did you sign the contract?

A   I signed it in May.

Q   Who else signed?

A   Nobody else.

MR. BOWES: Object to form.""",
        (("Did you sign the contract", "Duval"), ("signed it in May", "Harold Minch"), ("Object to form", "Bowes")),
        (),
    ),
    Made(
        "court5",
        ("article",),
        """\
The inquest heard on Monday from the harbour master, Idris Vale, who was questioned by the coroner, Dr Helen Marsh.

Dr Marsh: When did you leave the quay?

Mr Vale: At six. I had no reason to stay.

Dr Marsh: Was the light on?

Mr Vale: It was off. I noted it in the log.

The inquest continues on Thursday.""",
        (("I had no reason", "Idris Vale"), ("noted it in the log", "Idris Vale"), ("Was the light on", "Helen Marsh")),
        ("The inquest continues",),
    ),
    Made(
        "cr1",
        ("transcript", "article"),
        """\
Mr. PRESCOTT of Maine. Madam President, the bill before us is a fraud on the coast. It pays for nothing.

Ms. VAN HOLLIS of New Mexico. Mr. President, will the Senator yield?

Mr. PRESCOTT of Maine. I yield for a question.

Mrs. McCREADY. I object.

The PRESIDING OFFICER (Mr. TULL). Objection is heard.

The VICE PRESIDENT. The clerk will call the roll.""",
        (
            ("fraud on the coast", "Prescott"),
            ("will the Senator yield", "Van Hollis"),
            ("I object", "McCready"),
            ("Objection is heard", "The Presiding Officer"),
            ("call the roll", "The Vice President"),
        ),
        (),
    ),
    Made(
        "gpo",
        ("transcript", "article"),
        """\
Chairman Dorrance. The committee will come to order. Mr. Abbas, you may begin.

Mr. Abbas. Thank you, Mr. Chairman. The reservoir is at nine percent.

Senator Quill. Nine percent of what?

Mr. Abbas. Of what it held in 1990.

Chairman Dorrance. That is alarming.

Senator Quill. It is.""",
        (("reservoir is at nine", "Abbas"), ("Nine percent of what", "Quill"), ("That is alarming", "Dorrance")),
        (),
    ),
    Made(
        "advis2",
        ("article",),
        """\
NEWS ADVISORY

The Port of Marle will open its new quay to reporters.

WHO: Harbour director Ada Lind

WHAT: Tour of the new quay

WHEN: Friday, May 2, 10 a.m.

WHERE: Gate 4, Rope Walk

CONTACT: Press office, 555-0144

“It is the largest quay we have ever built,” Lind said.""",
        (("largest quay", "Ada Lind"),),
        ("Tour of the new quay", "Friday, May 2"),
    ),
    Made(
        "list3",
        ("article",),
        """\
How the teams did:

Attack: Strong on the left. Weak on the right.

Defence: Slow.

Attack: Better after the break.

Defence: Still slow.

“We were lucky,” said the coach, Ivo Brandt.""",
        (),
        ("Still slow",),
    ),
    Made(
        "hans1",
        ("transcript",),
        """\
House of Commons

Tuesday 18 March 2025

Harbour Dues

The Secretary of State for Ports (Dame Ruth Callow): We will freeze dues for two years.

Owen Pryce (Caernarvon North) (PC): The Secretary of State says “freeze”. My constituents say:

“We have heard that before.”

Will she put it in writing?

Ruth Callow: I will.

Hon. Members: Hear, hear!

Madam Deputy Speaker (Ms Ira Tennant): Order.

Sir Alec Moody (Dunmore) (Con) rose—

Madam Deputy Speaker: I call Sir Alec Moody.""",
        (
            ("We will freeze dues", "Ruth Callow"),
            ("heard that before", "Owen Pryce"),
            ("put it in writing", "Owen Pryce"),
            ("I will", "Ruth Callow"),
            ("I call Sir Alec", "Ira Tennant"),
            ("Hear, hear", "Hon. Members"),
        ),
        (),
    ),
    Made(
        "hans3",
        ("transcript",),
        """\
Ms TILDA ROOKE (Brenton—Minister for Water) (14:02): I move that the bill be read a second time.

Mr DAN FERRIS (Mount Alder) (14:05): The opposition will not support it.

Ms Tilda Rooke: Shame!

Mr DAN FERRIS: The minister interjects. She should read her own report.

The SPEAKER: Order!

The DEPUTY PREMIER: We have read it.

Ms ROOKE: I wrote it.""",
        (
            ("I move that the bill", "Tilda Rooke"),
            ("will not support it", "Dan Ferris"),
            ("Shame", "Tilda Rooke"),
            ("I wrote it", "Tilda Rooke"),
            ("read her own report", "Dan Ferris"),
            ("We have read it", "The Deputy Premier"),
        ),
        (),
    ),
    Made(
        "otter",
        ("transcript",),
        """\
Speaker 1  0:03
We looked at the hinges on Monday.

Speaker 2  0:09
They were cracked.

Piet Lund  0:15
All of them were cracked, both sides.""",
        (
            ("looked at the hinges", "Speaker 1"),
            ("They were cracked", "Speaker 2"),
            ("All of them were cracked", "Piet Lund"),
        ),
        (),
    ),
    Made(
        "rev",
        ("transcript",),
        """\
Maya Brandt: (00:01)
Welcome to the show.

Hal Osei: (00:05)
Glad to be here. The strike ends tonight.

Maya Brandt: (00:11)
Really?

Hal Osei: (00:12)
Yes, really.""",
        (("Welcome to the show", "Maya Brandt"), ("strike ends tonight", "Hal Osei"), ("Yes, really", "Hal Osei")),
        (),
    ),
    Made(
        "long",
        ("transcript",),
        """\
Dr. Maria Elena de la Fuente Ortiz, Deputy Director General for Emergency Preparedness, Regional Health Agency of Marle: We have beds for six hundred.

Jo Park; Reporter, Marle Post: Six hundred in a city of a million?

Dr. de la Fuente Ortiz: Six hundred tonight.

Jo Park: And tomorrow?""",
        (
            ("beds for six hundred", "Maria Elena de la Fuente Ortiz"),
            ("city of a million", "Jo Park"),
            ("Six hundred tonight", "Maria Elena de la Fuente Ortiz"),
        ),
        (),
    ),
    Made(
        "stamp2",
        ("transcript",),
        """\
[00:01:02.340] - Ida Kron
We start in a minute.

[00:01:09.120] - Per Vik
I am ready now.

[00:01:12.000] - Ida Kron
Then go.""",
        (("We start in a minute", "Ida Kron"), ("I am ready now", "Per Vik"), ("Then go", "Ida Kron")),
        (),
    ),
    Made(
        "call2",
        ("transcript",),
        """\
Prepared Remarks:

Operator

Good morning, and welcome to the Marle Foods call.

Ingrid Sand -- Vice President, Investor Relations

Thank you. With me is our chief executive, Bo Rask.

Bo Rask -- President and Chief Executive Officer

We sold more bread than ever before.

Questions & Answers:

Operator

Our first question comes from Tim Gale.

Tim Gale -- Osprey Research -- Analyst

What about margins?

Bo Rask -- President and Chief Executive Officer

Margins will fall in spring.""",
        (
            ("sold more bread", "Bo Rask"),
            ("Margins will fall", "Bo Rask"),
            ("What about margins", "Tim Gale"),
            ("welcome to the Marle Foods", "Operator"),
        ),
        (),
    ),
    Made(
        "call3",
        ("transcript",),
        """\
Company Participants

Bo Rask - Chief Executive Officer

Ingrid Sand - Investor Relations

Conference Call Participants

Tim Gale - Osprey Research

Operator

Good morning.

Bo Rask

We sold more bread than ever before.

Tim Gale

What about margins?

Bo Rask

Margins will fall in spring.""",
        (("sold more bread", "Bo Rask"), ("Margins will fall", "Bo Rask"), ("What about margins", "Tim Gale")),
        (),
    ),
    Made(
        "own2",
        ("transcript",),
        """\
Nora Feld

Good evening, and thank you for coming.

Tomas Quint

Thank you, Nora. I have one thing to say.

Nora Feld

Please.

Tomas Quint

The ferry was never safe.""",
        (("ferry was never safe", "Tomas Quint"), ("thank you for coming", "Nora Feld"), ("Please", "Nora Feld")),
        (),
    ),
    Made(
        "call911",
        ("article",),
        """\
Police released the recording on Friday.

911 OPERATOR: Where are you?

CALLER: On the roof. The water is at the door.

911 OPERATOR: Stay on the roof.

CALLER: I can't swim.

911 OPERATOR: They are coming.""",
        (("water is at the door", "Caller"), ("Stay on the roof", "911 Operator")),
        (),
    ),
    Made(
        "int0",
        ("article",),
        """\
Rosa Kemp left the fire service in May. She talked to Mats Berg of the Post about the night of the flood.

MB: Why did the pumps fail?

RK: The pumps were older than I am. We asked for new ones three times.

MB: Who refused?

RK: The council refused, and then it forgot.

The inquiry opens in autumn.""",
        (("pumps were older", "Rosa Kemp"), ("council refused", "Rosa Kemp")),
        ("inquiry opens",),
    ),
    Made(
        "int3",
        ("article",),
        """\
Rosa Kemp left the fire service in May. She talked to Mats Berg of the Post about the night of the flood.

The Post: Why did the pumps fail?

Rosa Kemp: The pumps were older than I am. We asked for new ones three times.

The Post: Who refused?

Rosa Kemp: The council refused, and then it forgot.

The inquiry opens in autumn.""",
        (("pumps were older", "Rosa Kemp"), ("council refused", "Rosa Kemp")),
        ("inquiry opens",),
    ),
    Made(
        "int5",
        ("article",),
        """\
Rosa Kemp left the fire service in May. She talked to Mats Berg of the Post about the night of the flood.

Marle Post: Why did the pumps fail?

RK: The pumps were older than I am. We asked for new ones three times.

Marle Post: Who refused?

RK: The council refused, and then it forgot.

The inquiry opens in autumn.""",
        (("pumps were older", "Rosa Kemp"), ("council refused", "Rosa Kemp")),
        ("inquiry opens",),
    ),
    Made(
        "intbold",
        ("article",),
        """\
Rosa Kemp left the fire service in May. We spoke to her in her kitchen.

Why did the pumps fail?

The pumps were older than I am. We asked for new ones three times.

Nobody answered the letters.

Who refused?

The council refused, and then it forgot.

Will you go back?

No.""",
        (("pumps were older", "Rosa Kemp"), ("Nobody answered", "Rosa Kemp"), ("council refused", "Rosa Kemp")),
        (),
    ),
    Made(
        "faq",
        ("article",),
        """\
The council raised the ferry fare on Monday. Here is what it means.

How much is the new fare?

The fare goes up by two crowns to nine crowns.

Who pays it?

Everybody older than six pays it, the council said.

When does it start?

It starts in June.""",
        (),
        ("fare goes up by two", "It starts in June"),
    ),
    Made(
        "brief",
        ("transcript",),
        """\
Remarks by President Ola Vang at a Press Conference

THE PRESIDENT: Good afternoon. The bridge will open in May.

Q Mr. President, will it be free?

THE PRESIDENT: It will be free.

Q And after May?

THE PRESIDENT: Ask me after May.""",
        (("bridge will open in May", "Ola Vang"), ("It will be free", "Ola Vang"), ("Ask me after May", "Ola Vang")),
        (),
    ),
    Made(
        "brief2",
        ("transcript",),
        """\
MS. HALVORSEN: Good afternoon, everyone.

QUESTION: Is the envoy coming?

MS. HALVORSEN: He is not.

QUESTION: Why not?

MS. HALVORSEN: I have nothing to add. Thank you.""",
        (("Good afternoon, everyone", "Halvorsen"), ("He is not", "Halvorsen")),
        (),
    ),
    Made(
        "panel",
        ("transcript",),
        """\
MODERATOR: Opening statements, please.

KIRA DAHL: I will cut the tax. My answer is simple: cut it now.

Remember: I cut it before.

LEO FINCH: Location: the same old place. She never cut it.

KIRA DAHL: Never?""",
        (("cut it now", "Kira Dahl"), ("I cut it before", "Kira Dahl"), ("same old place", "Leo Finch")),
        (),
    ),
    Made(
        "shared",
        ("transcript",),
        """\
MR. HOLT: I was there.

MRS. HOLT: He was not.

MR. HOLT: I was.

MRS. HOLT: Never.""",
        (("I was there", "MR. Holt"), ("He was not", "MRS. Holt")),
        (),
    ),
    Made(
        "excerpt",
        ("article",),
        """\
Mayor Tilda Rooke and her rival, Dan Ferris, met on Tuesday evening.

Rooke: You voted for the tax.

Ferris: I voted for the harbour.

Rooke: It is the same bill.

Ferris: It is not.

Later Ferris said the bill had been changed overnight.

The vote is on Sunday.""",
        (("voted for the harbour", "Dan Ferris"), ("It is the same bill", "Tilda Rooke")),
        ("vote is on Sunday", "Later Ferris said"),
    ),
    Made(
        "md",
        ("transcript",),
        """\
**Rosa Kemp:** The pumps failed. Nobody came.

**Mats Berg:** Why?

**KEMP**: They were old.""",
        (("pumps failed", "Rosa Kemp"), ("They were old", "Rosa Kemp"), ("Why", "Mats Berg")),
        (),
    ),
    Made(
        "us",
        ("transcript",),
        """\
U.S. SEN. RUTH ABARA: We were told it was safe.

WHITE HOUSE PRESS SECRETARY ANA HOLT: It was safe.

ABARA: It was not.

PRESS SECRETARY HOLT: Good night.""",
        (
            ("told it was safe", "Ruth Abara"),
            ("it was safe", "Ruth Abara"),
            ("It was not", "Ruth Abara"),
            ("Good night", "Ana Holt"),
        ),
        (),
    ),
    Made(
        "congress-b-tr",
        ("transcript",),
        """\
Date: Thursday, March 27, 2025

Location: Room 4, City Hall

Present: Ona Pell, Bo Rask, Tim Gale

Chair Pell: We are here to talk about water.

Mr. Rask: It costs too much.

Time: 6:45 p.m.

Chair Pell: Noted.""",
        (("talk about water", "Ona Pell"), ("costs too much", "Bo Rask")),
        ("Room 4",),
    ),
    Made(
        "hansq",
        ("transcript",),
        """\
Ferry Safety

14:05

Motion made, and Question proposed, That the House do now adjourn.—(Jan Moss.)

Lady Orla Finch (Isle of Marle) (LD)

I am grateful for this debate. As the inspector wrote: “The ramps were beyond repair.” That was in 2029.

The Parliamentary Under-Secretary of State for Transport (Tobias Gale)

I congratulate the hon. Lady. We have acted.

Orla Finch

When?

Tobias Gale

Last week.

Several hon. Members

Oh!

Madam Deputy Speaker

Order.""",
        (
            ("grateful for this debate", "Orla Finch"),
            ("ramps were beyond repair", "Orla Finch"),
            ("We have acted", "Tobias Gale"),
            ("When", "Orla Finch"),
            ("Last week", "Tobias Gale"),
            ("Order", "Madam Deputy Speaker"),
        ),
        (),
    ),
    Made(
        "hansau",
        ("transcript",),
        """\
Mr HOLLIS (Barrow) (14:31): My question is to the Treasurer. Will he resign?

Ms OKAFOR (Moreton—Treasurer) (14:32): I will not. I delivered a surplus.

Opposition members interjecting—

Ms OKAFOR: They do not like it.

An opposition member: Where is it?

The SPEAKER: The member for Barrow will cease interjecting.

Mr Hollis interjecting—

The SPEAKER: Member for Barrow!""",
        (
            ("Will he resign", "Hollis"),
            ("delivered a surplus", "Okafor"),
            ("do not like it", "Okafor"),
            ("cease interjecting", "The Speaker"),
            ("Where is it", "An opposition member"),
        ),
        (),
    ),
    Made(
        "quoteend",
        ("transcript",),
        """\
HARRIET DOLE, CANDIDATE: My mother always told me, "Count your change."

MARCO STILES, CANDIDATE: She should have counted ours. The auditor wrote, "Nine million is missing."

DOLE: The auditor wrote, "may be missing."

STILES: "Is missing." I have it here.""",
        (
            ("Count your change", "Harriet Dole"),
            ("Nine million is missing", "Marco Stiles"),
            ("may be missing", "Harriet Dole"),
            ("I have it here", "Marco Stiles"),
        ),
        (),
    ),
    Made(
        "podcast",
        ("transcript",),
        """\
Lena: Welcome back to the show.

Tom: Thanks.

Lena: So why did you leave?

Tom: Nobody was listening. Here is the thing: I asked for help.""",
        (("Nobody was listening", "Tom"), ("why did you leave", "Lena"), ("asked for help", "Tom")),
        (),
    ),
    Made(
        "intro-roles",
        ("article",),
        """\
The Post asked two candidates, Kira Dahl and Leo Finch, about the tax.

Post: Would you cut it?

Dahl: I would. On the first day.

Finch: I would not.

Post: Why not?

Finch: Because we need the money for schools.""",
        (("On the first day", "Kira Dahl"), ("need the money", "Leo Finch")),
        (),
    ),
    Made(
        "initfull",
        ("article",),
        """\
Kira Dahl chairs the school board. Leo Finch sat down with her last week.

Leo Finch: Why did you cut it?

Kira Dahl: I cut it because nobody used it.

LF: Nobody?

KD: Nobody. I counted.""",
        (("nobody used it", "Kira Dahl"), ("I counted", "Kira Dahl")),
        (),
    ),
    Made(
        "narr",
        ("article",),
        """\
Kira Dahl and Leo Finch met twice last week, and nobody else was there. Dahl recalls the first meeting.

“I told him to leave,” she says. “He laughed.”

Why did he laugh?

“Because he knew I could not make him,” she says.

What happened then?

Finch left the town on Friday, and the board closed the office.""",
        (("I told him to leave", "Kira Dahl"),),
        ("board closed the office",),
    ),
    Made(
        "rush-b",
        ("transcript", "article"),
        """\
[14:05:10] LENA SY, ECONOMIST, PORT OF HALDEN (via video link): Freight volumes fell nine percent in March.

HUGO RAI, HOST: Nine percent in one month?

SY: Nine percent, and April looks worse.

RAI: I have to ask why you did not see it coming.

[14:06:30] SY: Because two carriers dropped the route altogether, and they told nobody.""",
        (
            ("Freight volumes fell", "Lena Sy"),
            ("April looks worse", "Lena Sy"),
            ("two carriers dropped the route", "Lena Sy"),
            ("did not see it coming", "Hugo Rai"),
        ),
        (),
    ),
    Made(
        "rush-a",
        ("article", "transcript"),
        """\
DELIA MARCHETTI, KQRT ANCHOR: Good evening. The reservoir above Calder Springs has dropped eleven feet since June, and the county is weighing a ban on lawn watering.

TOBIAS WREN, KQRT CORRESPONDENT (voice-over): Farmers here have never seen the shoreline this far out.

ANSELM OKORO, DIRECTOR, CALDER SPRINGS WATER DISTRICT: We have ninety days of supply left, and that is if nobody waters a lawn.

MARCHETTI: Ninety days. And after that?

OKORO: After that we truck it in from the north, and it will cost four times as much.

WREN (on camera): The district votes on Thursday, and the room will be full.""",
        (
            ("ninety days of supply left", "Anselm Okoro"),
            ("truck it in from the north", "Anselm Okoro"),
            ("The district votes on Thursday", "Tobias Wren"),
            ("never seen the shoreline", "Tobias Wren"),
            ("county is weighing a ban", "Delia Marchetti"),
        ),
        (),
    ),
    Made(
        "screen-b",
        ("transcript",),
        """\
LOUISA BRANDT, CANDIDATE: My opponent has run three times and lost three times.

TEXT: Harbour Institute Poll, registered voters: Brandt, 48 percent; Osgood, 41 percent

FRANK OSGOOD, CANDIDATE: I have been behind before and I have won before.

MODERATOR: Ninety seconds, please.

OSGOOD: I need only ten of them. I will not raise the sales tax.""",
        (("behind before and I have won before", "Frank Osgood"), ("I will not raise the sales tax", "Frank Osgood")),
        ("48 percent",),
    ),
    Made(
        "screen-c",
        ("transcript",),
        """\
COLIN WATT, REPORTER: OK. But -- OK, six bridges so far. And the state says NO money is left.

DR. VANYA GUPTE, ENGINEER, UNIVERSITY OF HALDEN: It's quite the paradox. FEMA has the money, and FEMA says: ask the state.

WATT: So who pays?

GUPTE: Nobody, for now. THAT is the problem.""",
        (
            ("six bridges so far", "Colin Watt"),
            ("quite the paradox", "Vanya Gupte"),
            ("ask the state", "Vanya Gupte"),
            ("Nobody, for now", "Vanya Gupte"),
        ),
        (),
    ),
    Made(
        "court-c",
        ("article",),
        """\
A transcript of the deposition, released on Wednesday, shows that the landlord, Ferris Tabor, was asked about the lease four times by the tenants' lawyer, Ngozi Oyelaran.

Ms. Oyelaran: Did you sign the lease?

Mr. Tabor: I did. I signed it in my kitchen.

Ms. Oyelaran: Who was with you when you signed?

Mr. Tabor: Nobody was. I live alone.

The trial begins in May.""",
        (("signed it in my kitchen", "Ferris Tabor"), ("Nobody was. I live alone", "Ferris Tabor")),
        ("The trial begins in May",),
    ),
    Made(
        "court-a",
        ("article", "transcript"),
        """\
THE COURT: Mr. Ferrand, you may proceed.

MR. FERRAND: Thank you, Your Honor. The State calls Detective Lionel Abara.

BY MR. FERRAND:

Q. Detective, when did you first see the truck?

A. It was parked behind the feed store at about ten past four.

Q. Was anyone inside it?

A. No. The engine was warm but the cab was empty.

MS. OYELARAN: Objection, the witness is guessing about the engine.

THE COURT: Overruled. The witness put his hand on the hood.""",
        (
            ("parked behind the feed store", "Lionel Abara"),
            ("The engine was warm but the cab", "Lionel Abara"),
            ("witness is guessing", "Oyelaran"),
            ("put his hand on the hood", "The Court"),
            ("The State calls", "Ferrand"),
        ),
        (),
    ),
    Made(
        "congress-a",
        ("article",),
        """\
Mr. KEELER of New Hampshire. Mr. Speaker, I rise in support of the amendment. The dams in my district were built before the First World War.

Miss DE LA CROIX of Puerto Rico. Mr. Speaker, I thank the gentleman. Our ports have waited six years for this money.

Mr. McADAMS (during the reading). Madam Chair, I ask unanimous consent that the amendment be considered as read.

The Acting CHAIR. Is there objection to the request of the gentleman?

Mrs. O'BANNON. Reserving the right to object, I would like to hear the text first.""",
        (
            ("The dams in my district", "Keeler"),
            ("Our ports have waited", "De la Croix"),
            ("considered as read", "McAdams"),
            ("hear the text first", "O'Bannon"),
        ),
        (),
    ),
    Made(
        "congress-c",
        ("article",),
        """\
MEDIA ADVISORY

The Calder County Water District will hold a public hearing on the drought surcharge.

WHAT: A public hearing on a surcharge of four dollars a household

WHO: Board chair Ines Corbett and general manager Paul Draycott

WHEN: Thursday, March 27, at 6 p.m.

WHERE: Calder Springs Grange Hall, 14 Mill Street

RSVP: By Wednesday noon, to the district clerk

“Nobody likes a surcharge, and everybody will be heard,” Corbett said.""",
        (("Nobody likes a surcharge", "Ines Corbett"),),
        (
            "A public hearing on a surcharge",
            "Board chair Ines Corbett and general manager",
            "Thursday, March 27",
            "Calder Springs Grange Hall",
            "By Wednesday noon",
        ),
    ),
    Made(
        "hansard-b",
        ("transcript",),
        """\
The Minister for Roads (Mr Felix Ardern): The bypass will open in October, and it will be free of tolls.

Joan Tresco (St Petroc) (Con): I am grateful to the Minister, but my constituents were promised June.

Felix Ardern: They were promised June by the previous Government.

Mr Speaker: Order. The Minister must be heard.

Several hon. Members rose—

Joan Tresco: My constituents do not mind who promised it.""",
        (
            ("The bypass will open in October", "Felix Ardern"),
            ("constituents were promised June", "Joan Tresco"),
            ("promised June by the previous", "Felix Ardern"),
            ("The Minister must be heard", "Mr Speaker"),
            ("do not mind who promised", "Joan Tresco"),
        ),
        ("Several hon. Members rose",),
    ),
    Made(
        "stamps-c",
        ("transcript",),
        """\
Ines Corbett (00:12): We ask for thirty ships before the ice.

Paul Draycott (00:55): There are eleven ships in the whole country.

Unidentified Male: Nine!

Ines Corbett (01:02): Then we ask for nine.""",
        (
            ("thirty ships before the ice", "Ines Corbett"),
            ("eleven ships in the whole country", "Paul Draycott"),
            ("Nine", "Unidentified Male"),
            ("Then we ask for nine", "Ines Corbett"),
        ),
        (),
    ),
    Made(
        "stamps-b",
        ("transcript",),
        """\
00:12:41 Ines Corbett: We ask for thirty ships before the ice.

00:12:55 Paul Draycott: There are eleven ships in the whole country.

00:13:02 Ines Corbett: Then we ask for eleven.""",
        (
            ("thirty ships before the ice", "Ines Corbett"),
            ("eleven ships in the whole country", "Paul Draycott"),
            ("Then we ask for eleven", "Ines Corbett"),
        ),
        (),
    ),
    Made(
        "own-line-c",
        ("transcript",),
        """\
Ines Corbett:
We ask for thirty ships before the ice.

Paul Draycott:
There are eleven ships in the whole country.

Ines Corbett:
Then we ask for eleven.""",
        (
            ("thirty ships before the ice", "Ines Corbett"),
            ("eleven ships in the whole country", "Paul Draycott"),
            ("Then we ask for eleven", "Ines Corbett"),
        ),
        (),
    ),
    Made(
        "own-line-a",
        ("transcript",),
        """\
Operator

Our first question comes from Irene Fosse of Baltic Securities.

Irene Fosse -- Baltic Securities -- Analyst

How much did the strike cost you?

Marcus Delaney -- Chief Executive Officer

The strike cost us two points of margin, and we will have half of that back by autumn.

Irene Fosse -- Baltic Securities -- Analyst

And the other half?

Marcus Delaney -- Chief Executive Officer

The other half is gone.""",
        (
            ("two points of margin", "Marcus Delaney"),
            ("The other half is gone", "Marcus Delaney"),
            ("How much did the strike cost", "Irene Fosse"),
        ),
        (),
    ),
    Made(
        "calls-a",
        ("article",),
        """\
The emergency call, released on Tuesday, lasted forty seconds.

DISPATCHER: What is your emergency?

CALLER 1: The bridge is moving. I can see it move.

DISPATCHER: Are you on it?

CALLER 2: We are on it. Both of us are on it.

DISPATCHER: Leave the car.""",
        (
            ("The bridge is moving", "Caller 1"),
            ("We are on it. Both of us", "Caller 2"),
            ("Leave the car", "Dispatcher"),
        ),
        (),
    ),
    Made(
        "calls-b",
        ("article",),
        """\
The council voted on four motions on Monday night.

ITEM 4: A ban on lawn watering. Passed, 6 to 3.

ITEM 5: A surcharge of four dollars. Passed, 5 to 4.

PARKING: A new fee at the market. Put off until May.

SCHOOLS: Two closures. Withdrawn.

ROADS: Resurfacing of Mill Street. Passed unanimously.

“It was a long night,” said the council leader, Desmond Achterberg.""",
        (),
        ("Put off until May", "Two closures", "Resurfacing of Mill Street"),
    ),
    Made(
        "interview-a",
        ("article",),
        """\
Ines Corbett has run the harbour for nine years. She spoke to Hal Lind of the Ledger on Friday.

HL: Why were there no inspections?

IC: There were forty inspections. There was no money for what they found.

HL: Who knew that?

IC: Everybody who could read knew it.""",
        (("There were forty inspections", "Ines Corbett"), ("Everybody who could read", "Ines Corbett")),
        (),
    ),
    Made(
        "interview-c",
        ("article",),
        """\
Ines Corbett has run the harbour for nine years. This conversation has been shortened.

Why were there no inspections?

There were forty inspections. There was no money for what they found.

Who knew that?

Everybody who could read knew it.""",
        (("There were forty inspections", "Ines Corbett"),),
        (),
    ),
    Made(
        "first-name-that-is-a-title",
        ("transcript", "article"),
        """\
DEAN HOLLOWAY, WRLD REPORTER (on camera): The levee at Marrow Bend failed at four this morning.

PRISCILLA ODUNDO, MAYOR OF MARROW BEND: We asked for sandbags in May and got none.

HOLLOWAY (voiceover): Crews say they will be here for weeks.

ODUNDO: I will sleep in my office until it is closed.

(END VIDEOTAPE)

HOLLOWAY: Back to you in the studio.""",
        (
            ("failed at four", "Dean Holloway"),
            ("sandbags in May", "Priscilla Odundo"),
            ("here for weeks", "Dean Holloway"),
            ("sleep in my office", "Priscilla Odundo"),
            ("Back to you", "Dean Holloway"),
        ),
    ),
    Made(
        "own-lines-in-capitals-once",
        ("transcript", "article"),
        """\
MODERATOR
What would you do about the noise on Mill Street?

KIRSTEN VEGA
I would close the street at eight.

TOM ADEYEMI
Then nobody could get to work.

KIRSTEN VEGA
They could walk.""",
        (
            ("close the street", "Kirsten Vega"),
            ("nobody could get", "Tom Adeyemi"),
            ("They could walk", "Kirsten Vega"),
            ("What would you do", "Moderator"),
        ),
    ),
    Made(
        "company-under-the-name",
        ("transcript",),
        """\
Danube Steel Q3 2024 Earnings Call

Operator

The first question is from Leon Varga of Danube Capital.

Leon Varga
Danube Capital

Can you say when the furnace will be lit again?

Greta Moll
Chief Financial Officer

In March, and it will not go out again for nine years.

Leon Varga
Danube Capital

And the cost?

Greta Moll
Chief Financial Officer

Forty million, all of it paid.""",
        (
            ("when the furnace", "Leon Varga"),
            ("In March, and it", "Greta Moll"),
            ("And the cost", "Leon Varga"),
            ("Forty million", "Greta Moll"),
        ),
    ),
    Made(
        "namesakes-by-title",
        ("transcript",),
        """\
JUNE PARRISH, SCHOOL BOARD PRESIDENT: The vote stands.

OTIS PARRISH, PARENT: It should never have been held in July.

RHEA COLE, HOST: Mrs. Parrish, are you related?

MRS. PARRISH: By marriage, and he still votes against me.

MR. PARRISH: Every time.""",
        (
            ("The vote stands", "June Parrish"),
            ("held in July", "Otis Parrish"),
            ("By marriage", "June Parrish"),
            ("Every time", "Otis Parrish"),
        ),
    ),
    Made(
        "namesake-by-surname",
        ("transcript",),
        """\
WEISS: Will you stay?

MARSTON: I will.

CARLA WEISS, HOST: The governor, Theo Marston, earlier today.

THEO MARSTON, GOVERNOR: And I have told the senate so.""",
        (
            ("Will you stay", "Carla Weiss"),
            ("I will", "Theo Marston"),
            ("told the senate so", "Theo Marston"),
        ),
    ),
    Made(
        "court-unmarked",
        ("transcript", "article"),
        """\
THE CLERK: All rise.

THE COURT: Ms. Adler, call your witness.

MS. ADLER: The defense calls Bruno Castell.

DIRECT EXAMINATION

BY MS. ADLER:

Q   Mr. Castell, where were you on the night of the ninth?

A   I was in the boathouse, mending a net.

Q   Was anybody with you?

A   My dog was. She sleeps there.

MR. PRYCE: Objection. The dog is not on the witness list.

THE COURT: Sustained, I suppose.

CROSS-EXAMINATION

BY MR. PRYCE:

Q   You have no dog, do you?

A   I had one on the ninth.""",
        (
            ("in the boathouse", "Bruno Castell"),
            ("She sleeps there", "Bruno Castell"),
            ("not on the witness list", "Pryce"),
            ("Sustained, I suppose", "The Court"),
            ("I had one on the ninth", "Bruno Castell"),
            ("where were you on", "Adler"),
            ("You have no dog", "Pryce"),
        ),
    ),
    Made(
        "deposition-numbered-lines",
        ("transcript",),
        """\
DEPOSITION OF HELGA STROM
Tuesday, April 8, 2025

BY MR. ENDO:

1 Q. Please state your name.

2 A. Helga Strom.

3 Q. Did you sign the lease?

4 A. I signed a paper. Nobody told me it was a lease.

5 MS. BIRK: Objection to form.""",
        (
            ("Nobody told me it was a lease", "Helga Strom"),
            ("Did you sign the lease", "Endo"),
            ("Objection to form", "Birk"),
        ),
    ),
    Made(
        "lok-sabha",
        ("transcript",),
        """\
SHRI RAMESH KOTHARI (Nagpur): Sir, the farmers of my constituency have had no water for forty days.

HON. DEPUTY-SPEAKER: Please conclude.

THE MINISTER OF WATER RESOURCES (SHRIMATI LATA DESHPANDE): Sir, tankers were sent on Sunday.

SHRI RAMESH KOTHARI: Sir, not one of them arrived.

(Interruptions)

HON. DEPUTY-SPEAKER: Nothing will go on record.""",
        (
            ("no water for forty days", "Ramesh Kothari"),
            ("tankers were sent", "Lata Deshpande"),
            ("not one of them arrived", "Ramesh Kothari"),
        ),
    ),
    Made(
        "bracketed-names-with-times",
        ("transcript",),
        """\
[Kofi Brandt] 14:05:10
We start with the drains.

[Ulla Renn] 14:05:31
The drains are older than the street.

[Kofi Brandt] 14:06:02
Then we dig up the street.""",
        (
            ("start with the drains", "Kofi Brandt"),
            ("older than the street", "Ulla Renn"),
            ("dig up the street", "Kofi Brandt"),
        ),
    ),
    Made(
        "long-offices",
        ("transcript",),
        """\
Chair of the Subcommittee on Rivers, Lakes and Inland Harbours, Ulla Renn: The drains are older than the street.

Deputy Director General for Water and Public Works Kofi Brandt: Then we dig up the street.

Chair Renn: With whose money?

Brandt: With yours.""",
        (
            ("older than the street", "Ulla Renn"),
            ("dig up the street", "Kofi Brandt"),
            ("With whose money", "Ulla Renn"),
            ("With yours", "Kofi Brandt"),
        ),
    ),
    Made(
        "spans-of-times",
        ("transcript",),
        """\
00:12:41.220 - 00:12:55.010 Ulla Renn: The drains are older than the street.

00:12:55.010 - 00:13:02.000 Kofi Brandt: Then we dig up the street.

00:13:02.000 - 00:13:08.500 Ulla Renn: With whose money?""",
        (
            ("older than the street", "Ulla Renn"),
            ("dig up the street", "Kofi Brandt"),
            ("With whose money", "Ulla Renn"),
        ),
    ),
    Made(
        "chat",
        ("transcript",),
        """\
14:02:11 From Ulla Renn to Everyone: The drains are older than the street.
14:02:40 From Kofi Brandt to Everyone: Then we dig up the street.
14:03:05 From Ulla Renn to Everyone: With whose money?""",
        (
            ("older than the street", "Ulla Renn"),
            ("dig up the street", "Kofi Brandt"),
            ("With whose money", "Ulla Renn"),
        ),
    ),
    Made(
        "pro-tem",
        ("transcript",),
        """\
COUNCILMEMBER DIAZ: I move that we adopt the plan.

COUNCILMEMBER OYELOWO: Second.

MAYOR PRO TEM WELLS: Discussion?

COUNCILMEMBER DIAZ: The plan saves nine trees. That is enough for me.

CITY ATTORNEY: It needs a second reading.

MAYOR PRO TEM WELLS: Then we will read it twice.""",
        (
            ("saves nine trees", "Diaz"),
            ("read it twice", "Wells"),
            ("Second", "Oyelowo"),
        ),
    ),
    Made(
        "called-witnesses",
        ("transcript",),
        """\
MR. HALE: Your Honor, we call Daniel Morrow.

Q. Where do you work, Mr. Morrow?

A. At the quarry, since 2009.

Q. Who set the charge?

A. I did not see him.

MR. HALE: We now call Ada Pruitt to the stand.

Q. Ms. Pruitt, did you set the charge?

A. I set it, and he saw me.""",
        (
            ("At the quarry, since", "Daniel Morrow"),
            ("I did not see him", "Daniel Morrow"),
            ("he saw me", "Ada Pruitt"),
        ),
    ),
    Made(
        "times-above-names",
        ("transcript",),
        """\
0:00:03.4 --> 0:00:06.1
Ida Fenn
Can everybody hear me?

0:00:06.3 --> 0:00:09.9
Raj Pillai
We can. Your camera is off.

0:00:10.0 --> 0:00:12.0
Ida Fenn
It is off because I am in the bath.""",
        (
            ("everybody hear me", "Ida Fenn"),
            ("Your camera is off", "Raj Pillai"),
            ("I am in the bath", "Ida Fenn"),
        ),
    ),
    Made(
        "sides-under-names",
        ("transcript",),
        """\
Norrland Timber (NRL) Q2 2025 Earnings Call

Jill Aston
Analyst, Cobb Securities LLC

Q
Can you talk about the price of pine?

Nils Ek
President & Chief Executive Officer, Norrland Timber AB

A
Sure, Jill. It has doubled, and we have sold half as much.

Jill Aston
Analyst, Cobb Securities LLC

Q
Great, thanks.""",
        (
            ("price of pine", "Jill Aston"),
            ("sold half as much", "Nils Ek"),
            ("Great, thanks", "Jill Aston"),
        ),
    ),
    Made(
        "australian-senate",
        ("transcript",),
        """\
Ms PRIYA ANAND (Dunkley) (15:10): I rise to speak on the drought bill. My electorate has not seen rain since August.

Mr FROST (Mallee—Minister for Water) (15:12): We have seen none either.

The DEPUTY SPEAKER (Ms Claire Orr): Order!

Ms ANAND: Then send us your tankers.

Mr FROST: We would, if they held water.

Debate interrupted.""",
        (
            ("not seen rain since August", "Priya Anand"),
            ("seen none either", "Frost"),
            ("send us your tankers", "Priya Anand"),
            ("if they held water", "Frost"),
        ),
    ),
    Made(
        "briefing",
        ("transcript",),
        """\
MS. LYDECKER: Welcome back. I have a few things at the top.

First, the secretary will travel to Oslo on Monday.

Q: On the ship, Tess -- is it ours?

MS. LYDECKER: It is not. We said so yesterday.

Q: (Inaudible) -- and the crew?

MS. LYDECKER: The crew is theirs as well.

Yes, in the back.

Q: Thank you. Ana Ruiz, Diario. Will the ship be sunk?

MS. LYDECKER: Nobody sinks ships on a Friday.""",
        (
            ("travel to Oslo", "Lydecker"),
            ("It is not. We said so", "Lydecker"),
            ("crew is theirs", "Lydecker"),
            ("Nobody sinks ships", "Lydecker"),
        ),
    ),
    Made(
        "radio",
        ("transcript",),
        """\
JUNO ABARA, BYLINE: It's four in the morning on this farm.

(SOUNDBITE OF COWBELLS)

PIET HOEK: They come when they want.

ABARA: That's Piet Hoek. He has two hundred cows.

HOEK: Two hundred and four.

UNIDENTIFIED CHILD: And a goat!

ABARA: For the Public Hour, I'm Juno Abara in Drente.""",
        (
            ("four in the morning", "Juno Abara"),
            ("when they want", "Piet Hoek"),
            ("Two hundred and four", "Piet Hoek"),
            ("And a goat", "Unidentified Child"),
            ("For the Public Hour", "Juno Abara"),
        ),
    ),
)
