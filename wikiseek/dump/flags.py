def flags_of(title, text, kind, attributes, categories, templates): return set()
