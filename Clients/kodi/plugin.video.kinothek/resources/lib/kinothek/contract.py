"""The server's interface: one method per endpoint that the add-on uses, with Python values on both sides."""
import re
from collections import namedtuple
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from .errors import NotUnderstood, Refused, ServerTooOld

# What uploads accept, and the narrower form that v1 accepts.
IMDB_ID = re.compile(r"tt[0-9]{1,10}", re.ASCII)
V1_IMDB_ID = re.compile(r"tt[0-9]{7,8}", re.ASCII)

LIBRARY_FILMS_MAX = 10000
IDS_PAGE_SIZE = 1000
V1_BATCH_MAX = 5000
FILMS_PAGE_SIZE = 500
FILM_NOT_FOUND = "FILM_NOT_FOUND"
FACETS = ("plot", "mood", "themes", "genre")

Pairing = namedtuple("Pairing", "api_key server_url user_email")
Version = namedtuple("Version", "etag item_count")
IdsPage = namedtuple("IdsPage", "etag ids has_next")
Change = namedtuple("Change", "etag item_count changed")
Upload = namedtuple("Upload", "upload_id max_chunk")
UploadStatus = namedtuple("UploadStatus", "status chunks")
Commit = namedtuple("Commit", "film_count accepted removed")
Hit = namedtuple("Hit", "imdb_id score")
FilmsPage = namedtuple("FilmsPage", "films next_cursor")
ServerFilm = namedtuple(
    "ServerFilm", "id title original_title year imdb_id tmdb_id overview genres directors certificate rating seconds "
    "poster_url backdrop_url resume_seconds is_watched")
Stream = namedtuple("Stream", "content_type duration_seconds resume_seconds subtitles parts")
Part = namedtuple("Part", "address seconds")
Verdict = namedtuple("Verdict", "is_to_stop message")


