// The timecode: shows the label of the frame that is shown, and takes one to go to.

import { completed } from "./timecode.js";

export class TimecodeBox {
  #input = document.querySelector("#timecode");
  #now = document.querySelector("#now");
  #problem = document.querySelector("#timecode-problem");
  #go;
  #leave;
  #label = "";
  // While the focus is in it, the label must not change under somebody's hands.
  #edited = false;

  /**
   * @param counting tells how the film counts
   * @param go goes to a label; throws what is wrong with it
   * @param leave moves the focus away, after it went well
   */
  constructor(counting, go, leave) {
    const input = this.#input;
    this.#go = go;
    this.#leave = leave;
    input.addEventListener("focus", () => {
      this.#edited = true;
      input.select();
    });
    input.addEventListener("blur", () => {
      // What is refused stays to be corrected.
      if (!input.hasAttribute("aria-invalid")) {
        this.reset();
      }
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.reset();
        leave();
      }
    });
    document.querySelector("#go").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try(completed(input.value, counting()));
    });
  }

  async #try(label) {
    try {
      await this.#go(label);
      this.reset();
      this.#leave();
    } catch (problem) {
      this.refuse(label, problem);
    }
  }

  /** The label of what is shown now. */
  show(label) {
    this.#label = label;
    this.#now.hidden = !this.#edited;
    if (this.#edited) {
      this.#now.textContent = `now ${label}`;
    } else {
      this.#input.value = label;
    }
  }

  focus() {
    this.#input.focus();
  }

  /** Says in the server's words what is wrong with a label, and offers the next one. */
  refuse(label, problem) {
    const input = this.#input;
    this.#edited = true;
    input.value = label;
    input.setAttribute("aria-invalid", "true");
    const words = document.createElement("p");
    words.textContent = problem.message;
    this.#problem.replaceChildren(words);
    if (problem.next) {
      const next = document.createElement("button");
      next.type = "button";
      next.textContent = `Go to ${problem.next}`;
      next.addEventListener("click", () => this.#try(problem.next));
      this.#problem.append(next);
    }
  }

  /** Back to the label of what is shown. */
  reset() {
    this.#edited = false;
    this.#input.removeAttribute("aria-invalid");
    this.#problem.replaceChildren();
    this.show(this.#label);
  }
}
