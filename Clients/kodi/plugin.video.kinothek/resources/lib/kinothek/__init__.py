"""The Kinothek add-on.

`contract`, `transport`, `retry`, `sync`, `upload` and `schedule` know nothing of Kodi; the other modules translate
between them and Kodi.
"""
