"""The measured part of StashHog's interface as a Python programmer would write it for production: FastAPI on uvicorn
with uvloop and httptools, SQLite in WAL mode, orjson. It makes the same checks and gives the same answers.

Reads run on the event loop, because a hop to a thread costs more than most of them do. Statements are prepared once for
each connection, and values that are JSON in the database are put into answers as they are.

Usage: PEER_DATABASE=FILE uvicorn peer:app
"""

import orjson
from fastapi import FastAPI, HTTPException, Request, Response

from peer_database import caseless, database, moment

PAGE_MAX = 100
ORDERS = {"title": "title_key", "created_date": "created", "scene_date": "day", "organized": "organized", "id": "id",
          "studio": "studio_key", "duration": "duration", "size": "size", "rating100": "rating"}
app = FastAPI(openapi_url=None)


def reply(value):
    return Response(orjson.dumps(value), media_type="application/json")


def number(request, name, standard, most):
    text = request.query_params.get(name)
    if text is None:
        return standard
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise HTTPException(422)
    return int(text)


def condition(request):
    conditions, values = ["1"], []
    query = request.query_params
    if text := query.get("search", "").strip():
        conditions.append("id IN (SELECT id FROM scene_texts WHERE instr(search, ?))")
        values.append(caseless(text))
    if studio := query.get("studio_id"):
        conditions.append("studio = ?")
        values.append(int(studio))
    for kind in ("performer", "tag"):
        ids = [int(word) for text in query.getlist(kind + "_ids") for word in text.split(",")]
        if ids:
            conditions.append(f"id IN (SELECT scene FROM links WHERE kind = '{kind}' AND entity IN"
                              f" ({','.join('?' * len(ids))}))")
            values += ids
    if (organized := query.get("organized")) is not None:
        conditions.append("organized = ?")
        values.append(organized == "true")
    for name, sign in (("date_from", ">="), ("date_to", "<=")):
        if day := query.get(name):
            conditions.append(f"day {sign} ?")
            values.append(day)
    return " AND ".join(conditions), values


@app.get("/api/v1/scenes")
async def scenes(request: Request):
    page, size = number(request, "page", 1, 2**31 - 1), number(request, "per_page", 50, PAGE_MAX)
    order = ORDERS.get(request.query_params.get("sort_by"), "created")
    direction = "DESC" if request.query_params.get("sort_order") == "desc" else "ASC"
    where, values = condition(request)
    link = database()
    total = link.execute(f"SELECT COUNT(*) FROM scenes WHERE {where}", values).fetchone()[0]
    ids = [row[0] for row in link.execute(
        f"SELECT id FROM scenes WHERE {where} ORDER BY {order} {direction} NULLS LAST, id LIMIT ? OFFSET ?",
        (*values, size, (page - 1) * size))]
    return reply({"items": rows(link, ids), "page": page, "pages": -(-total // size), "per_page": size, "total": total})


def rows(link, ids):
    if not ids:
        return []
    marks = ",".join("?" * len(ids))
    names = {scene: {"performer": [], "tag": []} for scene in ids}
    for scene, kind, entity, name in link.execute(
            "SELECT l.scene, l.kind, e.id, e.name FROM links l JOIN entities e ON e.kind = l.kind AND e.id = l.entity"
            f" WHERE l.scene IN ({marks}) ORDER BY e.name_key, e.id", ids):
        names[scene][kind].append({"id": str(entity), "name": name})
    found = {row[0]: item(row, names[row[0]]) for row in link.execute(
        "SELECT s.id, t.title, t.details, t.files, s.created, s.day, s.organized, s.rating, s.studio, e.name,"
        " s.updated_at, s.synced_at FROM scenes s JOIN scene_texts t ON t.id = s.id LEFT JOIN entities e"
        f" ON e.kind = 'studio' AND e.id = s.studio WHERE s.id IN ({marks})", ids)}
    return [found[scene] for scene in ids]


def item(row, names):
    scene, title, details, files, created, day, organized, rating, studio, name, updated, synced = row
    files, created, day = orjson.loads(files), moment(created), day and day + "T00:00:00"
    first = files[0] if files else {}
    return {
        "analyzed": True, "bitrate": first.get("bit_rate"), "created_date": created, "details": details or None,
        "duration": first.get("duration"), "file_path": first.get("path"), "files": files,
        "framerate": first.get("frame_rate"), "height": first.get("height"), "id": str(scene), "last_synced": synced,
        "organized": bool(organized), "paths": [file["path"] for file in files], "performers": names["performer"],
        "rating100": rating, "scene_date": day, "size": first.get("size"), "stash_created_at": created,
        "stash_date": day, "stash_updated_at": updated, "studio": studio and {"id": str(studio), "name": name},
        "tags": names["tag"], "title": title, "video_codec": first.get("video_codec"), "width": first.get("width")}


@app.get("/api/v1/entities/{kind}")
async def entities(kind: str):
    if kind not in ("performers", "tags", "studios"):
        raise HTTPException(404)
    count = ("SELECT COUNT(*) FROM scenes WHERE studio = e.id" if kind == "studios" else
             "SELECT COUNT(*) FROM links WHERE kind = e.kind AND entity = e.id")
    found = database().execute(
        f"SELECT e.id, e.name, ({count}) FROM entities e WHERE e.kind = ? ORDER BY e.name_key, e.id", (kind[:-1],))
    return reply([{"id": str(entity), "name": name, "scene_count": scenes} for entity, name, scenes in found])


@app.get("/api/v1/analysis/plans/{plan}")
async def plan(plan: int):
    link = database()
    if (row := link.execute("SELECT plan FROM plans WHERE id = ?", (plan,)).fetchone()) is None:
        raise HTTPException(404)
    changes = {}
    for change in link.execute(
            "SELECT subject, id, field, action, current_value, proposed_value, confidence, reason, note, status"
            " FROM changes WHERE plan = ? ORDER BY subject, field, id", (plan,)):
        subject, number, field, action, current, proposed, confidence, reason, note, status = change
        changes.setdefault(subject, []).append({
            "action": action, "applied": status == "applied", "confidence": confidence,
            "current_value": orjson.Fragment(current), "field": field, "id": number, "note": note,
            "proposed_value": orjson.Fragment(proposed), "reason": reason, "rejected": status == "rejected",
            "status": status})
    subjects = link.execute("SELECT id, scene, title, path FROM subjects WHERE plan = ? ORDER BY id", (plan,))
    return reply(orjson.loads(row[0]) | {"scenes": [
        {"changes": changes.get(subject, []), "scene_id": scene, "scene_path": path, "scene_title": title}
        for subject, scene, title, path in subjects]})
