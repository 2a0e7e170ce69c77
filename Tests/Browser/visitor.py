"""Somebody who is signed in with a browser, for the tests of one room of the website."""

import os
import unittest

from household import EMAIL, PASSWORD
from looks import DESKTOP, NARROWEST, PHONE, audit, focus_problems, shoot
from playwright.sync_api import expect, sync_playwright

WINDOWS = {"desktop": DESKTOP, "phone": PHONE, "narrowest": NARROWEST}


class Visit(unittest.TestCase):
    """One household for all tests of a class; they run in the order of their names."""

    # Where the person goes first, and what is written above it.
    room = None
    heading = None
    browser_arguments = []

    @classmethod
    def make_household(cls):
        raise NotImplementedError

    @classmethod
    def setUpClass(cls):
        cls.household = cls.make_household()
        cls.addClassCleanup(cls.household.close)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        arguments = cls.browser_arguments + (["--no-sandbox"] if os.geteuid() == 0 else [])
        cls.browser = cls.playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=arguments)
        cls.addClassCleanup(cls.browser.close)
        context = cls.browser.new_context(base_url=cls.household.address)
        page = context.new_page()
        page.goto(f"/signin?next={cls.room}")
        page.get_by_label("E-mail address").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(cls.heading)
        cls.cookies = context.cookies()
        context.close()

    def setUp(self):
        self.said = []
        self.addCleanup(lambda: self.assertEqual(
            [line for line in self.said if "status of 4" not in line], [], "the console is silent"))

    def open(self, path, window=DESKTOP, theme="dark", **options):
        context = self.browser.new_context(
            base_url=self.household.address, viewport=window, color_scheme=theme, **options)
        self.addCleanup(context.close)
        context.add_cookies(self.cookies)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(path)
        return page

    def assert_accessible(self, page, name, focus=True):
        shoot(page, name)
        self.assertEqual(audit(page), [], name)
        if focus:
            self.assertEqual(focus_problems(page), [], name)

    def assert_accessible_everywhere(self, path, name):
        for size, window in WINDOWS.items():
            for theme in ["dark", "light"]:
                with self.subTest(window=size, theme=theme):
                    page = self.open(path, window=window, theme=theme)
                    # The way of the focus through a long page is the same by day.
                    self.assert_accessible(page, f"{name}-{size}-{theme}", focus=theme == "dark")
