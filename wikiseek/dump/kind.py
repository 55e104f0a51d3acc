from wikiseek.records import Attribute
def kind_of(title, text, attributes, categories, infobox=""): return ""
