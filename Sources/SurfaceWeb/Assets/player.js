// The player: which way a film comes, where it goes on, keys, and what is told to the server.

import { Captions } from "./captions.js";
import { Pieces } from "./pieces.js";

const STEP_SECONDS = 10;
const REPORT_SECONDS = 10;
const IDLE_MILLISECONDS = 3000;
const FOLLOWING_SECONDS = 20;
const RESTART_OFFER_SECONDS = 12;

const root = document.querySelector("[data-film]");
const film = JSON.parse(root.dataset.film);
const video = root.querySelector(".picture");
const find = (selector) => root.querySelector(selector);
const action = (name) => find(`[data-do=${name}]`);
const captions = new Captions(root, video);
const seek = find(".seek");
const volume = find(".volume");
const following = find(".following");

const state = {
  part: 0,
  /** Where the clock of the picture begins in the film. */
  offset: 0,
  way: "",
  without: [],
  pieces: null,
  /** Counts attempts to open; `opening` is the one that is under way, 0 for none. */
  turn: 0,
  opening: 0,
  wantsToPlay: false,
  /** Whether nothing more comes until somebody presses play. */
  isStuck: false,
  /** Where the film is to be while nothing is loaded. */
  wanted: film.from,
  reported: -1,
  introSkipped: false,
  followingRefused: false,
  isOver: false,
};

// What this browser can play.

const types = {
  mp4: ["video/mp4"],
  quicktime: ["video/quicktime"],
  matroska: ['video/x-matroska; codecs="avc1.640033,mp4a.40.2"'],
  webm: ["video/webm"],
  ogg: ["video/ogg"],
  h264: ['video/mp4; codecs="avc1.640033"'],
  hevc: ['video/mp4; codecs="hvc1.1.6.L153.B0"'],
  vp8: ['video/webm; codecs="vp8"'],
  vp9: ['video/mp4; codecs="vp09.00.51.08"', 'video/webm; codecs="vp9"'],
  av1: ['video/mp4; codecs="av01.0.13M.08"'],
  theora: ['video/ogg; codecs="theora"'],
  aac: ['audio/mp4; codecs="mp4a.40.2"'],
  mp3: ["audio/mpeg"],
  ac3: ['audio/mp4; codecs="ac-3"'],
  eac3: ['audio/mp4; codecs="ec-3"'],
  flac: ['audio/mp4; codecs="flac"'],
  opus: ['audio/mp4; codecs="opus"', 'audio/webm; codecs="opus"'],
  vorbis: ['audio/webm; codecs="vorbis"'],
};

const playsLists = () => video.canPlayType("application/vnd.apple.mpegurl") !== "";

const abilities = () => {
  const words = Object.keys(types).filter((word) => types[word].some((type) => video.canPlayType(type) !== ""));
  if (playsLists() || Pieces.plays('video/mp4; codecs="avc1.640033,mp4a.40.2"')) words.push("fragments");
  return words.join(",");
};

// Time.

const lengths = film.parts.map((part) => part.seconds ?? 0);
const begin = (part) => lengths.slice(0, part).reduce((sum, length) => sum + length, 0);
const isReady = () => video.readyState > 0 && state.opening === 0;
const now = () => (isReady() ? begin(state.part) + state.offset + video.currentTime : state.wanted);

const total = () => {
  const known = lengths.reduce((sum, length) => sum + length, 0);
  if (known > 0 && !lengths.includes(0)) return known;
  const measured = state.offset + video.duration;
  return begin(state.part) + (Number.isFinite(measured) ? measured : 0);
};

const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
};

// The server.

const post = (what, fields) => fetch(`/watch/${film.id}/${what}`, {
  method: "POST",
  credentials: "same-origin",
  redirect: "error",
  headers: { "X-CSRF-Token": film.token },
  body: new URLSearchParams(fields),
});

const report = async (isPaused) => {
  const time = Math.floor(now());
  state.reported = time;
  try {
    const answer = await post("progress", { time, paused: isPaused ? 1 : 0, file: film.parts[state.part].file });
    if (!answer.ok) return;
    const said = await answer.json();
    if (said.stop) {
      video.pause();
      say(said.message);
    }
  } catch {
    // The next report says it again.
  }
};

const leave = () => {
  navigator.sendBeacon(
    `/watch/${film.id}/leave`,
    new URLSearchParams({ csrf: film.token, time: Math.floor(now()), file: film.parts[state.part].file }));
};

const say = (text) => {
  find(".said").hidden = !text;
  find(".said p").textContent = text ?? "";
};

// Opening a file, in the cheapest way that works.

const partAt = (time) => {
  for (let part = film.parts.length - 1; part > 0; part -= 1) if (time >= begin(part)) return part;
  return 0;
};

const close = () => {
  state.pieces?.end();
  state.pieces = null;
};

const ready = (turn) => new Promise((done) => {
  const look = () => {
    if (state.opening === turn) done();
  };
  video.addEventListener("loadedmetadata", look, { once: true });
});

