"""What a synchronisation remembers for the next one."""
import hashlib


class SyncMemory:
    """Belongs to one key on one server; under another one it starts empty.

    etag, server_ids   the server's list as last seen
    sent_ids           what this Kodi had when the lists last agreed, None before that
    upload             an upload that is under way: upload_id, mode, chunk_size, ids
    """

    def __init__(self, file, account):
        self._file = file
        self._account = account
        kept = file.read()
        if not isinstance(kept, dict) or kept.get("account") != account:
            kept = {}
        self.etag = kept.get("etag")
        self.server_ids = kept.get("server_ids") or []
        self.sent_ids = kept.get("sent_ids")
        self.upload = kept.get("upload")

    def save(self):
        self._file.write({
            "account": self._account,
            "etag": self.etag,
            "server_ids": self.server_ids,
            "sent_ids": self.sent_ids,
            "upload": self.upload,
        })

    def remember_server(self, etag, imdb_ids):
        self.etag = etag
        self.server_ids = sorted(imdb_ids)

    def forget_server(self):
        """The next synchronisation reads the server's list again."""
        self.remember_server(None, [])


def account_of(server_url, api_key):
    """Tells accounts apart without writing the key to one more file."""
    return hashlib.sha256(("%s %s" % (server_url, api_key)).encode("utf-8")).hexdigest()[:16]
