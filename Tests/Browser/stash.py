"""A small archive that answers the operations of the server as Stash does, by their names."""

import json
import threading
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "the-key-of-the-archive"
BEGINNING = datetime(2026, 2, 1, 8, tzinfo=timezone.utc)
KINDS = {"studios": "studio", "tags": "tag", "performers": "performer"}


class Stash:
    """Started with `Stash()`, ended with `close()`. What it holds may be changed by tests."""

    def __init__(self, scenes: int):
        self.lock = threading.Lock()
        self.moment = BEGINNING
        self.go_on = threading.Event()
        self.go_on.set()
        self.studios = self.named(["Dockside", "Pier Pictures"])
        self.tags = self.named(["Outdoor", "HD", "Fireworks", "Full HD"])
        self.performers = self.named(["Ada North", "Ben South"])
        self.scenes = {str(number): self.make_scene(number) for number in range(1, scenes + 1)}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.go_on.set()
        self.server.shutdown()

    def stamp(self) -> str:
        """Now, a second later than the last time."""
        self.moment += timedelta(seconds=1)
        return self.moment.isoformat()

    def named(self, names: list[str]) -> dict:
        return {str(number): self.make_name(str(number), name) for number, name in enumerate(names, 1)}

    def make_name(self, number: str, name: str) -> dict:
        return {
            "id": number, "name": name, "aliases": [], "alias_list": [], "details": None, "description": None,
            "disambiguation": None, "ignore_auto_tag": False, "scene_count": 0, "updated_at": self.stamp(),
        }

    def make_scene(self, number: int) -> dict:
        moment = self.stamp()
        return {
            "id": str(number), "title": f"Harbour {number}", "code": None, "director": None, "urls": [],
            "details": f"<p>Boats &amp; <b>gulls</b>, take {number}.</p>" if number % 2 else None,
            "date": "2025-07-04" if number % 3 else None, "rating100": None, "organized": False,
            "created_at": moment, "updated_at": moment, "studio": None, "performers": [], "tags": ["1"],
            "files": [{
                "path": f"/archive/Dockside/Ada North/harbour {number} fireworks.mp4", "size": 5_000_000_000 + number,
                "duration": 754.5, "width": 1920, "height": 1080, "frame_rate": 25.0, "bit_rate": 8_000_000,
                "format": "mp4", "video_codec": "h264", "audio_codec": "aac",
                "fingerprints": [{"type": "oshash", "value": f"{number:016x}"}],
            }],
        }

    def edit(self, number: str, **members):
        """As somebody does in Stash."""
        with self.lock:
            self.scenes[number].update(members, updated_at=self.stamp())

    def tags_of(self, number: str) -> list[str]:
        return sorted(self.tags[tag]["name"] for tag in self.scenes[number]["tags"])

    def content(self) -> dict:
        """Everything that people see of the scenes."""
        return {number: {name: value for name, value in scene.items() if name != "updated_at"}
                for number, scene in json.loads(json.dumps(self.scenes)).items()}

    def shown(self, scene: dict) -> dict:
        def names(kind, ids):
            return [{"id": number, "name": getattr(self, kind)[number]["name"]} for number in ids]

        studio = names("studios", [scene["studio"]])[0] if scene["studio"] else None
        return dict(scene, studio=studio, performers=names("performers", scene["performers"]),
                    tags=names("tags", scene["tags"]))

    def rows(self, kind: str) -> list[dict]:
        if kind == "scenes":
            return [self.shown(scene) for scene in self.scenes.values()]
        return list(getattr(self, kind).values())

    def answer(self, operation: str, variables: dict) -> dict:
        name = operation.removeprefix("Kinothek")
        if name in ("Status", "Probe"):
            return {"version": {"version": "v0.30.0"}, "systemStatus": {"status": "OK"}, "stats": {
                "scene_count": len(self.scenes), "performer_count": len(self.performers), "tag_count": len(self.tags),
                "studio_count": len(self.studios)}}
        if name == "Scene":
            scene = self.scenes.get(variables["id"])
            return {"findScene": scene and self.shown(scene)}
        if name == "SceneUpdate":
            return {"sceneUpdate": self.update(variables["input"])}
        if name == "SceneAddRelations":
            return {"bulkSceneUpdate": [self.relate(number, variables) for number in variables["ids"]]}
        if name == "TagDestroy":
            del self.tags[variables["input"]["id"]]
            for scene in self.scenes.values():
                scene["tags"] = [tag for tag in scene["tags"] if tag != variables["input"]["id"]]
            return {"tagDestroy": True}
        for kind, single in [*KINDS.items(), ("scenes", "scene")]:
            title = single.capitalize()
            if name in (f"{title}Page", f"{title}Ids"):
                return {f"find{title}s": self.page(kind, variables)}
            if name == f"Count{title}s":
                return {f"find{title}s": {"count": len(self.since(kind, variables))}}
            if name == f"{title}ByName":
                wanted = variables["name"].lower()
                return {f"find{title}s": {kind: [row for row in self.rows(kind) if row["name"].lower() == wanted]}}
            if name == f"{title}Create":
                return {f"{single}Create": self.create(kind, variables["input"]["name"])}
        raise KeyError(operation)

    def since(self, kind: str, variables: dict) -> list[dict]:
        """Moments are compared as texts, as Stash does."""
        moment = ((variables.get("where") or {}).get("updated_at") or {}).get("value", "")
        return [row for row in self.rows(kind) if row["updated_at"] > moment]

    def page(self, kind: str, variables: dict) -> dict:
        rows = sorted(self.since(kind, variables), key=lambda row: int(row["id"]))
        first = (variables["page"] - 1) * variables["size"]
        return {"count": len(rows), kind: rows[first:first + variables["size"]]}

    def update(self, given: dict) -> dict:
        scene = self.scenes[given["id"]]
        for name, value in given.items():
            if name == "studio_id":
                scene["studio"] = value
            elif name != "id":
                scene[name] = value
        scene["updated_at"] = self.stamp()
        return {"id": scene["id"], "updated_at": scene["updated_at"]}

    def relate(self, number: str, variables: dict) -> dict:
        scene = self.scenes[number]
        for kind in ["tags", "performers"]:
            if change := variables.get(kind):
                kept = [one for one in scene[kind] if one not in change["ids"]]
                scene[kind] = kept + (change["ids"] if change["mode"] == "ADD" else [])
        scene["updated_at"] = self.stamp()
        return {"id": number, "updated_at": scene["updated_at"]}

    def create(self, kind: str, name: str) -> dict:
        rows = getattr(self, kind)
        number = str(max(map(int, rows), default=0) + 1)
        rows[number] = self.make_name(number, name)
        return rows[number]

    def handler(self):
        stash = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if self.headers.get("ApiKey") != KEY:
                    return self.reply(401, b"")
                if asked["operationName"] == "KinothekSceneAddRelations":
                    stash.go_on.wait()
                with stash.lock:
                    try:
                        data = stash.answer(asked["operationName"], asked.get("variables") or {})
                        body = {"data": data}
                    except KeyError as missing:
                        body = {"data": None, "errors": [{"message": f"not found: {missing}", "path": []}]}
                return self.reply(200, json.dumps(body).encode())

            def reply(self, status, body):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        return Handler
