"""A server that speaks what the add-on uses of the Kodi contract, for tests.

It keeps everything in memory and ranks by shared words, but its rules for keys, codes, uploads, tags and repeated
requests are those of the contract, and it can be told to misbehave (`faults`).
"""
