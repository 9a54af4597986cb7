// What the page asks the server. All paths are relative, so that they hold behind a proxy that
// puts something before them, too.

/** What the server says is wrong (RFC 9457), in its words. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.next = body.next;
  }
}

async function ask(path) {
  let response;
  try {
    response = await fetch(path, { headers: { accept: "application/json" } });
  } catch {
    throw new Error("The server can't be reached. Is it still running?");
  }
  // A proxy's error page is no JSON.
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(response.status, body);
  }
  return body;
}

const named = (id) => encodeURIComponent(id);

export const films = async () => (await ask("api/videos")).videos;

export const stats = () => ask("api/stats");

/** Looks up a frame by {timecode} or {frame}. */
export const lookUp = (id, by) => ask(`api/videos/${named(id)}/index?${new URLSearchParams(by)}`);

export const fileUrl = (id) => `videos/${named(id)}`;

/** A clip ends before `to`, like every slice. */
export const clipUrl = (id, from, to) =>
  `videos/${named(id)}/clip.mp4?${new URLSearchParams({ from, to })}`;
