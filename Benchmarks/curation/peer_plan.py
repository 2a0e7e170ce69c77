"""Stores a plan that Kinothek answers in the peer's tables. Usage: peer_plan.py URL PLAN DATABASE"""

import json
import sys
import urllib.request

import peer_database


def main(url, plan, path):
    with urllib.request.urlopen(f"{url}/api/v1/analysis/plans/{plan}") as answer:
        found = json.load(answer)
    scenes = found.pop("scenes")
    link = peer_database.connect(path)
    with link:
        link.execute("BEGIN IMMEDIATE")
        link.execute("INSERT INTO plans VALUES (?,?)", (found["id"], json.dumps(found)))
        for number, scene in enumerate(scenes, 1):
            link.execute("INSERT INTO subjects VALUES (?,?,?,?,?)",
                         (number, found["id"], scene["scene_id"], scene["scene_title"], scene["scene_path"]))
            link.executemany(
                "INSERT INTO changes VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                [(change["id"], found["id"], number, change["field"], change["action"],
                  json.dumps(change["current_value"], ensure_ascii=False),
                  json.dumps(change["proposed_value"], ensure_ascii=False), change["confidence"], change["reason"],
                  change["note"], change["status"]) for change in scene["changes"]])
    link.execute("ANALYZE")
    link.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
