// Labels of frames (SMPTE ST 12-1), HH:MM:SS:FF, in whole numbers only. How a film counts is
// {labelsPerSecond, dropFrame}. Whether a label that somebody typed exists is the server's to say;
// here are only labels that do.

/** How many labels are left out at the start of each minute but every tenth: 2 at 29.97, 4 at 59.94. */
export function droppedPerMinute({ labelsPerSecond, dropFrame }) {
  return dropFrame ? labelsPerSecond / 15 : 0;
}

export function framesPerDay(counting) {
  return 24 * 3600 * counting.labelsPerSecond - 24 * 6 * 9 * droppedPerMinute(counting);
}

/** The label of a frame counted from 00:00:00:00, around midnight if need be. */
export function labelOf(number, counting) {
  const perSecond = counting.labelsPerSecond;
  const dropped = droppedPerMinute(counting);
  const day = framesPerDay(counting);
  let count = ((number % day) + day) % day;
  if (dropped > 0) {
    const minute = 60 * perSecond - dropped;
    const tenMinutes = 10 * minute + dropped;
    const minutesThatDrop = Math.max(0, Math.floor(((count % tenMinutes) - dropped) / minute));
    count += dropped * (9 * Math.floor(count / tenMinutes) + minutesThatDrop);
  }
  const seconds = Math.floor(count / perSecond);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60, count % perSecond];
  const [hh, mm, ss, ff] = parts.map((part) => String(Math.floor(part)).padStart(2, "0"));
  return `${hh}:${mm}:${ss}${counting.dropFrame ? ";" : ":"}${ff}`;
}

/** The frame, counted from 00:00:00:00, that a label stands for. */
export function numberOf(label, counting) {
  const [hours, minutes, seconds, frames] = label.split(/[:;.,]/).map(Number);
  const allMinutes = 60 * hours + minutes;
  return (
    counting.labelsPerSecond * (60 * allMinutes + seconds) +
    frames -
    droppedPerMinute(counting) * (allMinutes - Math.floor(allMinutes / 10))
  );
}

/** The label so many frames later. */
export function later(label, frames, counting) {
  return labelOf(numberOf(label, counting) + frames, counting);
}

/**
 * What was typed, as a label. Digits alone fill it from the right, as on editing desks: 1428 is
 * 00:00:14:28, and a phone's number pad is enough. Everything else is left to the server.
 */
export function completed(text, counting) {
  const typed = text.trim();
  if (!/^\d{1,8}$/.test(typed)) {
    return typed;
  }
  const [hh, mm, ss, ff] = typed.padStart(8, "0").match(/../g);
  return `${hh}:${mm}:${ss}${counting.dropFrame ? ";" : ":"}${ff}`;
}
