"""The closed word lists that the reading rules share. All entries are lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = _words("january february march april may june july august september october november december")
WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
# Nouns of time: a phrase around one of these can be left out of a relation.
TIMES = (
    MONTHS
    | WEEKDAYS
    | _words(
        "day days week weeks month months year years decade decades century centuries time times age period era "
        "night morning evening summer winter spring autumn fall death birth season childhood youth moment while "
        "2000s 1990s 1980s today yesterday late early mid beginning end turn war wars"
    )
)
HEDGES = _words(
    "probably possibly perhaps reportedly allegedly supposedly purportedly apparently presumably likely maybe "
    "ostensibly seemingly arguably nearly almost hardly scarcely rarely seldom never barely unlikely falsely "
    "wrongly incorrectly mistakenly erroneously hypothetically potentially"
)
# Adverbs that only pass the time or join sentences: a relation says the same without them.
PASSING = _words(
    "also later then subsequently eventually finally soon afterwards afterward thereafter currently now today "
    "presently still already again recently previously therefore thus hence however moreover furthermore too "
    "additionally consequently meanwhile nevertheless nonetheless accordingly ultimately immediately shortly here "
    "there ago early late even since indeed alternatively likewise similarly therein thereby thereupon whereupon "
    "suddenly quickly famously notably reluctantly successfully itself himself herself themselves both before after "
    "instead anyway henceforth alone elsewhere abroad personally simply actually in-turn next respectively"
)
TIMED = _words("first initially originally once twice again briefly officially formally")
# Adverbs that compare with something left unsaid, or that turn the sense around.
INCOMPARABLE = _words("less more as so too rather enough not otherwise far further least contrary vice versa either")
# These belong to what is said even before a comma: "Originally, it was ruled by X".
FRONTED_KEPT = _words("originally formerly initially once partly mainly usually often sometimes traditionally")
FAILING = _words("fail refuse decline try attempt want wish hope intend plan seek threaten pretend deny doubt avoid")
SPEECH = _words(
    "say state claim report argue believe think suggest allege assert maintain note write tell speculate assume "
    "consider rumor rumour suppose theorize hypothesize estimate contend dispute deny hope fear expect predict "
    "propose"
)
# What one of these has for its object is an opinion.
OPINION = _words(
    "believe think say claim argue suppose suggest assume allege assert deny doubt hope fear expect predict "
    "contend imagine"
)
NAMED_AFTER = _words("name model pattern call title christen rename style fashion")
# Without "is" or "was" these are participles ("…, also called X").
NAMING = _words("call name nickname dub entitle title term label")
# Verbs whose bare infinitive complement did happen ("began to work for").
CONTROL = _words(
    "begin start continue go come help serve use manage choose select invite elect appoint commission hire"
)
# With one of these the object alone says nothing: "made [X] (the capital)".
LIGHT_WITH_OBJECT = _words(
    "make put turn give take see have get let keep set bring name call consider describe regard view treat send "
    "render find show want need like do be become seem appear mean say tell cause force prevent convince persuade "
    "compare divide distinguish use know hold place note mark total number average reach cost last date spend pay "
    "tie run rename add cite nickname title dub designate style term label entitle match pit equal count"
)
# With "from" and "to" these name two ends, of which one alone misleads.
EXTENDING = _words("stretch range extend span vary run reach spread convert change measure last grow rise")
# With these the two ends are a way that was gone.
MOVING = _words(
    "move travel transfer go return walk sail fly march migrate emigrate come drive ride retreat flee escape journey "
    "proceed advance relocate switch promote send bring take transport"
)
# With an infinitive these speak of what somebody is made to do.
COMMANDS = _words(
    "induce tempt oblige bid beg advise warn motivate assign entitle design destine prompt "
    "direct force ask tell order persuade encourage urge invite allow permit require choose elect appoint select "
    "command commission hire employ use believe say think suppose expect consider know find request instruct want "
    "like help begin start continue try attempt fail refuse decline wish hope intend plan seek threaten pretend "
    "go come have be make let compel authorize inspire lead enable teach train challenge convince forbid recruit "
    "engage oblige see hear watch feel"
)
# Verbs that are nothing without their "in …".
COMPLEMENTED = _words(
    "participate engage specialize specialise excel succeed result consist compete invest star appear"
)
# A place to these stands by itself, whatever else is said between.
PLACED = _words("bear die bury educate live raise baptize baptise reside bring")
# With several objects these say one thing of all together: "combines A and B".
TOGETHER = _words(
    "combine merge separate divide connect link join mix unify unite compare distinguish blend fuse marry "
    "reconcile alternate range vary bridge consist comprise compose constitute"
)
# Verbs whose past tense after a passive ("was born in … and raised in …") is a participle.
PASSIVE_IN_PAIRS = _words(
    "raise educate bury baptize baptise execute elect appoint publish release establish kill murder arrest "
    "imprison convict sentence ordain consecrate crown knight exile adopt bring assassinate nominate awarded "
    "honor honour commission locate situate base headquarter influence inspire produce direct found create invent "
    "build promote post assign dismiss demote expel excommunicate acquit disdecorate invite interred inter "
    "cremate admit license charge abandon destroy rebuild restore rename acquire purchase buy sell absorb annex "
    "conquer divide incorporate fortify occupy besiege sack burn damage defeat construct name call know canonize "
    "canonise beatify inducted induct intern deport succeed"
)
# Verbs whose past tense after a passive is a past tense ("was born in … and moved to …").
INTRANSITIVE = _words(
    "settle transfer enroll merge expand record move study serve live die work graduate return travel travelled "
    "emigrate immigrate retire enter arrive remain stay collaborate compete participate appear perform tour start "
    "continue reside attend join train act play debut sail migrate journey march campaign converse correspond "
    "lecture preach practice practise apprentice star reign rule last run visit marry succeed belong exist open "
    "close premiere air flow pass extend contribute"
)
# Gerunds that speak of the whole event rather than of its subject ("…, making it the first").
EVENT_ADJUNCTS = _words(
    "make cause lead result bring give allow leave force turn mark prompt enable spark begin start include follow "
    "accord concern regard consider depend owe range total end use compare assume suppose see mean represent "
    "become set put call note say claim arrive die"
)
# Participles that describe a state: they take the tense of the sentence's "is".
STATIVE = _words(
    "locate situate base headquarter use speak find border surround own operate compose make associate relate "
    "know include contain hold connect link derive name call classify inhabit bound drain separate divide "
    "maintain govern administer protect dedicate spread distribute characterize characterise center centre "
    "concern consist enclose oppose support control"
)
# Of these even "by …" tells a state ("is owned by"); of the others an event ("was made by").
STATIVE_BY = _words(
    "own operate surround border use speak inhabit govern control maintain bound drain administer enclose protect "
    "inhabit oppose support manage run head chair sponsor fund coach"
)
FALSE_PREPOSITIONS = _words(
    "between despite without unlike except besides than according including instead like versus per until till if "
    "though although whether because notwithstanding excluding contrary but due owing thanks about regarding "
    "concerning amid versus circa minus plus save barring pending"
)
COLLECTIONS = _words(
    "generation group number series set lot variety range couple pair handful majority collection mix mixture blend "
    "combination host string trio quartet row list average total sum rest most best part development history kind type "
    "form style sort genre class family cycle body array"
)
RANKS = _words("first second third fourth fifth sixth last only sole next other another same one youngest oldest")
# Common nouns by which a page of one of these kinds is spoken of in turn.
KIND_GROUPS = (
    _words("city town"),
    _words("novel book"),
    _words("film movie picture comedy drama thriller"),
    _words("band group duo trio quartet quintet"),
    _words("company corporation firm manufacturer publisher developer airline brewery retailer conglomerate maker"),
    _words("album record lp"),
    _words("song single"),
    _words("atoll island islet"),
    _words("university school institution"),
    _words("series show sitcom program programme soap"),
    _words("newspaper paper magazine journal daily weekly"),
    _words("club team side franchise"),
    _words("ship vessel battleship carrier frigate destroyer cruiser"),
    _words("aircraft plane fighter bomber airliner"),
    _words("country nation republic"),
    _words("organization organisation association agency"),
    _words("church cathedral"),
    _words("river stream tributary"),
    _words("computer machine"),
    _words("language dialect"),
)
# Nouns of what several things are together: of one of them alone they say nothing.
MEETINGS = _words(
    "junction confluence border boundary intersection union marriage merger meeting combination mixture crossroads "
    "convergence amalgamation blend cross fusion rivalry alliance dispute agreement treaty mix hybrid relationship "
    "difference similarity comparison coalition federation confederation compromise conflict link "
    "parallel pact truce"
)
# The prepositions of phrases that merely place an event; they can be left out with a name in them.
CIRCUMSTANCE = _words("in at near during after before since until on within throughout around")
PLACE_NOUNS = _words(
    "city town village state island country republic kingdom province county region district duchy principality "
    "parish municipality commune nation empire isle borough territory"
)
# Nouns that want to be told what for ("the inability of X to …").
UNFINISHED = _words(
    "inability ability failure refusal desire attempt effort decision willingness wish intention tendency need"
)
LIGHT_NOUNS = _words(
    "name term word list variant spelling abbreviation acronym synonym title example article day one thing "
    "version anagram reference nickname alias pseudonym plural transliteration translation section page subject "
    "lot number way case kind sort type form set series variety character letter pair result fact idea variation"
)
KIN = _words(
    "father mother parent son daughter child brother sister sibling wife husband spouse uncle aunt cousin nephew niece "
    "grandfather grandmother grandparent grandson granddaughter grandchild brother-in-law sister-in-law half-brother "
    "half-sister stepson stepdaughter great-grandson great-granddaughter descendant"
)
# What a place or a body has somewhere.
LOCATED = _words(
    "headquarters seat source origin root mouth home base office grave tomb capital center centre terminus campus "
    "stadium ground embassy tributary"
)
PERSON_TITLES = _words(
    "king queen prince princess emperor empress pope sir lord lady saint st. president general colonel captain "
    "admiral professor dr. dr mr. mrs. ms. mr mrs count countess duke duchess bishop archbishop cardinal senator "
    "governor chancellor tsar czar sultan caliph baron marshal major sergeant lieutenant judge justice father "
    "brother sister rabbi dame prime minister secretary representative congressman archduke earl"
)
# Offices are held: "was [the] President of X" is told as "served as [X]"; titles are borne.
OFFICES = _words(
    "president minister governor senator secretary mayor chancellor speaker ambassador archbishop bishop pope general "
    "director chairman treasurer comptroller chief commander marshal admiral judge justice justices attorney "
    "premier prefect consul tribune commissioner superintendent officer member knight companion fellow "
    "professor rector dean provost moderator poet astronomer taoiseach deputy leader vice-president lieutenant warden "
    "chaplain surgeon viceroy regent patriarch abbot master postmaster sheriff solicitor whip envoy representative"
)
NOBLE = _words(
    "king queen emperor empress duke duchess earl count countess baron baroness prince princess viscount marquess "
    "marquis tsar czar sultan caliph shah khan pharaoh margrave elector landgrave lord lady archduke doge emir"
)
DIRECTIONS = _words(
    "northern southern eastern western central north south east west northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western northeast northwest southeast southwest "
    "nearby neighboring neighbouring present-day modern modern-day ancient medieval then-independent rural "
    "upstate downtown then lower upper mainland inner outer greater colonial contemporary famed famous fellow "
    "renowned noted legendary"
)
# Adjectives that make another thing of what they stand before.
CHANGING = _words(
    "first second third fourth fifth last next former earlier early later late new old original other future "
    "previous half whole entire many several few proposed own modern only same such various certain alternative "
    "rival fictional unofficial opposite like near next would-be potential possible alleged supposed mock fake "
    "pseudo quasi similar different equivalent successive subsequent preceding inaugural annexed occupied greater "
    "lesser smaller larger upper lower two three"
)
PRIZES = _words(
    "award prize medal scholarship fellowship oscar grammy emmy trophy cup cross star tony bafta obie championship"
)
# Names that end in one of these take "the".
WITH_ARTICLE = _words(
    "council road kingdom empire congress company union party army navy league prize award museum library commission "
    "committee river sea ocean islands mountains church act treaty war order society association institute institution "
    "agency department republic bridge building tower theatre theater series cup games movement dynasty revolution "
    "parliament senate assembly court bank corporation foundation academy orchestra band tribune times post express "
    "conference convention university hotel palace canal desert peninsula valley alps kingdom federation alliance "
    "front brigade regiment expedition festival program programme project corps table "
    "side gang reformation house communion meeting "
    "cantons area region exhibition coast railway railroad highway government ministry office"
)
DEMONYM_ENDINGS = ("ish", "ese")
# Adjectives of nations that the endings above miss, and that stand alone as anchors.
DEMONYMS = _words(
    "french german italian russian american british english dutch greek roman indian chinese canadian australian "
    "african european asian latin egyptian persian austrian belgian norwegian mexican brazilian cuban korean "
    "hungarian bulgarian romanian ukrainian israeli iraqi iranian saudi pakistani jewish christian muslim "
    "catholic protestant islamic arab arabic hebrew czech slovak croatian serbian swiss welsh victorian georgian "
    "byzantine soviet nazi communist democratic republican"
)
NEVER_OBJECTS = _words("god earth moon sun internet web i ii iii iv bc ad bce ce am pm usd http www isbn ipa")
