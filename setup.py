"""The compiled part of wikiseek; everything else about the package is in setup.cfg."""

from Cython.Build import cythonize
from setuptools import Extension, setup

setup(ext_modules=cythonize([Extension("wikiseek.charwise", ["wikiseek/charwise.pyx"])], language_level=3))
