"""The closed word lists that the reading rules share. All entries are lower case."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of `text` as a set."""
    return frozenset(text.split())


MONTHS = words("january february march april may june july august september october november december")
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
# Nouns of time: a phrase around one of these can be left out of a relation.
TIMES = (
    MONTHS
    | WEEKDAYS
    | words(
        "day days week weeks month months year years decade decades century centuries time times age period era "
        "night morning evening summer winter spring autumn fall death birth season childhood youth moment while "
        "2000s 1990s 1980s today yesterday late early mid beginning end turn war wars"
    )
)
HEDGES = words(
    "probably possibly perhaps reportedly allegedly supposedly purportedly apparently presumably likely maybe "
    "ostensibly virtually practically seemingly arguably nearly almost hardly scarcely rarely seldom never barely "
    "unlikely falsely wrongly incorrectly mistakenly erroneously hypothetically potentially"
)
# Adverbs that only pass the time or join sentences: a relation says the same without them.
PASSING = words(
    "also later then subsequently eventually finally soon afterwards afterward thereafter currently now today "
    "presently still already again recently previously therefore thus hence however moreover furthermore too "
    "additionally consequently meanwhile nevertheless nonetheless accordingly ultimately immediately shortly here "
    "there ago early late even since indeed alternatively likewise similarly therein thereby thereupon whereupon "
    "suddenly quickly famously notably reluctantly successfully itself himself herself themselves both before after "
    "instead anyway henceforth alone elsewhere abroad personally simply actually in-turn next respectively "
    "naturally surprisingly sometime fortunately unfortunately understandably inevitably fortuitously literally"
)
TIMED = words("first initially originally once twice again briefly officially formally")
# Adverbs that compare with something left unsaid, or that turn the sense around.
INCOMPARABLE = words(
    "less more as so too rather enough not otherwise simultaneously concurrently successively comparatively far "
    "further least contrary vice versa either"
)
# These belong to what is said even before a comma: "Originally, it was ruled by X".
FRONTED_KEPT = words("originally formerly initially once partly mainly usually often sometimes traditionally")
FAILING = words("fail refuse decline try attempt want wish hope intend plan seek threaten pretend deny doubt avoid")
SPEECH = words(
    "say state claim report argue believe think suggest allege assert maintain note write tell speculate assume "
    "consider rumor rumour suppose theorize hypothesize estimate contend dispute deny hope fear expect predict "
    "propose"
)
# What one of these has for its object is an opinion.
OPINION = words(
    "believe think say claim argue suppose suggest assume allege assert deny doubt hope fear expect predict "
    "contend imagine"
)
NAMED_AFTER = words("name model pattern call title christen rename style fashion")
# Without "is" or "was" these are participles ("…, also called X").
NAMING = words("call name nickname dub entitle title term label")
# Verbs whose bare infinitive complement did happen ("began to work for").
CONTROL = words("begin start continue go come help serve use manage choose select invite elect appoint commission hire")
# With one of these the object alone says nothing: "made [X] (the capital)".
LIGHT_WITH_OBJECT = words(
    "make put turn give take see have get let keep set bring name call consider describe regard view treat send "
    "render find show want need like do be become seem appear mean say tell cause force prevent convince persuade "
    "compare divide distinguish use know hold place note mark total number average reach cost last date spend pay "
    "tie run rename add cite nickname title dub designate style term label entitle match pit equal count"
)
# With "from" and "to" these name two ends, of which one alone misleads.
EXTENDING = words("stretch range extend span vary run reach spread convert change measure last grow rise")
# With these the two ends are a way that was gone.
MOVING = words(
    "move travel transfer go return walk sail fly march migrate emigrate come drive ride retreat flee escape journey "
    "proceed advance relocate switch promote send bring take transport"
)
# With an infinitive these speak of what somebody is made to do.
COMMANDS = words(
    "induce tempt oblige bid beg advise warn motivate assign entitle design destine prompt "
    "direct force ask tell order persuade encourage urge invite allow permit require choose elect appoint select "
    "command commission hire employ use believe say think suppose expect consider know find request instruct want "
    "like help begin start continue try attempt fail refuse decline wish hope intend plan seek threaten pretend "
    "go come have be make let compel authorize inspire lead enable teach train challenge convince forbid recruit "
    "engage oblige see hear watch feel"
)
# Verbs that are nothing without their "in …".
COMPLEMENTED = words("participate engage specialize specialise excel succeed result consist compete invest star appear")
# A place to these stands by itself, whatever else is said between.
PLACED = words("bear die bury educate live raise baptize baptise reside bring")
# With several objects these say one thing of all together: "combines A and B".
TOGETHER = words(
    "combine merge separate divide connect link join mix unify unite compare distinguish blend fuse marry "
    "reconcile alternate range vary bridge consist comprise compose constitute"
)
# Verbs whose past tense after a passive ("was born in … and raised in …") is a participle.
PASSIVE_IN_PAIRS = words(
    "raise educate bury baptize baptise execute elect appoint publish release establish kill murder arrest "
    "imprison convict sentence ordain consecrate crown knight exile adopt bring assassinate nominate awarded "
    "honor honour commission locate situate base headquarter influence inspire produce direct found create invent "
    "build promote post assign dismiss demote expel excommunicate acquit disdecorate invite interred inter "
    "cremate admit license charge abandon destroy rebuild restore rename acquire purchase buy sell absorb annex "
    "conquer divide incorporate fortify occupy besiege sack burn damage defeat construct name call know canonize "
    "canonise beatify inducted induct intern deport succeed"
)
# Verbs whose past tense after a passive is a past tense ("was born in … and moved to …").
INTRANSITIVE = words(
    "settle transfer enroll merge expand record move study serve live die work graduate return travel travelled "
    "emigrate immigrate retire enter arrive remain stay collaborate compete participate appear perform tour start "
    "continue reside attend join train act play debut sail migrate journey march campaign converse correspond "
    "lecture preach practice practise apprentice star reign rule last run visit marry succeed belong exist open "
    "close premiere air flow pass extend contribute"
)
# Gerunds that speak of the whole event rather than of its subject ("…, making it the first").
EVENT_ADJUNCTS = words(
    "make cause lead result bring give allow leave force turn mark prompt enable spark begin start include follow "
    "accord concern regard consider depend owe range total end use compare assume suppose see mean represent "
    "become set put call note say claim arrive die star feature go"
)
# Participles that describe a state: they take the tense of the sentence's "is".
STATIVE = words(
    "locate situate base headquarter use speak find border surround own operate compose make associate relate "
    "know include contain hold connect link derive name call classify inhabit bound drain separate divide "
    "maintain govern administer protect dedicate spread distribute characterize characterise center centre "
    "concern consist enclose oppose support control"
)
# Of these even "by …" tells a state ("is owned by"); of the others an event ("was made by").
STATIVE_BY = words(
    "own operate surround border use speak inhabit govern control maintain bound drain administer enclose protect "
    "inhabit oppose support manage run head chair sponsor fund coach"
)
FALSE_PREPOSITIONS = words(
    "between despite without unlike except besides than according including instead like versus per until till if "
    "though although whether because notwithstanding excluding contrary but due owing thanks about regarding "
    "concerning amid versus circa minus plus save barring pending"
)
COLLECTIONS = words(
    "generation group number series set lot variety range couple pair handful majority collection mix mixture blend "
    "combination host string trio quartet row list average total sum rest most best part development history kind type "
    "form style sort genre class family cycle body array"
)
RANKS = words("first second third fourth fifth sixth last only sole next other another same one youngest oldest")
# Common nouns by which a page of one of these kinds is spoken of in turn.
KIND_GROUPS = (
    words("city town"),
    words("novel book"),
    words("film movie picture comedy drama thriller"),
    words("band group duo trio quartet quintet"),
    words("company corporation firm manufacturer publisher developer airline brewery retailer conglomerate maker"),
    words("album record lp"),
    words("song single"),
    words("atoll island islet"),
    words("university school institution"),
    words("series show sitcom program programme soap"),
    words("newspaper paper magazine journal daily weekly"),
    words("club team side franchise"),
    words("ship vessel battleship carrier frigate destroyer cruiser"),
    words("aircraft plane fighter bomber airliner"),
    words("country nation republic"),
    words("organization organisation association agency"),
    words("church cathedral"),
    words("river stream tributary"),
    words("computer machine"),
    words("language dialect"),
)
# Nouns of what several things are together: of one of them alone they say nothing.
MEETINGS = words(
    "junction confluence border boundary intersection union marriage merger meeting combination mixture crossroads "
    "convergence amalgamation blend cross fusion rivalry alliance dispute agreement treaty mix hybrid relationship "
    "difference similarity comparison coalition federation confederation compromise conflict link "
    "parallel pact truce"
)
# The prepositions of phrases that merely place an event; they can be left out with a name in them.
CIRCUMSTANCE = words("in at near during after before since until on within throughout around")
PLACE_NOUNS = words(
    "city town village state island country republic kingdom province county region district duchy principality "
    "parish municipality commune nation empire isle borough territory"
)
# Nouns that want to be told what for ("the inability of X to …").
UNFINISHED = words(
    "inclusion division partition transformation conversion transition "
    "inability ability failure refusal desire attempt effort decision willingness wish intention tendency need"
)
LIGHT_NOUNS = words(
    "name term word list variant spelling abbreviation acronym synonym title example article day one thing "
    "version anagram reference nickname alias pseudonym plural transliteration translation section page subject "
    "lot number way case kind sort type form set series variety character letter pair result fact idea variation"
)
# What these are said to be is said of a word, not of the thing.
WORDS = words("name term word nickname abbreviation acronym synonym pseudonym alias spelling")
KIN = words(
    "father mother parent son daughter child brother sister sibling wife husband spouse uncle aunt cousin nephew niece "
    "grandfather grandmother grandparent grandson granddaughter grandchild brother-in-law sister-in-law half-brother "
    "half-sister stepson stepdaughter great-grandson great-granddaughter descendant"
)
# What a place or a body has somewhere.
LOCATED = words(
    "headquarters seat source origin root mouth home base office grave tomb capital center centre terminus campus "
    "stadium ground embassy tributary"
)
