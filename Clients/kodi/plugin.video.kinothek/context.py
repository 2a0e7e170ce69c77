"""Kodi starts this file for "More like this (Kinothek)" in the context menu of a film."""
import sys

from resources.lib.kinothek import context

if __name__ == "__main__":
    context.run(sys.listitem)
