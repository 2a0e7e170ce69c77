"""Seeded texts for the embedding benchmark: like film overviews in bulk, like searches for single queries."""
import random

SYLLABLES = "ka lo mi ren to sha vel dor in un per con tra ble ment ing er ly ous est".split()
COMMON = (
    "the a of and to in is his her with for on who by from when after their young man woman family life love "
    "world city night secret murder police war friend father mother daughter son school story two find must "
    "becomes discovers tries begins escape past dark dream money detective island journey"
).split()


def bulk(count=2000, seed=7):
    rng = random.Random(seed)
    rare = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))) for _ in range(500)]
    word = lambda: rng.choice(COMMON) if rng.random() < 0.85 else rng.choice(rare)
    return [" ".join(word() for _ in range(min(200, max(4, int(rng.lognormvariate(3.8, 0.6)))))) + "." for _ in range(count)]


def queries(count=200, seed=8):
    rng = random.Random(seed)
    return [" ".join(rng.choices(COMMON, k=rng.randint(3, 9))) for _ in range(count)]
