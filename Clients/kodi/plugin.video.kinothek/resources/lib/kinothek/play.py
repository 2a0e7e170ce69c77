"""A film of the server on its way to Kodi's player."""
import xbmc
import xbmcgui

from . import listing, serverfilms, signals
from .connection import paired_server, profile_file
from .memory import account_of
from .playback import Playback

KNOWN_FILMS = "server.json"


def remember(films):
    """Keeps what lists show: Kodi asks for a film by its address alone, and shows it while it plays."""
    profile_file(KNOWN_FILMS).write(films)


def resolve(settings, film_id, address, is_resuming):
    """Asks the server to play a film. Returns the item that Kodi plays."""
    with paired_server(settings) as server:
        stream = server.play(film_id)
    start = stream.resume_seconds if is_resuming else 0
    begins = [sum(part.seconds for part in stream.parts[:number]) for number in range(len(stream.parts))]
    first = next((number for number, begin in enumerate(begins) if start < begin + stream.parts[number].seconds), 0)
    signals.announce(Playback(
        film_id, account_of(settings.server_url, settings.api_key),
        [(part.address, begin) for part, begin in zip(stream.parts, begins)], start, stream.duration_seconds))
    details = (profile_file(KNOWN_FILMS).read() or {}).get(film_id) or {"title": ""}
    _queue(stream, first + 1, details)
    place = serverfilms.resume(start - begins[first], stream.parts[first].seconds) if start else {}
    item = _item(stream, first, {**details, "file": address, "resume": place})
    if first == 0:
        item.setSubtitles(stream.subtitles)
    return item


def _queue(stream, first, details):
    """Puts the parts from `first` on behind the film. Kodi has stacks for this, but resumes in them only where it has
    stopped itself, and of one that comes from an add-on it plays the first part alone before Kodi 21."""
    queue = xbmc.PlayList(xbmc.PLAYLIST_VIDEO)
    for number in range(first, len(stream.parts)):
        address = stream.parts[number].address
        item = _item(stream, number, {**details, "file": address, "resume": {}})
        queue.add(address, item, queue.getposition() + 1 + number - first)


def _item(stream, number, details):
    item = xbmcgui.ListItem(details["title"], path=stream.parts[number].address, offscreen=True)
    listing.describe(item, details)
    # Otherwise Kodi asks the server what it is going to get, which it has just been told.
    item.setMimeType(stream.content_type)
    item.setContentLookup(False)
    return item
