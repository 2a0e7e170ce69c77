"""Pairing: eight digits for a key that lasts."""
import re

import xbmcgui

from . import words
from .connection import open_server, paired_server
from .errors import KinothekError
from .notices import explain, notify
from .settings import normal_address

CODE = re.compile(r"[0-9]{8}", re.ASCII)


def pair(settings):
    """Asks for what is missing and adopts the server's answer. True when this Kodi is paired afterwards."""
    dialog = xbmcgui.Dialog()
    title = words.text(words.PAIR)
    address = settings.server_url or dialog.input(words.text(words.ASK_ADDRESS), type=xbmcgui.INPUT_ALPHANUM)
    if not address:
        return False
    address = normal_address(address)
    if address is None:
        dialog.ok(title, words.text(words.BAD_ADDRESS))
        settings.set_server_url("")
        return False
    code = dialog.input(words.text(words.ASK_CODE), type=xbmcgui.INPUT_NUMERIC)
    if not code:
        return False
    if not CODE.fullmatch(code):
        dialog.ok(title, words.text(words.BAD_CODE))
        return False
    try:
        pairing = open_server(address).exchange(code)
    except KinothekError as error:
        dialog.ok(title, explain(error))
        return False
    settings.adopt(normal_address(pairing.server_url) or address, pairing.api_key, pairing.user_email)
    notify(words.text(words.PAIRED, pairing.user_email))
    return True


def forget(settings):
    """Asks, then forgets address and key. The key itself stays good until it is revoked on the server."""
    question = words.text(words.ASK_FORGET, settings.server_url)
    if not xbmcgui.Dialog().yesno(words.text(words.FORGET), question):
        return False
    settings.adopt("", "", "")
    notify(words.text(words.FORGOTTEN))
    return True


def test(settings):
    """Tries address and key, and says what came of it."""
    try:
        with paired_server(settings) as server:
            message = words.text(words.CONNECTED, settings.server_url, server.test())
    except KinothekError as error:
        message = explain(error)
    xbmcgui.Dialog().ok(words.text(words.TEST), message)
