"""The add-on in a real Kodi: what Tests/Kodi/run.sh runs."""
