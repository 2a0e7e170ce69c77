"""From a plugin:// address to the function that answers it, and back."""
from urllib.parse import parse_qsl, urlencode, urlsplit

PLUGIN = "plugin://plugin.video.kinothek"


class Router:
    """Folders list items, actions do something. A function takes the address's parameters as keywords."""

    def __init__(self):
        self._routes = {}

    def folder(self, path):
        return self._register(path, is_folder=True)

    def action(self, path):
        return self._register(path, is_folder=False)

    def find(self, url, query=""):
        """(function, parameters, is it a folder); the function is None when there is no such place."""
        path = urlsplit(url).path.rstrip("/") or "/"
        function, is_folder = self._routes.get(path, (None, True))
        return function, dict(parse_qsl(query.lstrip("?"))), is_folder

    def _register(self, path, is_folder):
        def register(function):
            self._routes[path] = (function, is_folder)
            return function
        return register


def address(path, **parameters):
    query = "?" + urlencode(parameters) if parameters else ""
    return PLUGIN + path + query
