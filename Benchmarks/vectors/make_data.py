"""Makes seeded, clustered vectors: titles x 4 facets x dimension, queries, and the keys of the owned titles."""

import numpy as np

OWNED = 5_000
QUERIES = 200


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-30)


def make(folder, titles, dimension, seed=7):
    """Facets of one title resemble each other, as those of a film do: its own cluster's centre, plus a facet's cluster
    and noise. 5% of all but the plot facets are missing."""
    random = np.random.default_rng(seed)
    films = unit(random.standard_normal((2_000, dimension), dtype=np.float32))
    centres = unit(random.standard_normal((4, 400, dimension), dtype=np.float32))
    facets = np.memmap(f"{folder}/facets.f32", np.float32, "w+", shape=(titles, 4, dimension))
    for start in range(0, titles, 25_000):
        rows = min(25_000, titles - start)
        own = films[random.integers(0, 2_000, rows)]
        for facet in range(4):
            middle = centres[facet, random.integers(0, 400, rows)]
            noise = unit(random.standard_normal((rows, dimension), dtype=np.float32))
            block = unit(own + 0.6 * middle + 1.2 * noise)
            if facet > 0:
                block[random.random(rows) < 0.05] = 0
            facets[start : start + rows, facet] = block
    facets.flush()
    near = facets[random.integers(0, titles, QUERIES)]
    mixed = near[:, 0] + near[:, 1] + 0.7 * near[:, 2] + 0.5 * near[:, 3]
    queries = unit(unit(mixed) + 0.8 * unit(random.standard_normal(mixed.shape, dtype=np.float32)))
    queries.astype(np.float32).tofile(f"{folder}/queries.f32")
    owned = np.sort(random.choice(titles, min(OWNED, titles // 2), replace=False))
    owned.astype(np.int32).tofile(f"{folder}/owned.i32")
    return facets, queries.astype(np.float32), owned
