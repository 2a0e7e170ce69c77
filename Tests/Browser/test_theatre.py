"""This server's own films in a browser: playing each kind of file, seeking, subtitles, going on, profiles and PINs."""

import re
import shutil
import unittest

import visitor
from looks import DESKTOP, NARROWEST, PHONE, shoot
from playwright.sync_api import expect
from theatre import Theatre

WINDOWS = {"desktop": DESKTOP, "phone": PHONE}
KINDS = {"Direct Film": "direct", "Other Box": "remux", "Old Disc": "transcode"}
PATIENCE = 60_000


@unittest.skipUnless(shutil.which("ffmpeg"), "there is no ffmpeg")
class Films(visitor.Visit):
    room = "/films"
    heading = "Your films"
    browser_arguments = ["--autoplay-policy=no-user-gesture-required"]

    @classmethod
    def make_household(cls):
        return Theatre()

    def film(self, title, **options):
        page = self.open("/films", **options)
        page.get_by_role("link", name=re.compile(f"^{title}")).last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        return page

    def play(self, title, **options):
        page = self.film(title, **options)
        page.get_by_role("link", name=re.compile("^(Play|From the beginning|Go on)")).last.click()
        self.wait_until(page, "video.readyState >= 2 && !video.paused")
        return page

    def wait_until(self, page, condition):
        page.wait_for_function(
            f"() => {{ const video = document.querySelector('.picture'); return {condition}; }}", timeout=PATIENCE)

    def time(self, page):
        return page.evaluate("() => document.querySelector('.picture').currentTime")

    def seek(self, page, seconds):
        page.get_by_role("slider", name="Place in the film").evaluate(
            """(slider, value) => { slider.value = value; slider.dispatchEvent(new Event("input", { bubbles: true }));
            slider.dispatchEvent(new Event("change", { bubbles: true })); }""", seconds)

    def leave(self, page):
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("")
        expect(page).to_have_url(re.compile("/films/"))

    def test_1_every_kind_of_file_plays_and_can_be_sought_in(self):
        for title, way in KINDS.items():
            with self.subTest(title=title):
                page = self.play(title)
                self.assertEqual(page.locator("[data-film]").get_attribute("data-way"), way)
                start = self.time(page)
                self.wait_until(page, f"video.currentTime > {start + 1}")
                self.seek(page, 100)
                self.wait_until(page, "!video.seeking && video.currentTime > 101 && video.currentTime < 130")
                self.seek(page, 10)
                self.wait_until(page, "!video.seeking && video.currentTime > 10.5 && video.currentTime < 40")
                expect(page.locator("[data-clock]")).to_have_text(re.compile(r"^0:\d\d / 2:30$"))
                self.assertAlmostEqual(page.evaluate("() => document.querySelector('.picture').duration"), 150, delta=1.5)
                shoot(page, f"player-{way}")
                self.leave(page)

    def test_2_subtitles_are_shown_as_somebody_wants_them(self):
        for title in ["Direct Film", "Other Box"]:
            with self.subTest(title=title):
                page = self.play(title)
                self.seek(page, 5)
                caption = page.locator(".captions p")
                page.locator(".looks summary").click()
                choice = page.get_by_role("radio", name="English")
                if not choice.is_checked():
                    choice.check()
                expect(caption).to_have_text("Good evening & welcome", timeout=PATIENCE)
                expect(caption.locator("i")).to_have_text("Good evening")
                page.get_by_role("radio", name="Large", exact=True).check()
                page.get_by_role("radio", name="Solid").check()
                expect(page.locator(".captions")).to_have_attribute("data-size", "large")
                shoot(page, f"captions-{title.split()[0].lower()}")
                page.keyboard.press("Escape")
                page.keyboard.press("c")
                expect(caption).to_have_count(0)
                page.keyboard.press("c")
                expect(caption).to_have_count(1)
                page.reload()
                self.wait_until(page, "video.readyState >= 2")
                self.seek(page, 70)
                expect(caption).to_have_text("The second half", timeout=PATIENCE)
                expect(page.locator(".captions")).to_have_attribute("data-ground", "solid")
                self.leave(page)

    def test_3_the_keys_do_what_they_say(self):
        page = self.play("Direct Film")
        page.keyboard.press(" ")
        self.wait_until(page, "video.paused")
        before = self.time(page)
        page.keyboard.press("ArrowRight")
        self.wait_until(page, f"Math.abs(video.currentTime - {before + 10}) < 1")
        page.keyboard.press("ArrowLeft")
        self.wait_until(page, f"Math.abs(video.currentTime - {before}) < 1")
        page.keyboard.press("m")
        self.wait_until(page, "video.muted")
        expect(page.get_by_role("button", name="Sound on")).to_be_visible()
        page.keyboard.press("ArrowUp")
        self.wait_until(page, "!video.muted")
        page.keyboard.press("f")
        page.wait_for_function("() => document.fullscreenElement !== null")
        page.keyboard.press("f")
        page.wait_for_function("() => document.fullscreenElement === null")
        page.keyboard.press("k")
        self.wait_until(page, "!video.paused")
        self.leave(page)

    def test_4_it_goes_on_where_somebody_stopped(self):
        page = self.play("Other Box")
        self.seek(page, 90)
        self.wait_until(page, "!video.seeking && video.currentTime > 91")
        page.keyboard.press(" ")
        self.wait_until(page, "video.paused")
        self.leave(page)
        expect(page.get_by_role("link", name=re.compile("^Go on at 1:3"))).to_be_visible()
        expect(page.locator("main")).to_contain_text("% watched")
        page.goto("/home")
        rail = page.get_by_role("region", name="Go on watching")
        expect(rail.locator(".seen-line rect").first).to_have_attribute("width", re.compile(r"^6\d$"))
        rail.get_by_role("link", name=re.compile("^Other Box")).click()
        self.wait_until(page, "video.readyState >= 2 && video.currentTime > 89 && video.currentTime < 120")
        page.reload()
        self.wait_until(page, "video.readyState >= 2 && video.currentTime > 89 && video.currentTime < 120")
        page.get_by_role("button", name="From the beginning").click()
        self.wait_until(page, "!video.seeking && video.currentTime < 30 && video.currentTime > 0.5")
        self.leave(page)

    def test_5_the_next_episode_follows(self):
        page = self.open("/films?kind=series")
        page.get_by_role("link", name=re.compile("^Night Train")).click()
        expect(page.get_by_role("heading", name="Season 1")).to_be_visible()
        page.get_by_role("link", name=re.compile("^Play S1 E1")).click()
        self.wait_until(page, "video.readyState >= 2")
        first = page.url
        self.seek(page, 140)
        expect(page.get_by_role("heading", name=re.compile("^Next: S1 E2"))).to_be_visible(timeout=PATIENCE)
        shoot(page, "player-next")
        self.seek(page, 148)
        page.wait_for_url(lambda url: url != first and "/watch/" in url, timeout=PATIENCE)
        self.wait_until(page, "video.readyState >= 2")
        expect(page.locator(".stage-names p")).to_have_text(re.compile("S1 E2"))
        self.leave(page)
        expect(page.locator(".episode").first).to_contain_text("watched")

    def test_6_profiles_and_their_pins(self):
        page = self.open("/profiles")
        page.get_by_text("Add a profile").click()
        form = page.locator("form[action='/profiles/add']")
        form.get_by_label("Name").fill("Kid")
        form.get_by_label("PIN").fill("4711")
        form.get_by_label("Films up to this age").select_option("PG")
        form.get_by_role("button", name="Add").click()
        expect(page.get_by_role("status")).to_contain_text("you watch as it now")
        self.assert_accessible(page, "profiles-desktop-dark")
        page.goto("/films")
        expect(page.get_by_role("link", name=re.compile("^Direct Film"))).not_to_have_count(0)
        expect(page.get_by_role("link", name=re.compile("^Old Disc"))).to_have_count(0)
        # The page of a film above the limit asks for the PIN.
        page.goto(self.old_disc)
        expect(page.get_by_role("heading", level=1)).to_have_text("The PIN of Kid")
        self.assert_accessible(page, "pin-desktop-dark", focus=False)
        page.get_by_label("PIN of Kid").fill("0000")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("alert")).to_contain_text("not right")
        page.get_by_label("PIN of Kid").fill("4711")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Old Disc")
        page.goto("/profiles")
        page.get_by_role("button", name=re.compile("^anna")).click()
        expect(page).to_have_url(re.compile("/films$"))
        page.goto("/profiles")
        page.locator(".device").filter(has_text="Kid").get_by_text("Remove", exact=False).first.click()
        page.get_by_role("button", name="Remove for good").locator("visible=true").click()
        expect(page.get_by_role("status")).to_contain_text("gone")

    def test_7_a_way_that_fails_leads_to_the_next(self):
        page = self.film("Direct Film")
        page.route("**/stream/**", lambda route: route.fulfill(status=404, body=""))
        page.get_by_role("link", name="Play").first.click()
        self.wait_until(page, "video.readyState >= 2 && video.currentTime > 1")
        self.assertEqual(page.locator("[data-film]").get_attribute("data-way"), "remux")
        self.leave(page)
        page.unroute("**/stream/**")

    def test_8_pieces_that_are_gone_are_made_anew(self):
        page = self.film("Other Box")
        gone = []

        def lose(route):
            if len(gone) < 2 and "/0.m4s" not in route.request.url:
                gone.append(route.request.url)
                return route.fulfill(status=410, body="gone")
            return route.continue_()

        page.route("**/*.m4s", lose)
        page.get_by_role("link", name=re.compile("^(Play|From the beginning)")).last.click()
        self.wait_until(page, "video.readyState >= 2 && video.currentTime > 12")
        self.assertEqual(len(gone), 2)
        self.leave(page)

    def test_9_a_film_in_two_files_is_one(self):
        page = self.play("Two Reels")
        expect(page.locator("[data-clock]")).to_have_text(re.compile("/ 1:20$"))
        self.seek(page, 37)
        page.wait_for_function(
            "() => Number(document.querySelector('.seek').value) >= 42", timeout=PATIENCE)
        self.wait_until(page, "video.currentTime < 30")
        self.seek(page, 10)
        self.wait_until(page, "!video.seeking && video.currentTime > 10.5")
        self.seek(page, 70)
        self.wait_until(page, "!video.seeking && video.currentTime > 30.5 && !video.paused")
        self.leave(page)

    def test_0_the_rooms_are_accessible(self):
        page = self.film("Old Disc")
        type(self).old_disc = page.url
        for name, window in list(WINDOWS.items()) + [("narrowest", NARROWEST)]:
            for theme in ["dark", "light"]:
                with self.subTest(window=name, theme=theme):
                    page = self.open("/films", window=window, theme=theme)
                    self.assert_accessible(page, f"films-{name}-{theme}")
                    page.goto(self.old_disc)
                    self.assert_accessible(page, f"film-{name}-{theme}")
                    page.goto("/profiles")
                    self.assert_accessible(page, f"profiles-{name}-{theme}")
        for name, window in list(WINDOWS.items()) + [("narrowest", NARROWEST)]:
            with self.subTest(window=name):
                page = self.play("Direct Film", window=window)
                page.keyboard.press(" ")
                self.wait_until(page, "video.paused")
                self.assert_accessible(page, f"player-{name}")
                page.locator(".looks summary").click()
                self.assert_accessible(page, f"player-looks-{name}", focus=False)
                page.keyboard.press("Escape")
                self.leave(page)


if __name__ == "__main__":
    unittest.main()
