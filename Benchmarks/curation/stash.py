"""A small GraphQL server with a made-up archive that answers what a sync asks, as Stash does. Prints its address.

Usage: stash.py SCENES

Rows are JSON before the first question, so that the server takes little of the time. GET /share says how much.
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from archive import Archive


class Answers:
    """The rows of each kind as JSON, with the moments of their last changes."""

    def __init__(self, count):
        archive = Archive()
        self.rows = {"Studio": [self.named(name, "aliases", "details") for name in archive.studios],
                     "Tag": [self.named(name, "aliases", "description") for name in archive.tags],
                     "Performer": [self.named(name, "alias_list", "details", disambiguation="")
                                   for name in archive.performers],
                     "Scene": [self.row(scene) for scene in archive.scenes(count)]}
        self.later = {}

    def named(self, name, aliases, details, **more):
        return self.row({"id": name.id, "name": name.name, aliases: name.aliases, details: "",
                         "ignore_auto_tag": False, "updated_at": self.moment(int(name.id))} | more)

    @staticmethod
    def moment(number):
        """Hours apart, so that few are asked for again."""
        days, hours = divmod(number * 7, 24)
        return f"{2010 + days // 336}-{days // 28 % 12 + 1:02}-{days % 28 + 1:02}T{hours:02}:00:00+01:00"

    @staticmethod
    def row(row):
        return row["id"], row["updated_at"], json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()

    def matching(self, kind, where):
        """Moments are compared as texts, as Stash's database does."""
        if not where:
            return self.rows[kind]
        since = where["updated_at"]["value"]
        if (kind, since) not in self.later:
            self.later[kind, since] = [row for row in self.rows[kind] if row[1] > since]
        return self.later[kind, since]

    def of(self, operation, variables):
        name = operation.removeprefix("Kinothek")
        if name.startswith("Count"):
            kind = name.removeprefix("Count").removesuffix("s")
            return self.list(kind, len(self.matching(kind, variables.get("where"))))
        for kind in self.rows:
            if name in (f"{kind}Page", f"{kind}Ids"):
                rows = self.matching(kind, variables.get("where"))
                start = (variables["page"] - 1) * variables["size"]
                page = rows[start:start + variables["size"]]
                if name.endswith("Page"):
                    return self.list(kind, len(rows), b",".join(row[2] for row in page))
                stamps = [{"id": row[0], "updated_at": row[1]} for row in page]
                return self.list(kind, len(rows), json.dumps(stamps).encode()[1:-1])
        return b'{"data":null,"errors":[{"message":"This operation is not known."}]}'

    @staticmethod
    def list(kind, count, rows=None):
        members = b"" if rows is None else b',"%ss":[%s]' % (kind.lower().encode(), rows)
        return b'{"data":{"find%ss":{"count":%d%s}}}' % (kind.encode(), count, members)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave in two writes, which Nagle's algorithm would hold back for 40 ms.
    disable_nagle_algorithm = True
    answers = None

    def do_GET(self):
        self.reply(json.dumps({"processorSeconds": time.process_time()}).encode())

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.reply(self.answers.of(question["operationName"], question["variables"]))

    def reply(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    Handler.answers = Answers(int(sys.argv[1]))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
