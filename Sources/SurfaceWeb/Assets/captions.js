// Subtitles, drawn by the page and not by the browser, so that they look as somebody wants and stand above the keys.

const KEPT = "kinothek-captions";

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
};

export class Captions {
  constructor(root, video) {
    this.video = video;
    this.place = root.querySelector(".captions");
    this.menu = root.querySelector(".looks");
    this.choice = { size: "medium", ground: "shade", isOn: false, label: "", language: "", ...read() };
    this.tracks = [];
    this.chosen = null;
    this.look();
    this.menu?.addEventListener("change", (event) => this.change(event.target));
  }

  /** Takes the tracks of another file. `offset`: where its clock begins in the film. */
  load(tracks, offset) {
    for (const { element } of this.tracks) element.remove();
    this.tracks = tracks.map((track) => {
      const element = document.createElement("track");
      Object.assign(element, { kind: "subtitles", srclang: track.language, label: track.label });
      element.addEventListener("load", () => {
        if (offset === 0) return;
        for (const cue of element.track.cues ?? []) {
          cue.startTime -= offset;
          cue.endTime -= offset;
        }
      });
      element.track.addEventListener("cuechange", () => this.draw());
      return { ...track, element };
    });
    this.fillMenu();
    this.choose(this.choice.isOn ? this.wanted() : null);
  }

  /** The one that was on last, else one in its language, else what the file has for everybody. */
  wanted() {
    return this.tracks.find((track) => track.label === this.choice.label && track.language === this.choice.language)
      ?? this.tracks.find((track) => track.language === this.choice.language)
      ?? this.tracks.find((track) => track.isStandard)
      ?? this.tracks[0] ?? null;
  }

  fillMenu() {
    const list = this.menu?.querySelector("[data-tracks]");
    if (!list) return;
    for (const old of list.querySelectorAll("label:has([data-track])")) old.remove();
    this.tracks.forEach((track, index) => {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { type: "radio", name: "track", value: String(index) });
      input.dataset.track = "";
      label.append(input, ` ${track.label}`);
      list.append(label);
    });
  }

  choose(track) {
    this.chosen = track;
    for (const other of this.tracks) {
      if (other === track && !other.element.isConnected) {
        other.element.src = other.address;
        this.video.append(other.element);
      }
      other.element.track.mode = other === track ? "hidden" : "disabled";
    }
    const value = track ? String(this.tracks.indexOf(track)) : "off";
    for (const input of this.menu?.querySelectorAll("[name=track]") ?? []) input.checked = input.value === value;
    this.draw();
  }

  toggle() {
    this.pick(this.chosen ? null : this.wanted());
  }

  pick(track) {
    this.choose(track);
    this.choice.isOn = track !== null;
    if (track) Object.assign(this.choice, { label: track.label, language: track.language });
    this.keep();
  }

  change(input) {
    if (input.name === "track") this.pick(input.value === "off" ? null : this.tracks[Number(input.value)]);
    else this.choice[input.name] = input.value;
    this.look();
    this.keep();
  }

  look() {
    this.place.dataset.size = this.choice.size;
    this.place.dataset.ground = this.choice.ground;
    for (const name of ["size", "ground"]) {
      for (const input of this.menu?.querySelectorAll(`[name=${name}]`) ?? []) {
        input.checked = input.value === this.choice[name];
      }
    }
  }

  keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.choice));
    } catch {
      // A browser that keeps nothing shows them all the same.
    }
  }

  draw() {
    const cues = [...(this.chosen?.element.track.activeCues ?? [])];
    this.place.classList.toggle("is-top", cues.some((cue) => cue.line === 0));
    this.place.replaceChildren(...cues.map((cue) => {
      const line = document.createElement("p");
      line.append(cue.getCueAsHTML());
      return line;
    }));
  }
}
