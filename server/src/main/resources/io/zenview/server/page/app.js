// The page: opens films, and knows what each button and key does.

import { fileUrl, films as askForFilms, lookUp } from "./api.js";
import { Cut } from "./cut.js";
import { Deck } from "./deck.js";
import { Film } from "./film.js";
import { listen } from "./keys.js";
import { draw, linkTo, mark } from "./library.js";
import { asked, copy, linkAt } from "./link.js";
import { watch } from "./live.js";
import { Player } from "./player.js";
import { later } from "./timecode.js";
import { TimecodeBox } from "./timecode-box.js";
import { clock, rate, size } from "./words.js";

const SKIP = 5; // seconds, where there are no frames

const one = (selector) => document.querySelector(selector);
const video = one("#video");
const section = one("#player");
const note = one("#stage-note");

const player = new Player(video);
const cut = new Cut();
const box = new TimecodeBox(
  () => player.film.facts,
  goToLabel,
  () => section.focus({ preventScroll: true }),
);
const deck = new Deck(player, box);

let films = [];
// Answers may come in another order than they were asked for; only the last one counts.
let opening = 0;

async function goToLabel(timecode) {
  const found = await lookUp(player.film.id, { timecode });
  player.stop();
  player.goTo(found.frame, player.film.placeOf(found));
}

async function open(facts, timecode) {
  const turn = ++opening;
  mark(facts.id);
  describe(facts);
  player.stop();
  if (facts.problem) {
    refuse(facts.problem);
    return;
  }
  try {
    const first = facts.frames > 0 ? await lookUp(facts.id, { frame: 0 }) : null;
    const film = new Film(facts, first ? first.time.value / first.time.timescale : 0);
    let place = null;
    let wrong = null;
    if (timecode && film.hasFrames) {
      try {
        place = film.placeOf(await lookUp(film.id, { timecode }));
      } catch (problem) {
        wrong = problem;
      }
    }
    if (turn !== opening) {
      return;
    }
    note.hidden = film.hasFrames;
    note.textContent = film.hasFrames ? "" : "Sound only";
    player.open(film, fileUrl(film.id), place);
    deck.open(film);
    cut.open(film);
    if (wrong) {
      box.refuse(timecode, wrong);
      box.focus();
    }
  } catch (problem) {
    if (turn === opening) {
      refuse(problem.message);
    }
  }
}

function describe(facts) {
  one("#title").textContent = facts.name;
  document.title = `${facts.name} · Zenview`;
  const known = facts.problem
    ? [size(facts.bytes)]
    : [
        ...(facts.frames > 0 ? [`${facts.width}\u00a0×\u00a0${facts.height}`, rate(facts)] : []),
        clock(facts.duration),
        ...(facts.frames > 0 ? [`${facts.start} to ${later(facts.end, -1, facts)}`] : []),
        facts.codecs.replaceAll(",", ", "),
        size(facts.bytes),
      ];
  one("#facts").textContent = known.join(" · ");
  const file = one("#file");
  file.hidden = false;
  file.href = fileUrl(facts.id);
  file.download = facts.name;
  one("#link-line").hidden = true;
}

/** Says on the stage why nothing is played there. */
function refuse(why) {
  player.film = null;
  video.removeAttribute("src");
  video.load();
  deck.close();
  note.hidden = false;
  note.textContent = why;
}

function choose(facts) {
  history.pushState(null, "", linkTo(facts.id));
  open(facts, null);
  section.scrollIntoView({ block: "nearest" });
  section.focus({ preventScroll: true });
}

function openWhatIsAsked() {
  const { id, timecode } = asked();
  const facts = id === null ? films.find((film) => !film.problem) : films.find((f) => f.id === id);
  if (facts) {
    open(facts, timecode);
  } else if (id !== null) {
    refuse(`There is no film “${id}” here. It may have been renamed or moved; choose another one.`);
  } else {
    refuse("Nothing to play yet.");
  }
}

async function look() {
  const found = await askForFilms();
  // Drawn anew, the list would lose its place and its posters.
  if (JSON.stringify(found) !== JSON.stringify(films)) {
    films = found;
    draw(films, choose);
    mark(player.film?.id);
  }
}

// With frames, one frame; without, some seconds.
function move(frames, seconds) {
  if (player.film.hasFrames) {
    player.step(frames);
  } else {
    player.seek(Math.min(Math.max(player.seconds + seconds, 0), player.duration));
  }
}

function jump(frame) {
  if (frame !== null) {
    player.stop();
    player.goTo(frame);
  }
}

function cutAt(change) {
  if (player.film.hasFrames && player.frame !== null) {
    change(player.frame);
    deck.say(cut.words);
  }
}

const second = () => player.film.framesPerSecond;

const actions = {
  toggle: () => player.toggle(),
  reverse: () => player.shuttle(-1),
  fast: () => player.shuttle(1),
  back: () => move(-1, -SKIP),
  forth: () => move(1, SKIP),
  secondBack: () => move(-second(), -SKIP),
  secondForth: () => move(second(), SKIP),
  home: () => (player.film.hasFrames ? player.goTo(0) : player.seek(0)),
  end: () =>
    player.film.hasFrames ? player.goTo(player.film.lastFrame) : player.seek(player.duration),
  go: () => box.focus(),
  in: () => cutAt((frame) => cut.begin(frame)),
  out: () => cutAt((frame) => cut.end(frame)),
  clear: () => cut.clear(),
  toIn: () => jump(cut.first),
  toOut: () => jump(cut.last),
  mute: () => (player.muted = !player.muted),
  full: fullScreen,
  link: copyLink,
  help: () => one("#help").showModal(),
};

/** Does something by its name; without a film there is only help. */
function act(name) {
  if (player.film || name === "help") {
    actions[name]();
  }
}

function fullScreen() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else if (section.requestFullscreen) {
    section.requestFullscreen().catch(() => deck.say("The browser allows no full screen here."));
  } else {
    // On iPhones only a video may have it.
    video.webkitEnterFullscreen?.();
  }
}

async function copyLink() {
  const { film, frame } = player;
  const label = film.hasFrames ? film.labelOf(frame ?? 0) : null;
  const button = one("#link");
  if (await copy(linkAt(film.id, label))) {
    const words = label ? `Copied: ${label}` : "Copied";
    button.textContent = words;
    deck.say(words);
    setTimeout(() => (button.textContent = "Copy link here"), 2000);
  }
}

player.addEventListener("failed", () => {
  if (player.film) {
    refuse(
      `This browser can’t play it (${player.film.facts.codecs}). ` +
        `It can still be downloaded, and seen in another player.`,
    );
  }
});

for (const button of document.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => act(button.dataset.do));
}
one("#help-button").addEventListener("click", () => act("help"));
one("#stage").addEventListener("click", () => act("toggle"));
listen(act);
addEventListener("popstate", openWhatIsAsked);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    look().catch(() => {});
  }
});

watch();
try {
  await look();
  openWhatIsAsked();
} catch (problem) {
  one("#library-note").textContent = problem.message;
  refuse(problem.message);
}
