"""A folder on its way to Kodi."""
import xbmcplugin

from . import listing
from .router import address


# What skins show beside a title.
YEAR = "%Y"


class Directory:
    """Collects items; `finish` hands them over."""

    def __init__(self, handle):
        self._handle = handle

    def add_folder(self, label, icon, path, menu=(), **parameters):
        self._add(path, parameters, listing.folder(label, icon), True, menu)

    def add_action(self, label, icon, path, **parameters):
        self._add(path, parameters, listing.folder(label, icon), False, ())

    def _add(self, path, parameters, item, is_folder, menu):
        item.addContextMenuItems([(text, "RunPlugin(%s)" % action) for text, action in menu])
        xbmcplugin.addDirectoryItem(self._handle, address(path, **parameters), item, is_folder)

    def add_film(self, details, score=None):
        xbmcplugin.addDirectoryItem(self._handle, details["file"], listing.film(details, score), False)

    def add_choice(self, details, path, **parameters):
        """A film that opens a folder instead of playing."""
        xbmcplugin.addDirectoryItem(self._handle, address(path, **parameters), listing.choice(details), True)

    def finish(self, title, content="", sort_methods=(xbmcplugin.SORT_METHOD_UNSORTED,), is_kept=True):
        """`is_kept`: Kodi may show it once more without asking again."""
        xbmcplugin.setPluginCategory(self._handle, title)
        if content:
            xbmcplugin.setContent(self._handle, content)
        for method in sort_methods:
            xbmcplugin.addSortMethod(self._handle, method, label2Mask=YEAR)
        xbmcplugin.endOfDirectory(self._handle, cacheToDisc=is_kept)

    def give_up(self):
        """Kodi stays where it was. Actions have no handle, and nobody waits for them."""
        if self._handle >= 0:
            xbmcplugin.endOfDirectory(self._handle, succeeded=False)
