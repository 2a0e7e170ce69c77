// Comfort for a keyboard; every page works without.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "Escape") {
    const open = document.querySelector("details[data-menu][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
});

// Among hearts, 0 takes them back.
document.addEventListener("keydown", (event) => {
  const hearts = event.key === "0" && event.target.closest("[data-hearts]");
  if (hearts) hearts.closest("form").querySelector("input[value='0']")?.click();
});

// A page that waits for something looks again by itself, unless somebody is at it.
const AGAIN_MILLISECONDS = 5000;
if (document.querySelector("[data-again]")) {
  setInterval(() => {
    if (document.activeElement === document.body) location.reload();
  }, AGAIN_MILLISECONDS);
}

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[data-menu][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
