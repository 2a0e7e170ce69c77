"""Chunked uploads that survive lost answers and restarts of Kodi."""
from .errors import Interrupted, Refused
from .retry import PASSING_STATUSES

CHUNK_SIZE = 500


class ChunkedUpload:
    """Sends a whole list. What is under way is written down before each step, so that a later run can go on.

    `progress(sent, total)` hears of every chunk; `stop()` says whether to give up between two chunks.
    """

    def __init__(self, server, memory, progress=lambda sent, total: None, stop=lambda: False):
        self._server = server
        self._memory = memory
        self._progress = progress
        self._stop = stop

    def send(self, mode, imdb_ids):
        """Returns the server's `Commit`."""
        upload = self._server.start_upload(mode, len(imdb_ids))
        self._memory.upload = {
            "upload_id": upload.upload_id,
            "mode": mode,
            "chunk_size": max(1, min(CHUNK_SIZE, upload.max_chunk)),
            "ids": list(imdb_ids),
        }
        self._memory.save()
        return self._finish(received=set())

    def resume(self):
        """Finishes what an earlier run began. Nothing is lost when the server has given it up meanwhile."""
        if not self._memory.upload:
            return
        try:
            status = self._server.upload_status(self._memory.upload["upload_id"])
            if status.status == "active":
                self._finish(received=status.chunks)
        except Refused as error:
            if error.status in (401, 403) or error.status in PASSING_STATUSES:
                raise
        self._forget()

    def _finish(self, received):
        upload = self._memory.upload
        size, ids = upload["chunk_size"], upload["ids"]
        for index, start in enumerate(range(0, len(ids), size)):
            if self._stop():
                raise Interrupted()
            if index not in received:
                self._send_chunk(upload["upload_id"], index, ids[start:start + size])
            self._progress(min(start + size, len(ids)), len(ids))
        commit = self._server.commit(upload["upload_id"])
        self._forget()
        return commit

    def _send_chunk(self, upload_id, index, imdb_ids):
        # The same chunk always has the same key, after a restart too, so the server counts it once.
        self._server.send_chunk(upload_id, index, imdb_ids, "%s-%d" % (upload_id, index))

    def _forget(self):
        """The list has changed, or may have: it is read again before the next comparison."""
        self._memory.upload = None
        self._memory.forget_server()
        self._memory.save()
