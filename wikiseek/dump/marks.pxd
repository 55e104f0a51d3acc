# The characters of `marks.py`, for compiled code.
cdef enum:
    LINK_END = 0xE000
    ITEM = 0xE001
    INDENT = 0xE002
    HEAD_END = 0xE003
    BREAK = 0xE004
    HEAD = 0xE006
    LINK = 0xE007
    LEVEL = 0xE008
    HOLE = 0xE00E
    HIDDEN = 0xE010
    NUMBER = 0xE020
    PLANE_15 = 0xF0000
    IN_BMP = 0xF8FF - 0xE020 + 1
    LAST = 0x10FFFF
