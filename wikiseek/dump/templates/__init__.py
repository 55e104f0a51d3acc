"""What a template leaves in the text: the values that carry a sentence are kept, the rest is dropped."""

from wikiseek.dump.templates.call import Call, template_name
from wikiseek.dump.templates.infobox import infobox_name, infobox_rows
from wikiseek.dump.templates.inline import maker_of

__all__ = ["Call", "infobox_name", "infobox_rows", "maker_of", "template_name"]
