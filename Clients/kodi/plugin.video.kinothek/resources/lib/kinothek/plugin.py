"""The folders and actions that Kodi asks for by address."""
import xbmc
import xbmcaddon
import xbmcgui
import xbmcplugin

from . import library, pairing, signals, status, words
from .connection import paired_server, profile_file
from .directory import Directory
from .errors import KinothekError
from .filmindex import FilmIndex
from .notices import notify, report
from .recent import RecentSearches
from .router import Router, address
from .settings import Settings

QUERY_CHARACTERS_MAX = 2000
BY_TITLE = (xbmcplugin.SORT_METHOD_TITLE_IGNORE_THE, xbmcplugin.SORT_METHOD_VIDEO_YEAR)
# The server's order first: best film on top.
BY_MATCH = (xbmcplugin.SORT_METHOD_UNSORTED, *BY_TITLE, xbmcplugin.SORT_METHOD_VIDEO_RATING)

routes = Router()


def run(arguments):
    """`arguments` as Kodi passes them: address, handle of the folder or -1, parameters."""
    url, handle, query = arguments[0], int(arguments[1]), arguments[2]
    function, parameters, is_folder = routes.find(url, query)
    directory = Directory(handle)
    if function is None:
        directory.give_up()
    elif is_folder:
        try:
            function(directory, **parameters)
        except KinothekError as error:
            directory.give_up()
            report(error)
    else:
        # A shortcut opens an action as if it were a folder: show none, and act.
        directory.give_up()
        _act(function, parameters)


def _act(function, parameters):
    try:
        function(**parameters)
    except KinothekError as error:
        report(error)


# Folders

@routes.folder("/")
def root(directory):
    if Settings().is_paired:
        directory.add_action(words.text(words.SEARCH), "DefaultAddonsSearch.png", "/search")
        directory.add_folder(words.text(words.RECENT_SEARCHES), "DefaultRecentlyAddedMovies.png", "/recent")
        directory.add_folder(words.text(words.MORE_LIKE_THIS), "DefaultMovies.png", "/films")
        directory.add_action(words.text(words.SYNC_NOW), "DefaultAddonsUpdates.png", "/sync")
    else:
        directory.add_action(words.text(words.PAIR), "DefaultUser.png", "/pair")
    directory.add_action(words.text(words.STATUS), "DefaultIconInfo.png", "/status")
    directory.add_action(words.text(words.SETTINGS), "DefaultAddonProgram.png", "/settings")
    directory.finish(xbmcaddon.Addon().getAddonInfo("name"))


@routes.folder("/results")
def results(directory, query=""):
    """The films that a search finds. Kodi asks again whenever somebody comes back to the folder."""
    settings = Settings()
    with paired_server(settings) as server:
        hits = server.search(query, settings.search_limit, settings.search_mode)
    nothing = words.text(words.NOTHING_FOUND, query)
    _list_hits(directory, hits, title=query, nothing=nothing)


@routes.folder("/similar")
def similar(directory, imdb_id="", facets=""):
    """The films like one film. `facets` is a list with commas; without it the settings say what counts."""
    settings = Settings()
    with paired_server(settings) as server:
        hits = server.similar(imdb_id, facets.split(",") if facets else settings.facets)
    reference = FilmIndex(profile_file("films.json")).films([imdb_id]).get(imdb_id)
    title = words.text(words.LIKE_FILM, reference["title"]) if reference else words.text(words.MORE_LIKE_THIS)
    _list_hits(directory, hits, title=title, nothing=words.text(words.NOTHING_SIMILAR))


@routes.folder("/recent")
def recent(directory):
    queries = RecentSearches(profile_file("searches.json")).all()
    for query in queries:
        menu = [
            (words.text(words.REMOVE_SEARCH), address("/recent/remove", query=query)),
            (words.text(words.CLEAR_SEARCHES), address("/recent/clear"))]
        directory.add_folder(query, "DefaultAddonsSearch.png", "/results", menu, query=query)
    if not queries:
        directory.add_action(words.text(words.NO_SEARCHES), "DefaultAddonsSearch.png", "/search")
    directory.finish(words.text(words.RECENT_SEARCHES))


@routes.folder("/films")
def films(directory):
    """All films of Kodi's library that have an IMDb id, to pick one."""
    known = [film for film in library.films(["title", "year", "art", "uniqueid", "imdbnumber"])
             if library.imdb_id_of(film)]
    for film in known:
        directory.add_choice(film, "/similar", imdb_id=library.imdb_id_of(film))
    if not known:
        directory.add_action(words.text(words.NO_FILMS), "DefaultIconInfo.png", "/status")
    directory.finish(words.text(words.MORE_LIKE_THIS), "movies" if known else "", BY_TITLE)


# Actions

@routes.action("/search")
def search():
    query = xbmcgui.Dialog().input(words.text(words.SEARCH_HEADING)).strip()[:QUERY_CHARACTERS_MAX]
    if query:
        RecentSearches(profile_file("searches.json")).add(query)
        xbmc.executebuiltin("Container.Update(%s)" % address("/results", query=query))


@routes.action("/recent/remove")
def remove_recent(query=""):
    RecentSearches(profile_file("searches.json")).remove(query)
    xbmc.executebuiltin("Container.Refresh")


@routes.action("/recent/clear")
def clear_recent():
    RecentSearches(profile_file("searches.json")).clear()
    xbmc.executebuiltin("Container.Refresh")


@routes.action("/sync")
def sync():
    signals.ask_for_sync()
    notify(words.text(words.SYNC_ASKED))


@routes.action("/status")
def show_status():
    status.show(Settings())


@routes.action("/pair")
def pair():
    if pairing.pair(Settings()):
        signals.ask_for_sync()
        xbmc.executebuiltin("Container.Refresh")


@routes.action("/forget")
def forget():
    if pairing.forget(Settings()):
        xbmc.executebuiltin("Container.Refresh")


@routes.action("/test")
def test():
    pairing.test(Settings())


@routes.action("/settings")
def open_settings():
    xbmcaddon.Addon().openSettings()


def _list_hits(directory, hits, title, nothing):
    """The server ranks, Kodi describes; films that this Kodi does not have are left out."""
    found = FilmIndex(profile_file("films.json")).films([hit.imdb_id for hit in hits])
    for hit in hits:
        if hit.imdb_id in found:
            directory.add_film(found[hit.imdb_id], hit.score)
    if not found:
        directory.add_action(nothing, "DefaultIconInfo.png", "/search")
    directory.finish(title, "movies" if found else "", BY_MATCH)
