"""What a person does with the add-on, step by step, looked at from both sides."""
from urllib.parse import quote_plus

from . import kodi as windows
from .waiting import wait_until

ADDON_ID = "plugin.video.kinothek"
BASE = "plugin://" + ADDON_ID
QUERY = "mind bending science fiction about dreams and reality"
INCEPTION, MATRIX = "tt1375666", "tt0133093"
# A change of Kodi's library reaches the server after some quiet.
SETTLED_SECONDS = 60


class Scenario:
    """Its methods named in STEPS, in this order; each leaves things as the next one needs them."""

    STEPS = (
        "the_library_is_scanned", "kodi_installs_the_addon", "the_root_offers_pairing", "a_wrong_code_is_explained",
        "a_code_pairs", "the_first_list_arrives", "a_search_finds_films_of_the_library", "a_person_searches",
        "a_hit_plays", "films_like_one_film", "the_context_menu_leads_there", "a_removed_film_leaves_the_list",
        "a_new_film_joins_the_list", "status_and_settings_open", "a_revoked_key_is_dropped",
        "the_settings_forget_the_server")

    def __init__(self, kodi, backend, films, pictures):
        self.kodi, self.backend, self.films, self.pictures = kodi, backend, films, pictures

    def the_library_is_scanned(self):
        self.kodi.scan_films()
        wait_until("all films are in Kodi's library", lambda: set(self.in_kodi()) == set(self.films), 120)

    def kodi_installs_the_addon(self):
        self.kodi.unpack_addon(self.backend.addon_folder / "repository.zip", "repository.kinothek")
        self.kodi.install_addon(ADDON_ID)
        wait_until("the service has started", lambda: "[%s] service started" % ADDON_ID in self.kodi.log())

    def the_root_offers_pairing(self):
        assert self.titles(BASE + "/") == ["Pair with Kinothek", "Status", "Settings"], self.titles(BASE + "/")
        self.kodi.open(BASE + "/")
        self.picture("not-paired")

    def a_wrong_code_is_explained(self):
        right = self.backend.make_pairing_code()
        wrong = "00000000" if right != "00000000" else "11111111"
        self.kodi.choose("Pair with Kinothek")
        self.kodi.type(windows.KEYBOARD, self.backend.address)
        self.kodi.type(windows.NUMBERS, wrong)
        self.kodi.wait_for(windows.OK)
        self.picture("wrong-code")
        self.kodi.call("Input.Select")
        self.kodi.wait_for_no(windows.OK)

    def a_code_pairs(self):
        code = self.backend.make_pairing_code()
        self.kodi.choose("Pair with Kinothek")
        self.kodi.type(windows.KEYBOARD, self.backend.address)
        self.kodi.wait_for(windows.NUMBERS)
        self.picture("pairing")
        self.kodi.type(windows.NUMBERS, code)
        self.kodi.wait_for(windows.NOTIFICATION)
        self.picture("paired")
        wait_until("the root offers a search", lambda: "Search by meaning…" in self.titles(BASE + "/"))

    def the_first_list_arrives(self):
        self.wait_for_server("the server has Kodi's films", lambda ids: ids == set(self.in_kodi()))
        assert len(self.on_server()) == len(self.films)

    def a_search_finds_films_of_the_library(self):
        wanted = self.backend.request("/kodi/search/movies", {"query": QUERY, "limit": 50, "mode": "hybrid"})["results"]
        found = self.kodi.directory(BASE + "/results?query=" + quote_plus(QUERY))
        assert len(found) > 1, found
        self.check_films(found, [hit["imdb_id"] for hit in wanted])

    def a_person_searches(self):
        self.kodi.open(BASE + "/")
        self.picture("root")
        self.kodi.choose("Search by meaning…")
        self.kodi.wait_for(windows.KEYBOARD)
        self.picture("search")
        self.kodi.type(windows.KEYBOARD, QUERY)
        self.kodi.wait_for_folder(BASE + "/results?query=" + quote_plus(QUERY))
        self.kodi.go_to(self.best_hit()["title"])
        self.picture("results")
        assert QUERY in self.titles(BASE + "/recent")

    def a_hit_plays(self):
        best = self.best_hit()
        self.kodi.choose(best["title"])
        player = wait_until("a film plays", lambda: self.kodi.call("Player.GetActivePlayers"))[0]["playerid"]
        playing = self.kodi.call("Player.GetItem", playerid=player, properties=["file", "uniqueid"])["item"]
        assert (playing["type"], playing["id"], playing["file"]) == ("movie", best["id"], best["file"]), playing
        wait_until("the film fills the screen", self._is_film_on_screen)
        self.picture("playing", is_moving=True)
        self.kodi.call("Player.Stop", playerid=player)
        wait_until("the film has stopped", lambda: not self.kodi.call("Player.GetActivePlayers"))

    def films_like_one_film(self):
        assert len(self.titles(BASE + "/films")) == len(self.films)
        facets = {"include_" + facet: True for facet in ("plot", "mood", "themes", "genre")}
        wanted = self.backend.request("/similar_to", {"reference_imdb_id": INCEPTION, "with_scores": True, **facets})
        wanted = [hit["imdb_id"] if isinstance(hit, dict) else hit for hit in wanted["results"]]
        address = BASE + "/similar?imdb_id=" + INCEPTION
        found = self.kodi.directory(address)
        assert INCEPTION not in [film["uniqueid"]["imdb"] for film in found]
        self.check_films(found, wanted)
        self.kodi.open(BASE + "/films")
        self.picture("pick-a-film")
        self.kodi.choose(self.films[INCEPTION]["title"])
        self.kodi.wait_for_folder(address)
        self.picture("similar")

    def the_context_menu_leads_there(self):
        """From a film of Kodi's own list, and on from one of the films like it."""
        self.kodi.open("videodb://movies/titles/")
        for imdb_id in (INCEPTION, MATRIX):
            self.kodi.go_to(self.films[imdb_id]["title"])
            self.kodi.call("Input.ContextMenu")
            self.kodi.wait_for(windows.CONTEXT_MENU)
            self.kodi.go_to("More like this (Kinothek)")
            self.picture("context-menu")
            self.kodi.call("Input.Select")
            self.kodi.wait_for_folder(BASE + "/similar?imdb_id=" + imdb_id)

    def a_removed_film_leaves_the_list(self):
        self.kodi.call("VideoLibrary.RemoveMovie", movieid=self.in_kodi()[INCEPTION])
        self.wait_for_server("the film has left the server's list", lambda ids: INCEPTION not in ids)
        assert self.on_server() == set(self.films) - {INCEPTION}

    def a_new_film_joins_the_list(self):
        self.kodi.scan_films()
        self.wait_for_server("the film is on the server's list", lambda ids: INCEPTION in ids)
        assert self.on_server() == set(self.in_kodi()) == set(self.films)

    def status_and_settings_open(self):
        self.kodi.open(BASE + "/")
        self.kodi.choose("Status")
        self.kodi.wait_for(windows.TEXT)
        self.picture("status")
        self.kodi.call("Input.Back")
        self.kodi.wait_for_no(windows.TEXT)
        self.kodi.choose("Settings")
        self.kodi.wait_for(windows.ADDON_SETTINGS)
        self.picture("settings")
        self.kodi.call("Input.Back")
        self.kodi.wait_for_no(windows.ADDON_SETTINGS)

    def a_revoked_key_is_dropped(self):
        self.kodi.open(BASE + "/")
        wait_until("earlier notices are gone", lambda: not self.kodi.is_open(windows.NOTIFICATION))
        self.backend.revoke_other_keys()
        self.kodi.choose("Send the list of films now")
        wait_until("the root offers pairing again", lambda: "Pair with Kinothek" in self.titles(BASE + "/"))
        wait_until("the open folder does, too", lambda: self.kodi.labels("Container.NumItems") == ["3"])
        self.picture("key-dropped")
        assert self.on_server() == set(self.films), "losing the key changes no list"

    def the_settings_forget_the_server(self):
        """Closing the settings must not bring the old address back."""
        self.kodi.open(BASE + "/")
        self.kodi.choose("Settings")
        self.kodi.wait_for(windows.ADDON_SETTINGS)
        self.kodi.choose("Forget this server")
        self.kodi.wait_for(windows.YES_NO)
        self.picture("forget")
        self.kodi.say_yes()
        self.kodi.choose("Pair with Kinothek")
        self.kodi.wait_for(windows.KEYBOARD)
        self.kodi.call("Input.Back")
        self.kodi.wait_for_no(windows.KEYBOARD)

    # Both sides

    def in_kodi(self):
        """Kodi's films: its own numbers by IMDb id."""
        return {movie["uniqueid"].get("imdb"): movie["movieid"] for movie in self.kodi.movies()}

    def on_server(self):
        return set(self.backend.library_ids())

    def wait_for_server(self, what, condition):
        """Asks once a second: the server counts what a key asks for."""
        wait_until(what, lambda: condition(self.on_server()), SETTLED_SECONDS, poll=1.0)

    def titles(self, address):
        return [item["label"] for item in self.kodi.directory(address)]

    def best_hit(self):
        return self.kodi.directory(BASE + "/results?query=" + quote_plus(QUERY))[0]

    def check_films(self, found, wanted):
        """The folder shows Kodi's own films, with their pictures, in the server's order."""
        in_kodi = self.in_kodi()
        assert [film["uniqueid"]["imdb"] for film in found] == [imdb_id for imdb_id in wanted if imdb_id in in_kodi]
        for film in found:
            assert (film["type"], film["id"]) == ("movie", in_kodi[film["uniqueid"]["imdb"]]), film
            assert film["filetype"] == "file" and film["file"].endswith(".mkv"), film
            assert "poster" in film["art"], film

    def picture(self, name, is_moving=False):
        number = len(list(self.pictures.glob("*.png"))) + 1
        self.kodi.screenshot(self.pictures / ("%02d-%s.png" % (number, name)), is_moving)

    def _is_film_on_screen(self):
        is_moving = self.kodi.labels("VideoPlayer.Time")[0] not in ("", "00:00", "00:00:00")
        return is_moving and self.kodi.is_true("VideoPlayer.IsFullscreen")
