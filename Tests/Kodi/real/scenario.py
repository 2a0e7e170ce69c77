"""What a person does with the add-on, step by step, looked at from both sides."""
from urllib.parse import quote_plus

from . import films, kodi as windows
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
        "a_hit_plays", "films_like_one_film", "the_context_menu_leads_there", "the_servers_other_films_are_listed",
        "a_film_of_the_server_plays", "it_goes_on_where_it_stopped", "a_film_in_parts_plays",
        "a_film_that_has_gone_is_explained", "a_removed_film_leaves_the_list", "a_new_film_joins_the_list",
        "status_and_settings_open", "a_revoked_key_is_dropped", "the_settings_forget_the_server")

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
        player = self.wait_for_player()
        playing = self.playing(player)
        assert (playing["type"], playing["id"], playing["file"]) == ("movie", best["id"], best["file"]), playing
        wait_until("the film fills the screen", self._is_film_on_screen)
        self.picture("playing", is_moving=True)
        self.stop(player)

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

    def the_servers_other_films_are_listed(self):
        """One of the server's films is in Kodi's library and left out."""
        assert self.films[INCEPTION]["title"] in self.backend.server_films()
        found = self.kodi.directory(BASE + "/server")
        assert [film["title"] for film in found] == [films.HARBOUR, films.ROOMS], found
        for film, year in zip(found, (2019, 2018)):
            assert (film["filetype"], film["year"], film["playcount"]) == ("file", year, 0), film
            assert film["resume"]["position"] == 0, film
        assert "poster" in found[0]["art"], found[0]
        self.kodi.open(BASE + "/server")
        self.kodi.go_to(films.HARBOUR)
        self.picture("on-the-server")

    def a_film_of_the_server_plays(self):
        self.kodi.choose(films.HARBOUR)
        player = self.wait_for_player()
        wait_until("Kodi shows the title", lambda: self.kodi.labels("VideoPlayer.Title") == [films.HARBOUR])
        wait_until("the film fills the screen", self._is_film_on_screen)
        wait_until("the film moves on", lambda: self.seconds(player) >= 2)
        subtitle = self.kodi.call(
            "Player.GetProperties", playerid=player, properties=["subtitles", "currentsubtitle"])["currentsubtitle"]
        assert subtitle.get("language") == "eng", subtitle
        self.picture("playing-from-the-server", is_moving=True)
        self.seek(player, 300)
        self.wait_for_resume("the server knows of the jump", films.HARBOUR, at_least=299, seconds=12)
        wait_until("the film moves on", lambda: self.seconds(player) >= 304)
        self.kodi.call("Player.PlayPause", playerid=player)
        place = wait_until("the film stands still", lambda: self.paused_at(player))
        self.wait_for_resume("the server knows of the pause", films.HARBOUR, at_least=int(place) - 1, seconds=12)
        self.kodi.call("Player.PlayPause", playerid=player)
        wait_until("the film moves on", lambda: self.seconds(player) >= place + 3)
        self.stop(player)
        self.wait_for_resume("the server knows where it stopped", films.HARBOUR, at_least=int(place) + 2, seconds=12)
        self.wait_for_folder_to_know(films.HARBOUR)

    def it_goes_on_where_it_stopped(self):
        """Kodi asks, and begins at the server's place."""
        place = self.resume_seconds(films.HARBOUR)
        shown = {film["title"]: film for film in self.kodi.directory(BASE + "/server")}[films.HARBOUR]
        assert shown["resume"]["position"] == place, (shown, place)
        player = self.resume(films.HARBOUR)
        self.check_it_goes_on(player, place)
        self.stop(player)
        self.wait_for_folder_to_know(films.HARBOUR)

    def a_film_in_parts_plays(self):
        """To the second part, and from there when it is resumed."""
        self.kodi.choose(films.ROOMS)
        player = self.wait_for_player()
        wait_until("the first part moves", lambda: self.seconds(player) >= 1)
        self.seek(player, films.ROOM_SECONDS - 3)
        wait_until("the second part plays", lambda: 5 <= self.seconds(player) < films.ROOM_SECONDS - 10)
        assert self.kodi.labels("VideoPlayer.Title") == [films.ROOMS], self.kodi.labels("VideoPlayer.Title")
        self.stop(player)
        self.wait_for_resume("the server counts the first part", films.ROOMS, at_least=films.ROOM_SECONDS, seconds=12)
        self.wait_for_folder_to_know(films.ROOMS)
        place = self.resume_seconds(films.ROOMS) - films.ROOM_SECONDS
        player = self.resume(films.ROOMS)
        self.check_it_goes_on(player, place)
        self.stop(player)

    def a_film_that_has_gone_is_explained(self):
        self.kodi.call("Player.Open", item={"file": BASE + "/server/play?id=4711"})
        self.kodi.wait_for(windows.OK)
        self.picture("film-gone")
        self.kodi.call("Input.Select")
        self.kodi.wait_for_no(windows.OK)

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

    def resume(self, title):
        """Chooses a film of the open folder, and to go on where it stopped."""
        self.kodi.choose(title)
        self.kodi.wait_for(windows.CONTEXT_MENU)
        self.picture("resume")
        self.kodi.call("Input.Select")
        return self.wait_for_player()

    def check_it_goes_on(self, player, place):
        first = wait_until("the film moves", lambda: self.seconds(player))
        assert place - 1 <= first < place + 10, (place, first)
        wait_until("it goes on moving", lambda: self.seconds(player) >= first + 2)

    def wait_for_folder_to_know(self, title):
        self.kodi.wait_for_folder(BASE + "/server")
        self.kodi.go_to(title)
        wait_until("the open folder knows that it can go on", lambda: self.kodi.is_true("ListItem.IsResumable"))

    def wait_for_resume(self, what, title, at_least, seconds):
        """Sooner than the reports that come at intervals anyway."""
        wait_until(what, lambda: self.resume_seconds(title) >= at_least, seconds, poll=1.0)

    def resume_seconds(self, title):
        return self.backend.server_films()[title]["resume_seconds"]

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

    # The player

    def wait_for_player(self):
        return wait_until("a film plays", lambda: self.kodi.call("Player.GetActivePlayers"))[0]["playerid"]

    def playing(self, player):
        return self.kodi.call("Player.GetItem", playerid=player, properties=["title", "file", "uniqueid"])["item"]

    def seconds(self, player):
        time = self.kodi.call("Player.GetProperties", playerid=player, properties=["time"])["time"]
        return time["hours"] * 3600 + time["minutes"] * 60 + time["seconds"] + time["milliseconds"] / 1000

    def paused_at(self, player):
        speed = self.kodi.call("Player.GetProperties", playerid=player, properties=["speed"])["speed"]
        return self.seconds(player) if speed == 0 else None

    def seek(self, player, seconds):
        time = {"minutes": seconds // 60, "seconds": seconds % 60}
        self.kodi.call("Player.Seek", playerid=player, value={"time": time})
        wait_until("the film jumps", lambda: seconds <= self.seconds(player) < seconds + 30)

    def stop(self, player):
        self.kodi.call("Player.Stop", playerid=player)
        wait_until("the film has stopped", lambda: not self.kodi.call("Player.GetActivePlayers"))

    def picture(self, name, is_moving=False):
        number = len(list(self.pictures.glob("*.png"))) + 1
        self.kodi.screenshot(self.pictures / ("%02d-%s.png" % (number, name)), is_moving)

    def _is_film_on_screen(self):
        is_moving = self.kodi.labels("VideoPlayer.Time")[0] not in ("", "00:00", "00:00:00")
        return is_moving and self.kodi.is_true("VideoPlayer.IsFullscreen")
