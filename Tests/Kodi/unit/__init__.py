"""Tests of the add-on without Kodi: `python3 -m unittest discover -s Tests/Kodi -t Tests/Kodi`."""
