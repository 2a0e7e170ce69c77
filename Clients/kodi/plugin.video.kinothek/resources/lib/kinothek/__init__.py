"""The Kinothek add-on.

`contract`, `transport`, `retry`, `sync`, `upload`, `schedule`, `serverfilms` and `playback` know nothing of Kodi; the
other modules translate between them and Kodi.
"""
