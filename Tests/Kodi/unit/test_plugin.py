import time
from unittest import mock
from urllib.parse import quote

from .fakekodi import ListItem, kodi, movie
from .support import EMAIL, KodiTestCase, PairedTestCase
from resources.lib.kinothek import context, listing, plugin, status
from resources.lib.kinothek.connection import profile_file

BASE = "plugin://plugin.video.kinothek"
SNOW, HEIST, SEA = "tt0000001", "tt0000002", "tt0000003"
FILMS = [
    {"imdb_id": SNOW, "title": "White Silence", "overview": "slow murder in deep snow", "keywords": ["snow", "quiet"],
     "genres": ["Thriller"]},
    {"imdb_id": HEIST, "title": "Nine Keys", "overview": "thieves and bank vault", "keywords": ["heist"],
     "genres": ["Thriller"]},
    {"imdb_id": SEA, "title": "Salt", "overview": "whale hunt", "keywords": ["sea", "quiet"], "genres": ["Adventure"]},
]


class PluginTestCase(PairedTestCase):
    FILMS = FILMS

    def setUp(self):
        super().setUp()
        kodi.movies = [movie(7, SNOW, "White Silence"), movie(8, HEIST, "Nine Keys"), movie(9, None, "Home video")]

    def open(self, path, query="", handle=1):
        kodi.directory = None
        plugin.run([BASE + path, str(handle), query])
        return kodi.directory

    def labels(self, directory):
        return [item.label for _, item, _ in directory.items]


class FolderTests(PluginTestCase):
    def test_root_of_a_paired_kodi(self):
        directory = self.open("/")
        self.assertEqual(self.labels(directory), [
            "Search by meaning…", "Recent searches", "More like a film…", "On the server",
            "Send the list of films now", "Status", "Settings"])
        self.assertTrue(directory.succeeded)

    def test_root_before_pairing(self):
        kodi.settings.update(api_key="")
        self.assertEqual(self.labels(self.open("/")), ["Pair with Kinothek", "Status", "Settings"])

    def test_results_are_kodis_own_films_in_the_servers_order(self):
        directory = self.open("/results", "?query=" + quote("a slow thriller in the snow"))
        (first_url, first, is_folder), second = directory.items
        self.assertEqual((first_url, is_folder), ("/films/7.mkv", False))
        self.assertEqual(second[1].label, "Nine Keys")
        self.assertEqual(first.tag.values["DbId"], 7)
        self.assertEqual(first.tag.values["ResumePoint"], (12.0, 90.0))
        self.assertEqual(first.tag.values["Rating"], (7.5, 1234))
        self.assertEqual(first.art, {"poster": "image://7"})
        self.assertEqual(first.properties["IsPlayable"], "true")
        self.assertRegex(first.properties["kinothek.score"], r"^0\.\d{3}$")
        self.assertEqual((directory.content, directory.category), ("movies", "a slow thriller in the snow"))

    def test_films_that_kodi_does_not_have_are_left_out(self):
        self.assertEqual(self.labels(self.open("/results", "?query=whale")), [
            "No film of yours is like “whale”. Try other words"])

    def test_a_film_that_kodi_numbered_anew_is_found(self):
        self.open("/results", "?query=snow")
        kodi.movies = [movie(7, HEIST), movie(21, SNOW, "White Silence")]
        self.assertEqual(self.open("/results", "?query=snow").items[0][1].tag.values["DbId"], 21)

    def test_similar_films_with_scores(self):
        self.server.library.replace_ids([SNOW, HEIST])
        directory = self.open("/similar", "?imdb_id=" + SNOW)
        self.assertEqual(self.labels(directory), ["Nine Keys"])
        self.assertEqual(directory.category, "Like White Silence")
        self.assertIn("kinothek.score", directory.items[0][1].properties)

    def test_similar_films_from_a_server_that_sends_ids_alone(self):
        self.server.faults.answer("/similar_to", 200, {"success": True, "results": [SEA, HEIST]})
        directory = self.open("/similar", "?imdb_id=%s&facets=mood" % SNOW)
        self.assertEqual(self.labels(directory), ["Nine Keys"])
        self.assertNotIn("kinothek.score", directory.items[0][1].properties)

    def test_no_similar_films(self):
        self.server.faults.answer("/similar_to", 200, {"success": True, "results": []})
        self.assertEqual(self.labels(self.open("/similar", "?imdb_id=" + SNOW)), ["No film of yours is like this one"])

    def test_picking_a_film_leads_to_similar_ones(self):
        directory = self.open("/films")
        self.assertEqual(self.labels(directory), ["White Silence", "Nine Keys"])
        self.assertEqual(directory.items[0][0], BASE + "/similar?imdb_id=" + SNOW)

    def test_an_empty_library_says_what_is_missing(self):
        kodi.movies = []
        self.assertEqual(self.labels(self.open("/films")), ["Kodi has no film with an IMDb id yet"])

    def test_an_error_closes_the_folder_and_shows_the_servers_words(self):
        self.server.faults.answer("/kodi/search/movies", 503, {"error": "Search service not available"})
        self.assertIs(self.open("/results", "?query=snow").succeeded, False)
        self.assertEqual(self.shown("notification"), ["Search service not available"])

    def test_too_many_searches_say_when_to_come_back(self):
        self.server.faults.answer(
            "/kodi/search/movies", 429, {"error": "Rate limit exceeded"}, {"Retry-After": "42"})
        self.open("/results", "?query=snow")
        self.assertEqual(self.shown("notification"), ["Too many requests. Try again in 42 seconds."])
        self.assertEqual(kodi.waits, [], "nobody waits in front of the screen")

    def test_a_rejected_key_is_deleted_with_a_message(self):
        self.server.keys.clear()
        self.open("/results", "?query=snow")
        self.assertEqual(kodi.settings["api_key"], "")
        self.assertEqual(self.shown("notification"), ["Kinothek does not know this Kodi any more. Pair it again."])

    def test_places_that_do_not_exist_close_the_folder(self):
        self.assertIs(self.open("/nowhere").succeeded, False)


