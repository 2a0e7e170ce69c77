"""The measured part of the Kodi surface as a Python programmer would write it for production: FastAPI on uvicorn with
uvloop and httptools, SQLite in WAL mode, orjson. It makes the same checks and gives the same answers.

Short reads run on the event loop, because a hop to a thread costs more than they do; writes and statistics run in
threads. Statements are prepared once for each connection.

Usage: PEER_DATABASE=FILE uvicorn peer:app
"""

import hashlib
import math
import os
import re
import secrets
import time
from collections import defaultdict, deque

import orjson
from fastapi import Depends, FastAPI, Request, Response

from peer_database import database, moment, transaction
from peer_statistics import statistics

LIBRARY_MAX, CHUNK_MAX, BODY_MAX, PAGE_MAX = 10_000, 1_000, 1 << 20, 1_000
DETAIL_LIMIT = int(os.environ.get("PEER_RATE_DETAIL", 120))
IMDB_ID = re.compile(r"tt[0-9]{1,10}")
VISIBLE = re.compile(r"[!-~]{1,255}")
app = FastAPI(openapi_url=None)


class Failure(Exception):
    def __init__(self, status, error, code=None, headers=None):
        self.status, self.error, self.code, self.headers = status, error, code, headers


@app.exception_handler(Failure)
async def fail(_, failure):
    body = {"success": False, "error": failure.error} | ({"error_code": failure.code} if failure.code else {})
    return reply(body, failure.status, failure.headers)


def reply(value, status=200, headers=None):
    content = value if isinstance(value, bytes) else orjson.dumps(value)
    return Response(content, status, headers, "application/json")


# Who is calling

hits = defaultdict(deque)


async def caller(request: Request):
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() not in ("apikey", "bearer") or len(key) != 64 or not key.isalnum() or not key.isascii():
        raise unauthorized()
    digest = hashlib.sha256(key.encode()).digest()
    row = database().execute(
        "SELECT u.id, u.is_active, k.last_used FROM api_keys k JOIN users u ON u.id = k.user_id"
        " WHERE k.digest = ? AND k.revoked IS NULL", (digest,)).fetchone()
    if row is None:
        raise unauthorized()
    user, is_active, last_used = row
    if not is_active:
        raise Failure(403, "Account is disabled")
    if time.time() - last_used > 60:
        database().execute("UPDATE api_keys SET last_used = ? WHERE digest = ?", (time.time(), digest))
    request.state.digest = digest
    return user


def unauthorized():
    return Failure(401, "Invalid or missing API key", headers={"WWW-Authenticate": "ApiKey"})


async def reader(request: Request, user: int = Depends(caller)):
    """A caller of a detail route, counted in a sliding minute (per worker)."""
    window, now = hits[request.state.digest], time.monotonic()
    while window and window[0] <= now - 60:
        window.popleft()
    if len(window) >= DETAIL_LIMIT:
        wait = str(max(1, math.ceil(window[0] + 60 - now)))
        raise Failure(429, "Rate limit exceeded", "RATE_LIMITED", {
            "Retry-After": wait, "X-RateLimit-Limit": str(DETAIL_LIMIT), "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": wait})
    window.append(now)
    return user


async def body_object(request: Request):
    if int(request.headers.get("content-length") or 0) > BODY_MAX:
        raise Failure(413, "Request body is too large")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY_MAX:
            raise Failure(413, "Request body is too large")
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict):
        raise Failure(400, "JSON data required")
    return value


def whole(value, error, most=2**63 - 1, code=None):
    """A number from 0 to `most`; `code` goes with the error of larger ones."""
    if type(value) is not int or value < 0:
        raise Failure(400, error)
    if value > most:
        raise Failure(400, error, code)
    return value


def page_parameter(request, name, standard):
    text = request.query_params.get(name, str(standard))
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < 1:
        raise Failure(400, f"{name} must be a whole number of at least 1")
    return int(text)


