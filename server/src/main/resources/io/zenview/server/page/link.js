// Links to a frame, and the way of one to the clipboard.

import { linkTo } from "./library.js";

/** What the address asks for: a film's id and a label, or null. */
export function asked() {
  const query = new URLSearchParams(location.search);
  return { id: query.get("v"), timecode: query.get("tc") };
}

export function linkAt(id, label) {
  const link = new URL(linkTo(id), location.href);
  if (label) {
    link.searchParams.set("tc", label);
  }
  return link.href;
}

/**
 * Copies a link, or shows it to be copied: browsers keep the clipboard from pages that came over
 * plain HTTP from another machine.
 *
 * @return whether it was copied
 */
export async function copy(link) {
  const line = document.querySelector("#link-line");
  try {
    await navigator.clipboard.writeText(link);
    line.hidden = true;
    return true;
  } catch {
    const text = document.querySelector("#link-text");
    line.hidden = false;
    text.value = link;
    text.focus();
    text.select();
    return false;
  }
}
