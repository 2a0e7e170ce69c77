"""Makes the server's list of films equal to Kodi's, with as little traffic as the situation allows."""
import uuid
from collections import namedtuple

from .contract import LIBRARY_FILMS_MAX, V1_BATCH_MAX, V1_IMDB_ID
from .errors import NotUnderstood
from .upload import ChunkedUpload

# More changes than this go as a chunked upload instead of as a difference.
DELTA_MAX = 500
# Somebody else may change the list between two of its pages; then reading begins anew, this often.
READS_MAX = 3
# One page more than the largest list has.
PAGES_MAX = 11

Difference = namedtuple("Difference", "added removed")
Outcome = namedtuple("Outcome", "kind added removed film_count")

UNCHANGED, CHANGED, UPLOADED, KEPT = "unchanged", "changed", "uploaded", "kept"


class LibrarySync:
    """One run. `server` and what it sends must be patient: they try again what may pass.

    `is_shared`: other Kodis send their films to the same account. Then only films leave the list that this Kodi had
    sent; otherwise the list becomes exactly what this Kodi has.
    """

    def __init__(self, server, memory, is_shared=False, progress=lambda sent, total: None, stop=lambda: False):
        self._server = server
        self._memory = memory
        self._is_shared = is_shared
        self._upload = ChunkedUpload(server, memory, progress, stop)

    def run(self, local_ids):
        """`local_ids`: the IMDb ids of Kodi's films, without repetitions. Returns an `Outcome`."""
        local_ids = local_ids[:LIBRARY_FILMS_MAX]
        self._upload.resume()
        server_ids = self._read_server()
        difference = self._difference(set(local_ids), set(server_ids))
        if not local_ids and server_ids and not self._is_shared:
            # A Kodi without a single film more likely lost its database than its films.
            return self._agree(Outcome(KEPT, 0, 0, len(server_ids)), local_ids)
        if not difference.added and not difference.removed:
            return self._agree(Outcome(UNCHANGED, 0, 0, len(server_ids)), local_ids)
        if self._is_too_large(difference):
            return self._agree(self._send_all(local_ids, difference), local_ids)
        return self._agree(self._send_difference(difference), local_ids)

    def _agree(self, outcome, local_ids):
        if outcome.kind != KEPT:
            self._memory.sent_ids = sorted(local_ids)
        self._memory.save()
        return outcome

    def _read_server(self):
        """The server's list: from memory while its tag is the one we know."""
        version = self._server.library_version(self._memory.etag)
        if version is not None and version.etag != self._memory.etag:
            self._memory.remember_server(*self._read_pages())
        return self._memory.server_ids

    def _read_pages(self):
        for _ in range(READS_MAX):
            etag, ids = None, []
            for number in range(1, PAGES_MAX + 1):
                page = self._server.library_ids(number)
                if etag not in (None, page.etag):
                    break
                etag = page.etag
                ids += page.ids
                if not page.has_next:
                    return etag, ids
        raise NotUnderstood("the list changes faster than it can be read")

    def _difference(self, local, server):
        added = local - server
        removed = server - local
        if self._is_shared:
            removed &= set(self._memory.sent_ids or ())
        return Difference(sorted(added), sorted(removed))

    def _is_too_large(self, difference):
        """Also true of the very first list, and of ids that only uploads can carry."""
        changes = difference.added + difference.removed
        return (
            self._memory.sent_ids is None
            or len(changes) > DELTA_MAX
            or not all(V1_IMDB_ID.fullmatch(imdb_id) for imdb_id in changes)
        )

    def _send_all(self, local_ids, difference):
        if self._is_shared:
            # A merge takes nothing away, so what has gone is said first.
            removed = self._remove(difference.removed)
            if difference.added:
                self._upload.send("merge", difference.added)
        else:
            removed = self._upload.send("replace", local_ids).removed
        self._memory.remember_server(*self._read_pages())
        return Outcome(UPLOADED, len(difference.added), removed, len(self._memory.server_ids))

    def _send_difference(self, difference):
        # Removals first: a full list then has room for what is new.
        removed = self._remove(difference.removed)
        added = 0
        film_count = len(self._memory.server_ids)
        if difference.added:
            change = self._server.add(difference.added, _idempotency_key())
            added = change.changed
            film_count = change.item_count
            self._note(change, set(self._memory.server_ids) | set(difference.added))
        return Outcome(CHANGED, added, removed, film_count)

    def _remove(self, imdb_ids):
        removed = 0
        for start in range(0, len(imdb_ids), V1_BATCH_MAX):
            batch = imdb_ids[start:start + V1_BATCH_MAX]
            change = self._server.remove(batch, _idempotency_key())
            removed += change.changed
            self._note(change, set(self._memory.server_ids) - set(batch))
        return removed

    def _note(self, change, expected_ids):
        """Remembers the list after a change, unless somebody else has changed it as well."""
        if change.item_count == len(expected_ids):
            self._memory.remember_server(change.etag, expected_ids)
        else:
            self._memory.etag = None
            self._memory.server_ids = sorted(expected_ids)


def _idempotency_key():
    return uuid.uuid4().hex
