// Brings files, tells how far the search for their films is, and decides about them with the keyboard.

import { watch } from "./progress.js";

const find = (selector, root = document) => root.querySelector(selector);

/** Shows a text in its place, or hides the place. */
function say(place, text) {
  if (!place) return;
  place.textContent = text ?? "";
  place.hidden = !text;
}

function fill(row, texts, name) {
  row.replaceChildren(...texts.map((text) => {
    const cell = document.createElement(name);
    if (name === "th") cell.scope = "col";
    cell.textContent = text;
    return cell;
  }));
  return row;
}

function rows(body, lists) {
  body.replaceChildren(...lists.map((texts) => fill(document.createElement("tr"), texts, "td")));
}

/** A file on its way: sent once, and again with what was asked about it. The server keeps nothing in between. */
class Bringing {
  constructor(place) {
    this.place = place;
    this.said = find("[data-said]");
    this.problem = find("[data-problem]");
    this.asked = ["[data-mapping]", "[data-profiles]", "[data-preview]"].map((selector) => find(selector));
    [this.mapping, this.profiles, this.preview] = this.asked;
    const input = find("[data-file]", place);
    input.addEventListener("change", () => {
      if (input.files.length) this.take(input.files);
      // The same file can be chosen again.
      input.value = "";
    });
    this.watchDrops();
    this.mapping.addEventListener("submit", (event) => this.answered(event, this.mapping));
    this.profiles.addEventListener("submit", (event) => this.answered(event, this.profiles));
    find("[data-bring]").addEventListener("click", () => this.send({ dry: false }));
  }

  watchDrops() {
    const over = (isOver) => (event) => {
      event.preventDefault();
      this.place.toggleAttribute("data-over", isOver);
    };
    this.place.addEventListener("dragenter", over(true));
    this.place.addEventListener("dragover", over(true));
    this.place.addEventListener("dragleave", over(false));
    this.place.addEventListener("drop", (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length) this.take(event.dataTransfer.files);
    });
    // Beside the place a dropped file would replace the page.
    for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
  }

  take(files) {
    this.file = files[0];
    this.answers = {};
    if (files.length > 1) return this.fail("Bring one file at a time.");
    if (this.file.size > Number(this.place.dataset.bytes)) {
      return this.fail("That file is too large. Bring a part of it, or the list alone instead of the whole archive.");
    }
    return this.send({ dry: find("[data-dry]").checked });
  }

  answered(event, form) {
    event.preventDefault();
    for (const [name, value] of new FormData(form)) this.answers[name] = value;
    this.send({ dry: find("[data-dry]").checked });
  }

  fail(text) {
    say(this.said, null);
    say(this.problem, text);
  }

  async send({ dry }) {
    // A second file while one is on its way counts instead of it.
    const turn = (this.turn = (this.turn ?? 0) + 1);
    for (const part of this.asked) part.hidden = true;
    say(this.problem, null);
    say(this.said, dry ? `Looking for the films in ${this.file.name}. This can take a minute.` : `Reading ${this.file.name}.`);
    const query = new URLSearchParams({ name: this.file.name, ...this.answers });
    if (dry) query.set("dry", "1");
    let answer;
    try {
      const response = await fetch(`/import/upload?${query}`, {
        method: "POST", body: this.file, credentials: "same-origin", redirect: "error",
        headers: { "X-CSRF-Token": this.place.dataset.token, "Content-Type": "application/octet-stream" },
      });
      answer = await response.json();
    } catch {
      answer = { problem: "The file did not arrive. Load the page anew and bring it again." };
    }
    if (turn === this.turn) this.show(answer);
  }

  show(answer) {
    if (answer.address) {
      location.assign(answer.address);
      return;
    }
    say(this.said, null);
    if (answer.problem) this.fail(answer.problem);
    if (answer.columns) this.askColumns(answer.columns);
    if (answer.profiles) this.askProfile(answer.profiles);
    if (answer.preview) this.showPreview(answer.preview);
  }

  open(part) {
    part.hidden = false;
    find("h3", part).focus();
  }

  askColumns({ header, sample, guess }) {
    fill(find("[data-header]", this.mapping), header, "th");
    rows(find("[data-rows]", this.mapping), sample);
    for (const select of this.mapping.querySelectorAll("select:not([name='scale'])")) {
      const none = select.required ? [] : [new Option("Not in the file", "")];
      select.replaceChildren(...none, ...header.map((name, place) => new Option(name || `Column ${place + 1}`, place)));
      select.value = guess[select.name] ?? (select.required ? "0" : "");
    }
    this.open(this.mapping);
  }

  askProfile(names) {
    find("select", this.profiles).replaceChildren(...names.map((name) => new Option(name, name)));
    this.open(this.profiles);
  }

  showPreview({ heading, sentences, films }) {
    find("h3", this.preview).textContent = heading;
    find("[data-sentences]", this.preview).replaceChildren(...sentences.map((text) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    }));
    rows(find("[data-rows]", this.preview), films);
    find("[data-table]", this.preview).hidden = films.length === 0;
    this.open(this.preview);
  }
}

