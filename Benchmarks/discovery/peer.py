"""The measured part of Aperture's interface as a Python programmer would write it for production: FastAPI on uvicorn
with uvloop and httptools, a pool of asyncpg with prepared statements, orjson. It makes the same checks and gives the
same answers.

Usage: PEER_DATABASE=URL uvicorn peer:app
"""

import hashlib
import os
import time
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from pathlib import Path

import asyncpg
import orjson
from fastapi import Depends, FastAPI, Request, Response

LINKS = 8
BODY_MAX = 1 << 20
STATISTICS = Path(__file__).with_name("peer_statistics.sql").read_text()
ROW = ("id::text, provider_item_id, title, original_title, year, genres, overview, community_rating, runtime_minutes,"
       " poster_url, backdrop_url, created_at, updated_at")
NOT_FOUND = "Movie not found"


async def open_link(link):
    await link.set_type_codec("jsonb", schema="pg_catalog", encoder=str, decoder=orjson.loads)


@asynccontextmanager
async def lifespan(application):
    async with asyncpg.create_pool(os.environ["PEER_DATABASE"], min_size=LINKS, max_size=LINKS, init=open_link) as pool:
        application.state.pool = pool
        yield


app = FastAPI(openapi_url=None, lifespan=lifespan)


class Failure(Exception):
    def __init__(self, status, error):
        self.status, self.error = status, error


@app.exception_handler(Failure)
async def fail(_, failure):
    return reply({"error": failure.error}, failure.status)


def reply(value, status=200):
    return Response(orjson.dumps(value, option=orjson.OPT_UTC_Z), status, None, "application/json")


# Who is calling


async def caller(request: Request):
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    key = request.headers.get("x-api-key") or (key if scheme.lower() == "apikey" else "")
    if len(key) != 64 or not key.isalnum() or not key.isascii():
        raise Failure(401, "Unauthorized")
    digest = hashlib.sha256(key.encode()).digest()
    pool = request.app.state.pool
    user = await pool.fetchrow(
        "SELECT u.id, u.is_admin, k.last_used FROM api_keys k JOIN users u ON u.id = k.user_id"
        " WHERE k.digest = $1 AND k.revoked IS NULL AND u.is_active", digest)
    if user is None:
        raise Failure(401, "Unauthorized")
    if time.time() - user["last_used"].timestamp() > 60:
        await pool.execute("UPDATE api_keys SET last_used = now() WHERE digest = $1", digest)
    return user


async def admin(user=Depends(caller)):
    if not user["is_admin"]:
        raise Failure(403, "Forbidden")
    return user


def number(text, kind):
    """An id as the database knows it; what can be none is not found."""
    if not text.isascii() or not text.isdigit() or int(text) > 2**31 - 1:
        raise Failure(404, f"{kind} not found")
    return int(text)


def count(request, name, standard, most):
    text = request.query_params.get(name, "")
    return min(int(text), most) if text.isascii() and text.isdigit() and int(text) >= 1 else standard


# Films


@app.get("/api/movies")
async def movies(request: Request, user=Depends(caller)):
    page, size = count(request, "page", 1, 2**31 - 1), count(request, "pageSize", 50, 100)
    conditions, values = ["NOT is_hidden"], []
    if text := request.query_params.get("search", "").strip().lower():
        values.append("%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        conditions.append(f"sort_title LIKE ${len(values)}")
    if genre := request.query_params.get("genre"):
        values.append([genre])
        conditions.append(f"genres @> ${len(values)}")
    where = " AND ".join(conditions)
    async with request.app.state.pool.acquire() as link:
        total = await link.fetchval(f"SELECT count(*) FROM movies WHERE {where}", *values)
        # The ids alone are found in the index, however far the page is from the beginning.
        rows = await link.fetch(
            f"SELECT {ROW} FROM movies JOIN (SELECT id AS wanted FROM movies WHERE {where}"
            f" ORDER BY sort_title, year, id LIMIT ${len(values) + 1} OFFSET ${len(values) + 2}) p ON id = wanted"
            " ORDER BY sort_title, year, id", *values, size, (page - 1) * size)
    return reply({"movies": [dict(row) for row in rows], "total": total, "page": page, "pageSize": size})


@app.get("/api/movies/{movie}")
async def movie(movie: str, request: Request, user=Depends(caller)):
    row = await request.app.state.pool.fetchrow(
        f"SELECT {ROW}, tagline, content_rating, directors, actors, imdb_id, tmdb_id FROM movies WHERE id = $1",
        number(movie, "Movie"))
    if row is None:
        raise Failure(404, NOT_FOUND)
    return reply(dict(row))


async def body_object(request: Request):
    if int(request.headers.get("content-length") or 0) > BODY_MAX:
        raise Failure(413, "The body is too large")
    try:
        value = orjson.loads(await request.body() or b"{}")
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict):
        raise Failure(400, "The body must be a JSON object")
    return value


