"""The way from the settings to a server, and the add-on's files."""
import os
import re
from contextlib import contextmanager

import xbmc
import xbmcaddon
import xbmcvfs

from .contract import Kinothek
from .errors import KeyRejected, NotPaired
from .retry import PatientTransport
from .store import JSONFile
from .transport import Transport

# People wait for these; what the background does has the transport's own limit.
DIALOGUE_TIMEOUT_SECONDS = 15


def open_server(address, key="", timeout=DIALOGUE_TIMEOUT_SECONDS):
    return Kinothek(Transport(address, key, _agent(), timeout))


@contextmanager
def paired_server(settings, retry=None, timeout=DIALOGUE_TIMEOUT_SECONDS):
    """The server of the settings. A key that it rejects is deleted on the way out.

    With a `Retry` every request is tried again, for work in the background; without, failures show at once.
    """
    address, key = settings.server_url, settings.api_key
    if not settings.is_paired:
        raise NotPaired()
    try:
        if retry:
            yield Kinothek(PatientTransport(Transport(address, key, _agent()), retry))
        else:
            yield open_server(address, key, timeout)
    except KeyRejected:
        settings.drop_key(key)
        raise


def profile_file(name):
    folder = xbmcvfs.translatePath(xbmcaddon.Addon().getAddonInfo("profile"))
    return JSONFile(os.path.join(folder, name))


def _agent():
    """The server calls the key after this, so it says which device it is."""
    device = re.sub(r"[^ -~]|[();]", "", xbmc.getInfoLabel("System.FriendlyName")).strip() or "Kodi"
    kodi = xbmc.getInfoLabel("System.BuildVersion").split(" ")[0]
    return "Kinothek-Kodi/%s (%s; Kodi %s)" % (xbmcaddon.Addon().getAddonInfo("version"), device, kodi)
