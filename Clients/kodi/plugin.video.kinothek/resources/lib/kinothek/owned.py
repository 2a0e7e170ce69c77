"""Whether Kodi's library has a film that the server has."""
import re
import unicodedata
from collections import namedtuple

from .library import imdb_id_of

Ids = namedtuple("Ids", "imdb tmdb")


class OwnedFilms:
    """Compares by ids. Title and year decide between films that have no kind of id in common."""

    def __init__(self, films):
        """`films` as Kodi describes them, with at least ids, titles and years."""
        self._imdb, self._tmdb, self._titles = set(), set(), {}
        for film in films:
            ids = Ids(imdb_id_of(film), film.get("uniqueid", {}).get("tmdb"))
            self._imdb.add(ids.imdb)
            self._tmdb.add(ids.tmdb)
            for title in _titles(film.get("title"), film.get("originaltitle")):
                self._titles.setdefault((title, film.get("year")), set()).add(ids)

    def __contains__(self, film):
        """`film` as the server describes it."""
        ids = Ids(film.imdb_id, str(film.tmdb_id) if film.tmdb_id else None)
        if (ids.imdb and ids.imdb in self._imdb) or (ids.tmdb and ids.tmdb in self._tmdb):
            return True
        return bool(film.year) and any(
            not _are_comparable(ids, namesake)
            for title in _titles(film.title, film.original_title)
            for namesake in self._titles.get((title, film.year), ()))


def _are_comparable(one, other):
    return bool(one.imdb and other.imdb) or bool(one.tmdb and other.tmdb)


def _titles(*titles):
    """Without what people and scrapers write differently: accents, case, punctuation."""
    plain = (unicodedata.normalize("NFKD", title or "").casefold() for title in titles)
    return {words for words in (re.sub(r"[\W_]+", "", text) for text in plain) if words}
