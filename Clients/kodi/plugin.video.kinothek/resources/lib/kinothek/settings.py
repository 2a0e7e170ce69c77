"""The add-on's settings as values with names."""
import re
from urllib.parse import urlsplit

import xbmcaddon

from .contract import FACETS

STANDARD_PORT = 5020


class Settings:
    """Read and written anew at each use, because several of Kodi's processes hold copies of them."""

    @property
    def server_url(self):
        return xbmcaddon.Addon().getSetting("server_url").strip().rstrip("/")

    @property
    def api_key(self):
        return xbmcaddon.Addon().getSetting("api_key").strip()

    @property
    def account(self):
        return xbmcaddon.Addon().getSetting("account")

    @property
    def is_paired(self):
        return bool(self.server_url and self.api_key)

    @property
    def sync_interval_seconds(self):
        """0 when the list is sent on request only."""
        addon = xbmcaddon.Addon()
        return addon.getSettingInt("sync_interval") * 60 if addon.getSettingBool("sync_enabled") else 0

    @property
    def is_shared(self):
        return xbmcaddon.Addon().getSettingBool("shared_account")

    @property
    def search_mode(self):
        return xbmcaddon.Addon().getSetting("search_mode")

    @property
    def search_limit(self):
        return xbmcaddon.Addon().getSettingInt("search_limit")

    @property
    def facets(self):
        """What "like this" means; all of it when a person switched everything off."""
        addon = xbmcaddon.Addon()
        chosen = [facet for facet in FACETS if addon.getSettingBool("similar_" + facet)]
        return chosen or list(FACETS)

    def adopt(self, server_url, api_key, account):
        addon = xbmcaddon.Addon()
        addon.setSetting("server_url", server_url)
        addon.setSetting("api_key", api_key)
        addon.setSetting("account", account)

    def set_server_url(self, server_url):
        xbmcaddon.Addon().setSetting("server_url", server_url)

    def drop_key(self, rejected_key):
        """Deletes the key, unless it is another one by now: somebody may have paired again meanwhile."""
        if self.api_key == rejected_key:
            self.adopt(self.server_url, "", "")


def normal_address(typed):
    """The URL that a person meant by what they typed; None when it cannot be one.

    `kino.local` means the standard port; an address with a scheme is taken as it is.
    """
    address = typed.strip()
    if not re.match(r"https?://", address, re.IGNORECASE):
        if "://" in address:
            return None
        address = "http://" + address.rstrip("/")
        if urlsplit(address).netloc == address[len("http://"):] and not re.search(r":[0-9]*$", address):
            address += ":%d" % STANDARD_PORT
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and not re.search(r"[\s\\@]", parts.netloc)
        return address.rstrip("/") if has_host and parts.port != 0 and not (parts.query or parts.fragment) else None
    except ValueError:
        return None
