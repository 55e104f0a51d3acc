"""The closed word lists of names: titles, offices, peoples, and which take "the". All entries are lower case."""

from __future__ import annotations

from wikiseek.grammar.lexicon import words

PERSON_TITLES = words(
    "king queen prince princess emperor empress pope sir lord lady saint st. president general colonel captain "
    "admiral professor dr. dr mr. mrs. ms. mr mrs count countess duke duchess bishop archbishop cardinal senator "
    "governor chancellor tsar czar sultan caliph baron marshal major sergeant lieutenant judge justice father "
    "brother sister rabbi dame prime minister secretary representative congressman archduke earl"
)
# Offices are held: "was [the] President of X" is told as "served as [X]"; titles are borne.
OFFICES = words(
    "president minister governor senator secretary mayor chancellor speaker ambassador archbishop bishop pope general "
    "director chairman treasurer comptroller chief commander marshal admiral judge justice justices attorney "
    "premier prefect consul tribune commissioner superintendent officer member knight companion fellow "
    "professor rector dean provost moderator poet astronomer taoiseach deputy leader vice-president lieutenant warden "
    "chaplain surgeon viceroy regent patriarch abbot master postmaster sheriff solicitor whip envoy representative"
)
NOBLE = words(
    "king queen emperor empress duke duchess earl count countess baron baroness prince princess viscount marquess "
    "marquis tsar czar sultan caliph shah khan pharaoh margrave elector landgrave lord lady archduke doge emir"
)
DIRECTIONS = words(
    "northern southern eastern western central north south east west northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western northeast northwest southeast southwest "
    "nearby neighboring neighbouring present-day modern modern-day ancient medieval then-independent rural "
    "upstate downtown then lower upper mainland inner outer greater colonial contemporary famed famous fellow "
    "renowned noted legendary"
)
# Adjectives that make another thing of what they stand before.
CHANGING = words(
    "first second third fourth fifth last next former earlier early later late new old original other future "
    "previous half whole entire many several few proposed own modern only same such various certain alternative "
    "rival fictional unofficial opposite like near next would-be potential possible alleged supposed mock fake "
    "pseudo quasi similar different equivalent successive subsequent preceding inaugural annexed occupied greater "
    "lesser smaller larger upper lower two three"
)
PRIZES = words(
    "award prize medal scholarship fellowship oscar grammy emmy trophy cup cross star tony bafta obie championship"
)
# Names that end in one of these take "the".
WITH_ARTICLE = words(
    "council road kingdom empire congress company union party army navy league prize award museum library commission "
    "committee river sea ocean islands mountains church act treaty war order society association institute institution "
    "agency department republic bridge building tower theatre theater series cup games movement dynasty revolution "
    "parliament senate assembly court bank corporation foundation academy orchestra band tribune times post express "
    "conference convention university hotel palace canal desert peninsula valley alps kingdom federation alliance "
    "front brigade regiment expedition festival program programme project corps table "
    "side gang reformation house communion meeting "
    "cantons area region bible testament exhibition coast railway railroad highway government ministry office"
)
# Names that are said with "the" wherever they stand.
ARTICLED = frozenset(
    "united states|united states of america|united kingdom|usa|u.s.a.|us|u.s.|uk|u.k.|uae|ussr|soviet union|"
    "netherlands|vatican|crimea|caucasus|philippines|bahamas|maldives|gambia|hebrew bible|"
    "bible|old testament|new testament|west indies|"
    "east indies|middle east|far east|near east|gdr|eu|european union|united nations|un|bbc|fbi|cia|nba|nfl|"
    "balkans|hague|bronx|isle of man|isle of wight|republic of ireland|american south|midwest|white house".split("|")
)
DEMONYM_ENDINGS = ("ish", "ese")
# Adjectives of nations that the endings above miss, and that stand alone as anchors.
DEMONYMS = words(
    "french german italian russian american british english dutch greek roman indian chinese canadian australian "
    "african european asian latin egyptian persian austrian belgian norwegian mexican brazilian cuban korean "
    "hungarian bulgarian romanian ukrainian israeli iraqi iranian saudi pakistani jewish christian muslim "
    "catholic protestant islamic arab arabic hebrew czech slovak croatian serbian swiss welsh victorian georgian "
    "byzantine soviet nazi communist democratic republican"
)
NEVER_OBJECTS = words("god earth moon sun internet web i ii iii iv bc ad bce ce am pm usd http www isbn ipa")
