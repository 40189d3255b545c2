"""Tripoint: where fighters, weapons and chemicals meet."""

from importlib.metadata import version

__version__ = version("tripoint")
__all__ = ["__version__"]
