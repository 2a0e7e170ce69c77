"""From a plugin:// address to the function that answers it, and back."""
from urllib.parse import parse_qsl, urlencode, urlsplit

PLUGIN = "plugin://plugin.video.kinothek"

FOLDER, ACTION, FILM = "folder", "action", "film"


class Router:
    """Folders list items, actions do something, films play. A function takes the address's parameters as keywords."""

    def __init__(self):
        self._routes = {}

    def folder(self, path):
        return self._register(path, FOLDER)

    def action(self, path):
        return self._register(path, ACTION)

    def film(self, path):
        return self._register(path, FILM)

    def find(self, url, query=""):
        """(function, parameters, what the place is); the function is None when there is no such place."""
        path = urlsplit(url).path.rstrip("/") or "/"
        function, kind = self._routes.get(path, (None, FOLDER))
        return function, dict(parse_qsl(query.lstrip("?"))), kind

    def _register(self, path, kind):
        def register(function):
            self._routes[path] = (function, kind)
            return function
        return register


def address(path, **parameters):
    query = "?" + urlencode(parameters) if parameters else ""
    return PLUGIN + path + query