const open = async (time, plays) => {
  state.turn += 1;
  const { turn } = state;
  state.opening = turn;
  state.isStuck = false;
  state.wantsToPlay = plays;
  state.wanted = time;
  const part = partAt(time);
  if (part !== state.part) state.without = [];
  state.part = part;
  const inside = time - begin(part);
  let plan;
  try {
    const answer = await post("play", {
      file: film.parts[part].file, can: abilities(), without: state.without.join(","),
    });
    plan = await answer.json();
    if (!answer.ok) return say(plan.problem);
  } catch {
    return say("The server does not answer. Try again in a moment.");
  }
  if (state.opening !== turn) return;
  close();
  state.way = plan.way;
  root.dataset.way = plan.way;
  const loaded = ready(turn);
  state.offset = 0;
  if (plan.way === "direct") {
    video.src = plan.address;
    await loaded;
    if (state.opening === turn && inside > 0) video.currentTime = inside;
  } else if (Pieces.plays(plan.type)) {
    state.pieces = new Pieces(video, {
      base: plan.address, type: plan.type, seconds: film.parts[part].seconds ?? 0, fail: (word) => failed(word),
    });
    await state.pieces.begin(inside);
  } else {
    const start = Math.floor(inside);
    video.src = `${plan.address}${start}/index.m3u8`;
    await loaded;
    const date = video.getStartDate?.().getTime();
    state.offset = Number.isFinite(date) ? date / 1000 : start;
  }
  if (state.opening !== turn) return;
  state.opening = 0;
  captions.load(film.parts[part].tracks, state.offset);
  show();
  if (state.wantsToPlay) play();
};

const reopen = () => open(now(), state.wantsToPlay);

const STUCK = {
  busy: "The server converts as many films as it can at the moment. Press play to try again.",
  full: "This account plays on other devices already. Press play to try again.",
  lost: "The connection is lost. Press play to try again.",
  replaced: "Another film was opened in this browser. Press play to go on with this one.",
};

/** Another way when one does not work; what was thrown away is made anew. */
const failed = (word) => {
  if (word === "gone") {
    if (Math.abs(now() - (state.goneAt ?? -10)) < 2) word = "failed";
    state.goneAt = now();
  }
  if (STUCK[word]) {
    state.isStuck = true;
    if (word === "replaced") video.pause();
    return say(STUCK[word]);
  }
  if (word !== "gone") state.without.push(state.way);
  reopen();
};

video.addEventListener("error", () => {
  // Emptying the player is no error, and pieces tell of their own.
  if (!video.error || !video.getAttribute("src")) return;
  state.without.push(state.way);
  reopen();
});

// Playing.

const play = async () => {
  state.wantsToPlay = true;
  say(null);
  try {
    await video.play();
  } catch {
    // Browsers want a touch before there is sound.
  }
};

const toggle = () => {
  if (state.isStuck) {
    open(now(), true);
  } else if (!video.paused) {
    state.wantsToPlay = false;
    video.pause();
  } else if (isReady() || state.pieces) {
    play();
  } else {
    open(state.wanted, true);
  }
};

const seekTo = (time) => {
  const target = Math.min(Math.max(0, time), Math.max(0, total() - 0.5));
  state.isOver = false;
  if (partAt(target) !== state.part || !isReady()) return open(target, state.wantsToPlay);
  const inside = target - begin(state.part) - state.offset;
  // A list that began later knows nothing of what comes before.
  if (inside < 0 || (state.offset > 0 && inside > video.duration)) return open(target, state.wantsToPlay);
  video.currentTime = inside;
  show();
};

const next = () => {
  if (film.next) location.href = film.next.address;
};

const stepVolume = (by) => {
  video.muted = false;
  video.volume = Math.min(1, Math.max(0, video.volume + by));
};

const full = () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
  else video.webkitEnterFullscreen?.();
};

// What is shown.

const show = () => {
  const [time, length] = [now(), total()];
  seek.max = String(Math.max(1, Math.floor(length)));
  if (!state.dragging) seek.value = String(Math.floor(time));
  const part = (value) => `${length > 0 ? Math.min(100, (value / length) * 100) : 0}%`;
  seek.style.setProperty("--played", part(state.dragging ? Number(seek.value) : time));
  const buffered = video.buffered;
  const end = buffered.length ? begin(state.part) + state.offset + buffered.end(buffered.length - 1) : 0;
  seek.style.setProperty("--ready", part(end));
  const words = length > 0 ? `${clock(time)} / ${clock(length)}` : clock(time);
  find("[data-clock]").textContent = words;
  seek.setAttribute("aria-valuetext", length > 0 ? `${clock(Number(seek.value))} of ${clock(length)}` : clock(time));
  offer(time, length);
};

