"""Word lists for reading English definitions. Lower case; each list says what it does to a noun phrase."""

# Words that end the noun phrase after "is a": prepositions, relatives, verbs, adverbs of place and time.
STOPS = frozenset(
    """
    of in on for from by at with to as into between near within among under over along through across around about
    against during since until before after behind beside below above beyond off onto upon via per without towards
    toward who that which whose whom where when while why how because although though if unless whether than like
    including is was are were be been being has have had does do did can could may might will would shall should
    must made up born based located situated known called named used written created published found produced held
    given released designed developed directed founded built played set formed led owned run sold sung composed
    recorded inhabited bordered surrounded bounded described defined considered believed said thought regarded
    credited associated related containing consisting comprising featuring starring living serving working lying
    belonging ranging meaning spoken originally primarily mainly mostly usually especially particularly chiefly both
    either not only also often sometimes just now currently today there then here it its his her their he she they
    we you i this these those each every all some many most more less few other another such own same next best
    worst covering flowing running spanning extending occurring growing native due similar equal responsible famous
    able capable active available adjacent common present popular important possible necessary useful sacred
    dedicated opposed parallel southwest northwest northeast southeast north south east west southwards downstream
    upstream inland involving using making giving showing allowing providing causing connecting linking enabling
    describing referring relating resulting producing forming carrying holding taking depicting representing
    offering supporting grown drawn driven kept left lost paid sent shown taken thrown told won worn woven bought
    brought caught taught fought meant spent beneath throughout atop amid amongst alongside outside inside opposite
    underneath versus except despite regarding concerning circa depending according dealing enough provides
    """.split()
)

# Words that say nothing of the kind and are passed over before the noun.
DROPPED = frozenset(
    """
    a an the one very most more highly extremely quite rather fairly relatively so-called small large big great huge
    vast tiny little long short tall high low wide narrow deep broad major minor main chief principal primary
    secondary key central leading prominent important significant influential notable noted famous renowned
    well-known known infamous popular celebrated distinguished eminent acclaimed respected successful prolific
    outstanding best greatest largest biggest smallest highest longest oldest newest earliest latest deepest tallest
    richest fastest strongest busiest first second third fourth fifth sixth seventh eighth ninth tenth eleventh
    twelfth last final next current present former late ancient old older new newer young younger early later modern
    contemporary recent traditional historic historical original official unofficial sole only single double triple
    multiple various several numerous many certain particular specific special general typical usual common rare
    unusual unique strange ordinary basic simple complex advanced standard normal regular southern northern eastern
    western southeastern southwestern northeastern northwestern north-eastern south-eastern north-western
    south-western south-central north-central east-central mid-western mid northernmost southernmost easternmost
    westernmost coastal inland remote nearby distant rural urban suburban landlocked populous populated independent
    autonomous sovereign united unified federal national international global local regional worldwide transnational
    multinational overseas foreign domestic native prehistoric medieval mediaeval postwar pre-war wartime colonial
    imperial victorian baroque gothic neoclassical beautiful pretty handsome wealthy rich poor powerful strong weak
    good bad bright dark hot cold warm cool heavy light hard soft fast slow quick free open closed public private
    commercial nonprofit non-profit black white red green blue yellow brown grey gray pink purple orange golden
    silver colorless colourless whitish greyish reddish shiny metallic radioactive toxic poisonous flammable male
    female adult married widowed gay openly retired dead deceased living surviving extinct abandoned defunct
    abolished disbanded dissolved ruined proposed planned future possible potential supposed alleged purported
    apparent self-taught self-proclaimed self-styled award-winning grammy-winning oscar-winning best-selling
    bestselling critically long-running highly-regarded left-handed right-handed versatile talented gifted brilliant
    controversial outspoken pioneering innovative avant-garde revolutionary radical conservative liberal leftist
    right-wing left-wing conventional alternative mixed pure full partial complete total whole entire half near true
    real actual so widespread widely commonly generally mid-sized medium-sized medium large-scale small-scale
    high-level low-level full-time part-time one-time sometime two three four five six seven eight nine ten twelve
    dozen hundred thousand million billion multi semi quasi non pseudo proto ex self elected appointed hereditary
    titular reigning ruling nominal de facto jure proud devout pious holy blessed noble aristocratic royal saintly
    rebel cult classic seminal landmark iconic legendary epic comic satirical humorous humourous romantic tragic
    dramatic surreal satiric semi-professional amateur rival fellow close direct indirect strict loose rough smooth
    flat round square circular bilingual monolingual multilingual english-language french-language german-language
    spanish-language cross-platform tropical temperate arctic subtropical mediterranean mountainous volcanic hilly
    sandy rocky fertile arid popularly affluent working-class middle-class residential naturalized naturalised
    expatriate half-american polish-born russian-born british-born longtime long-time lifelong ardent avid fierce
    staunch keen self-described critical biennial bimonthly predominantly largely partly partially entirely wholly
    formerly small-town big-city year-round live mass mere simple-minded extraordinary remarkable exceptional pale
    sweet sour bitter spicy quiet peaceful sleepy bustling picturesque thriving twenty thirty forty fifty sixty
    seventy eighty ninety eleven thirteen darkish coloured colored dominant formal informal solemn career up-market
    upmarket up-scale upscale generic favorite favourite fictitious thirteenth fourteenth fifteenth sixteenth
    seventeenth eighteenth nineteenth twentieth twenty-first century mid-century purpose general-purpose barren
    uninhabited inhabited deserted archaic far farthest world two-piece three-piece four-piece proprietary
    widely-used obscure prestigious heterogeneous
    """.split()
)

