"""The compiled part of wikiseek; everything else about the package is in setup.cfg."""

from Cython.Build import cythonize
from setuptools import Extension, setup

COMPILED = (
    "dump.blocks",
    "dump.buffer",
    "dump.charwise",
    "dump.linker",
    "dump.scan",
    "dump.stack",
    "dump.token",
    "postings.inverter",
    "postings.merger",
    "store.roaring",
)

setup(
    ext_modules=cythonize(
        [Extension(f"wikiseek.{name}", [f"wikiseek/{name.replace('.', '/')}.pyx"]) for name in COMPILED],
        language_level=3,
    )
)
