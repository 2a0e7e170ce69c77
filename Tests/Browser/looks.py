"""How pages are looked at: windows, themes, pictures, the audit and the way of the focus."""

import os
from pathlib import Path

AUDIT = (Path(__file__).parent / "audit.js").read_text()
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
FOCUS_STOPS_MAX = 200

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const ring = [element, ...["::before", "::after"].map((part) => part)].some((part) => {
    const style = typeof part === "string" ? getComputedStyle(element, part) : getComputedStyle(part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = element.getBoundingClientRect();
  const all = [...document.querySelectorAll("*")];
  return {
    words: element.outerHTML.replace(/\\s+/g, " ").slice(0, 110), ring, place: all.indexOf(element),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    hidden: (() => {
      const bar = document.querySelector("nav.rooms"), top = document.querySelector("header.top");
      const inside = (outer) => outer && outer.contains(element);
      if (inside(bar) || inside(top) || element.classList.contains("skip")) return false;
      const covers = [bar, top].filter(Boolean).map((cover) => cover.getBoundingClientRect());
      return covers.some((cover) => cover.width > 0 && box.top >= cover.top && box.bottom <= cover.bottom
        && box.left >= cover.left && box.right <= cover.right);
    })(),
  };
}"""


def audit(page) -> list[str]:
    """What is wrong with the page as it is now."""
    return page.evaluate(AUDIT)


def focus_problems(page) -> list[str]:
    """Goes through the page with the Tab key: every stop is in sight, has a ring, and follows the order of the page."""
    problems, places = [], []
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    for _ in range(FOCUS_STOPS_MAX):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop["place"] in places:
            break
        places.append(stop["place"])
        for what, wrong in [("is out of sight", not stop["seen"]), ("has no ring", not stop["ring"]),
                            ("is covered", stop["hidden"])]:
            if wrong:
                problems.append(f"{what} when focused: {stop['words']}")
    if places != sorted(places):
        problems.append("the focus jumps about")
    if not places:
        problems.append("nothing can be focused")
    return problems


def shoot(page, name: str):
    """Keeps a picture of the whole page where `KINOTHEK_SHOTS` says."""
    if folder := os.environ.get("KINOTHEK_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
