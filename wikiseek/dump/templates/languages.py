"""Templates that mark words of another language, a transliteration or a pronunciation."""

from __future__ import annotations

import re

from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.registry import Maker, named

LANGUAGES = {
    "ar": "Arabic", "hy": "Armenian", "az": "Azerbaijani", "eu": "Basque", "be": "Belarusian", "bn": "Bengali",
    "bg": "Bulgarian", "my": "Burmese", "ca": "Catalan", "zh": "Chinese", "hr": "Croatian", "cs": "Czech",
    "cz": "Czech", "da": "Danish", "nl": "Dutch", "en": "English", "eo": "Esperanto", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "gl": "Galician", "ka": "Georgian", "de": "German",
    "el": "Greek", "grc": "Ancient Greek", "gr": "Greek", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "is": "Icelandic", "id": "Indonesian", "ga": "Irish", "it": "Italian", "ja": "Japanese", "kk": "Kazakh",
    "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "la": "Latin", "lv": "Latvian", "lt": "Lithuanian",
    "lb": "Luxembourgish", "mk": "Macedonian", "ms": "Malay", "mt": "Maltese", "mi": "Māori", "mr": "Marathi",
    "mn": "Mongolian", "ne": "Nepali", "no": "Norwegian", "nb": "Norwegian", "oc": "Occitan", "ang": "Old English",
    "pa": "Punjabi", "ps": "Pashto", "pl": "Polish", "pt": "Portuguese", "qu": "Quechua", "ro": "Romanian",
    "ru": "Russian", "sa": "Sanskrit", "gd": "Scottish Gaelic", "sr": "Serbian", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovene", "so": "Somali", "es": "Spanish", "sw": "Swahili", "sv": "Swedish", "tl": "Tagalog",
    "ta": "Tamil", "te": "Telugu", "th": "Thai", "bo": "Tibetan", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "cy": "Welsh", "yi": "Yiddish", "zu": "Zulu", "sq": "Albanian",
    "af": "Afrikaans", "am": "Amharic", "arc": "Aramaic", "syr": "Syriac", "ota": "Ottoman Turkish",
    "non": "Old Norse", "gml": "Middle Low German", "gu": "Gujarati", "kn": "Kannada", "ml": "Malayalam",
    "haw": "Hawaiian", "fil": "Filipino",
}  # fmt: skip
_LANG = re.compile(r"^lang-([a-z-]+)$")
_IPA = re.compile(r"^ipa(?:c)?-([a-z]+)$")
_ICON = re.compile(r"^([a-z]{2,3}) icon$")
_ZH_LABELS = {
    "c": "Chinese", "t": "traditional Chinese", "s": "simplified Chinese", "hp": "pinyin", "p": "pinyin",
    "w": "Wade–Giles", "j": "Jyutping", "l": "lit.", "tp": "Tongyong Pinyin", "poj": "Pe̍h-ōe-jī",
}  # fmt: skip


def by_prefix(name: str) -> Maker | None:
    """The maker of `lang-fr`, `IPA-de`, `IPAc-en` and their like."""
    if _LANG.match(name):
        return _lang_named
    if _IPA.match(name):
        return _pieces if name.startswith("ipac") else _pronounced
    if _ICON.match(name):
        return _icon
    return None


def _icon(call: Call) -> str:
    """`{{fr icon}}` beside a source shows its language."""
    language = LANGUAGES.get(call.name.partition(" ")[0])
    return f"({language})" if language else ""


def _lang(call: Call) -> str:
    return call.at(2) or call.get("text") or (call.at(1) if len(call.pos) == 1 and len(call.at(1)) > 3 else "")


def _lang_named(call: Call) -> str:
    """`{{lang-fr|mot}}` shows "French: mot"; the label is left out where the template is told so."""
    code = call.name.removeprefix("lang-")
    return _labelled(call, code, call.at(1) or call.get("text"))


def _langx(call: Call) -> str:
    return _labelled(call, call.at(1).lower(), call.at(2) or call.get("text"))


def _labelled(call: Call, code: str, text: str) -> str:
    label = LANGUAGES.get(code) or LANGUAGES.get(code.partition("-")[0])
    return f"{label}: {text}" if text and label and call.get("label") not in ("none", "no") else text


def _last(call: Call) -> str:
    given = call.given()
    return given[-1] if given else ""


def _pronounced(call: Call) -> str:
    text = call.at(1)
    return text if not text or text[0] in "/[" else f"[{text}]"


def _pieces(call: Call) -> str:
    """`{{IPAc-en|ˈ|k|æ|t}}`: sounds one by one; words such as "lang", "us" and sound files are switches."""
    sounds = [
        part for part in call.given() if not re.fullmatch(r"lang|pron|local|uk|us|also|.*\.(?:ogg|wav|oga)", part, re.I)
    ]
    return f"/{''.join(sounds).replace('_', ' ')}/" if sounds else ""


def _nihongo(call: Call) -> str:
    """`{{Nihongo|English|kanji|romaji|extra}}` shows "English (kanji, romaji, extra)"."""
    inside = ", ".join(part for part in (call.at(2), call.at(3), call.at(4)) if part)
    lead = call.at(1) or call.at(3)
    return f"{lead} ({inside})" if lead and inside else lead or inside


def _chinese(call: Call) -> str:
    """`{{zh|c=中国|p=Zhōngguó}}`: each form with its label."""
    forms = [f"{label}: {call.get(key)}" for key, label in _ZH_LABELS.items() if call.get(key)]
    return "; ".join(forms) or _last(call)


def _korean(call: Call) -> str:
    return ", ".join(part for part in (call.get("hangul") or call.at(1), call.get("hanja"), call.get("rr")) if part)


def _native_name(call: Call) -> str:
    return call.at(2)


def _script(call: Call) -> str:
    return call.at(2) or call.at(1)


MAKERS: dict[str, Maker] = {
    **named(_lang, "lang, lang2, rtl, rtl-para, native name 2"),
    **named(_langx, "langx, language with name, lang with name"),
    **named(_last, "transl, transliteration, tlit, translit, wikt-lang, langnf, script/hebrew, script/hebr"),
    **named(_last, "script/armenian, script/greek, script/nastaliq, script/arab, script/cyrl, runic, coptic, gothic"),
    **named(_pronounced, "ipa-all, pronounced, pronounce, pron-en, pronengb, ipa-en, ipalink, ipa link, ipablink"),
    **named(_nihongo, "nihongo, nihongo3, nihongo krt, nihongo foot, nihongo4, japanese name"),
    **named(
        _chinese, "zh, lang-zh, zh-cp, zh-cpl, zh-cpw, zh-sp, zh-ps, zh-stp, zh-tsp, zh-ts, zh-t, zh-s, zh-c, zh-full"
    ),
    **named(_korean, "korean, ko-hhrm, lang-ko2, korean auto, ko-hangul"),
    **named(_native_name, "native name"),
    **named(_script, "script, script/arabic, script/slavonic, script/cyrillic, font help"),
}
