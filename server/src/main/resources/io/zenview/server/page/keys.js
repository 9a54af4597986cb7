// The keyboard. Keys are those of editing desks and video sites, as far as these agree.

const KEYS = {
  " ": "toggle",
  k: "toggle",
  j: "reverse",
  l: "fast",
  ",": "back",
  ".": "forth",
  arrowleft: "back",
  arrowright: "forth",
  home: "home",
  end: "end",
  g: "go",
  i: "in",
  o: "out",
  x: "clear",
  c: "link",
  f: "full",
  m: "mute",
  "?": "help",
};
const WITH_SHIFT = {
  arrowleft: "secondBack",
  arrowright: "secondForth",
  i: "toIn",
  o: "toOut",
  "?": "help",
};
const REPEATING = new Set(["back", "forth", "secondBack", "secondForth"]);
const REMEMBERED = "zenview.keys";

const typing = (element) =>
  element.matches("input:not([type=range], [type=checkbox]), textarea, select");

/** Calls `act` with the name of what a key stands for. */
export function listen(act) {
  const everywhere = document.querySelector("#keys-on");
  everywhere.checked = remembered() !== "off";
  everywhere.addEventListener("change", () => remember(everywhere.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    const { target, repeat } = event;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const action = (event.shiftKey ? WITH_SHIFT : KEYS)[event.key.toLowerCase()];
    if (!action || typing(target) || document.querySelector("dialog[open]")) {
      return;
    }
    // Who dictates, or presses keys by accident, can confine them to the player.
    if (!everywhere.checked && !target.closest("#player")) {
      return;
    }
    // Space presses the button that has the focus.
    if (event.key === " " && target.matches("button, a")) {
      return;
    }
    event.preventDefault();
    if (!repeat || REPEATING.has(action)) {
      act(action);
    }
  });
}

// Storage may be forbidden, and then throws.
function remembered() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}

function remember(value) {
  try {
    localStorage.setItem(REMEMBERED, value);
  } catch {
    // Then it holds until the page is left.
  }
}
