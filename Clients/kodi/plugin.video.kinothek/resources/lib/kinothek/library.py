"""The films in Kodi's own library."""
from . import jsonrpc
from .contract import IMDB_ID
from .errors import LibraryUnreadable

PAGE_SIZE = 500
# A scan may add films between two pages; then reading begins anew, this often.
READS_MAX = 3

# What a list of films shows and what playing one needs.
SHOWN = [
    "title", "originaltitle", "sorttitle", "year", "premiered", "plot", "plotoutline", "tagline", "genre", "country",
    "director", "writer", "studio", "mpaa", "rating", "votes", "userrating", "runtime", "playcount", "lastplayed",
    "dateadded", "resume", "art", "cast", "file", "set", "tag", "trailer", "uniqueid", "imdbnumber", "streamdetails",
]


def films(properties):
    """All films of the library with the given properties, in Kodi's order."""
    for _ in range(READS_MAX):
        found = _read(properties)
        if found is not None:
            return found
    raise LibraryUnreadable("the library changes faster than it can be read")


def film(movie_id):
    """One film as lists show it; None when the library has it no more."""
    try:
        return jsonrpc.call("VideoLibrary.GetMovieDetails", {"movieid": movie_id, "properties": SHOWN})["moviedetails"]
    except LibraryUnreadable:
        return None


def imdb_id_of(film):
    """None when nobody told Kodi the film's id in IMDb."""
    for candidate in (film.get("uniqueid", {}).get("imdb"), film.get("imdbnumber")):
        if candidate and IMDB_ID.fullmatch(candidate.strip()):
            return candidate.strip()
    return None


def _read(properties):
    """All pages; None when the library changed while they were read."""
    found, total = [], None
    while total is None or len(found) < total:
        page = jsonrpc.call("VideoLibrary.GetMovies", {
            "properties": properties, "limits": {"start": len(found), "end": len(found) + PAGE_SIZE}})
        movies, page_total = page.get("movies", []), page["limits"]["total"]
        if total not in (None, page_total) or (not movies and page_total):
            return None
        total = page_total
        found += movies
    return found
