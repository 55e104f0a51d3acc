"""Words of other Wikipedias that a dump does not tell: old namespace names, templates and titles of disambiguation.

A dump's `<siteinfo>` names the wiki's namespaces, but not their aliases, and which page lists meanings
is said by templates of each wiki's own. The words are those of the largest Wikipedias besides English
(de, fr, sv, nl, ru, es, it, pl, ja, zh, uk, pt, vi, ar); redirect words are in `redirects`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_FILE, _TEMPLATE, _CATEGORY = 6, 10, 14

# Aliases by language, as MediaWiki's message files and these wikis' settings have them.
_ALIASES: Mapping[str, Mapping[int, str]] = {
    "de": {_FILE: "bild datei", _CATEGORY: "kategorie", _TEMPLATE: "vorlage"},
    "fr": {_FILE: "fichier", _CATEGORY: "catégorie", _TEMPLATE: "modèle"},
    "sv": {_FILE: "bild fil", _CATEGORY: "kategori", _TEMPLATE: "mall"},
    "nl": {_FILE: "afbeelding bestand", _CATEGORY: "categorie", _TEMPLATE: "sjabloon"},
    "ru": {_FILE: "изображение файл", _CATEGORY: "категория", _TEMPLATE: "шаблон"},
    "es": {_FILE: "imagen archivo", _CATEGORY: "categoría", _TEMPLATE: "plantilla"},
    "it": {_FILE: "immagine", _CATEGORY: "categoria"},
    "pl": {_FILE: "grafika plik", _CATEGORY: "kategoria", _TEMPLATE: "szablon"},
    "ja": {_FILE: "画像 ファイル", _CATEGORY: "カテゴリ"},
    "zh": {_FILE: "图像 圖像 图片 圖片 檔案 档案 文件", _CATEGORY: "分类 分類", _TEMPLATE: "模板 樣板"},
    "uk": {_FILE: "зображення файл", _CATEGORY: "категорія", _TEMPLATE: "шаблон"},
    "pt": {_FILE: "imagem ficheiro arquivo", _CATEGORY: "categoria", _TEMPLATE: "predefinição"},
    "vi": {_FILE: "hình tập_tin", _CATEGORY: "thể_loại", _TEMPLATE: "bản_mẫu"},
    "ar": {_FILE: "صورة ملف", _CATEGORY: "تصنيف", _TEMPLATE: "قالب"},
}
TEMPLATE_PREFIXES = tuple(
    f"{name.replace('_', ' ')}:" for spaces in _ALIASES.values() for name in spaces.get(_TEMPLATE, "").split()
)

# What templates, the brackets of titles, and categories of disambiguation pages are called, in lower case.
_DISAMBIGUATION = """
    begriffsklärung, bkl, homonymie, toponymie, patronymie, förgrening, gren, olika betydelser, dp, doorverwijspagina,
    неоднозначность, значения, многозначность, desambiguación, desambiguacion, disambigua, ujednoznacznienie,
    曖昧さ回避, aimai, 消歧义, 消歧義, багатозначність, значення, desambiguação, desambig, trang định hướng,
    định hướng, توضيح
"""
_WORDS = frozenset(word.strip() for word in _DISAMBIGUATION.split(","))
_CATEGORIES = re.compile(
    r"begriffsklärung|homonymie|förgreningssid|doorverwijspagina|страницы значений|desambiguación|disambiguazione"
    r"|ujednoznaczni|曖昧さ回避|消歧[义義]|багатозначн|desambiguação|trang định hướng|صفحات توضيح"
)
_BRACKETS = re.compile(r".+[ _]?[(（]([^()（）]+)[)）]")


def namespace_aliases(language: str) -> dict[str, int]:
    """The numbers of the namespaces that have other names than a dump says, by those names in lower case."""
    spaces = _ALIASES.get(language.partition("-")[0], {})
    return {name.replace("_", " "): number for number, names in spaces.items() for name in names.split()}


def lists_meanings(title: str, categories: Sequence[str], templates: Sequence[str]) -> bool:
    """Whether a page of one of these wikis is a disambiguation page, by its title, categories or templates."""
    bracket = _BRACKETS.fullmatch(title) if title.endswith((")", "）")) else None
    return (
        (bracket is not None and bracket.group(1).lower() in _WORDS)
        or not _WORDS.isdisjoint(templates)
        or bool(_CATEGORIES.search("\n".join(categories).lower()))
    )
