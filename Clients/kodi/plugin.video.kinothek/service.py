"""Kodi starts this file once and lets it run: it keeps the server's list of films up to date."""
from resources.lib.kinothek import service

if __name__ == "__main__":
    service.run()
