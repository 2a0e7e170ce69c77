"""Opens the databases of the benchmark, and makes and drops those on PostgreSQL.

Usage: databases.py create SERVER NAME    prints the new database's URL
       databases.py drop SERVER NAME
       databases.py settle URL           does what autovacuum does
"""

import asyncio
import re
import sqlite3
import sys
from urllib.parse import urlsplit, urlunsplit

import asyncpg


class SQLite:
    def __init__(self, path):
        self.link = sqlite3.connect(path, isolation_level=None)
        self.link.execute("PRAGMA foreign_keys = ON")

    async def rows(self, statement, *values):
        return self.link.execute(statement, values).fetchall()

    async def insert(self, statement, rows):
        self.link.execute("BEGIN IMMEDIATE")
        self.link.executemany(statement, rows)
        self.link.execute("COMMIT")

    async def settle(self):
        self.link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.link.close()


class Postgres:
    """Takes the same statements as `SQLite`, with question marks."""

    def __init__(self, link):
        self.link = link

    @staticmethod
    def numbered(statement):
        places = iter(range(1, 100))
        return re.sub(r"\?", lambda _: f"${next(places)}", statement)

    async def rows(self, statement, *values):
        return await self.link.fetch(self.numbered(statement), *values)

    async def insert(self, statement, rows):
        await self.link.executemany(self.numbered(statement), rows)

    async def settle(self):
        """What autovacuum does after a while; clusters for tests have none."""
        await self.link.execute("VACUUM (ANALYZE)")
        await self.link.close()


async def connect(address):
    """`address` is a file or a URL."""
    return Postgres(await asyncpg.connect(address)) if "://" in address else SQLite(address)


async def create(server, name):
    link = await asyncpg.connect(server)
    await link.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
                       " TEMPLATE template0")
    await link.close()
    print(urlunsplit(urlsplit(server)._replace(path="/" + name)))


async def drop(server, name):
    link = await asyncpg.connect(server)
    await link.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await link.close()


async def settle(url):
    await (await connect(url)).settle()


if __name__ == "__main__":
    action, *arguments = sys.argv[1:]
    asyncio.run({"create": create, "drop": drop, "settle": settle}[action](*arguments))