# Upload


@app.post("/library/batch/start")
def start_batch(user: int = Depends(caller), body: dict = Depends(body_object)):
    total = whole(body.get("total_count"), "total_count must be a whole number from 0 to 10000", LIBRARY_MAX,
                  "LIBRARY_LIMIT_EXCEEDED")
    mode = body.get("mode", "merge")
    if mode not in ("merge", "replace"):
        raise Failure(400, 'mode must be "merge" or "replace"')
    upload = "u_" + secrets.token_hex(16)
    with transaction("BEGIN IMMEDIATE") as link:
        link.execute("INSERT INTO uploads (id, user_id, mode, status, total_count, started_at)"
                     " VALUES (?, ?, ?, 'active', ?, ?)", (upload, user, mode, total, time.time()))
    return reply({"success": True, "upload_id": upload, "max_chunk": CHUNK_MAX})


def upload_row(link, upload, user):
    row = link.execute("SELECT mode, status, total_count, duplicates, invalid, answer FROM uploads"
                       " WHERE id = ? AND user_id = ?", (upload, user)).fetchone()
    if row is None:
        raise Failure(404, "Upload session not found")
    return row


@app.put("/library/batch/{upload}/chunk")
def upload_chunk(upload: str, request: Request, user: int = Depends(caller), body: dict = Depends(body_object)):
    key = request.headers.get("idempotency-key")
    if key is not None and not VISIBLE.fullmatch(key):
        raise Failure(400, "Idempotency-Key must be 1 to 255 visible ASCII characters")
    index, items = body.get("chunk_index"), body.get("items")
    whole(index, "chunk_index must be a whole number of at least 0")
    if not isinstance(items, list):
        raise Failure(400, "items must be a list")
    if len(items) > CHUNK_MAX:
        raise Failure(400, "A chunk can have at most 1000 items", "CHUNK_TOO_LARGE")
    digest = hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).digest()
    with transaction("BEGIN IMMEDIATE") as link:
        mode, status, *_ = upload_row(link, upload, user)
        if key is not None:
            found = link.execute("SELECT body, answer FROM idempotency WHERE user_id = ? AND scope = ? AND key = ?",
                                 (user, request.url.path, key)).fetchone()
            if found and found[0] != digest:
                raise Failure(422, "Idempotency key was used for another request", "IDEMPOTENCY_KEY_REUSED")
            if found:
                return reply(found[1], headers={"Idempotency-Replayed": "true"})
        if status != "active":
            raise Failure(400, "Upload session is not active", "BATCH_NOT_ACTIVE")
        answer = orjson.dumps(stage(link, upload, mode, user, index, items))
        if key is not None:
            link.execute("INSERT INTO idempotency VALUES (?, ?, ?, ?, ?, ?)",
                         (user, request.url.path, key, digest, answer, time.time()))
    return reply(answer)


