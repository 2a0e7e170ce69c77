"""Gives the peer the jobs that a running Kinothek lists, and the runs that both have behind them.

Usage: peer_jobs.py URL ANSWER NOW    ANSWER is a file with what `GET /api/jobs` of Kinothek says
"""

import asyncio
import json
import sys
from datetime import datetime, timezone

import asyncpg

import data
import peer_database


async def main(url, answer, now):
    with open(answer, encoding="utf-8") as file:
        listed = json.load(file)["jobs"]
    known = {job["name"] for job in listed}
    link = await asyncpg.connect(url)
    await peer_database.copy(link, "jobs", [
        {"name": job["name"], "place": place, "description": job["description"], "cron": job["cron"],
         "schedule": job["schedule"] and json.dumps(job["schedule"])} for place, job in enumerate(listed)])
    await peer_database.copy(link, "job_runs", [
        {"job_name": run.job, "status": "failed" if run.error else "completed", "started_at": moment(run.started_at),
         "completed_at": moment(run.completed_at), "duration_ms": (run.completed_at - run.started_at) * 1000,
         "items_processed": run.items, "items_total": run.items, "error_message": run.error}
        for run in data.runs(int(now)) if run.job in known])
    await link.execute("VACUUM (ANALYZE)")
    await link.close()


def moment(second):
    return datetime.fromtimestamp(second, timezone.utc)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
