"""Takes over a Stash as a Python programmer would write it: pages of 100 by id, a transaction for each.

Usage: peer_sync.py URL DATABASE    makes the database; prints a line of JSON

It keeps the rows in tables of their own, and nothing else: no titles, no digests of rows, no feed of changes.
"""

import http.client
import json
import resource
import sys
import time
from urllib.parse import urlsplit

import peer_database

PAGE = 100


class Stash:
    def __init__(self, url):
        self.link = http.client.HTTPConnection(urlsplit(url).netloc)

    def page(self, kind, number):
        title = kind.capitalize()
        # The server goes by the name of the operation alone.
        question = {"operationName": f"Kinothek{title}Page", "query": "", "variables": {"page": number, "size": PAGE}}
        self.link.request("POST", "/graphql", json.dumps(question), {"Content-Type": "application/json"})
        answer = json.loads(self.link.getresponse().read())
        return answer["data"][f"find{title}s"][f"{kind}s"]


def walk(stash, kind, take):
    """Returns how many rows there were."""
    count = 0
    while rows := stash.page(kind, count // PAGE + 1):
        take(rows)
        count += len(rows)
        if len(rows) < PAGE:
            break
    return count


def sync(stash, link, what):
    start, processor = time.perf_counter(), time.process_time()
    now = peer_database.moment(time.time())
    count = sum(walk(stash, kind, lambda rows, kind=kind: peer_database.store_entities(link, kind, rows))
                for kind in ("studio", "tag", "performer"))
    count += walk(stash, "scene", lambda rows: peer_database.store_scenes(link, rows, now))
    return {"what": what, "rows": count, "seconds": time.perf_counter() - start,
            "processorSeconds": time.process_time() - processor,
            "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}


def main(url, path):
    stash, link = Stash(url), peer_database.made(path)
    runs = [sync(stash, link, what) for what in ("first", "again")]
    link.execute("ANALYZE")
    link.close()
    print(json.dumps(runs))


if __name__ == "__main__":
    main(*sys.argv[1:])
