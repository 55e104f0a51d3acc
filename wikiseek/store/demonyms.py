"""The adjectives of countries and peoples, each with the titles under which it is known where people come from."""

from __future__ import annotations

_ROWS = """
afghan: Afghanistan|albanian: Albania|algerian: Algeria|american: United States|andorran: Andorra|angolan: Angola
arab: Arab|argentine: Argentina|argentinian: Argentina|armenian: Armenia|australian: Australia|austrian: Austria
azerbaijani: Azerbaijan|babylonian: Babylon|bangladeshi: Bangladesh|basque: Basque Country|bavarian: Bavaria
belarusian: Belarus|belgian: Belgium|bolivian: Bolivia|bosnian: Bosnia and Herzegovina|brazilian: Brazil
breton: Brittany|british: United Kingdom,Great Britain|bulgarian: Bulgaria|burmese: Myanmar,Burma
byzantine: Byzantine Empire|cambodian: Cambodia|cameroonian: Cameroon|canadian: Canada|catalan: Catalonia
chilean: Chile|chinese: China|colombian: Colombia|cornish: Cornwall|costa rican: Costa Rica|croatian: Croatia
cuban: Cuba|cypriot: Cyprus|czech: Czech Republic,Czechoslovakia,Bohemia|danish: Denmark
dutch: Netherlands,Holland|ecuadorian: Ecuador|egyptian: Egypt|english: England|estonian: Estonia
ethiopian: Ethiopia|fijian: Fiji|filipino: Philippines|finnish: Finland|flemish: Flanders|french: France
frisian: Frisia|galician: Galicia|gaulish: Gaul|georgian: Georgia|german: Germany|ghanaian: Ghana|greek: Greece
guatemalan: Guatemala|haitian: Haiti|hawaiian: Hawaii|honduran: Honduras|hungarian: Hungary|icelandic: Iceland
indian: India|indonesian: Indonesia|iranian: Iran,Persia|iraqi: Iraq|irish: Ireland|israeli: Israel
italian: Italy|jamaican: Jamaica|japanese: Japan|jewish: Jew,Judaism|jordanian: Jordan|kazakh: Kazakhstan
kenyan: Kenya|korean: Korea|south korean: South Korea|north korean: North Korea|kuwaiti: Kuwait|laotian: Laos
latvian: Latvia|lebanese: Lebanon|libyan: Libya|lithuanian: Lithuania|luxembourgian: Luxembourg
macedonian: Republic of Macedonia,Macedonia|malaysian: Malaysia|maltese: Malta|manx: Isle of Man|maori: Maori
mexican: Mexico|moldovan: Moldova|mongolian: Mongolia|moroccan: Morocco|nepalese: Nepal|new zealand: New Zealand
nicaraguan: Nicaragua|nigerian: Nigeria|norman: Normandy|norwegian: Norway|ottoman: Ottoman Empire
pakistani: Pakistan|palestinian: Palestine,Palestinian territories|panamanian: Panama|paraguayan: Paraguay
persian: Persia,Iran|peruvian: Peru|polish: Poland|portuguese: Portugal|prussian: Prussia|puerto rican: Puerto Rico
quebecois: Quebec|roman: Rome,Ancient Rome,Roman Empire|romanian: Romania|russian: Russia|saudi: Saudi Arabia
scottish: Scotland|senegalese: Senegal|serbian: Serbia|sicilian: Sicily|singaporean: Singapore|slovak: Slovakia
slovene: Slovenia|slovenian: Slovenia|somali: Somalia|south african: South Africa|soviet: Soviet Union
spanish: Spain|sri lankan: Sri Lanka|sudanese: Sudan|swedish: Sweden|swiss: Switzerland|syrian: Syria
taiwanese: Taiwan|tanzanian: Tanzania|thai: Thailand|tibetan: Tibet|trojan: Troy|tunisian: Tunisia
turkish: Turkey|ugandan: Uganda|ukrainian: Ukraine|uruguayan: Uruguay|uzbek: Uzbekistan|venetian: Venice
venezuelan: Venezuela|vietnamese: Vietnam|welsh: Wales|yugoslav: Yugoslavia|zambian: Zambia|zimbabwean: Zimbabwe
"""
PLACES: dict[str, tuple[str, ...]] = {
    adjective.strip(): tuple(place.strip() for place in places.split(","))
    for adjective, _, places in (row.partition(":") for row in _ROWS.replace("\n", "|").split("|") if row.strip())
}
