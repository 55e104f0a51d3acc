"""What a template leaves in the text: the values that carry a sentence are kept, the rest is dropped."""

from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.infobox import has_rows, infobox_rows
from wikiseek.dump.templates.known import Template, template_of

__all__ = ["Call", "Template", "has_rows", "infobox_rows", "template_of"]
