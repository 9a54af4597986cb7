// Posters: the browser paints a film's first key frame. Only for films in sight, and few at a time,
// since each takes a decoder and some megabytes.

import { fileUrl } from "./api.js";

const AT_A_TIME = 2;
const PATIENCE = 10000; // milliseconds

const waiting = new Map();
let busy = 0;

const sight = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        waiting.set(target, target.dataset.id);
      } else {
        waiting.delete(target);
      }
    }
    next();
  },
  { rootMargin: "100px" },
);

/** Paints the film's poster as soon as the canvas comes into sight. */
export function paintLater(canvas, id) {
  canvas.dataset.id = id;
  sight.observe(canvas);
}

/** Forgets the canvases that were not painted yet. */
export function forgetAll() {
  sight.disconnect();
  waiting.clear();
}

async function next() {
  while (busy < AT_A_TIME && waiting.size > 0) {
    const [canvas, id] = waiting.entries().next().value;
    waiting.delete(canvas);
    sight.unobserve(canvas);
    busy++;
    paint(canvas, fileUrl(id)).finally(() => {
      busy--;
      next();
    });
  }
}

async function paint(canvas, url) {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  // "metadata" would do, but then some browsers decode nothing.
  video.preload = "auto";
  const painted = new Promise((done) => {
    setTimeout(done, PATIENCE);
    video.addEventListener("error", done);
    video.addEventListener("loadeddata", () => {
      const { videoWidth: width, videoHeight: height } = video;
      if (width > 0) {
        const scale = Math.min(canvas.width / width, canvas.height / height);
        const [w, h] = [width * scale, height * scale];
        const pen = canvas.getContext("2d");
        pen.drawImage(video, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
        canvas.classList.add("painted");
      }
      done();
    });
  });
  video.src = url;
  await painted;
  // Otherwise it would load on, and keep its decoder.
  video.removeAttribute("src");
  video.load();
}
