"""The folder of the server's films, and playing one of them."""
import json
from unittest import mock
from urllib.parse import quote

from .fakekodi import kodi, movie
from .support import PairedTestCase
from resources.lib.kinothek import contract, listing, plugin, serverfilms, signals
from resources.lib.kinothek.connection import open_server
from resources.lib.kinothek.errors import NotUnderstood

BASE = "plugin://plugin.video.kinothek"


class ServerFilmsTestCase(PairedTestCase):
    def open(self, path, query="", handle=1, *more):
        kodi.directory = kodi.resolved = None
        plugin.run([BASE + path, str(handle), query, *more])
        return kodi.directory

    def labels(self):
        return [item.label for _, item, _ in self.open("/server").items]


class FolderTests(ServerFilmsTestCase):
    def test_films_are_described_and_playable(self):
        self.server.films.add(
            "Lonely Harbour", 2019, 5400, original_title="Havn", imdb_id="tt0000005", tmdb_id=55, overview="A light.",
            genres=["Drama"], directors=["Ida"], certificate="12", rating=7.5, poster_url="http://kino/p.jpg",
            backdrop_url="http://kino/b.jpg", resume_seconds=1200)
        directory = self.open("/server")
        (url, item, is_folder), = directory.items
        self.assertEqual((url, is_folder), (BASE + "/server/play?id=1", False))
        self.assertEqual(item.properties["IsPlayable"], "true")
        self.assertEqual(item.art, {
            "poster": "http://kino/p.jpg", "thumb": "http://kino/p.jpg", "fanart": "http://kino/b.jpg"})
        values = item.tag.values
        self.assertEqual((values["Title"], values["OriginalTitle"], values["Year"]), ("Lonely Harbour", "Havn", 2019))
        self.assertEqual((values["Plot"], values["Genres"], values["Directors"]), ("A light.", ["Drama"], ["Ida"]))
        self.assertEqual((values["Mpaa"], values["Rating"], values["Duration"]), ("12", (7.5, 0), 5400))
        self.assertEqual((values["ResumePoint"], values["Playcount"]), ((1200.0, 5400), 0))
        self.assertEqual(values["UniqueIDs"], ({"imdb": "tt0000005", "tmdb": "55"}, "imdb"))
        self.assertEqual(values["MediaType"], "movie")
        self.assertNotIn("DbId", values)
        self.assertEqual((directory.content, directory.category), ("movies", "On the server"))
        self.assertIs(directory.is_kept, False, "where to resume changes")

    def test_a_film_of_which_nothing_is_known_but_its_title(self):
        self.server.films.add("Home video", None, None)
        values = self.open("/server").items[0][1].tag.values
        self.assertEqual((values["Year"], values["Duration"], values["Rating"]), (0, 0, (0.0, 0)))
        self.assertGreater(values["ResumePoint"][1], 0, "otherwise Kodi shows its own memory")

    def test_the_runtime_stands_in_for_a_length_that_was_not_measured(self):
        self.server.films.add("Salt", 2019, None, runtime_minutes=90)
        self.assertEqual(self.open("/server").items[0][1].tag.values["Duration"], 5400)

    def test_watched_films_are_marked(self):
        self.server.films.add("Salt", 2019, watched=True)
        self.assertEqual(self.open("/server").items[0][1].tag.values["Playcount"], 1)

    def test_kodi_19_gets_the_same_facts_in_its_own_way(self):
        self.server.films.add("Salt", 2019, 5400, resume_seconds=600, imdb_id="tt0000005")
        with mock.patch.object(listing, "HAS_SETTERS", False):
            item = self.open("/server").items[0][1]
        self.assertEqual((item.info["mediatype"], item.info["playcount"], item.info["duration"]), ("movie", 0, 5400))
        self.assertNotIn("dbid", item.info)
        self.assertEqual((item.properties["ResumeTime"], item.properties["TotalTime"]), ("600.0", "5400"))

    def test_films_of_kodis_library_are_left_out(self):
        kodi.movies = [movie(1, "tt0000001", "Salt"), movie(2, None, "Pepper", year=2001)]
        self.server.films.add("Sel", 2010, imdb_id="tt0000001")
        self.server.films.add("Pepper", 2001)
        self.server.films.add("Vinegar", 2001)
        self.assertEqual(self.labels(), ["Vinegar"])

    def test_nothing_to_show_says_why(self):
        self.assertEqual(self.labels(), ["There are no films on the server"])
        kodi.movies = [movie(1, "tt0000001", "Salt")]
        self.server.films.add("Salt", 2019, imdb_id="tt0000001")
        self.assertEqual(self.labels(), ["Kodi has every film that is on the server"])

    def test_a_server_from_before_this_says_so(self):
        self.server.faults.answer("/kodi/server/films", 404, {"success": False, "error": "Not found"})
        self.assertIs(self.open("/server").succeeded, False)
        self.assertEqual(self.shown("notification"), [
            "This Kinothek server is too old to play films itself. It needs an update."])

    def test_the_servers_refusals_are_shown(self):
        self.server.faults.answer("/kodi/server/films", 403, {"error": "The profile is locked"})
        self.open("/server")
        self.assertEqual(self.shown("notification"), ["The profile is locked"])

    def test_an_answer_of_another_form_is_not_taken_for_films(self):
        self.server.faults.answer("/kodi/server/films", 200, {"films": [{"id": 5}]})
        self.assertIs(self.open("/server").succeeded, False)
        self.assertEqual(len(self.shown("notification")), 1)