# Words left out of DROPPED's rule when they stand right before these heads: there they make the kind.
FIXED_PHRASES = frozenset(
    phrase.replace("_", " ")
    for phrase in """
    autonomous_community autonomous_region autonomous_republic black_hole central_bank city_state cold_war
    colonial_governor comic_book comic_opera comic_strip common_law double_album dwarf_planet epic_poem
    federal_agency federal_district federal_republic federal_state folk_song foreign_minister free_city free_port
    free_software general_election general_manager general_staff grand_duchy great_power hard_drive heavy_cruiser
    heavy_metal high_school historical_drama historical_figure historical_novel historical_region historical_society
    holy_book holy_site hot_spring imperial_city independent_city international_airport international_organisation
    international_organization light_aircraft light_cruiser light_infantry light_novel light_rail live_album
    living_thing local_government long_poem mass_murderer metallic_element military_alliance minor_planet
    national_anthem national_capital national_holiday national_park national_team noble_family noble_gas noble_house
    official_language open_source open_standard primary_school private_company private_detective private_equity
    private_school private_university provincial_capital public_body public_company public_holiday public_library
    public_park public_school public_university radioactive_element rare_earth red_dwarf regional_capital
    romantic_comedy royal_family royal_house royal_palace ruling_party rural_district secondary_school short_film
    short_story single_mother soft_drink sovereign_state special_education state_capital urban_area urban_district
    urban_legend white_dwarf
    """.split()
)

# Heads through which the definition is read on: "a type of boat" defines a boat.
TRANSPARENT = frozenset("type kind sort variety example brand piece make one".split())

