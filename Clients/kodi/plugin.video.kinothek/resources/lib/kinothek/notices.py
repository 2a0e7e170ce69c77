"""Words for what went wrong, and the two places where they are shown."""
import xbmc
import xbmcaddon
import xbmcgui

from . import words
from .errors import (
    Interrupted, KeyRejected, LibraryUnreadable, Moved, NotPaired, NotUnderstood, Refused, ServerTooOld,
    Unreachable)

NOTICE_MILLISECONDS = 6000


def explain(error):
    """What happened and what to do. The server's own words where there are any."""
    if isinstance(error, KeyRejected):
        return words.text(words.KEY_REJECTED)
    if isinstance(error, Refused):
        if error.status == 429 and error.retry_after:
            return words.text(words.TOO_MANY_REQUESTS, error.retry_after)
        return error.message
    if isinstance(error, Moved):
        return words.text(words.MOVED, error.location)
    plain = {
        NotPaired: words.NOT_PAIRED,
        Unreachable: words.UNREACHABLE,
        NotUnderstood: words.NOT_UNDERSTOOD,
        LibraryUnreadable: words.LIBRARY_UNREADABLE,
        ServerTooOld: words.SERVER_TOO_OLD,
    }
    return words.text(plain[type(error)])


def report(error):
    """A notification for the person, the details for the log. Being interrupted is no news."""
    if isinstance(error, Interrupted):
        return
    log("%s: %s" % (type(error).__name__, error), xbmc.LOGWARNING)
    notify(explain(error), xbmcgui.NOTIFICATION_WARNING)


def notify(message, icon=None):
    addon = xbmcaddon.Addon()
    xbmcgui.Dialog().notification(
        addon.getAddonInfo("name"), message, icon or addon.getAddonInfo("icon"), NOTICE_MILLISECONDS, False)


def log(message, level=xbmc.LOGINFO):
    xbmc.log("[plugin.video.kinothek] " + message, level)
