"""One account's set of films, its uploads and its remembered requests."""
import json
import re
import secrets

FILMS_MAX = 10000
CHUNK_MAX = 1000
V1_BATCH_MAX = 5000
IMDB_ID = re.compile(r"tt[0-9]{1,10}", re.ASCII)
V1_IMDB_ID = re.compile(r"tt[0-9]{7,8}", re.ASCII)


class Refusal(Exception):
    """An error of the contract: status, text and code."""

    def __init__(self, status, text, code=None):
        super().__init__(text)
        self.status, self.text, self.code = status, text, code


class Library:
    def __init__(self):
        self.ids = []
        self.version = 0
        self.etag = secrets.token_hex(6)
        self.uploads = {}
        self._answers = {}

    def once(self, scope, key, body, act):
        """`act`'s answer, or the stored one when the same request came under the same key before."""
        if key is None:
            return act()
        if not re.fullmatch(r"[!-~]{1,255}", key):
            raise Refusal(400, "Idempotency-Key must be 1 to 255 visible characters")
        text = json.dumps(body, sort_keys=True)
        if (scope, key) not in self._answers:
            self._answers[(scope, key)] = (text, act())
        first, answer = self._answers[(scope, key)]
        if first != text:
            raise Refusal(422, "This Idempotency-Key was used for another request", "IDEMPOTENCY_KEY_REUSED")
        return answer

    def replace_ids(self, ids):
        if ids != self.ids:
            self.ids = ids
            self.version += 1
            self.etag = secrets.token_hex(6)

    # v1

    def state(self):
        return {"version": self.version, "etag": self.etag, "item_count": len(self.ids)}

    def page(self, number, size):
        size = min(size, 1000)
        start = (number - 1) * size
        pages = -(-len(self.ids) // size)
        return {
            "version": self.version, "etag": self.etag, "imdb_ids": self.ids[start:start + size],
            "pagination": {
                "page": number, "page_size": size, "total_items": len(self.ids), "total_pages": pages,
                "has_next": number < pages, "has_prev": number > 1 and bool(self.ids)}}

    def add(self, body):
        entries = self._v1_entries(body)
        ids, items = list(self.ids), []
        for entry in entries:
            if not _is_id(entry, V1_IMDB_ID):
                items.append((entry, "invalid"))
            elif entry in ids:
                items.append((entry, "already_present"))
            else:
                ids.append(entry)
                items.append((entry, "added"))
        if len(ids) > FILMS_MAX:
            raise Refusal(400, "A library holds at most 10,000 films", "LIBRARY_LIMIT_EXCEEDED")
        self.replace_ids(ids)
        return self._v1_answer(items, ("added", "already_present", "invalid"))

    def remove(self, body):
        entries = self._v1_entries(body)
        ids, items = list(self.ids), []
        for entry in entries:
            if not _is_id(entry, V1_IMDB_ID):
                items.append((entry, "invalid"))
            elif entry in ids:
                ids.remove(entry)
                items.append((entry, "removed"))
            else:
                items.append((entry, "not_found"))
        self.replace_ids(ids)
        return self._v1_answer(items, ("removed", "not_found", "invalid"))

    @staticmethod
    def _v1_entries(body):
        entries = body.get("imdb_ids")
        if not isinstance(entries, list):
            raise Refusal(400, "imdb_ids must be a list")
        if len(entries) > V1_BATCH_MAX:
            raise Refusal(400, "At most 5,000 ids at once", "BATCH_TOO_LARGE")
        return entries

    def _v1_answer(self, items, statuses):
        counts = {status: sum(1 for _, found in items if found == status) for status in statuses}
        listed = [{"imdb_id": entry if isinstance(entry, str) else None, "status": status} for entry, status in items]
        return {"success": True, "results": counts, "items": listed, **self.state()}

    # Chunked uploads

    def start(self, body):
        mode, total = body.get("mode", "merge"), body.get("total_count")
        if mode not in ("merge", "replace"):
            raise Refusal(400, 'mode must be "merge" or "replace"')
        if type(total) is not int or total < 0:
            raise Refusal(400, "total_count must be a whole number of at least 0")
        if total > FILMS_MAX:
            raise Refusal(400, "A library holds at most 10,000 films", "LIBRARY_LIMIT_EXCEEDED")
        upload_id = "u_" + secrets.token_hex(8)
        self.uploads[upload_id] = {
            "mode": mode, "total": total, "status": "active", "ids": [], "chunks": set(),
            "accepted": 0, "duplicates": 0, "invalid": 0, "commit": None}
        return {"success": True, "upload_id": upload_id, "max_chunk": CHUNK_MAX}

    def upload(self, upload_id):
        if upload_id not in self.uploads:
            raise Refusal(404, "Upload session not found")
        return self.uploads[upload_id]

    def chunk(self, upload_id, body):
        upload = self.upload(upload_id)
        index, items = body.get("chunk_index"), body.get("items")
        if type(index) is not int or index < 0:
            raise Refusal(400, "chunk_index must be a whole number of at least 0")
        if not isinstance(items, list):
            raise Refusal(400, "items must be a list")
        if len(items) > CHUNK_MAX:
            raise Refusal(400, "At most 1,000 films in one chunk", "CHUNK_TOO_LARGE")
        if upload["status"] != "active":
            raise Refusal(400, "This upload is not active", "BATCH_NOT_ACTIVE")
        details = []
        known = set(upload["ids"]) | (set(self.ids) if upload["mode"] == "merge" else set())
        for item in items:
            imdb_id = item.get("imdb_id") if isinstance(item, dict) else None
            if not _is_id(imdb_id, IMDB_ID):
                details.append((imdb_id, "invalid"))
            elif imdb_id in known:
                details.append((imdb_id, "duplicate"))
            else:
                upload["ids"].append(imdb_id)
                known.add(imdb_id)
                details.append((imdb_id, "accepted"))
        counts = {
            name: sum(1 for _, status in details if status == word)
            for name, word in (("accepted", "accepted"), ("invalid", "invalid"), ("duplicates", "duplicate"))}
        for name, count in counts.items():
            upload[name] += count
        upload["chunks"].add(index)
        listed = [{"imdb_id": imdb_id if isinstance(imdb_id, str) else None, "status": status}
                  for imdb_id, status in details]
        return {
            "success": True, "chunk_index": index, "items_processed": len(items), "results": counts,
            "item_details": listed, "status": "processed"}

    def commit(self, upload_id):
        upload = self.upload(upload_id)
        if upload["commit"]:
            return upload["commit"]
        if upload["status"] != "active":
            raise Refusal(400, "This upload is not active", "BATCH_NOT_ACTIVE")
        is_replace = upload["mode"] == "replace"
        if is_replace and upload["total"] and not upload["chunks"]:
            raise Refusal(400, "No chunk of this upload has arrived", "INCOMPLETE_UPLOAD")
        staged = set(upload["ids"])
        kept = [imdb_id for imdb_id in self.ids if not is_replace or imdb_id in staged]
        new = [imdb_id for imdb_id in upload["ids"] if imdb_id not in kept]
        if len(kept) + len(new) > FILMS_MAX:
            upload["status"] = "failed"
            raise Refusal(400, "A library holds at most 10,000 films", "LIBRARY_LIMIT_EXCEEDED")
        removed = len(self.ids) - len(kept)
        self.replace_ids(kept + new)
        received = upload["accepted"] + upload["duplicates"]
        accepted = len(staged) if is_replace else len(new)
        upload["status"] = "committed"
        upload["commit"] = {
            "success": True, "upload_id": upload_id, "mode": upload["mode"],
            "final_tallies": {
                "accepted": accepted, "duplicates": received - accepted, "invalid": upload["invalid"]},
            "user_movie_count": len(self.ids), "chunks_processed": len(upload["chunks"]), "removed_count": removed}
        return upload["commit"]

    def upload_status(self, upload_id):
        upload = self.upload(upload_id)
        return {
            "success": True, "upload_id": upload_id, "status": upload["status"], "mode": upload["mode"],
            "total_count": upload["total"], "chunks_received": len(upload["chunks"]),
            "processed_chunks": sorted(upload["chunks"]),
            "stats": {name: upload[name] for name in ("accepted", "duplicates", "invalid")},
            "started_at": "2025-01-01T00:00:00", "committed_at": None}


def _is_id(value, pattern):
    return isinstance(value, str) and pattern.fullmatch(value) is not None
