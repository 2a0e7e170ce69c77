"""Adds to a loaded Kinothek what no command can load: episodes, plays, favourites, ratings and ended jobs.

Usage: fill.py FILE-OR-URL TITLES NOW    the accounts are there, in the order of the household's users; no server runs
"""

import asyncio
import sys
import uuid

import data
import databases

DAY = 86_400_000


async def add_episodes(database, catalogue, now):
    """Returns the ids of all titles by what the household calls them."""
    ids = {row[0]: row[1] for row in await database.rows("SELECT imdb_id, id FROM title WHERE imdb_id IS NOT NULL")}
    last, version = tuple((await database.rows(
        "SELECT MAX(id), (SELECT version FROM area_version WHERE area = 'titles') FROM title"))[0])
    titles, episodes = [], []
    for title in catalogue:
        for episode in data.episodes(title) if title["kind"] == "series" else []:
            last, version = last + 1, version + 1
            ids[episode.key] = last
            titles.append((last, str(uuid.UUID(int=last)), episode.title, episode.runtime, episode.title.lower(),
                           version, now, now))
            episodes.append((last, ids[episode.series], episode.season, episode.number))
    await database.insert(
        "INSERT INTO title (id, uuid, kind, state, title, runtime_minutes, countries, languages, provenance, match_key,"
        " revision, added_at, changed_at)"
        " VALUES (?, ?, 'episode', 'known', ?, ?, '[]', '[]', '{\"locked\":[],\"sources\":{}}', ?, ?, ?, ?)", titles)
    await database.insert("INSERT INTO episode (title_id, series_id, season, number) VALUES (?, ?, ?, ?)", episodes)
    await database.rows("UPDATE area_version SET version = ? WHERE area = 'titles'", version)
    if isinstance(database, databases.Postgres):
        await database.rows("SELECT setval(pg_get_serial_sequence('title', 'id')::regclass, ?)", last)
    return ids


async def add_household(database, household, ids, now):
    users = [row[0] for row in await database.rows("SELECT id FROM app_user ORDER BY id")]
    await database.insert(
        "INSERT INTO profile (user_id, name, skips_intro, skips_credits, plays_next, created_at)"
        " VALUES (?, 'Standard', 0, 0, 0, ?)", [(user, now) for user in users])
    profiles = [row[0] for row in await database.rows("SELECT id FROM profile ORDER BY user_id")]
    await database.insert(
        "INSERT INTO watch_event (profile_id, title_id, watched_at, source) VALUES (?, ?, ?, 'playback')",
        [(profiles[user], ids[key], second * 1000) for user, key, second in household.plays])
    await database.insert(
        "INSERT INTO watch_list (profile_id, title_id, added_at) VALUES (?, ?, ?)",
        [(profiles[data.WATCHER], ids[key], now) for key in household.favourites])
    await database.insert(
        "INSERT INTO rating (uuid, user_id, title_id, kind, imdb_id, value, source, rated_at, created_at, updated_at)"
        " VALUES (?, ?, ?, 'movie', ?, ?, 'manual', ?, ?, ?)",
        [(str(uuid.UUID(int=place)), users[user], ids[key], key, value, now - DAY, now - DAY, now - DAY)
         for place, (user, key, value) in enumerate(household.ratings)])


async def add_runs(database, now):
    rows = []
    for run in data.runs(now):
        start, end = run.started_at * 1000, run.completed_at * 1000
        state = "succeeded" if run.error is None else "failed"
        rows.append((run.job, state, run.items, run.items, run.error, start, start, start, end))
    await database.insert(
        "INSERT INTO job (name, parameters, state, attempt, done, total, message, failure, is_cancel_requested,"
        " created_at, run_at, started_at, finished_at) VALUES (?, '{}', ?, 1, ?, ?, '', ?, 0, ?, ?, ?, ?)", rows)


async def main(address, titles, now):
    catalogue, now = data.read(titles), int(now)
    database = await databases.connect(address)
    ids = await add_episodes(database, catalogue, now * 1000)
    await add_household(database, data.household(catalogue, now), ids, now * 1000)
    await add_runs(database, now)
    await database.settle()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