# Heads that never make a kind a question could ask for.
REJECTED = frozenset(
    """
    name term word phrase expression title nickname abbreviation acronym initialism synonym alias surname pseudonym
    spelling pronunciation prefix suffix label designation reference allusion allegory metaphor way thing use act
    fact idea matter kind type sort form part portion piece member set group class range number amount quantity lot
    bit majority minority rest end beginning start middle side top bottom point area result effect cause reason
    purpose aim goal basis source subject object topic issue question answer problem solution example instance
    variety variant version edition copy combination mixture series collection list table row pair couple trio dozen
    family branch field study practice process method technique approach theory concept notion principle belief view
    opinion feeling sense condition quality property feature characteristic aspect element ability capacity power
    force activity action event occasion occurrence phenomenon experience situation position role status rank level
    degree stage step phase period time day year month week century decade age era moment date son daughter father
    mother brother sister wife husband child uncle aunt nephew niece cousin grandson granddaughter parent widow
    descendant heir friend lover half-brother half-sister twin offspring ancestor relative man woman person people
    individual human being someone anyone something anything nothing one ones body site location spot land ground
    home base center centre seat heart core mouth capital leader head founder inventor creator follower supporter
    advocate opponent pioneer champion winner recipient graduate resident native citizen contributor participant
    candidate nominee figure star celebrity successor predecessor counterpart equivalent alternative substitute
    replacement derivative extension expansion response reaction attempt effort component constituent ingredient
    substance stuff means measure unit scale rate ratio total sum difference change increase decrease growth
    development lack absence presence existence addition inclusion standard rule left right front back rear inside
    outside success failure favorite favourite hit mix blend hybrid cross most best largest first second third
    oldest same discipline style tradition custom origin history geography economy politics demographics culture
    military co-creator co-founder cofounder cocreator plea world arm far degradation termination execution
    conversion
    """.split()
)

# Heads that say too little alone but are good after a noun or adjective ("rock group", "railway line").
NEEDS_MODIFIER = frozenset(
    """
    order root course group series system line set unit family branch field theory method process structure body class
    event site area center centre place region service force element leader star figure character operator code card
    base house piece agent collection official worker head part form property compound material product device
    facility function operation machine tool type organ program programme project
    """.split()
)

# Capitalised words that stay before certain nouns, as a kind writes them.
KEPT_CAPITALS = {
    "U.S.": "U.S.",
    "US": "U.S.",
    "TV": "television",
    "Army": "army",
    "Navy": "navy",
    "Prime": "prime",
    "Vice": "vice",
}

# Words in -ed that classify rather than describe.
KEPT_ED = frozenset(
    """
    armed animated limited listed registered unmanned manned embedded biased masked hooded organised organized
    motorized guided assisted powered
    """.split()
)

# Words in -ing that are no part of a kind before a noun.
DROPPED_ING = frozenset(
    """
    leading living surviving existing remaining outstanding growing including ruling neighboring neighbouring opening
    ongoing emerging developing fast-growing interesting striking lasting standing prevailing rising starting
    following long-running best-selling award-winning winning underlying
    """.split()
)

# Superlatives are dropped by their ending; these words only look like one.
NOT_SUPERLATIVES = frozenset(
    """
    forest priest guest nest contest harvest interest request protest west chest crest conquest quest test vest pest
    rainforest manifest arrest tempest rest latest digest
    """.split()
)

# Nouns in -ly or otherwise like words the rules above would drop.
NOUNS_LIKE_OTHERS = frozenset(
    "family assembly monopoly anomaly butterfly fly jelly ally bully weekly monthly daily".split()
)

# Nouns that are kinds by themselves, persons left out.
COMMON_KINDS = frozenset(
    """
    city town village hamlet municipality county district province state country island river lake mountain valley
    region territory borough parish suburb port capital commune settlement community company corporation organization
    organisation university college school museum hospital library church cathedral airline airport bank newspaper
    magazine journal publisher band orchestra choir record label party club team league book novel novella poem play
    film movie album song single opera symphony ballet painting sculpture musical sitcom comedy drama game software
    language dialect religion sect philosophy deity god goddess monster creature animal bird fish insect mammal
    reptile plant tree flower shrub herb fruit vegetable fungus bacterium virus genus species disease disorder
    syndrome drug medicine chemical compound mineral metal gas protein enzyme hormone vitamin battle war treaty law
    act election festival holiday award prize tournament competition sport dance ship aircraft submarine locomotive
    automobile car truck motorcycle weapon rifle pistol tank missile rocket satellite planet star galaxy constellation
    comet asteroid moon crater bridge tower castle palace building stadium temple fortress dam canal railway road
    highway street park garden monastery abbey writer bishop soldier officer dynasty empire kingdom tribe clan food
    dish drink beer wine cheese instrument theorem algorithm equation polygon number
    """.split()
)
