// Tells how far work on scenes and plans is, and decides about changes with the keyboard.

import { watch } from "./progress.js";

const find = (selector, root = document) => root.querySelector(selector);
// Whoever moves a slider has not chosen yet.
const SETTLED_MILLISECONDS = 300;

/** The changes of a page, of which one is current; decisions are sent without leaving the page. */
class Review {
  constructor(place) {
    this.place = place;
    this.form = find("[data-decisions]", place);
    this.problem = find("[data-problem]", place);
    this.changes = [...place.querySelectorAll("[data-change]")];
    this.form.addEventListener("submit", (event) => this.submitted(event));
    for (const change of this.changes) change.addEventListener("focusin", () => this.mark(change));
    this.begin();
  }

  /** Where somebody is, came back to, or has something to decide. */
  begin() {
    const focused = this.changes.find((change) => change.contains(document.activeElement));
    const reached = this.changes.find((change) => `#${change.id}` === location.hash);
    if (!focused && reached) this.go(reached);
    else this.mark(focused ?? this.changes.find((change) => change.dataset.status === "pending") ?? this.changes[0]);
  }

  /** Nothing where no change is shown. */
  static of(place) {
    return place && find("[data-change]", place) ? new Review(place) : null;
  }

  mark(change) {
    this.current?.removeAttribute("data-current");
    this.current = change;
    change.setAttribute("data-current", "");
  }

  go(change) {
    if (!change) return;
    this.mark(change);
    change.focus({ preventScroll: true });
    change.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    this.go(this.changes[this.changes.indexOf(this.current) + by]);
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && !event.isComposing) this.leave(event);
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const deed = this.deed(event);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  }

  /** What a key does; nothing for keys that are not ours. */
  deed(event) {
    const press = (name) => () => find(`button[name="${name}"]`, this.current)?.click();
    switch (event.key) {
      case "j": return () => this.step(1);
      case "k": return () => this.step(-1);
      case "a": return press("approved");
      case "r": return press("rejected");
      case "u": return press("pending");
      case "e": return () => this.edit();
      // On a button or a link Enter presses that.
      case "Enter": return event.target.closest("a, button, summary") ? null : apply && (() => apply.open());
      default: return null;
    }
  }

  /** Opens what another value is written in; what is applied or rejected has none. */
  edit() {
    const place = find("[data-edit]", this.current);
    if (!place?.checkVisibility()) return;
    place.open = true;
    find('[name="value"]', place).focus();
  }

  /** Closes it again; what was written stays until the page is left. */
  leave(event) {
    const place = event.target.closest("[data-edit][open]");
    if (!place) return;
    event.preventDefault();
    event.stopPropagation();
    place.open = false;
    this.go(place.closest("[data-change]"));
  }

  async submitted(event) {
    const change = event.submitter?.closest("[data-change]");
    // All changes of a subject at once: the page comes anew.
    if (!change) return;
    event.preventDefault();
    if (change.hasAttribute("aria-busy")) return;
    change.setAttribute("aria-busy", "true");
    const body = new URLSearchParams(new FormData(this.form));
    body.append(event.submitter.name, event.submitter.value);
    try {
      const response = await fetch(this.form.action, {
        method: "POST", body, credentials: "same-origin", redirect: "error", headers: { Accept: "application/json" },
      });
      const answer = await response.json();
      if (response.ok) this.decided(change, answer);
      else this.say(answer.problem);
    } catch {
      this.say("That did not arrive. Try again, or load the page anew.");
    }
    change.removeAttribute("aria-busy");
  }

  decided(change, { status, words, plan }) {
    this.say(null);
    change.dataset.status = status;
    find("[data-status-words]", change).textContent = words;
    for (const button of change.querySelectorAll("button[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(button.name === status));
    }
    find("[data-standing]", this.place).textContent = plan;
    const next = this.changes[this.changes.indexOf(change) + 1];
    this.go(status === "pending" || !next ? change : next);
  }

  say(text) {
    this.problem.textContent = text ?? "";
    this.problem.hidden = !text;
  }
}

/** What applying does, in a dialogue of its own; without the script it unfolds in its place. */
class Apply {
  constructor(place) {
    this.place = place;
    const summary = find("summary", place);
    this.dialog = document.createElement("dialog");
    this.dialog.className = "dialog";
    this.dialog.setAttribute("aria-labelledby", "apply-heading");
    const heading = document.createElement("h2");
    heading.id = "apply-heading";
    heading.textContent = summary.textContent;
    const away = document.createElement("button");
    Object.assign(away, { type: "button", className: "button quiet", textContent: "Not now" });
    away.addEventListener("click", () => this.dialog.close());
    this.dialog.append(heading, find("form", place));
    find("form", this.dialog).append(away);
    place.after(this.dialog);
    summary.addEventListener("click", (event) => {
      event.preventDefault();
      this.open();
    });
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
  }
}

/** Shows what fits as soon as a filter is changed, and stays where somebody is. */
class Filters {
  constructor(form) {
    this.form = form;
    this.turn = 0;
    const least = find('input[name="least"]', form);
    least.addEventListener("input", () => {
      find("[data-least]", form).textContent = `${least.value} %`;
    });
    form.addEventListener("change", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(), SETTLED_MILLISECONDS);
    });
  }

  async show() {
    const turn = (this.turn += 1);
    const address = `${location.pathname}?${new URLSearchParams(new FormData(this.form))}`;
    let fresh = null;
    try {
      const response = await fetch(address, { credentials: "same-origin", redirect: "error" });
      const text = await response.text();
      if (response.ok) fresh = find("[data-results]", new DOMParser().parseFromString(text, "text/html"));
    } catch {
      // Said by the page that comes instead.
    }
    if (turn !== this.turn) return;
    if (!fresh) {
      this.form.submit();
      return;
    }
    find("[data-results]").replaceWith(fresh);
    history.replaceState(null, "", address);
    review = Review.of(find("[data-results]"));
  }
}

const applying = find("[data-apply]");
const apply = applying ? new Apply(applying) : null;
let review = Review.of(find("[data-results]"));
// Before the keys of the whole site.
document.addEventListener("keydown", (event) => review?.pressed(event), true);
for (const work of document.querySelectorAll("[data-work]")) watch(work, work.dataset.work, "That is done.");
const filters = find("[data-filters]");
if (filters) new Filters(filters);

const all = find("[data-tick-all]");
if (all) {
  all.hidden = false;
  find("input", all).addEventListener("change", (event) => {
    for (const tick of document.querySelectorAll('input[name="scene"]')) tick.checked = event.target.checked;
  });
}
