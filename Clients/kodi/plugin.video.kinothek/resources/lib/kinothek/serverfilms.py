"""The films that lie on the server itself, described as Kodi describes the films of its own library."""
from .errors import NotUnderstood, Refused

# The server may forget where a page begins when its films change; then reading begins anew, this often.
READS_MAX = 3
PAGES_MAX = 200


def read_all(server):
    """All films in the server's order."""
    for _ in range(READS_MAX):
        films = _read_pages(server)
        if films is not None:
            return films
    raise NotUnderstood("the list changes faster than it can be read")


def details(film, address):
    """What `listing.film` shows of a film that plays from `address`."""
    ids = {"imdb": film.imdb_id, "tmdb": str(film.tmdb_id or "")}
    art = {"poster": film.poster_url, "thumb": film.poster_url, "fanart": film.backdrop_url}
    return {
        "title": film.title, "originaltitle": film.original_title or "", "year": film.year or 0,
        "plot": film.overview or "", "genre": film.genres, "director": film.directors,
        "mpaa": film.certificate or "", "rating": float(film.rating or 0), "runtime": film.seconds,
        "playcount": int(film.is_watched), "resume": resume(film.resume_seconds, film.seconds),
        "art": {kind: picture for kind, picture in art.items() if picture},
        "uniqueid": {kind: number for kind, number in ids.items() if number}, "file": address}


def resume(position, total):
    """Kodi takes a point without a length for none at all, and then shows its own memory instead of the server's."""
    return {"position": position, "total": max(total, position + 1)}


def _read_pages(server):
    """All pages, each film once; None when the server has lost the place meanwhile."""
    found, cursor = {}, None
    for _ in range(PAGES_MAX):
        try:
            page = server.server_films(cursor)
        except Refused as error:
            if cursor and error.status == 400:
                return None
            raise
        for film in page.films:
            found.setdefault(film.id, film)
        cursor = page.next_cursor
        if not cursor:
            break
    return list(found.values())
