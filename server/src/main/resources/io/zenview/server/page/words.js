// Numbers as people read them.

const UNITS = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** In binary units with one digit after the point, as in the server's listings. */
export function size(bytes) {
  let unit = -1;
  let count = bytes;
  while (Math.round(count * 10) >= 10240 || (unit < 0 && count >= 1024)) {
    count /= 1024;
    unit++;
  }
  return unit < 0 ? `${Math.round(bytes)}\u00a0B` : `${count.toFixed(1)}\u00a0${UNITS[unit]}`;
}

/** As in 1:02:03. */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((n) => String(n).padStart(2, "0"));
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${parts.join(":")}` : `${Number(parts[0])}:${parts[1]}`;
}

export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Frames per second, and all that is unusual about them. */
export function rate({ fps, constantRate, dropFrame }) {
  const text = `${Number(fps.toFixed(3))}\u00a0fps`;
  if (!constantRate) {
    return `variable, about ${text}`;
  }
  return dropFrame ? `${text} drop-frame` : text;
}

/** Where a film lies below the folder that is served: its id has `~1` for `/` and `~0` for `~`. */
export function folder(id) {
  const path = id.replaceAll("~1", "/").replaceAll("~0", "~");
  return path.slice(0, path.lastIndexOf("/") + 1);
}
