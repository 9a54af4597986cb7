// The list of films.

import { forgetAll, paintLater } from "./poster.js";
import { clock, counted, folder, rate, size } from "./words.js";

const list = document.querySelector("#films");
const note = document.querySelector("#library-note");
const template = document.querySelector("#film-template");

export const linkTo = (id) => `?${new URLSearchParams({ v: id })}`;

/** Shows the films; `choose` is called with the one that is clicked. */
export function draw(films, choose) {
  forgetAll();
  const broken = films.filter((film) => film.problem).length;
  note.textContent =
    films.length === 0
      ? "There are no films in this folder."
      : counted(films.length, "film") + (broken > 0 ? `, ${broken} of them broken` : "");
  list.replaceChildren(...films.map((film) => item(film, choose)));
}

/** Marks the film that is open. */
export function mark(id) {
  for (const link of list.querySelectorAll("a")) {
    if (link.dataset.id === id) {
      link.setAttribute("aria-current", "true");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

function item(film, choose) {
  const copy = template.content.cloneNode(true);
  const part = (name) => copy.querySelector(name);
  const link = part("a");
  link.href = linkTo(film.id);
  link.dataset.id = film.id;
  link.addEventListener("click", (event) => {
    // With a key held, the browser opens a tab of its own.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      choose(film);
    }
  });
  part(".folder").textContent = folder(film.id);
  part(".name").textContent = film.name;
  if (film.problem) {
    part("li").className = "broken";
    part(".details").textContent = `Broken. ${film.problem}`;
    part(".poster").remove();
  } else {
    part(".length").textContent = clock(film.duration);
    part(".details").textContent = details(film);
    if (film.frames > 0) {
      paintLater(part("canvas"), film.id);
    } else {
      part("li").className = "sound-only";
    }
  }
  return copy;
}

function details(film) {
  const picture =
    film.frames > 0 ? [`${film.width}\u00a0×\u00a0${film.height}`, rate(film)] : ["sound only"];
  return [...picture, size(film.bytes), film.codecs.replaceAll(",", ", ")].join(" · ");
}
