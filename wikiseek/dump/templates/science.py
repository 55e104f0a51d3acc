"""Templates of numbers with errors and powers, of formulas, nuclides and numbered planets."""

from __future__ import annotations

import re

from wikiseek.dump.tags import superscript
from wikiseek.dump.templates.call import Call
from wikiseek.dump.templates.registry import Maker, named

_ELEMENTS = dict(
    pair.split(":")
    for pair in """
    hydrogen:H helium:He lithium:Li beryllium:Be boron:B carbon:C nitrogen:N oxygen:O fluorine:F neon:Ne sodium:Na
    magnesium:Mg aluminium:Al silicon:Si phosphorus:P sulfur:S chlorine:Cl argon:Ar potassium:K calcium:Ca titanium:Ti
    vanadium:V chromium:Cr manganese:Mn iron:Fe cobalt:Co nickel:Ni copper:Cu zinc:Zn gallium:Ga germanium:Ge
    arsenic:As selenium:Se bromine:Br krypton:Kr rubidium:Rb strontium:Sr silver:Ag cadmium:Cd tin:Sn iodine:I
    xenon:Xe caesium:Cs barium:Ba tungsten:W platinum:Pt gold:Au lead:Pb uranium:U plutonium:Pu
    """.split()
)
_CHARGE = re.compile(r"\d*[+\-−]|\d+[+\-−]\d*")


def _formula(call: Call) -> str:
    """`{{chem|S|O|4|2-}}` shows SO4²⁻: charges are raised."""
    return "".join(superscript(part) if _CHARGE.fullmatch(part) else part for part in call.pos)


def _power(call: Call) -> str:
    return f"×10^{call.at(1)}"


def _value(call: Call) -> str:
    unit = call.get("u", "ul")
    error = f"±{call.at(2)}" if call.at(2) else ""
    power = f"×10^{call.get('e')}" if call.get("e") else ""
    return f"{call.get('p')}{call.at(1)}{error}{power}{' ' + unit if unit else ''}{call.get('s')}"


def _isotope(call: Call) -> str:
    return f"{call.at(1)}-{call.at(2)}" if call.at(2) else call.at(1)


def _element(call: Call) -> str:
    """`{{carbon}}2{{hydrogen}}6`: formulas of symbols that are links; a box of the same name has parameters."""
    name = call.name.capitalize()
    return "" if call.named else call.link(name, _ELEMENTS[call.name])


def _planet(call: Call) -> str:
    """`{{mp|2001 QT|297}}`: the number of a provisional name stands lowered."""
    return call.at(1) + call.at(2)


def _linked_planet(call: Call) -> str:
    return call.link(_planet(call), _planet(call))


MAKERS: dict[str, Maker] = {
    **named(_formula, "chem, chem2, chemical formula, su, sup sub, stack math, h2o"),
    **named(_power, "e, esp, 10^, x10^"),
    **named(_value, "val"),
    **named(_isotope, "simplenuclide, simplenuclide2, isotope, nuclide2"),
    **named(_element, ",".join(_ELEMENTS)),
    **named(_planet, "mp"),
    **named(_linked_planet, "mpl, mpl-, mplink"),
}