const offer = (time, length) => {
  const inIntro = film.intro && time >= film.intro.start && time < film.intro.end - 1;
  action("intro").hidden = !inIntro;
  if (inIntro && film.skipsIntro && !state.introSkipped && !video.paused) {
    state.introSkipped = true;
    seekTo(film.intro.end);
  }
  if (!following) return;
  const inCredits = film.credits && time >= film.credits.start && time < film.credits.end;
  // Credits that were reached by watching; nobody who seeks into them is thrown out.
  if (inCredits && film.skipsCredits && state.watched >= 3 && !state.followingRefused) return next();
  const isNear = length > 0 && time >= length - FOLLOWING_SECONDS && time > FOLLOWING_SECONDS;
  following.hidden = state.followingRefused || !(inCredits || isNear || state.isOver);
  const left = Math.max(0, Math.ceil(length - time));
  find("[data-count]").textContent = film.playsNext
    ? `It begins in ${left} ${left === 1 ? "second" : "seconds"}.` : "It does not begin by itself.";
};

const wake = () => {
  root.classList.remove("is-idle");
  clearTimeout(state.idle);
  state.idle = setTimeout(() => {
    if (!video.paused && !root.querySelector("details[open]")) root.classList.add("is-idle");
  }, IDLE_MILLISECONDS);
};

// What happens to the picture.

video.addEventListener("timeupdate", () => {
  if (!isReady()) return;
  const time = now();
  if (!video.paused && !video.seeking) {
    const passed = time - (state.last ?? time);
    state.watched = passed > 0 && passed < 2 ? (state.watched ?? 0) + passed : 0;
    if (Math.abs(time - state.reported) >= REPORT_SECONDS) report(false);
  }
  state.last = time;
  show();
});

for (const name of ["play", "pause"]) {
  video.addEventListener(name, () => {
    root.dataset.paused = String(video.paused);
    wake();
    if (name === "pause" && isReady() && !state.isOver) {
      state.wantsToPlay = false;
      report(true);
    }
  });
}
video.addEventListener("seeked", () => {
  if (isReady() && Math.abs(now() - state.reported) >= 1) report(video.paused);
});
for (const name of ["durationchange", "progress"]) video.addEventListener(name, () => isReady() && show());
video.addEventListener("volumechange", () => {
  root.dataset.muted = String(video.muted || video.volume === 0);
  volume.value = String(video.muted ? 0 : video.volume);
  volume.style.setProperty("--played", `${video.muted ? 0 : video.volume * 100}%`);
});
video.addEventListener("ended", () => {
  if (state.part < film.parts.length - 1) return open(begin(state.part + 1), true);
  state.isOver = true;
  state.wanted = total();
  report(true);
  show();
  if (film.next && film.playsNext && !state.followingRefused) return next();
  if (!film.next) say("The end.");
});

// What people do.

const deeds = {
  play: toggle,
  back: () => seekTo(now() - STEP_SECONDS),
  forward: () => seekTo(now() + STEP_SECONDS),
  mute: () => { video.muted = !video.muted; },
  full,
  intro: () => {
    state.introSkipped = true;
    seekTo(film.intro.end);
  },
  restart: () => {
    action("restart").hidden = true;
    seekTo(0);
  },
  stay: () => {
    state.followingRefused = true;
    following.hidden = true;
    root.focus();
  },
};

root.addEventListener("click", (event) => {
  const key = event.target.closest("[data-do]");
  if (key) deeds[key.dataset.do]();
  else if (event.target === video) toggle();
  for (const menu of root.querySelectorAll("details[open]")) if (!menu.contains(event.target)) menu.open = false;
});
video.addEventListener("dblclick", full);
seek.addEventListener("input", () => {
  state.dragging = true;
  show();
});
seek.addEventListener("change", () => {
  state.dragging = false;
  seekTo(Number(seek.value));
});
volume.addEventListener("input", () => {
  video.muted = false;
  video.volume = Number(volume.value);
});
for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) root.addEventListener(name, wake);

const goBack = () => {
  const menu = root.querySelector("details[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (!document.fullscreenElement) {
    location.href = film.back;
  }
};

const keys = {
  " ": toggle, k: toggle, f: full, m: deeds.mute, c: () => captions.toggle(), n: next, Escape: goBack,
  ArrowLeft: deeds.back, ArrowRight: deeds.forward,
  ArrowUp: () => stepVolume(0.1), ArrowDown: () => stepVolume(-0.1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const deed = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const inMenu = event.target.closest?.(".looks-body");
  // Keys do to a button or a choice what they do everywhere.
  if (!deed || (event.key === " " && event.target.closest?.("button, summary, a")) || (inMenu && event.key !== "Escape")) {
    return;
  }
  if (event.target === volume && event.key.startsWith("Arrow")) return;
  event.preventDefault();
  deed();
});

window.addEventListener("pagehide", leave);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

find(".controls").hidden = false;
if (film.isResumed) {
  action("restart").hidden = false;
  setTimeout(() => { action("restart").hidden = true; }, RESTART_OFFER_SECONDS * 1000);
}
root.focus();
show();
wake();
open(film.from, true);
