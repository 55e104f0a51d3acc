"""English nouns: singular forms, and which words can stand as the head of a kind."""

from __future__ import annotations

import re
from functools import lru_cache

from wikiseek.dump.kinds.endings import AL_NOUNS, IC_NOUNS, ING_NOUNS, IVE_NOUNS, OTHER_ADJECTIVES
from wikiseek.dump.kinds.words import NEEDS_MODIFIER, REJECTED

_REMEMBERED = 1 << 12  # words come again and again
_IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "mice": "mouse", "geese": "goose",
    "feet": "foot", "teeth": "tooth", "oxen": "ox", "lice": "louse", "wolves": "wolf", "knives": "knife",
    "lives": "life", "wives": "wife", "leaves": "leaf", "halves": "half", "calves": "calf", "elves": "elf",
    "thieves": "thief", "loaves": "loaf", "shelves": "shelf", "dwarves": "dwarf", "species": "species",
    "series": "series", "genera": "genus", "phyla": "phylum", "fungi": "fungus", "algae": "alga",
    "bacteria": "bacterium", "phenomena": "phenomenon", "criteria": "criterion", "nuclei": "nucleus",
    "cacti": "cactus", "matrices": "matrix", "indices": "index", "theses": "thesis", "crises": "crisis",
    "axes": "axis", "media": "medium", "movies": "movie", "cookies": "cookie", "ties": "tie", "pies": "pie",
    "zombies": "zombie", "shoes": "shoe", "buses": "bus", "gases": "gas", "viruses": "virus", "choruses": "chorus",
    "houses": "house", "horses": "horse", "nurses": "nurse", "courses": "course", "universes": "universe",
    "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "volcanoes": "volcano", "islands": "island",
    "kangaroos": "kangaroo", "caves": "cave", "slaves": "slave", "waves": "wave", "detectives": "detective",
    "olives": "olive", "axles": "axle", "aircraft": "aircraft", "fish": "fish", "sheep": "sheep", "deer": "deer",
    "spacecraft": "spacecraft", "headquarters": "headquarters", "corps": "corps", "canoes": "canoe",
    "prognoses": "prognosis", "diagnoses": "diagnosis", "bases": "base", "databases": "database",
    "diseases": "disease", "phases": "phase", "cases": "case", "archives": "archive", "gloves": "glove",
    "doves": "dove", "nurseries": "nursery", "princes": "prince", "princesses": "princess", "provinces": "province",
    "races": "race", "places": "place", "spaces": "space", "services": "service", "offices": "office",
    "devices": "device", "dances": "dance", "prices": "price", "sciences": "science", "forces": "force",
    "palaces": "palace", "fortresses": "fortress", "prizes": "prize", "mazes": "maze", "machines": "machine",
    "lenses": "lens", "zoos": "zoo", "cliffs": "cliff", "chefs": "chef",
}  # fmt: skip
_SHARED_ENDINGS = {"al": AL_NOUNS, "ic": IC_NOUNS, "ing": ING_NOUNS, "ive": IVE_NOUNS}
_ADJECTIVAL = re.compile(r"(?:ous|ful|less|[aiu]ble|ish|esque|ese|like|most|wide|ward|ly)$")
_NOUN_EXCEPTIONS = frozenset(
    """
    vegetable table cable constable parish dish fish jellyfish goldfish starfish shellfish creative native
    representative motive narrative relative alternative preparative sedative derivative executive musical periodical
    chemical radical medical cellular collar dollar scholar pillar burglar vicar bible family assembly monopoly
    anomaly butterfly fly ally weekly monthly daily quarterly bushel polish octopus cactus collective comic topical
    forward steward ward award reward cheese geese burial radish relish skirmish dervish marsh crucible mandible
    dirigible convertible collectible mosque picturesque burlesque arabesque adjective cooperative initiative
    directive locative dative genitive perspective prerogative operative mausoleum
    """.split()
)
_PARTICIPLE = re.compile(r"(?:[^aeiou]ed|ied|ued|ized|ised|ated)$")
_ED_NOUNS = frozenset("breed seed weed bed shed speed feed reed steed deed creed hybrid biped quadruped sled".split())
_WORD = re.compile(r"[a-zà-öø-ÿœ]+(?:[-'’][a-zà-öø-ÿœ]+)*$")
_PERSON_SUFFIX = re.compile(
    r"(?:ist|ician|wright|smith|monger|herd|man|woman|person|grapher|logist|ologian|ographer|singer|writer|player"
    r"|master|keeper|teacher|worker|fighter|holder|bearer|driver|dancer|painter|leader|ruler)$"
)
_NOT_PERSONS = frozenset(
    "list twist mist fist gist wrist waist talisman grist checklist shortlist cyst human roman german ottoman".split()
)
_MACHINES = frozenset(
    phrase.replace("_", " ")
    for phrase in "record_player media_player music_player cd_player dvd_player cassette_player screen_reader".split()
)
PERSON_NOUNS = frozenset(
    """
    poet actor actress author novelist composer conductor inventor explorer king queen emperor empress prince
    princess duke duchess count countess earl baron baroness pope bishop archbishop cardinal priest monk nun saint
    rabbi imam prophet president senator governor mayor minister chancellor ambassador diplomat politician lawyer
    attorney judge jurist physician surgeon doctor nurse engineer architect mathematician astronomer philosopher
    historian scholar professor critic editor journalist reporter broadcaster presenter host comedian musician
    guitarist drummer bassist pianist violinist cellist singer songwriter singer-songwriter rapper producer director
    screenwriter playwright dramatist cartoonist animator photographer designer model wrestler boxer footballer
    cricketer golfer swimmer runner sprinter skier cyclist gymnast athlete pitcher catcher outfielder shortstop
    quarterback goaltender coach manager umpire referee general admiral officer soldier sailor pilot aviator
    astronaut cosmonaut spy businessman businesswoman entrepreneur banker merchant industrialist philanthropist
    activist reformer missionary theologian preacher evangelist abolitionist suffragette feminist anarchist
    revolutionary terrorist criminal murderer killer gangster outlaw pirate chef magician illusionist stuntman
    sculptor painter illustrator engraver printmaker potter jeweller goldsmith printer publisher librarian archivist
    translator lexicographer grammarian orator rhetorician essayist satirist farmer gardener fisherman hunter
    aristocrat nobleman noblewoman knight samurai warrior courtier statesman pharaoh sultan caliph shah tsar czar
    khan shogun monarch ruler regent consort heiress socialite mystic guru lama yogi martyr apostle theorist
    programmer hacker educator teacher academic economist sociologist linguist lyricist librettist organist
    trumpeter saxophonist flautist flutist soprano tenor baritone contralto mezzo-soprano bass-baritone dancer
    choreographer commander consul prefect tribune rector abbot abbess friar hermit vicar deacon patriarch filmmaker
    film-maker watchmaker clockmaker shoemaker cartographer dressmaker lawmaker pamphleteer puppeteer naturalist
    humanist
    """.split()
)


