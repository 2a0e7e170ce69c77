"""The folders and actions that Kodi asks for by address."""
import xbmc
import xbmcaddon
import xbmcgui
import xbmcplugin

from . import library, pairing, play, serverfilms, signals, status, words
from .connection import paired_server, profile_file
from .directory import Directory
from .errors import KinothekError
from .filmindex import FilmIndex
from .notices import explain, log, notify, report
from .recent import RecentSearches
from .router import ACTION, FILM, Router, address
from .settings import Settings

QUERY_CHARACTERS_MAX = 2000
BY_TITLE = (xbmcplugin.SORT_METHOD_TITLE_IGNORE_THE, xbmcplugin.SORT_METHOD_VIDEO_YEAR)
# The server's order first: best film on top.
BY_MATCH = (xbmcplugin.SORT_METHOD_UNSORTED, *BY_TITLE, xbmcplugin.SORT_METHOD_VIDEO_RATING)

routes = Router()


def run(arguments):
    """`arguments` as Kodi passes them: address, handle of the folder or -1, parameters, and whether to resume."""
    url, handle, query = arguments[0], int(arguments[1]), arguments[2]
    function, parameters, kind = routes.find(url, query)
    directory = Directory(handle)
    if function is None:
        directory.give_up()
    elif kind == FILM:
        _play(handle, function, url + query, parameters, "resume:true" in arguments[3:])
    elif kind == ACTION:
        # A shortcut opens an action as if it were a folder: show none, and act.
        directory.give_up()
        _act(function, parameters)
    else:
        try:
            function(directory, **parameters)
        except KinothekError as error:
            directory.give_up()
            report(error)


def _act(function, parameters):
    try:
        function(**parameters)
    except KinothekError as error:
        report(error)


def _play(handle, function, url, parameters, is_resuming):
    if handle < 0:
        # Somebody runs the film instead of playing it, and nobody waits for the answer.
        xbmc.executebuiltin("PlayMedia(%s)" % url)
        return
    try:
        item = function(url, is_resuming, **parameters)
    except KinothekError as error:
        xbmcplugin.setResolvedUrl(handle, False, xbmcgui.ListItem(offscreen=True))
        log("%s: %s" % (type(error).__name__, error), xbmc.LOGWARNING)
        xbmcgui.Dialog().ok(xbmcaddon.Addon().getAddonInfo("name"), explain(error))
    else:
        xbmcplugin.setResolvedUrl(handle, True, item)


# Folders

@routes.folder("/")
def root(directory):
    if Settings().is_paired:
        directory.add_action(words.text(words.SEARCH), "DefaultAddonsSearch.png", "/search")
        directory.add_folder(words.text(words.RECENT_SEARCHES), "DefaultRecentlyAddedMovies.png", "/recent")
        directory.add_folder(words.text(words.MORE_LIKE_THIS), "DefaultMovies.png", "/films")
        directory.add_folder(words.text(words.ON_THE_SERVER), "DefaultNetwork.png", "/server")
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


@routes.folder("/server")
def server_films(directory):
    """The films that lie on the server and that Kodi's own library lacks."""
    signals.wait_for_last_word()
    with paired_server(Settings()) as server:
        on_server = serverfilms.read_all(server)
    owned = FilmIndex(profile_file("films.json")).owned()
    described = {film.id: serverfilms.details(film, address("/server/play", id=film.id)) for film in on_server}
    play.remember(described)
    shown = [described[film.id] for film in on_server if film not in owned]
    for details in shown:
        directory.add_film(details)
    if not shown:
        nothing = words.NO_OTHER_SERVER_FILMS if on_server else words.NO_SERVER_FILMS
        directory.add_action(words.text(nothing), "DefaultIconInfo.png", "/status")
    # Where to resume changes with every film, on other devices too.
    directory.finish(words.text(words.ON_THE_SERVER), "movies" if shown else "", BY_TITLE, is_kept=False)


# Films

@routes.film("/server/play")
def play_server_film(url, is_resuming, id=""):
    return play.resolve(Settings(), id, url, is_resuming)


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