def stage(link, upload, mode, user, index, items):
    """Files the items of a chunk into an upload and says what became of each."""
    ids = [item.get("imdb_id") if isinstance(item, dict) else None for item in items]
    ids = [text if isinstance(text, str) else None for text in ids]
    valid = [text for text in ids if text is not None and IMDB_ID.fullmatch(text)]
    listed = orjson.dumps(valid).decode()
    known = {row[0] for row in link.execute(
        "SELECT imdb_id FROM staged WHERE upload_id = ? AND imdb_id IN (SELECT value FROM json_each(?))",
        (upload, listed))}
    if mode == "merge":
        known |= {row[0] for row in link.execute(
            "SELECT imdb_id FROM owned WHERE user_id = ? AND imdb_id IN (SELECT value FROM json_each(?))",
            (user, listed))}
    valid, details, fresh = set(valid), [], []
    for text in ids:
        if text not in valid:
            status = "invalid"
        elif text in known:
            status = "duplicate"
        else:
            status = "accepted"
            known.add(text)
            fresh.append(text)
        details.append({"imdb_id": text, "status": status})
    count = link.execute("SELECT count(*) FROM staged WHERE upload_id = ?", (upload,)).fetchone()[0]
    if count + len(fresh) > LIBRARY_MAX:
        raise Failure(400, "A library can hold at most 10000 movies", "LIBRARY_LIMIT_EXCEEDED")
    link.executemany("INSERT INTO staged VALUES (?, ?, ?, ?)",
                     ((upload, text, count + place, fingerprint(text)) for place, text in enumerate(fresh)))
    tallies = {"accepted": len(fresh), "invalid": sum(text not in valid for text in ids)}
    tallies["duplicates"] = len(ids) - tallies["accepted"] - tallies["invalid"]
    link.execute("INSERT OR IGNORE INTO chunks VALUES (?, ?)", (upload, index))
    link.execute("UPDATE uploads SET accepted = accepted + ?, duplicates = duplicates + ?, invalid = invalid + ?"
                 " WHERE id = ?", (tallies["accepted"], tallies["duplicates"], tallies["invalid"], upload))
    return {"success": True, "chunk_index": index, "items_processed": len(ids), "results": tallies,
            "item_details": details, "status": "processed"}


def fingerprint(text):
    return hashlib.sha1(text.encode()).hexdigest()[:8]


@app.post("/library/batch/{upload}/commit")
def commit_batch(upload: str, user: int = Depends(caller)):
    with transaction("BEGIN IMMEDIATE") as link:
        mode, status, total, duplicates, invalid, answer = upload_row(link, upload, user)
        if status == "committed":
            return reply(answer)
        if status != "active":
            raise Failure(400, "Upload session is not active", "BATCH_NOT_ACTIVE")
        chunks = link.execute("SELECT count(*) FROM chunks WHERE upload_id = ?", (upload,)).fetchone()[0]
        if mode == "replace" and total and not chunks:
            raise Failure(400, "No chunk of this upload has arrived, so nothing was replaced", "INCOMPLETE_UPLOAD")
        staged = link.execute("SELECT count(*) FROM staged WHERE upload_id = ?", (upload,)).fetchone()[0]
        added, removed, count = apply(link, upload, mode, user)
        accepted = staged if mode == "replace" else added
        answer = orjson.dumps({
            "success": True, "upload_id": upload, "mode": mode,
            "final_tallies": {"accepted": accepted, "duplicates": duplicates + staged - accepted, "invalid": invalid},
            "user_movie_count": count, "chunks_processed": chunks, "removed_count": removed})
        link.execute("UPDATE uploads SET status = 'committed', ended_at = ?, answer = ? WHERE id = ?",
                     (time.time(), answer, upload))
        link.execute("DELETE FROM staged WHERE upload_id = ?", (upload,))
    return reply(answer)


def apply(link, upload, mode, user):
    """Makes the collection what an upload says; ids that stay keep their place."""
    removed = 0
    if mode == "replace":
        removed = link.execute("DELETE FROM owned WHERE user_id = ?1 AND NOT EXISTS (SELECT 1 FROM staged s"
                               " WHERE s.upload_id = ?2 AND s.imdb_id = owned.imdb_id)", (user, upload)).rowcount
    last = link.execute("SELECT coalesce(max(seq), -1) FROM owned WHERE user_id = ?", (user,)).fetchone()[0]
    added = link.execute(
        "INSERT INTO owned SELECT ?1, s.imdb_id, ?2 + s.seq, s.fingerprint, ?3 FROM staged s WHERE s.upload_id = ?4"
        " AND NOT EXISTS (SELECT 1 FROM owned o WHERE o.user_id = ?1 AND o.imdb_id = s.imdb_id)",
        (user, last + 1, time.time(), upload)).rowcount
    count = link.execute("SELECT count(*) FROM owned WHERE user_id = ?", (user,)).fetchone()[0]
    if count > LIBRARY_MAX:
        raise Failure(400, "A library can hold at most 10000 movies", "LIBRARY_LIMIT_EXCEEDED")
    if added or removed:
        link.execute("INSERT INTO titles (imdb_id, state, is_indexed) SELECT s.imdb_id, 0, 0 FROM staged s"
                     " WHERE s.upload_id = ? AND NOT EXISTS (SELECT 1 FROM titles t WHERE t.imdb_id = s.imdb_id)",
                     (upload,))
        link.execute("UPDATE libraries SET version = version + 1, etag = ?, item_count = ?, last_modified = ?"
                     " WHERE user_id = ?", (secrets.token_hex(6), count, time.time(), user))
    return added, removed, count