class SearchActionTests(PluginTestCase):
    def test_asks_remembers_and_opens_the_results(self):
        kodi.inputs = ["  deep snow "]
        self.open("/search", handle=-1)
        self.assertEqual(kodi.builtins, ["Container.Update(%s/results?query=deep+snow)" % BASE])
        directory = self.open("/recent")
        self.assertEqual(directory.items[0][0], BASE + "/results?query=deep+snow")

    def test_nothing_typed_is_no_search(self):
        self.open("/search", handle=-1)
        self.assertEqual(kodi.builtins, [])
        self.assertEqual(self.labels(self.open("/recent")), ["No searches yet. Search by meaning…"])

    def test_recent_searches_are_few_distinct_and_removable(self):
        kodi.inputs = ["film %d" % number for number in range(30)] + ["film 20"]
        for _ in range(31):
            self.open("/search", handle=-1)
        labels = self.labels(self.open("/recent"))
        self.assertEqual((len(labels), labels[:2], labels.count("film 20")), (25, ["film 20", "film 29"], 1))
        self.open("/recent/remove", "?query=film+29", handle=-1)
        self.assertNotIn("film 29", self.labels(self.open("/recent")))
        self.open("/recent/clear", handle=-1)
        self.assertEqual(profile_file("searches.json").read(), [])

    def test_an_action_opened_as_a_folder_closes_it(self):
        self.assertIs(self.open("/sync").succeeded, False)
        self.assertEqual(kodi.notified, [("plugin.video.kinothek", "sync")])


class StatusTests(PluginTestCase):
    def test_facts_and_what_is_wrong_with_them(self):
        self.server.library.replace_ids([SNOW, HEIST])
        self.open("/status", handle=-1)
        text, = self.shown("text")
        self.assertEqual(text.split("\n"), [
            "Server: " + self.server.address, "Account: " + EMAIL, "Films in Kodi: 3", "Films known to Kinothek: 2",
            "Lists last compared: not yet", "",
            "Films without an IMDb id: 1. Kinothek cannot know them. Scrape them again with a scraper that finds the "
            "id."])

    def test_moments_are_relative_up_to_a_week(self):
        now = time.time()
        for seconds, words in (
                (-5, "just now"), (59, "just now"), (60, "1 min ago"), (3599, "59 min ago"), (3600, "1 h ago"),
                (47 * 3600, "47 h ago"), (49 * 3600, "2 days ago"), (6.9 * 86400, "6 days ago")):
            self.assertEqual(status.ago(now - seconds, now), words)
        self.assertRegex(status.ago(now - 30 * 86400, now), r"^\d\d\.\d\d\.\d{4}$")

    def test_before_pairing(self):
        kodi.settings.update(server_url="", api_key="")
        self.open("/status", handle=-1)
        self.assertIn("Not paired with a server yet", self.shown("text")[0])


class ContextMenuTests(KodiTestCase):
    def open_for(self, unique_id, number=""):
        item = ListItem()
        item.tag = mock.Mock(getUniqueID=lambda kind: unique_id, getIMDBNumber=lambda: number)
        context.run(item)

    def test_opens_similar_films(self):
        self.open_for("", SNOW)
        kodi.conditions.add("Window.IsActive(videos)")
        self.open_for(SNOW)
        similar = BASE + "/similar?imdb_id=" + SNOW
        self.assertEqual(kodi.builtins, [
            "ActivateWindow(Videos,%s,return)" % similar, "Container.Update(%s)" % similar])

    def test_a_film_without_an_id_gets_a_notice(self):
        self.open_for("", "603")
        self.assertEqual(self.shown("notification"), ["Kodi does not know this film's IMDb id."])


class ListingTests(KodiTestCase):
    def test_kodi_19_gets_the_same_facts_in_its_own_way(self):
        streams = {"video": [{"codec": "h264"}], "audio": [], "subtitle": []}
        with mock.patch.object(listing, "HAS_SETTERS", False):
            item = listing.film(movie(7, SNOW, "White Silence", streamdetails=streams), 0.5)
            choice = listing.choice(movie(7, SNOW, "White Silence"))
        self.assertEqual(choice.info, {"title": "White Silence", "year": 1990})
        self.assertEqual((item.info["dbid"], item.info["mediatype"], item.info["year"]), (7, "movie", 1990))
        self.assertEqual(item.properties["ResumeTime"], "12.0")
        self.assertEqual(item.info["streams"], [("video", {"codec": "h264"})])
