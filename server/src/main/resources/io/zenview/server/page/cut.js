// The cut: its first frame and its last one, which is part of it.

import { clipUrl } from "./api.js";
import { later } from "./timecode.js";
import { counted } from "./words.js";

const NOTHING = "No cut yet: mark its first frame, and its last.";
const one = (selector) => document.querySelector(selector);

export class Cut {
  first = null;
  last = null;
  #film = null;

  open(film) {
    this.#film = film;
    this.clear();
  }

  clear() {
    this.first = this.last = null;
    this.#draw();
  }

  /** The first frame. A last one before it is forgotten. */
  begin(frame) {
    this.first = frame;
    if (this.last !== null && this.last < frame) {
      this.last = null;
    }
    this.#draw();
  }

  /** The last frame. A first one behind it is forgotten. */
  end(frame) {
    this.last = frame;
    if (this.first !== null && this.first > frame) {
      this.first = null;
    }
    this.#draw();
  }

  get words() {
    const { first, last } = this;
    const film = this.#film;
    if (first === null && last === null) {
      return NOTHING;
    }
    if (last === null) {
      return `From ${film.labelOf(first)}: now mark the last frame.`;
    }
    if (first === null) {
      return `To ${film.labelOf(last)}: now mark the first frame.`;
    }
    const frames = last - first + 1;
    return (
      `${film.labelOf(first)} to ${film.labelOf(last)}: ` +
      `${counted(frames, "frame")}, ${film.lengthOf(frames).toFixed(2)} s`
    );
  }

  #draw() {
    const { first, last } = this;
    const film = this.#film;
    const track = one("#track");
    const whole = Math.max(1, film.lastFrame);
    const both = first !== null && last !== null;
    one("#cut").textContent = this.words;
    one("#clear").hidden = first === null && last === null;
    one("#in-mark").hidden = first === null;
    one("#out-mark").hidden = last === null;
    one("#range-mark").hidden = !both;
    track.style.setProperty("--in", (first ?? 0) / whole);
    track.style.setProperty("--out", (last ?? 0) / whole);

    const clip = one("#clip");
    clip.hidden = !both;
    if (both) {
      // On the wire a clip ends before `to`, like every slice.
      const to = later(film.labelOf(last), 1, film.facts);
      clip.href = clipUrl(film.id, film.labelOf(first), to);
    } else {
      clip.removeAttribute("href");
    }
  }
}
