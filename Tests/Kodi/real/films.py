"""A small film library on disk: a few seconds of moving picture each, with poster and NFO file."""
import json
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

# Films of the sample catalogue that are like each other in groups.
CHOSEN = [
    "tt1375666", "tt0133093", "tt0816692",
    "tt0081505", "tt0078748", "tt0209144",
    "tt0050083", "tt0068646", "tt0110912",
    "tt0114369", "tt0102926", "tt0211915",
]
SECONDS = 8

# What lies on the server: a film with subtitles, one in two parts, and one that Kodi has as well.
# Long enough to resume in: the server lets those begin anew who have seen no more than a minute, Kodi three.
HARBOUR, HARBOUR_SECONDS = "Lonely Harbour", 600
ROOMS, ROOM_SECONDS = "Two Rooms", 90
SUBTITLES = "1\n00:00:01,000 --> 00:09:59,000\nNobody comes here.\n"


def make(folder, catalogue):
    """Makes the library in `folder`; returns the films by IMDb id."""
    lines = (json.loads(line) for line in catalogue.read_text(encoding="utf-8").splitlines() if line.strip())
    films = {film["imdb_id"]: film for film in lines if film.get("imdb_id") in CHOSEN}
    missing = set(CHOSEN) - set(films)
    if missing:
        raise SystemExit("the sample catalogue lacks %s" % ", ".join(sorted(missing)))
    picture = Path(folder) / "picture.mkv"
    _ffmpeg("-f", "lavfi", "-i", "testsrc=size=320x180:rate=10:duration=%d" % SECONDS, "-c:v", "mpeg4", picture)
    for number, film in enumerate(films.values()):
        _make_film(Path(folder), picture, film, hue=360 * number // len(films))
    picture.unlink()
    return films


def make_for_server(folder, owned_place):
    """Films for the server's own library; `owned_place` is where the film lies that Kodi has, too."""
    folder = Path(folder)
    harbour = folder / (HARBOUR + " (2019)") / (HARBOUR + " (2019).mkv")
    _moving_picture(harbour, HARBOUR_SECONDS)
    harbour.with_suffix(".en.srt").write_text(SUBTITLES, encoding="utf-8")
    _poster(harbour.with_name("poster.jpg"), HARBOUR, hue=200)
    rooms = [folder / (ROOMS + " (2018)") / ("%s (2018)-cd%d.mkv" % (ROOMS, number)) for number in (1, 2)]
    for room in rooms:
        _moving_picture(room, ROOM_SECONDS)
    shutil.copytree(owned_place.parent, folder / owned_place.parent.name)
    return {"harbour": harbour, "rooms": rooms}


def place_of(folder, film):
    name = "%s (%d)" % (film["title"].replace("/", "-").replace(":", ""), film["year"])
    return Path(folder) / name / (name + ".mkv")


def _make_film(folder, picture, film, hue):
    place = place_of(folder, film)
    place.parent.mkdir()
    place.write_bytes(picture.read_bytes())
    place.with_suffix(".nfo").write_text(_nfo(film), encoding="utf-8")
    _poster(place.with_name(place.stem + "-poster.jpg"), film["title"], hue)


def _poster(place, text, hue):
    title = place.parent / "title.txt"
    title.write_text("\n".join(text.split()), encoding="utf-8")
    _ffmpeg(
        "-f", "lavfi", "-i", "color=0x604020:size=400x600,hue=h=%d" % hue, "-frames:v", "1", "-vf",
        "drawtext=font=Serif:textfile='%s':fontsize=52:fontcolor=0xf3efe6:x=32:y=h-text_h-40:line_spacing=8"
        % str(title).replace("'", r"'\\\''"), place)
    title.unlink()


def _moving_picture(place, seconds):
    place.parent.mkdir(exist_ok=True)
    _ffmpeg(
        "-f", "lavfi", "-i", "testsrc=size=320x180:rate=10:duration=%d" % seconds,
        "-f", "lavfi", "-i", "sine=frequency=220:duration=%d" % seconds,
        "-c:v", "mpeg4", "-g", 10, "-c:a", "aac", place)


def _nfo(film):
    tags = "".join("<genre>%s</genre>" % escape(genre) for genre in film.get("genres", []))
    tags += "".join("<director>%s</director>" % escape(name) for name in film.get("directors", []))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<movie><title>%s</title><year>%d</year><plot>%s</plot>%s'
        '<uniqueid type="imdb" default="true">%s</uniqueid></movie>\n'
        % (escape(film["title"]), film["year"], escape(film.get("overview", "")), tags, film["imdb_id"]))


def _ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *map(str, arguments)], check=True)
