"""How the add-on's folders and actions talk to its service."""
from . import jsonrpc

SENDER = "plugin.video.kinothek"
SYNC = "sync"


def ask_for_sync():
    """The service alone synchronises, so that two runs never meet."""
    jsonrpc.call("JSONRPC.NotifyAll", {"sender": SENDER, "message": SYNC, "data": {}})
