"""Set-up, sign-in, pairing, devices and search, as people do them; and every page looked over for accessibility."""

import os
import re
import unittest

from household import EMAIL, PASSWORD, Household, Pictures
from looks import DESKTOP, NARROWEST, PHONE, audit, focus_problems, shoot
from playwright.sync_api import expect, sync_playwright

WINDOWS = {"desktop": DESKTOP, "phone": PHONE}
ROOMS = {
    "home": "/home", "search": "/search?q=lighthouse", "mine": "/search?q=lighthouse&mine=1",
    "nothing": "/search?q=zzzzqqqq", "ask": "/search", "like": "/search?like=tt9900001", "devices": "/devices",
}


class Website(unittest.TestCase):
    """One household for all tests. The first makes its account, so the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.household = Household()
        cls.addClassCleanup(cls.household.close)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.browser = cls.playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"] if os.geteuid() == 0 else [])
        cls.addClassCleanup(cls.browser.close)
        cls.cookies = []

    def open(self, path="/home", signed_in=True, window=DESKTOP, theme="dark", **options):
        """A page in a browser of its own; whatever it writes on its console is a failure."""
        context = self.browser.new_context(
            base_url=self.household.address, viewport=window, color_scheme=theme, **options)
        self.addCleanup(context.close)
        if signed_in:
            context.add_cookies(self.cookies)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(path)
        return page

    def setUp(self):
        self.said = []
        # Forms and missing pictures answer with a status that the browser writes down, as it should.
        self.addCleanup(lambda: self.assertEqual(
            [line for line in self.said if "status of 40" not in line], [], "the console is silent"))

    def assert_accessible(self, page, name, focus=True):
        shoot(page, name)
        self.assertEqual(audit(page), [], name)
        if focus:
            self.assertEqual(focus_problems(page), [], name)

    def test_1_the_link_makes_the_first_account(self):
        page = self.open(self.household.set_up_link, signed_in=False)
        expect(page).to_have_title(re.compile("Set up your server"))
        self.assert_accessible(page, "setup-desktop-dark", focus=False)
        page.get_by_label("E-mail address").fill(EMAIL)
        page.get_by_label("Password", exact=False).first.fill(PASSWORD)
        page.get_by_label("Password again").fill("something else")
        page.get_by_role("button", name="Make the account").click()
        expect(page.get_by_role("alert")).to_contain_text("not the same")
        page.get_by_label("Password", exact=False).first.fill(PASSWORD)
        page.get_by_label("Password again").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your server is ready")
        self.assert_accessible(page, "ready-desktop-dark")
        page.get_by_role("link", name="Go to your films").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("anna")
        type(self).cookies = page.context.cookies()

    def test_2_signing_in_and_out(self):
        for name, window in WINDOWS.items():
            for theme in ["dark", "light"]:
                with self.subTest(window=name, theme=theme):
                    page = self.open("/devices", signed_in=False, window=window, theme=theme)
                    expect(page).to_have_url(re.compile(r"/signin\?next="))
                    expect(page.get_by_label("E-mail address")).to_be_focused()
                    self.assert_accessible(page, f"signin-{name}-{theme}")
                    self.sign_in(page, "not my password")
                    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
                    self.assert_accessible(page, f"signin-wrong-{name}-{theme}", focus=False)
                    self.sign_in(page, PASSWORD)
                    expect(page).to_have_url(re.compile("/devices$"))
                    page.get_by_text("anna", exact=True).or_(page.locator("summary").first).first.click()
                    self.assert_accessible(page, f"menu-{name}-{theme}", focus=False)
                    page.get_by_role("button", name="Sign out", exact=True).first.click()
                    expect(page).to_have_url(re.compile("/signin$"))
                    page.goto("/home")
                    expect(page).to_have_url(re.compile("/signin"))

    def sign_in(self, page, password):
        page.get_by_label("E-mail address").fill(EMAIL)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()

    def test_3_pairing_a_device(self):
        for name, window in WINDOWS.items():
            with self.subTest(window=name):
                page = self.open("/devices", window=window)
                page.get_by_role("button", name="Make a pairing code").click()
                digits = "".join(page.locator(".digits [aria-hidden]").all_inner_texts())
                self.assertRegex(digits, r"^\d{8}$")
                expect(page.get_by_role("timer")).to_have_accessible_name("Good for 10 minutes, once")
                self.assert_accessible(page, f"code-{name}-dark")
                key = self.household.post("/pairing-code/exchange", {"pairing_code": digits})["api_key"]
                self.assertEqual(self.household.get_status("/kodi/test", key), 200)
                page.goto("/devices")
                device = page.locator(".device").filter(has_text="LibraryGenie-Kodi/0.8.49")
                device.get_by_text("Rename").click()
                device.get_by_label("New name").fill(f"Kodi on the {name}")
                self.assert_accessible(page, f"rename-{name}-dark", focus=False)
                device.get_by_role("button", name="Save").click()
                expect(page.get_by_role("status")).to_contain_text("new name")
                device = page.locator(".device").filter(has_text=f"Kodi on the {name}")
                expect(device).to_contain_text("Last used")
                device.get_by_text("Disconnect", exact=False).first.click()
                self.assert_accessible(page, f"disconnect-{name}-dark", focus=False)
                if name == "phone":
                    device.get_by_role("button", name="Disconnect for good").click()
                    expect(page.get_by_role("status")).to_contain_text("does not work any more")
                    self.assertEqual(self.household.get_status("/kodi/test", key), 401)

    def test_4_the_countdown_runs_and_ends(self):
        page = self.open("/devices")
        page.get_by_role("button", name="Make a pairing code").click()
        clock = """(seconds) => {
          for (const animation of document.getAnimations()) { animation.pause(); animation.currentTime = seconds * 1000; }
          const style = getComputedStyle(document.querySelector(".countdown-clock"));
          return [style.getPropertyValue("--minutes"), style.getPropertyValue("--seconds"),
            getComputedStyle(document.querySelector(".when-over")).opacity];
        }"""
        for seconds, shown in [(0.5, ["9", "59", "0"]), (59.5, ["9", "0", "0"]), (60.5, ["8", "59", "0"]),
                               (599.5, ["0", "0", "0"]), (601, ["0", "0", "1"])]:
            self.assertEqual(page.evaluate(clock, seconds), shown, f"after {seconds} s")
        shoot(page, "code-over-desktop-dark")

    def test_5_searching(self):
        for name, window in WINDOWS.items():
            with self.subTest(window=name):
                page = self.open("/home", window=window)
                page.keyboard.press("/")
                expect(page.get_by_role("searchbox")).to_be_focused()
                page.keyboard.type("lighthouse keeper")
                page.keyboard.press("Enter")
                expect(page.get_by_role("heading", level=1)).to_contain_text("lighthouse keeper")
                films = page.locator(".wall .film")
                expect(films.first).to_contain_text("The Lighthouse Keeper's Last Summer")
                picture = films.first.locator("img")
                picture.scroll_into_view_if_needed()
                page.wait_for_function("(image) => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
                expect(films.filter(has_text="Lighthouse of Paper").locator(".drawn-title")).to_be_visible()
                page.keyboard.press("/")
                expect(page.get_by_role("searchbox")).to_be_focused()
                self.assertEqual(page.evaluate("() => document.activeElement.value"), "lighthouse keeper")
                page.get_by_role("link", name="Only mine").click()
                expect(page.locator("main")).to_contain_text("no films of your own")
        self.assertEqual(len([path for path in Pictures.asked if "lighthouse" in path]), 1, "pictures are kept")

    def test_6_the_library_fills(self):
        key = self.household.run("user", "key", EMAIL, "--label", "Cellar").strip()
        owned = ["tt9900001", "tt9900002", "tt0209144", "tt8800001"]
        self.assertEqual(self.household.post("/v1/library/add", {"imdb_ids": owned}, key)["item_count"], 4)
        page = self.open("/home")
        expect(page.get_by_role("img", name="3 of 4 films are ready")).to_be_visible()
        page.get_by_text("Show as table").click()
        expect(page.get_by_role("row", name="Waiting for their details")).to_contain_text("25.0 %")
        self.assert_accessible(page, "library-desktop-dark")
        page.goto("/search?q=lighthouse&mine=1")
        expect(page.locator(".wall .film")).to_have_count(2)

    def test_7_every_room_is_accessible(self):
        for name, window in WINDOWS.items():
            for theme in ["dark", "light"]:
                for room, path in ROOMS.items():
                    with self.subTest(window=name, theme=theme, room=room):
                        page = self.open(path, window=window, theme=theme)
                        self.assert_accessible(page, f"{room}-{name}-{theme}")

    def test_8_the_narrowest_window_and_large_type(self):
        for room, path in list(ROOMS.items()) + [("signin", "/signin")]:
            with self.subTest(room=room):
                page = self.open(path, window=NARROWEST, signed_in=room != "signin")
                self.assert_accessible(page, f"{room}-narrowest-dark")
        page = self.open("/devices", window=NARROWEST)
        page.get_by_role("button", name="Make a pairing code").click()
        self.assert_accessible(page, "code-narrowest-dark", focus=False)
        # A window of 1280 pixels at 200 % is one of 640.
        page = self.open("/home", window={"width": 640, "height": 400}, device_scale_factor=2)
        self.assert_accessible(page, "home-zoomed-dark")

    def test_9_without_scripts(self):
        page = self.open("/home", signed_in=False, java_script_enabled=False)
        self.sign_in(page, PASSWORD)
        page.get_by_role("searchbox").fill("lighthouse")
        page.get_by_role("button", name="Search").click()
        expect(page.locator(".wall .film").first).to_be_visible()
        page.get_by_role("link", name="Devices").click()
        page.get_by_role("button", name="Make a pairing code").click()
        self.assertRegex("".join(page.locator(".digits [aria-hidden]").all_inner_texts()), r"^\d{8}$")
        page.locator(".menu summary").click()
        page.get_by_role("button", name="Light").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        page.locator(".menu summary").click()
        page.get_by_role("button", name="As your system").click()
        self.assertIsNone(page.locator("html").get_attribute("data-theme"))

    def test_z_signing_out_everywhere(self):
        page = self.open("/devices")
        page.get_by_role("button", name="Sign out everywhere").click()
        expect(page).to_have_url(re.compile("/signin$"))
        other = self.open("/home")
        expect(other).to_have_url(re.compile("/signin"))


if __name__ == "__main__":
    unittest.main()
