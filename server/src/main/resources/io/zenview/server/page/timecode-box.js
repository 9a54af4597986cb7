// The timecode: shows the label of the frame that is shown, and takes one to go to.

import { completed } from "./timecode.js";

export class TimecodeBox {
  #input = document.querySelector("#timecode");
  #problem = document.querySelector("#timecode-problem");
  #label = "";
  // While somebody types, the label must not change under their hands.
  #edited = false;

  /**
   * @param counting tells how the film counts
   * @param go goes to a label; throws what is wrong with it
   * @param leave moves the focus away, after it went well
   */
  constructor(counting, go, leave) {
    const input = this.#input;
    this.leave = leave;
    input.addEventListener("focus", () => input.select());
    input.addEventListener("input", () => (this.#edited = true));
    input.addEventListener("blur", () => {
      // What is refused stays to be corrected.
      if (!input.hasAttribute("aria-invalid")) {
        this.#reset();
      }
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.#reset();
        leave();
      }
    });
    document.querySelector("#go").addEventListener("submit", async (event) => {
      event.preventDefault();
      const label = completed(input.value, counting());
      try {
        await go(label);
        this.#reset();
        leave();
      } catch (problem) {
        this.refuse(label, problem, go);
      }
    });
  }

  /** The label of what is shown now. */
  show(label) {
    this.#label = label;
    if (!this.#edited) {
      this.#input.value = label;
    }
  }

  focus() {
    this.#input.focus();
  }

  /** Says in the server's words what is wrong with a label, and offers the next one. */
  refuse(label, problem, go) {
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
      next.addEventListener("click", async () => {
        try {
          await go(problem.next);
          this.#reset();
          this.leave();
        } catch (again) {
          this.refuse(problem.next, again, go);
        }
      });
      this.#problem.append(next);
    }
  }

  /** Back to the label of what is shown. */
  reset() {
    this.#reset();
  }

  #reset() {
    this.#edited = false;
    this.#input.value = this.#label;
    this.#input.removeAttribute("aria-invalid");
    this.#problem.replaceChildren();
  }
}
