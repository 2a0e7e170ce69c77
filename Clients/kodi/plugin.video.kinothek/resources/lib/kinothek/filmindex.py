"""From IMDb ids to the films of Kodi's library."""
from . import library
from .owned import OwnedFilms

# What tells films apart.
IDENTITY = ["uniqueid", "imdbnumber", "title", "originaltitle", "year"]


class FilmIndex:
    """Kodi cannot look a film up by its IMDb id, so the pairs are kept in a file and checked on use."""

    def __init__(self, file):
        self._file = file

    def rebuild(self):
        """Reads Kodi's whole library. Returns the IMDb ids in Kodi's order, and how many films have none."""
        return self._keep(library.films(["uniqueid", "imdbnumber"]))

    def owned(self):
        """What Kodi's library has, to compare the server's films with."""
        films = library.films(IDENTITY)
        self._keep(films)
        return OwnedFilms(films)

    def _keep(self, films):
        pairs, without = {}, 0
        for film in films:
            imdb_id = library.imdb_id_of(film)
            if imdb_id is None:
                without += 1
            else:
                pairs.setdefault(imdb_id, film["movieid"])
        self._file.write(pairs)
        return list(pairs), without

    def films(self, imdb_ids):
        """The films that Kodi has of these, by IMDb id."""
        pairs = self._file.read() or {}
        found = self._look_up(imdb_ids, pairs)
        if len(found) < len(imdb_ids):
            # Films may have come since, or Kodi may have numbered them anew.
            self.rebuild()
            pairs = self._file.read() or {}
            missing = [imdb_id for imdb_id in imdb_ids if imdb_id not in found]
            found.update(self._look_up(missing, pairs))
        return found

    @staticmethod
    def _look_up(imdb_ids, pairs):
        found = {}
        for imdb_id in imdb_ids:
            film = library.film(pairs[imdb_id]) if imdb_id in pairs else None
            if film and library.imdb_id_of(film) == imdb_id:
                found[imdb_id] = film
        return found