@lru_cache(_REMEMBERED)
def singular(noun: str) -> str:
    """The singular of an English noun or noun phrase; words that are singular already stay."""
    head, space, last = noun.rpartition(" ")
    return f"{head}{space}{_singular(last)}"


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return word[:-3] + "man" if word.endswith("men") and len(word) > 5 and not word.endswith("specimen") else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


@lru_cache(_REMEMBERED)
def is_noun(word: str) -> bool:
    """Whether a word looks like a noun rather than an adjective, adverb or participle."""
    if not _WORD.match(word) or len(word) < 3:
        return False
    if word in _NOUN_EXCEPTIONS or word in PERSON_NOUNS:
        return True
    if (_PARTICIPLE.search(word) and word not in _ED_NOUNS) or word in OTHER_ADJECTIVES:
        return False
    last = word.rpartition("-")[2]
    for ending, nouns in _SHARED_ENDINGS.items():
        if last.endswith(ending):
            return last in nouns
    return not _ADJECTIVAL.search(last)


def acceptable(words: list[str]) -> bool:
    """Whether a kind of these words (the last one its head, singular) can be asked for: "Which … ?"."""
    if not 1 <= len(words) <= 4 or not is_noun(words[-1]):
        return False
    head = words[-1]
    if len(words) == 1:
        return head not in REJECTED and head not in NEEDS_MODIFIER
    return head not in REJECTED or head in NEEDS_MODIFIER


def is_kind(phrase: str) -> bool:
    """Whether a noun phrase can be asked for by itself: "rock group", not "group"."""
    return acceptable(phrase.split())


@lru_cache(_REMEMBERED)
def is_person_noun(kind: str) -> bool:
    """Whether a kind names persons ("tennis player", "poet")."""
    head = kind.rpartition(" ")[2]
    if kind in _MACHINES or head in _NOT_PERSONS:
        return False
    return head in PERSON_NOUNS or bool(_PERSON_SUFFIX.search(head))
