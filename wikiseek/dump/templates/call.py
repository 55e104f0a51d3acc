"""One use of a template: its name as MediaWiki compares names, and its parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wikiseek.dump import marks
from wikiseek.dump.languages import TEMPLATE_PREFIXES

Linker = Callable[[str, str], str]
MAX_NAME = 300  # what is longer names no template; a parser function is named by its beginning
_PREFIXES = ("template:", "subst:", "safesubst:", "msg:", "msgnw:", "raw:")


def template_name(raw: str) -> str:
    """The name in lower case, underscores as spaces, without prefixes or marks."""
    name = " ".join(marks.unmarked(raw[:MAX_NAME]).replace("_", " ").split()).lower()
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix).strip()
    if ":" in name and name.startswith(TEMPLATE_PREFIXES):
        name = name.partition(":")[2].strip()
    return name


class Call:
    """A template in use. `link(target, anchor)` makes a marked link; `title` is the page's own."""

    __slots__ = ("link", "name", "named", "pos", "title", "written")

    def __init__(
        self, name: str, written: str, params: Sequence[tuple[str | None, str]], title: str, link: Linker
    ) -> None:
        """`written` is the `name` as the page has it; `params` are (key or None, value) pairs in order."""
        self.name, self.written, self.title, self.link = name, written, title, link
        numbered: dict[int, str] = {}
        self.named: dict[str, str] = {}
        count = 0
        for key, value in params:
            if key is None:
                count += 1
                numbered[count] = value.strip()
            elif key.isdecimal() and len(key) < 4:
                numbered[int(key)] = value.strip()
            else:
                self.named[key.lower()] = value.strip()
        last = max(numbered, default=0)
        self.pos = [numbered.get(at, "") for at in range(1, min(last, 200) + 1)]

    def at(self, number: int) -> str:
        """The positional parameter `number`, from 1; "" when it is not given."""
        return self.pos[number - 1] if number <= len(self.pos) else ""

    def get(self, *names: str) -> str:
        """The first named parameter that has a value, "" when none has."""
        for name in names:
            if value := self.named.get(name):
                return value
        return ""

    def given(self) -> list[str]:
        """The positional parameters that have a value."""
        return [value for value in self.pos if value]

    def yes(self, name: str) -> bool:
        """Whether a switch is on (`df=yes`, `abbr=on`)."""
        return self.get(name).lower() in ("y", "yes", "on", "1", "true")
