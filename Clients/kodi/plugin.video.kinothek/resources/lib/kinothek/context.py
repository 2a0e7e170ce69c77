"""The item in the context menu of films."""
import xbmc

from . import library, words
from .notices import notify
from .router import address


def run(item):
    """Opens the films like this one."""
    tag = item.getVideoInfoTag()
    imdb_id = library.imdb_id_of({"uniqueid": {"imdb": tag.getUniqueID("imdb")}, "imdbnumber": tag.getIMDBNumber()})
    if imdb_id is None:
        notify(words.text(words.NO_IMDB_ID))
        return
    similar = address("/similar", imdb_id=imdb_id)
    if xbmc.getCondVisibility("Window.IsActive(videos)"):
        # Activating a window that is open can end in its old folder; this way Back leads there.
        xbmc.executebuiltin("Container.Update(%s)" % similar)
    else:
        xbmc.executebuiltin("ActivateWindow(Videos,%s,return)" % similar)
