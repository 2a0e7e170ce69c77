"""The films that lie on the server: their list, their streams, and how far they have been played."""
import re
import secrets
from pathlib import Path

from .library import Refusal

LIMIT_MAX = 500
# Who has seen no more than this begins anew, and who has seen this much has seen the film.
RESUME_SECONDS_MIN = 60
WATCHED_SHARE = 0.9


class ServerFilms:
    def __init__(self):
        self._films = {}
        self._files = {}
        self._cursors = {}
        self._streams = {}
        # What came in: (film's id, body).
        self.reports = []
        # The answer to the next reports.
        self.stop_message = None

    def add(self, title, year, seconds=6000, files=(), subtitles=(), **more):
        """A film; every file is one part of it, and has its length beside it: (path, seconds)."""
        film_id = str(len(self._films) + 1)
        self._films[film_id] = {
            "id": film_id, "title": title, "original_title": None, "year": year, "imdb_id": None, "tmdb_id": None,
            "overview": None, "genres": [], "directors": [], "certificate": None, "rating": None,
            "runtime_minutes": None, "duration_seconds": seconds, "poster_url": None, "backdrop_url": None,
            "resume_seconds": 0, "watched": False, **more}
        self._files[film_id] = {"parts": list(files), "subtitles": list(subtitles)}
        return film_id

    def film(self, film_id):
        if film_id not in self._films:
            raise Refusal(404, "This film is not on the server", "FILM_NOT_FOUND")
        return self._films[film_id]

    def forget_cursors(self):
        self._cursors.clear()

    def page(self, limit, cursor):
        if not 1 <= limit <= LIMIT_MAX:
            raise Refusal(400, "limit must be between 1 and 500")
        if cursor is not None and cursor not in self._cursors:
            raise Refusal(400, "Unknown cursor")
        start = self._cursors.get(cursor, 0)
        films = sorted(self._films.values(), key=lambda film: film["title"])
        page, following = films[start:start + limit], None
        if start + limit < len(films):
            following = secrets.token_hex(8)
            self._cursors[following] = start + limit
        return {"success": True, "total": len(films), "next_cursor": following, "films": page}

    def play(self, film_id, address):
        film, files = self.film(film_id), self._files[film_id]
        parts = [{"stream_url": self.sign(address, path), "duration_seconds": seconds}
                 for path, seconds in files["parts"] or [(Path("film.mkv"), film["duration_seconds"])]]
        answer = {
            "success": True, "stream_url": parts[0]["stream_url"], "content_type": "video/x-matroska",
            "duration_seconds": film["duration_seconds"], "resume_seconds": film["resume_seconds"],
            "subtitles": [
                {"url": self.sign(address, path), "language": "en", "label": "English", "forced": False}
                for path in files["subtitles"]]}
        return {**answer, "parts": parts} if len(parts) > 1 else answer

    def progress(self, film_id, body):
        film, position = self.film(film_id), body.get("position_seconds")
        if isinstance(position, bool) or not isinstance(position, (int, float)) or position < 0:
            raise Refusal(400, "position_seconds must be a number of at least 0")
        self.reports.append((film_id, body))
        is_at_end = position > film["duration_seconds"] * WATCHED_SHARE
        film["watched"] = film["watched"] or is_at_end
        film["resume_seconds"] = int(position) if position > RESUME_SECONDS_MIN and not is_at_end else 0
        message, self.stop_message = self.stop_message, None
        return {"success": True, "stop_playback": message is not None, "message": message}

    def stream(self, token, wanted):
        """Status, content and headers of a file, or of the range of it that is `wanted`."""
        if token not in self._streams:
            raise Refusal(403, "This address is not valid any more")
        content = self._streams[token].read_bytes()
        match = re.fullmatch(r"bytes=([0-9]+)-([0-9]*)", wanted or "")
        if not match:
            return 200, content, {"Accept-Ranges": "bytes"}
        start, end = int(match[1]), min(int(match[2] or len(content)), len(content) - 1)
        if start > end:
            return 416, b"", {"Content-Range": "bytes */%d" % len(content)}
        return 206, content[start:end + 1], {"Content-Range": "bytes %d-%d/%d" % (start, end, len(content))}

    def sign(self, address, path):
        """An address under which a file can be read without a key."""
        token = secrets.token_hex(8)
        self._streams[token] = Path(path)
        return "%s/stream/%s/%s" % (address, token, Path(path).name.replace(" ", "%20"))
