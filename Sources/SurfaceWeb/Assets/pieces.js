// A film in pieces: asks the server for them as they are needed and hands them to the browser (Media Source Extensions).
// Their times are those of the film, so the player's clock is the film's.

const AHEAD_SECONDS = 40;
const BEHIND_SECONDS = 60;
// A picture that comes a little later than it was asked for is the one that was meant.
const LATE_SECONDS = 15;
const TRIES = 5;
const PROBLEMS = { 409: "replaced", 410: "gone", 429: "full" };

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Pieces {
  /** `fail` is called once with what went wrong: "gone", "replaced", "busy", "full", "failed" or "lost". */
  constructor(video, { base, type, seconds, fail }) {
    Object.assign(this, { video, base, type, seconds, fail });
    this.turn = 0;
    this.head = 0;
    this.seeking = () => this.sought();
  }

  static plays(type) {
    return "MediaSource" in window && MediaSource.isTypeSupported(type);
  }

  async begin(at) {
    this.media = new MediaSource();
    this.address = URL.createObjectURL(this.media);
    this.video.src = this.address;
    await new Promise((done) => this.media.addEventListener("sourceopen", done, { once: true }));
    if (this.turn < 0) return;
    this.buffer = this.media.addSourceBuffer(this.type);
    if (this.seconds > 0) this.media.duration = this.seconds;
    this.video.currentTime = at;
    this.video.addEventListener("seeking", this.seeking);
    this.fill(at);
  }

  end() {
    this.turn = -1;
    this.video.removeEventListener("seeking", this.seeking);
    this.video.removeAttribute("src");
    this.video.load();
    URL.revokeObjectURL(this.address);
  }

  /** The stretch of what is ready that holds a moment. */
  stretch(moment) {
    const ready = this.buffer.buffered;
    for (let index = 0; index < ready.length; index += 1) {
      if (ready.start(index) <= moment + 0.05 && moment < ready.end(index)) {
        return { start: ready.start(index), end: ready.end(index) };
      }
    }
    return null;
  }

  sought() {
    // The place with which it began.
    if (this.isFresh && Math.abs(this.video.currentTime - this.target) < 0.5) return;
    const stretch = this.stretch(this.video.currentTime);
    // Within what is being filled, filling goes on by itself.
    if (stretch && (Math.abs(stretch.end - this.head) < 0.5 || stretch.end >= this.video.duration - 0.5)) return;
    this.fill(this.video.currentTime);
  }

  /** Begins to fill from a moment on; whatever was being filled before stops. */
  async fill(at) {
    this.turn += 1;
    this.target = at;
    this.isFresh = true;
    const turn = this.turn;
    const isCurrent = () => this.turn === turn;
    try {
      const start = Math.max(0, Math.floor(at));
      const folder = `${this.base}${start}/`;
      let list = await this.list(folder);
      if (!isCurrent()) return;
      const head = await this.fetch(`${folder}init.mp4`);
      if (!isCurrent()) return;
      await this.append(await head.arrayBuffer(), isCurrent);
      this.head = at;
      for (let number = list.first; isCurrent(); number += 1) {
        await this.room(isCurrent);
        if (!isCurrent()) return;
        const piece = await this.fetch(`${folder}${number}.m4s`, [404]);
        if (!isCurrent()) return;
        if (piece.status === 404) {
          list = await this.list(folder);
          if (list.isWhole && isCurrent()) await this.finish();
          return;
        }
        await this.append(await piece.arrayBuffer(), isCurrent);
        if (isCurrent()) this.grown();
      }
    } catch (problem) {
      if (isCurrent()) this.failed(problem);
    }
  }

  failed(problem) {
    const word = problem instanceof PiecesError ? problem.word : "failed";
    // What was made is thrown away when nobody asked for a while; it can be made again.
    if (word === "gone" && !this.isBeginningAnew) {
      this.isBeginningAnew = true;
      const stretch = this.stretch(this.video.currentTime);
      this.fill(stretch ? Math.max(this.video.currentTime, stretch.end - 1) : this.video.currentTime);
      return;
    }
    this.fail(word);
  }

  async list(folder) {
    const text = await (await this.fetch(`${folder}index.m3u8`)).text();
    return {
      first: Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1] ?? 0),
      isWhole: text.includes("#EXT-X-ENDLIST"),
    };
  }

  /** Asks again where the network fails or all places are taken. */
  async fetch(address, allowed = []) {
    for (let tries = 1; ; tries += 1) {
      let answer = null;
      try {
        answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
      } catch {
        if (tries >= TRIES) throw new PiecesError("lost");
      }
      if (answer?.ok || allowed.includes(answer?.status)) return answer;
      // Too many requests of one person in a minute: that passes, unlike too many players.
      const wait = answer?.status === 429 ? Number(answer.headers.get("Retry-After")) : 0;
      if (answer && answer.status !== 503 && !wait) throw new PiecesError(PROBLEMS[answer.status] ?? "failed");
      if (answer && tries >= TRIES) throw new PiecesError("busy");
      await pause(1000 * (wait || tries));
    }
  }

  /** Waits until the player comes near the end of what is ready. */
  async room(isCurrent) {
    while (isCurrent()) {
      const stretch = this.stretch(this.video.currentTime);
      if (!stretch || stretch.end - this.video.currentTime < AHEAD_SECONDS) return;
      await pause(500);
    }
  }

  grown() {
    this.isBeginningAnew = false;
    this.isFresh = false;
    const ready = this.buffer.buffered;
    const now = this.video.currentTime;
    for (let index = 0; index < ready.length; index += 1) {
      if (ready.end(index) >= this.head && ready.start(index) <= this.head + LATE_SECONDS) {
        this.head = ready.end(index);
        break;
      }
    }
    if (!this.stretch(now)) {
      for (let index = 0; index < ready.length; index += 1) {
        const start = ready.start(index);
        if (start > now && start - now < LATE_SECONDS) {
          this.video.currentTime = start + 0.01;
          return;
        }
      }
    }
    if (ready.length && now - ready.start(0) > 2 * BEHIND_SECONDS) this.forget(now - BEHIND_SECONDS);
  }

  async finish() {
    while (this.buffer.updating) await this.updated();
    if (this.media.readyState === "open") this.media.endOfStream();
  }

  updated() {
    return new Promise((done) => this.buffer.addEventListener("updateend", done, { once: true }));
  }

  /** Nothing may come between looking whether the buffer is free and using it: several fills can be under way. */
  async append(bytes, isCurrent) {
    for (let tries = 0; ; tries += 1) {
      while (this.buffer.updating) await this.updated();
      if (!isCurrent()) return;
      if (this.media.readyState === "closed") throw new PiecesError("failed");
      try {
        this.buffer.appendBuffer(bytes);
        await this.updated();
        return;
      } catch (problem) {
        if (problem.name !== "QuotaExceededError") throw problem;
        await this.forget(this.video.currentTime - (tries ? 5 : 30));
        if (tries) await pause(2000);
      }
    }
  }

  async forget(until) {
    while (this.buffer.updating) await this.updated();
    if (until <= 0 || this.media.readyState === "closed") return;
    this.buffer.remove(0, until);
    await this.updated();
  }
}

class PiecesError extends Error {
  constructor(word) {
    super(word);
    this.word = word;
  }
}
