"""Nouns that end as adjectives or participles do, and adjectives that end as nouns do."""

from __future__ import annotations

# Nouns in -ing that can be the head of a kind.
ING_NOUNS = frozenset(
    """
    painting building sibling king ring string wedding meeting setting landing crossing clothing drawing engraving
    etching carving listing railing ceiling viking hireling duckling sapling seedling wing spring sling dumpling
    pudding recording ruling uprising herring starling darling earring bowstring sing-along offering housing holding
    wrestling boxing training stocking lightning shilling sterling fling icing topping dressing filling tubing
    coating swing thing being hearing opening awakening rating ranking reading saying gathering outing sighting
    bombing killing shooting hanging lynching beating sinking dwelling parking gelding yearling underling changeling
    atheling ethling farthing riding
    """.split()
)

# Endings that mark adjectives, with the nouns that have them too: a head in -al or -ic must be one of these.
AL_NOUNS = frozenset(
    """
    animal hospital festival musical metal mineral crystal journal canal general admiral cardinal marshal signal
    capital cathedral professional criminal chemical pharmaceutical periodical mammal cereal memorial trial ritual
    manual medal pedal petal principal rival vandal tribunal terminal carnival arsenal funeral mural portal interval
    integral numeral polynomial editorial tutorial serial proposal radical corporal seal meal jackal coral decal
    goal coal opal sandal scandal vial approval arrival burial denial disposal survival rehearsal reversal
    withdrawal appeal orbital decimal fractal brigadier-general steel panel major-general shawl owl seneschal
    material intellectual bicentennial annual perennial official credential quadrilateral diagonal conditional
    differential potential exponential vassal bridal hall ball wall
    """.split()
)
IC_NOUNS = frozenset(
    """
    music comic critic cleric mechanic mystic logic magic topic fabric clinic epic classic statistic republic
    academic alcoholic antibiotic analgesic anesthetic anaesthetic narcotic diuretic plastic ceramic lyric relic
    picnic traffic garlic tunic arithmetic rhetoric heretic skeptic sceptic fanatic lunatic metric mosaic polemic
    pandemic epidemic cosmetic sic webcomic paramedic hallucinogenic psychedelic emetic antiseptic antipsychotic
    mnemonic heuristic diagnostic public
    """.split()
)
IVE_NOUNS = frozenset(
    """
    native detective executive olive drive hive archive dive representative operative initiative collective
    cooperative co-operative adjective additive preservative sedative laxative explosive adhesive abrasive missive
    narrative relative motive locomotive objective perspective fugitive captive derivative directive alternative
    incentive conservative five contraceptive superlative genitive dative accusative perfective hard-drive chive
    endive beehive
    """.split()
)
OTHER_ADJECTIVES = frozenset(
    """
    military literary planetary sedentary monetary stationary voluntary sanitary divine marine feminine masculine
    alpine bovine sweet sour bitter salty spicy tasty naval air non water deep-sea inter intra human alien sentient
    innate intrinsic extrinsic inherent apparent transparent latent ardent prudent dependent current recurrent
    violent silent distant elegant dormant vacant brilliant buoyant significant dominant relevant reluctant fluent
    frequent urgent bipedal quadrupedal nuclear solar lunar polar stellar linear similar singular regular molecular
    muscular vascular secular popular familiar peculiar tubular cellular cross-country online offline onboard
    overnight indoor outdoor part-time full-time aquatic avian feline canine equine evergreen deciduous blind deaf
    mute lame sick ill healthy mad insane sane young fat thin slim lean bald hairy brave
    """.split()
)

# Nouns that end as names of actions do ("-tion", "-ment", …) and are things: "an organization of …".
THING_NOUNS = frozenset(
    """
    organization organisation institution administration association federation confederation constitution
    corporation foundation competition exhibition station constellation nation region religion monument settlement
    government document instrument department parliament regiment apartment tournament testament sacrament fragment
    filament ligament garment tenement implement element city university municipality community deity facility
    commission mission mansion peninsula convention election delegation coalition expedition generation publication
    composition section position reservation plantation destination population proposition equation function
    relation translation adaptation action animation cushion dominion legion champion television abbreviation
    alliance ambulance appliance conference residence eminence audience sequence science sentence entity charity
    celebrity identity fraternity sorority commandment amendment ornament investment establishment installation
    formation compilation collection
    """.split()
)
