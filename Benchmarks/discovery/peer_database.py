"""Makes the peer's database out of the same data.

Usage: peer_database.py URL TITLES NOW    prints a key for each user
"""

import asyncio
import hashlib
import json
import random
import secrets
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import asyncpg

import data
import fill


def work_columns(title, now):
    """What films and series share."""
    return {"title": title["title"], "genres": title["genres"], "runtime_minutes": title["runtime_minutes"],
            "directors": title["directors"], "actors": json.dumps([{"name": name} for name in title["cast"]]),
            "imdb_id": title["imdb_id"]}


def film_columns(title, now):
    return work_columns(title, now) | {
        "year": title["year"], "overview": title["overview"], "tagline": title["tagline"],
        "content_rating": title["content_rating"], "community_rating": title["vote_average"],
        "poster_url": f"/images{title['poster_path']}", "studios": title["studios"], "tmdb_id": str(title["tmdb_id"]),
        "created_at": now, "updated_at": now}


async def copy(link, table, rows):
    """Rows are dictionaries of the same columns."""
    await link.copy_records_to_table(table, columns=list(rows[0]), records=[tuple(row.values()) for row in rows])


async def add_catalogue(link, catalogue, now):
    """Returns the ids of films, series and episodes by what the household calls them."""
    films = [title for title in catalogue if title["kind"] == "movie"]
    series = [title for title in catalogue if title["kind"] == "series"]
    await copy(link, "movies", [film_columns(title, now) for title in films])
    await copy(link, "series", [work_columns(title, now) | {"network": title["studios"][0]} for title in series])
    ids = {"movies": {}, "series": {}, "episodes": {}}
    for table in ("movies", "series"):
        ids[table] = {row[0]: row[1] for row in await link.fetch(f"SELECT imdb_id, id FROM {table}")}
    parts = [episode for title in series for episode in data.episodes(title)]
    await copy(link, "episodes", [
        {"id": place, "series_id": ids["series"][part.series], "season_number": part.season,
         "episode_number": part.number, "title": part.title, "runtime_minutes": part.runtime}
        for place, part in enumerate(parts, 1)])
    ids["episodes"] = {part.key: place for place, part in enumerate(parts, 1)}
    return ids


async def add_users(link):
    for number in range(data.USERS):
        key = secrets.token_hex(32)
        user = await link.fetchval("INSERT INTO users (email, is_admin) VALUES ($1, $2) RETURNING id",
                                   f"user{number}@example.org", number == 0)
        await link.execute("INSERT INTO api_keys (digest, user_id) VALUES ($1, $2)",
                           hashlib.sha256(key.encode()).digest(), user)
        print(key)


async def add_household(link, household, ids, now):
    """Users have ids from 1."""
    await copy(link, "plays", [
        {"user_id": user + 1, "movie_id": ids["movies"].get(key), "episode_id": ids["episodes"].get(key),
         "watched_at": datetime.fromtimestamp(second, timezone.utc)} for user, key, second in household.plays])
    await copy(link, "favourites", [
        {"user_id": data.WATCHER + 1, "movie_id": ids["movies"].get(key), "series_id": ids["series"].get(key)}
        for key in household.favourites])
    await copy(link, "ratings", [
        {"user_id": user + 1, "movie_id": ids["movies"][key], "rating": value, "source": "manual", "created_at": now,
         "updated_at": now} for user, key, value in household.ratings])


async def main(url, titles, now):
    catalogue, second = data.read(titles), int(now)
    now = datetime.fromtimestamp(second, timezone.utc)
    link = await asyncpg.connect(url)
    await link.execute(Path(__file__).with_name("peer.sql").read_text())
    ids = await add_catalogue(link, catalogue, now)
    await add_users(link)
    await add_household(link, data.household(catalogue, second), ids, now)
    await link.execute("VACUUM (ANALYZE)")
    await link.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