class PagingTests(ServerFilmsTestCase):
    def setUp(self):
        super().setUp()
        for number in range(7):
            self.server.films.add("Film %d" % number, 2000 + number)
        size = mock.patch.object(contract, "FILMS_PAGE_SIZE", 3)
        size.start()
        self.addCleanup(size.stop)
        self.client = open_server(self.server.address, self.key)

    def titles(self):
        return [film.title for film in serverfilms.read_all(self.client)]

    def test_all_pages_are_read_in_order(self):
        self.assertEqual(self.titles(), ["Film %d" % number for number in range(7)])
        self.assertEqual(self.server.paths("GET").count("/kodi/server/films"), 3)

    def test_a_lost_place_begins_anew(self):
        page = self.server.films.page
        self.server.films.page = lambda limit, cursor: self.forget_once(page, limit, cursor)
        self.assertEqual(len(self.titles()), 7)

    def forget_once(self, page, limit, cursor):
        if cursor and len(self.server.paths("GET")) == 2:
            self.server.films.forget_cursors()
        return page(limit, cursor)

    def test_a_place_that_is_lost_again_and_again_is_given_up(self):
        page = self.server.films.page

        def forget(limit, cursor):
            self.server.films.forget_cursors()
            return page(limit, cursor)
        self.server.films.page = forget
        with self.assertRaises(NotUnderstood):
            self.titles()

    def test_films_that_move_between_two_pages_are_listed_once(self):
        page = self.server.films.page

        def grow(limit, cursor):
            if cursor and len(self.server.paths("GET")) == 2:
                self.server.films.add("A film", 1990)
            return page(limit, cursor)
        self.server.films.page = grow
        self.assertEqual(self.titles(), ["Film %d" % number for number in range(7)])


