"""Kodi starts this file for every folder and action of the add-on."""
import sys

from resources.lib.kinothek import plugin

if __name__ == "__main__":
    plugin.run(sys.argv)
