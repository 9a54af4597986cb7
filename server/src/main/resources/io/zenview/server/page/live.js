// The live panel: how the bytes left the server. Asks once a second, while the page is seen.

import { stats } from "./api.js";
import { size } from "./words.js";

const WAYS = ["sendfile", "memory", "tls"];
const SECONDS = 60;
const one = (selector) => document.querySelector(selector);

// Bytes per second by sendfile, one for each second of the last minute.
const history = new Array(SECONDS).fill(0);
let before = null;
let timer = 0;

export function watch() {
  document.addEventListener("visibilitychange", turn);
  turn();
}

function turn() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") {
    ask();
  } else {
    // What was sent meanwhile was not sent in one second.
    before = null;
  }
}

async function ask() {
  try {
    draw(await stats(), performance.now());
    one("#live").classList.remove("lost");
  } catch {
    // The figures stay, but must not look like those of now.
    one("#live").classList.add("lost");
    before = null;
  }
  if (document.visibilityState === "visible") {
    timer = setTimeout(ask, 1000);
  }
}

function draw({ sent, heap }, now) {
  const seconds = before === null ? 0 : (now - before.now) / 1000;
  for (const way of WAYS) {
    one(`#${way}`).textContent = size(sent[way]);
    const rate = seconds > 0 ? Math.max(0, sent[way] - before.sent[way]) / seconds : 0;
    one(`#${way}-rate`).textContent = rate > 0 ? `${size(rate)}/s` : "";
    if (way === "sendfile" && seconds > 0) {
      history.shift();
      history.push(rate);
    }
  }
  before = { sent, now };
  one("#tls-row").hidden = sent.tls === 0;
  one("#heap").textContent = size(heap.used);
  one("#heap-limit").textContent = heap.max > 0 ? `of ${size(heap.max)} at most` : "";
  drawShares(sent);
  drawHistory();
}

function drawShares(sent) {
  const all = sent.sendfile + sent.memory + sent.tls;
  const share = all > 0 ? sent.sendfile / all : 0;
  one("#shares").style.setProperty("--share", share);
  one("#shares-text").textContent =
    all > 0 ? `${percent(share)} of all bytes never entered this program.` : "Nothing was sent yet.";
}

// 99.97 % must not become 100 %.
function percent(share) {
  const digits = share > 0.99 && share < 1 ? 2 : 0;
  return `${Math.floor(share * 100 * 10 ** digits) / 10 ** digits} %`;
}

function drawHistory() {
  const top = Math.max(...history, 1);
  const points = history.map((rate, i) => `${(i * 60) / (SECONDS - 1)},${23 - (22 * rate) / top}`);
  one("#spark-line").setAttribute("points", points.join(" "));
  one("#spark-area").setAttribute("points", `0,24 ${points.join(" ")} 60,24`);
  one("#spark-caption").textContent =
    top > 1
      ? `From the page cache in the last minute, ${size(top)}/s at most`
      : "Nothing from the page cache in the last minute";
}