class Kinothek:
    """A Kinothek server as seen through a transport."""

    def __init__(self, transport):
        self._transport = transport

    def exchange(self, pairing_code):
        body = self._send("POST", "/pairing-code/exchange", {"pairing_code": pairing_code})
        with _understood():
            return Pairing(_text(body["api_key"]), _text(body["server_url"]), _text(body.get("user_email", "")))

    def test(self):
        """The account's e-mail address."""
        body = self._send("GET", "/kodi/test")
        with _understood():
            return _text(body["user"]["email"])

    def library_version(self, known_etag=None):
        """None when the list is still the one of `known_etag`."""
        headers = {"If-None-Match": '"%s"' % known_etag} if known_etag else None
        answer = self._transport.send("GET", "/v1/library/version", None, headers)
        if known_etag and answer.status == 304:
            return None
        with _understood():
            return Version(_text(answer.body["etag"]), int(answer.body["item_count"]))

    def library_ids(self, page):
        query = urlencode({"page": page, "page_size": IDS_PAGE_SIZE})
        body = self._send("GET", "/v1/library/ids?" + query)
        with _understood():
            ids = [_text(imdb_id) for imdb_id in body["imdb_ids"]]
            return IdsPage(_text(body["etag"]), ids, bool(body["pagination"]["has_next"]))

    def add(self, imdb_ids, idempotency_key):
        return self._change("/v1/library/add", imdb_ids, idempotency_key, "added")

    def remove(self, imdb_ids, idempotency_key):
        return self._change("/v1/library/remove", imdb_ids, idempotency_key, "removed")

    def start_upload(self, mode, total_count):
        body = self._send(
            "POST", "/library/batch/start", {"mode": mode, "total_count": total_count, "source": "kodi"})
        with _understood():
            return Upload(_text(body["upload_id"]), int(body["max_chunk"]))

    def send_chunk(self, upload_id, chunk_index, imdb_ids, idempotency_key):
        items = [{"imdb_id": imdb_id} for imdb_id in imdb_ids]
        self._send(
            "PUT", "/library/batch/%s/chunk" % quote(upload_id, safe=""),
            {"chunk_index": chunk_index, "items": items}, {"Idempotency-Key": idempotency_key})

    def upload_status(self, upload_id):
        body = self._send("GET", "/library/batch/%s/status" % quote(upload_id, safe=""))
        with _understood():
            return UploadStatus(_text(body["status"]), {int(index) for index in body["processed_chunks"]})

    def commit(self, upload_id):
        body = self._send("POST", "/library/batch/%s/commit" % quote(upload_id, safe=""))
        with _understood():
            return Commit(
                int(body["user_movie_count"]), int(body["final_tallies"]["accepted"]), int(body["removed_count"]))

    def search(self, query, limit, mode):
        body = self._send("POST", "/kodi/search/movies", {"query": query, "limit": limit, "mode": mode})
        with _understood():
            return [_hit(entry) for entry in body["results"]]

    def similar(self, imdb_id, facets):
        """Scored when the server knows `with_scores`; older ones send ids alone, best first."""
        wanted = {"include_" + facet: facet in facets for facet in FACETS}
        body = self._send("POST", "/similar_to", {"reference_imdb_id": imdb_id, "with_scores": True, **wanted})
        with _understood():
            return [_hit(entry) for entry in body["results"]]

    def server_films(self, cursor=None):
        """One page of the films that lie on the server itself."""
        query = urlencode({"limit": FILMS_PAGE_SIZE, **({"cursor": cursor} if cursor else {})})
        with _known():
            body = self._send("GET", "/kodi/server/films?" + query)
        with _understood():
            return FilmsPage([_film(entry) for entry in body["films"]], body["next_cursor"])

    def play(self, film_id):
        """Where the film's parts stream from; there is one part nearly always."""
        with _known():
            body = self._send("POST", _film_path(film_id, "play"), {})
        with _understood():
            duration = float(body["duration_seconds"])
            parts = [Part(_text(part["stream_url"]), float(part["duration_seconds"]))
                     for part in body.get("parts") or [{**body, "duration_seconds": duration}]]
            return Stream(
                _text(body["content_type"]), duration, float(body["resume_seconds"]),
                [_text(subtitle["url"]) for subtitle in body["subtitles"]], parts)

    def progress(self, film_id, position_seconds, is_paused, is_stopped):
        body = self._send("POST", _film_path(film_id, "progress"), {
            "position_seconds": round(position_seconds, 1), "paused": is_paused, "stopped": is_stopped})
        with _understood():
            return Verdict(bool(body["stop_playback"]), body.get("message"))

    def _change(self, path, imdb_ids, idempotency_key, counted):
        body = self._send("POST", path, {"imdb_ids": imdb_ids}, {"Idempotency-Key": idempotency_key})
        with _understood():
            return Change(_text(body["etag"]), int(body["item_count"]), int(body["results"][counted]))

    def _send(self, method, path, body=None, headers=None):
        return self._transport.send(method, path, body, headers).body


def _hit(entry):
    if isinstance(entry, str):
        return Hit(entry, None)
    return Hit(_text(entry["imdb_id"]), float(entry["score"]))


def _film_path(film_id, verb):
    return "/kodi/server/films/%s/%s" % (quote(film_id, safe=""), verb)


def _film(entry):
    seconds = entry.get("duration_seconds") or (entry.get("runtime_minutes") or 0) * 60
    return ServerFilm(
        _text(entry["id"]), _text(entry["title"]), entry.get("original_title"), entry.get("year"),
        entry.get("imdb_id"), entry.get("tmdb_id"), entry.get("overview"), entry.get("genres") or [],
        entry.get("directors") or [], entry.get("certificate"), entry.get("rating"), int(seconds),
        entry.get("poster_url"), entry.get("backdrop_url"), float(entry.get("resume_seconds") or 0),
        bool(entry.get("watched")))


def _text(value):
    if not isinstance(value, str):
        raise TypeError("text expected, not %r" % (value,))
    return value


@contextmanager
def _known():
    """A path that is not there, rather than a film that is not, means a server from before this add-on."""
    try:
        yield
    except Refused as error:
        if error.status == 404 and error.code != FILM_NOT_FOUND:
            raise ServerTooOld() from error
        raise


@contextmanager
def _understood():
    """A field that is missing or of another type means that this is not the server we know."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotUnderstood(str(error)) from error
