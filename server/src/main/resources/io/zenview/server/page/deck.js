// What is seen of the player: where it is, how fast it runs, whether it is heard.

import { clock } from "./words.js";

const SETTLED = 400; // milliseconds
const one = (selector) => document.querySelector(selector);

export class Deck {
  #player;
  #box;
  #scrub = one("#scrub");
  #track = one("#track");
  #said = one("#said");
  #saying = 0;
  #spoken = 0;

  constructor(player, box) {
    this.#player = player;
    this.#box = box;
    player.addEventListener("shown", () => this.#where());
    player.addEventListener("settled", () => this.#stood());
    player.addEventListener("state", () => this.#how());
    this.#scrub.addEventListener("input", () => {
      const place = Number(this.#scrub.value);
      if (player.film?.hasFrames) {
        player.goTo(place);
      } else if (player.film) {
        player.seek(place);
      }
    });
  }

  /** Another film. */
  open(film) {
    document.body.classList.toggle("has-frames", film.hasFrames);
    document.body.classList.add("has-film");
    one("#clock").hidden = film.hasFrames;
    this.#scrub.max = film.hasFrames ? film.lastFrame : film.facts.duration;
    this.#scrub.step = film.hasFrames ? 1 : "any";
    this.#scrub.value = 0;
    if (film.hasFrames) {
      this.#box.show(film.labelOf(0));
    }
    this.#box.reset();
    this.#where();
    this.#how();
  }

  /** No film that could be played. */
  close() {
    document.body.classList.remove("has-film", "has-frames");
  }

  /** In words: a label, or the time of what has only sound. */
  place() {
    const { film, frame, seconds, duration } = this.#player;
    return film.hasFrames
      ? film.labelOf(frame ?? 0)
      : `${clock(seconds)} of ${clock(duration)}`;
  }

  #where() {
    const { film, frame, seconds, running } = this.#player;
    if (!film) {
      return;
    }
    if (film.hasFrames) {
      this.#box.show(film.labelOf(frame ?? 0));
    } else {
      one("#clock").textContent = this.place().replace("of", "/");
    }
    this.#scrub.value = film.hasFrames ? (frame ?? 0) : seconds;
    this.#track.style.setProperty("--played", this.#scrub.value / (this.#scrub.max || 1));
    // A screen reader that stands on it would read out every change.
    if (!running || performance.now() - this.#spoken > 5000) {
      this.#spoken = performance.now();
      this.#scrub.setAttribute("aria-valuetext", this.place());
    }
  }

  #how() {
    const { film, speed, muted } = this.#player;
    const speedText = one("#speed");
    if (Math.abs(speed) > 1 || speed < 0) {
      speedText.textContent = `${speed < 0 ? "−" : ""}${Math.abs(speed)}×`;
    } else {
      speedText.textContent = "";
    }
    const play = one("#play");
    play.setAttribute("aria-label", speed === 0 ? "Play" : "Pause");
    document.body.classList.toggle("is-running", speed !== 0);
    document.body.classList.toggle("is-muted", muted);
    one("#mute").setAttribute("aria-pressed", String(muted));
    if (film) {
      this.#stood();
    }
  }

  // Where it came to stand, said once it stands: not each frame on the way.
  #stood() {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      if (!this.#player.running && this.#player.film && this.#player.seconds > 0) {
        this.say(this.place());
      }
    }, SETTLED);
  }

  /** Says something to those who don't see it. */
  say(text) {
    this.#said.textContent = text;
  }
}