# Reading


def library(link, user):
    return link.execute("SELECT version, etag, item_count, last_modified FROM libraries WHERE user_id = ?",
                        (user,)).fetchone()


def tagged(etag):
    return {"ETag": f'"{etag}"', "Cache-Control": "private, max-age=0"}


def is_current(request, etag):
    named = request.headers.get("if-none-match")
    return named is not None and any(
        part.strip().removeprefix("W/").strip('"') in (etag, "*") for part in named.split(","))


@app.get("/v1/library/version")
async def library_version(request: Request, user: int = Depends(reader)):
    version, etag, count, modified = library(database(), user)
    if is_current(request, etag):
        return Response(None, 304, tagged(etag))
    return reply({"version": version, "etag": etag, "item_count": count, "last_modified": moment(modified)},
                 headers=tagged(etag))


def page_of(link, user, page, size):
    return [row[0] for row in link.execute(
        "SELECT imdb_id FROM owned WHERE user_id = ? ORDER BY seq LIMIT ? OFFSET ?", (user, size, (page - 1) * size))]


@app.get("/v1/library/ids")
async def library_ids(request: Request, user: int = Depends(reader)):
    page = page_parameter(request, "page", 1)
    size = min(page_parameter(request, "page_size", 500), PAGE_MAX)
    with transaction() as link:
        version, etag, total, _ = library(link, user)
        if is_current(request, etag):
            return Response(None, 304, tagged(etag))
        ids = page_of(link, user, page, size)
    pages = -(-total // size)
    return reply({"version": version, "etag": etag, "imdb_ids": ids, "pagination": {
        "page": page, "page_size": size, "total_items": total, "total_pages": pages, "has_next": page < pages,
        "has_prev": page > 1 and total > 0}}, headers=tagged(etag))


@app.get("/library/hash")
async def library_hash(request: Request, user: int = Depends(reader)):
    with transaction() as link:
        etag = library(link, user)[1]
        if is_current(request, etag):
            return Response(None, 304, tagged(etag))
        rows = link.execute("SELECT fingerprint FROM owned WHERE user_id = ? ORDER BY seq", (user,)).fetchall()
    prints = [row[0] for row in rows]
    return reply({"success": True, "count": len(prints), "fingerprints": prints}, headers=tagged(etag))


@app.get("/kodi/movies/list")
async def list_movies(request: Request, user: int = Depends(reader)):
    page = page_parameter(request, "page", 1)
    size = min(page_parameter(request, "per_page", 100), PAGE_MAX)
    with transaction() as link:
        _, etag, total, _ = library(link, user)
        if is_current(request, etag):
            return Response(None, 304, tagged(etag))
        ids = page_of(link, user, page, size)
    pages = -(-total // size)
    return reply({"success": True, "movies": ids, "pagination": {
        "page": page, "pages": pages, "per_page": size, "total": total, "has_next": page < pages,
        "has_prev": page > 1 and total > 0}, "user_movie_count": total}, headers=tagged(etag))


@app.get("/users/me/library/stats")
def library_statistics(user: int = Depends(reader)):
    with transaction() as link:
        answer = statistics(link, user)
    return reply(answer)