/** The films of a page, of which one is current; decisions are sent without leaving the page. */
class Review {
  constructor(place) {
    this.place = place;
    this.cards = [...place.querySelectorAll("[data-card]")];
    this.problem = find("[data-problem]", place);
    this.decided = [];
    for (const card of this.cards) {
      card.addEventListener("submit", (event) => this.submitted(event, card));
      card.addEventListener("focusin", () => this.mark(card));
    }
    this.mark(this.cards.find((card) => this.isOpen(card)));
    // Before the key for the search of the whole site.
    document.addEventListener("keydown", (event) => this.pressed(event), true);
  }

  isOpen(card) {
    return !find("[data-decision]", card).hidden;
  }

  mark(card) {
    if (!card) return;
    this.current?.removeAttribute("data-current");
    this.current = card;
    card.setAttribute("data-current", "");
  }

  go(card) {
    if (!card) return;
    this.mark(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    this.go(this.cards[this.cards.indexOf(this.current) + by]);
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape" && event.target.closest("[data-card]")) this.go(event.target.closest("[data-card]"));
      return;
    }
    const deed = this.deed(event.key);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  }

  /** What a key does; nil for keys that are not ours. */
  deed(key) {
    const press = (selector) => () => {
      if (this.current && this.isOpen(this.current)) find(`[data-decision] ${selector}`, this.current)?.click();
    };
    switch (key) {
      case "1": case "2": case "3": case "4": case "5": return press(`[name="stars"][value="${key}"]`);
      case "w": return press("[data-watched]");
      case "s": return press("[data-skip]");
      case "u": return () => this.undoLast();
      case "ArrowDown": case "ArrowRight": return () => this.step(1);
      case "ArrowUp": case "ArrowLeft": return () => this.step(-1);
      case "/": {
        const search = this.current && find("[data-card-search]", this.current);
        return search && (() => { search.focus(); search.select(); });
      }
      default: return null;
    }
  }

  undoLast() {
    const card = this.decided.at(-1);
    if (card) find("[data-undo] button", card).click();
    else find("[data-offer] button")?.click();
  }

  async submitted(event, card) {
    const form = event.target;
    if (!form.matches("[data-decision], [data-undo]")) return;
    event.preventDefault();
    if (card.hasAttribute("aria-busy")) return;
    card.setAttribute("aria-busy", "true");
    const body = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value);
    const address = event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action;
    try {
      const response = await fetch(address, {
        method: "POST", body, credentials: "same-origin", redirect: "error", headers: { Accept: "application/json" },
      });
      const answer = await response.json();
      if (response.ok) this.changed(card, answer);
      else say(this.problem, answer.problem);
    } catch {
      say(this.problem, "That did not arrive. Try again, or load the page anew.");
    }
    card.removeAttribute("aria-busy");
  }

  changed(card, { isDecided, words, remaining }) {
    say(this.problem, null);
    find("[data-decision]", card).hidden = isDecided;
    find("[data-undo]", card).hidden = !isDecided;
    find("[data-outcome]", card).textContent = words;
    this.decided = this.decided.filter((other) => other !== card);
    if (isDecided) this.decided.push(card);
    find("[data-remaining]", this.place).textContent = remaining;
    const open = this.cards.filter((other) => this.isOpen(other));
    const more = find("[data-more]", this.place);
    more.hidden = open.length > 0;
    if (!isDecided) this.go(card);
    else if (open.length === 0) more.focus();
    else this.go(open.find((other) => this.cards.indexOf(other) > this.cards.indexOf(card)) ?? open[0]);
  }
}

const drop = find("[data-drop]");
if (drop) new Bringing(drop);
const matching = find("[data-matching]");
if (matching) watch(matching, matching.dataset.matching, "The search is over.");
const review = find("[data-review]");
if (review && find("[data-card]", review)) new Review(review);
