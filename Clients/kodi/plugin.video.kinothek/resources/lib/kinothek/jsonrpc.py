"""Kodi's own interface, from inside."""
import json

import xbmc

from .errors import LibraryUnreadable


def call(method, params=None):
    """The result of one call; raises `LibraryUnreadable` when Kodi refuses."""
    request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}
    try:
        answer = json.loads(xbmc.executeJSONRPC(json.dumps(request)))
    except ValueError as error:
        raise LibraryUnreadable("%s: %s" % (method, error)) from error
    if "result" not in answer:
        raise LibraryUnreadable("%s: %s" % (method, answer.get("error", {}).get("message", "no result")))
    return answer["result"]