@app.post("/api/ratings/movie/{movie}")
async def rate(movie: str, request: Request, user=Depends(caller), body: dict = Depends(body_object)):
    rating = body.get("rating")
    if type(rating) is not int or not 1 <= rating <= 10:
        raise Failure(400, "rating must be a whole number from 1 to 10")
    stored = await request.app.state.pool.fetchval(
        "INSERT INTO ratings (user_id, movie_id, rating, source) SELECT $1, id, $3, 'manual' FROM movies WHERE id = $2"
        " ON CONFLICT (user_id, movie_id) DO UPDATE SET rating = excluded.rating, source = excluded.source,"
        " updated_at = excluded.updated_at RETURNING rating", user["id"], number(movie, "Movie"), rating)
    if stored is None:
        raise Failure(404, NOT_FOUND)
    return reply({"success": True, "rating": stored})


# Statistics and jobs


def last_months(now):
    """The first day of each of the last twelve months, oldest first."""
    place = now.year * 12 + now.month - 1
    return [datetime(month // 12, month % 12 + 1, 1, tzinfo=timezone.utc) for month in range(place - 11, place + 1)]


@app.get("/api/users/{user_id}/watch-stats")
async def watch_statistics(user_id: str, request: Request, user=Depends(caller)):
    wanted = number(user_id, "User")
    if wanted != user["id"] and not user["is_admin"]:
        raise Failure(403, "Forbidden")
    months = last_months(datetime.now(timezone.utc))
    found = orjson.loads(await request.app.state.pool.fetchval(STATISTICS, wanted, months[0]))
    listed = sum(genre["count"] for genre in found["genreDistribution"])
    for genre in found["genreDistribution"]:
        genre["percentage"] = (200 * genre["count"] + listed) // (2 * listed)
    counts = {month["month"]: month for month in found.pop("months")}
    nothing = {"movies": 0, "episodes": 0}
    found["watchTimeline"] = [
        {"month": month.strftime("%b %Y")} | {name: counts.get(month.strftime("%Y-%m"), nothing)[name] for name in nothing}
        for month in months]
    return reply(found)


@app.get("/api/jobs")
async def jobs(request: Request, user=Depends(admin)):
    rows = await request.app.state.pool.fetch(
        "SELECT j.name, j.description, j.cron, j.schedule, r.id::text AS run, r.status, r.started_at, r.completed_at,"
        " r.duration_ms, r.items_processed, r.items_total, r.error_message FROM jobs j LEFT JOIN LATERAL"
        " (SELECT * FROM job_runs WHERE job_name = j.name ORDER BY started_at DESC LIMIT 1) r ON true ORDER BY j.place")
    return reply({"jobs": [job(row) for row in rows]})


def job(row):
    last = row["run"] and {
        "id": row["run"], "status": row["status"], "startedAt": row["started_at"], "completedAt": row["completed_at"],
        "durationMs": row["duration_ms"], "itemsProcessed": row["items_processed"], "itemsTotal": row["items_total"],
        "errorMessage": row["error_message"]}
    return {"name": row["name"], "description": row["description"], "cron": row["cron"], "status": "idle",
            "progress": None, "schedule": row["schedule"], "lastRun": last}
