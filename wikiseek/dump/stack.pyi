"""What is open while a page is read: a stack of constructs, compiled."""

class Frame:
    kind: str
    name: str
    attrs: str
    key: str | None
    parts: list[str]
    params: list[tuple[str | None, str]]
    rows: list[list[str]]
    def __init__(self, kind: str, name: str = "", attrs: str = "") -> None: ...

class Stack:
    frame: Frame
    stack: list[Frame]
    targets: list[str]
    headings: int
    def push(self, kind: str, name: str = "", attrs: str = "") -> None: ...
    def pop(self) -> Frame: ...
    def write(self, text: str) -> None: ...
    def separate(self) -> None: ...
    def equals(self) -> None: ...
