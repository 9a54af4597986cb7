// A film as the server describes it, and the way from frames to seconds and back.

import { labelOf, numberOf } from "./timecode.js";

// Players round times, and a frame that begins now must not be taken for the one before.
const ROUNDING = 0.001; // frames

export class Film {
  #first;
  #rate;
  #start;
  #labelsPerFrame;

  /**
   * @param facts what /api/videos says
   * @param first seconds before the first frame is shown
   */
  constructor(facts, first) {
    this.facts = facts;
    this.#first = first;
    if (this.hasFrames) {
      const [numerator, denominator] = facts.frameRate.split("/").map(Number);
      this.#rate = numerator / (denominator || 1);
      this.#start = numberOf(facts.start, facts);
      // One, but for cameras that label every second frame at high rates.
      this.#labelsPerFrame = facts.labelsPerSecond / this.framesPerSecond;
    }
  }

  get id() {
    return this.facts.id;
  }

  get hasFrames() {
    return this.facts.frames > 0;
  }

  get constantRate() {
    return this.facts.constantRate;
  }

  /** In whole numbers: 30 at 29.97. */
  get framesPerSecond() {
    return Math.ceil(this.#rate - ROUNDING);
  }

  get lastFrame() {
    return this.facts.frames - 1;
  }

  nearest(frame) {
    return Math.min(Math.max(frame, 0), this.lastFrame);
  }

  labelOf(frame) {
    const labels = Math.floor(frame * this.#labelsPerFrame + ROUNDING);
    return labelOf(this.#start + labels, this.facts);
  }

  /** Where to seek to for a frame: half of it away from both neighbours. */
  middleOf(frame) {
    return this.#first + (frame + 0.5) / this.#rate;
  }

  /** The frame whose picture begins at a time, which players round. */
  frameBeginningAt(seconds) {
    return this.nearest(Math.round((seconds - this.#first) * this.#rate));
  }

  /** The frame that is shown at a time. */
  frameAt(seconds) {
    return this.nearest(Math.floor((seconds - this.#first) * this.#rate + ROUNDING));
  }

  /** Where to seek to for what the server's index has found; labels go by time at a variable rate. */
  placeOf({ frame, time }) {
    return this.constantRate ? time.value / time.timescale + 0.5 / this.#rate : this.middleOf(frame);
  }

  lengthOf(frames) {
    return frames / this.#rate;
  }
}
