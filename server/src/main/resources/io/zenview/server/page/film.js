// A film as the server describes it, and the way from frames to seconds and back.

import { labelOf, numberOf } from "./timecode.js";

// So far behind the beginning of a picture it is surely this one, however players round.
const JUST_INSIDE = 0.001;

export class Film {
  #first;
  #rate;
  #start;

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

  get lastFrame() {
    return this.facts.frames - 1;
  }

  nearest(frame) {
    return Math.min(Math.max(frame, 0), this.lastFrame);
  }

  labelOf(frame) {
    return labelOf(this.#start + frame, this.facts);
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
    return this.nearest(Math.floor((seconds - this.#first) * this.#rate + JUST_INSIDE));
  }

  /** Where to seek to for what the server's index has found. */
  placeOf(found) {
    return this.constantRate ? this.middleOf(found.frame) : found.seconds + JUST_INSIDE;
  }

  lengthOf(frames) {
    return frames / this.#rate;
  }
}

/** Where the picture after or before one is, in a film whose pictures are not equally long. */
export async function neighbour(shownAt, direction, indexAt) {
  const inside = shownAt + direction * JUST_INSIDE;
  if (inside < 0) {
    return 0;
  }
  const { sample } = await indexAt(inside);
  return shownAt + (direction * sample.duration) / sample.timescale + JUST_INSIDE;
}