class PlayTests(ServerFilmsTestCase):
    def setUp(self):
        super().setUp()
        self.film = self.server.films.add(
            "Lonely Harbour", 2019, 5400, subtitles=["harbour.en.srt"], resume_seconds=1200, overview="A light.")
        self.open("/server")

    def play(self, film_id=None, resume=False, handle=1):
        self.open("/server/play", "?id=" + quote(film_id or self.film), handle, "resume:%s" % str(resume).lower())
        return kodi.resolved

    def test_plays_from_the_beginning(self):
        succeeded, item = self.play()
        self.assertTrue(succeeded)
        self.assertTrue(item.path.startswith(self.server.address + "/stream/"), item.path)
        self.assertEqual((item.mime_type, item.is_looked_up), ("video/x-matroska", False))
        self.assertEqual([url.rpartition("/")[2] for url in item.subtitles], ["harbour.en.srt"])
        values = item.tag.values
        self.assertEqual((values["Title"], values["Plot"]), ("Lonely Harbour", "A light."))
        self.assertEqual(values["ResumePoint"], (0, 0), "a point would make Kodi resume")
        self.assertEqual(values["FilenameAndPath"], BASE + "/server/play?id=1")

    def test_resumes_at_the_servers_place_rather_than_at_the_lists(self):
        self.server.films.film(self.film)["resume_seconds"] = 3000
        _, item = self.play(resume=True)
        self.assertEqual(item.tag.values["ResumePoint"], (3000.0, 5400.0))

    def test_a_film_that_was_never_listed_plays_without_a_description(self):
        other = self.server.films.add("Salt", 2019)
        succeeded, item = self.play(other)
        self.assertTrue(succeeded)
        self.assertEqual(item.tag.values["Title"], "")

    def test_the_service_hears_what_plays(self):
        _, item = self.play(resume=True)
        playback = signals.announced()
        self.assertEqual((playback.film_id, playback.start_seconds, playback.duration_seconds), ("1", 1200.0, 5400.0))
        self.assertEqual(playback.part_of(item.path), 0)
        self.assertIsNone(playback.part_of("/films/7.mkv"))
        self.assertNotIn(self.key, json.dumps(kodi.properties))

    def test_a_film_in_parts_is_queued(self):
        parts = self.server.films.add("Two Rooms", 2018, 180, [("cd1.mkv", 100), ("cd2.mkv", 50), ("cd3.mkv", 30)])
        self.open("/server")
        _, item = self.play(parts)
        self.assertTrue(item.path.endswith("cd1.mkv"))
        self.assertEqual([url.rpartition("/")[2] for url, _ in kodi.queue], ["cd2.mkv", "cd3.mkv"])
        self.assertEqual(kodi.queue[0][1].tag.values["Title"], "Two Rooms")
        self.assertEqual([begin for _, begin in signals.announced().parts], [0, 100.0, 150.0])

    def test_a_film_in_parts_resumes_in_the_right_one(self):
        parts = self.server.films.add(
            "Two Rooms", 2018, 180, [("cd1.mkv", 100), ("cd2.mkv", 50), ("cd3.mkv", 30)], ["cd1.srt"],
            resume_seconds=120)
        _, item = self.play(parts, resume=True)
        self.assertTrue(item.path.endswith("cd2.mkv"))
        self.assertEqual(item.tag.values["ResumePoint"], (20.0, 50.0))
        self.assertEqual(item.subtitles, [], "they belong to the first part")
        self.assertEqual([url.rpartition("/")[2] for url, _ in kodi.queue], ["cd3.mkv"])

    def test_parts_of_unknown_length_begin_with_the_first(self):
        parts = self.server.films.add("Two Rooms", 2018, 0, [("cd1.mkv", 0), ("cd2.mkv", 0)])
        _, item = self.play(parts)
        self.assertTrue(item.path.endswith("cd1.mkv"))

    def test_refusals_are_shown_in_the_servers_words(self):
        for status, code in ((403, "PIN_REQUIRED"), (409, "PLAYBACK_LIMIT"), (409, "FILE_UNAVAILABLE")):
            words = "Because of " + code
            self.server.faults.answer("/kodi/server/films/1/play", status, {"error": words, "error_code": code})
            succeeded, _ = self.play()
            self.assertFalse(succeeded)
            self.assertEqual(self.shown("ok")[-1], words)
        self.assertEqual(kodi.settings["api_key"], self.key)
        self.assertIsNone(signals.announced())

    def test_a_film_that_has_gone_is_no_sign_of_an_old_server(self):
        self.assertFalse(self.play("4711")[0])
        self.assertEqual(self.shown("ok"), ["This film is not on the server"])

    def test_a_server_that_has_been_put_back_says_so(self):
        self.server.faults.answer("/kodi/server/films/1/play", 404, {"error": "Not found"})
        self.play()
        self.assertIn("too old", self.shown("ok")[0])

    def test_a_rejected_key_is_deleted_with_a_message(self):
        self.server.keys.clear()
        self.assertFalse(self.play()[0])
        self.assertEqual(kodi.settings["api_key"], "")
        self.assertEqual(self.shown("ok"), ["Kinothek does not know this Kodi any more. Pair it again."])

    def test_a_server_that_does_not_answer_is_explained(self):
        self.server.__exit__()
        self.assertFalse(self.play()[0])
        self.assertIn("does not answer", self.shown("ok")[0])

    def test_a_film_that_is_run_instead_of_played_plays(self):
        self.assertIsNone(self.play(handle=-1))
        self.assertEqual(kodi.builtins, ["PlayMedia(%s/server/play?id=1)" % BASE])
