// Looks at a report as somebody who reads it, and returns what this reader stumbles over.
const stumbles = [];
const stumble = (what, element) => {
  const text = element ? ` (${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}: ${element.textContent.trim().slice(0, 60)})` : "";
  stumbles.push(what + text);
};
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const text = (element) => element.textContent.replace(/\s+/g, " ").trim();

// The page.
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) {
  stumble(`page: ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
}
if (!root.lang) stumble("document: no lang");
if (!document.title.trim()) stumble("document: no title");
if (all("h1").length !== 1) stumble(`document: ${all("h1").length} h1`);
let level = 0;
for (const heading of all("h1, h2, h3, h4, h5, h6")) {
  const own = Number(heading.tagName[1]);
  if (own > level + 1) stumble(`headings: h${own} after h${level}`, heading);
  level = own;
}
for (const landmark of ["body > header", "body > main", "body > footer", "nav"]) {
  if (all(landmark).length !== 1) stumble(`landmarks: ${all(landmark).length} ${landmark}`);
}
for (const named of all("nav, section, [role=region]")) {
  const by = named.getAttribute("aria-labelledby");
  const name = by ? document.getElementById(by)?.textContent : named.getAttribute("aria-label");
  if (!name?.trim()) stumble("landmarks: one without a name", named);
}
for (const link of all("a[href^='#']")) {
  if (!document.getElementById(link.getAttribute("href").slice(1))) stumble("links: to nothing", link);
}
for (const section of all("main > section")) {
  if (section.children[1]?.className !== "reading") stumble("sections: the result does not come first", section);
  if (!all("table", section).length) stumble("sections: no table", section);
}

// Tables.
for (const table of all("table")) {
  if (!table.caption?.textContent.trim()) stumble("tables: no caption", table);
  for (const th of all("thead th", table)) if (th.scope !== "col") stumble("tables: no scope=col", th);
  for (const row of all("tbody tr", table)) {
    if (row.cells[0].tagName !== "TH" || row.cells[0].scope !== "row") stumble("tables: a row without a heading", row);
    if (row.cells.length !== table.tHead.rows[0].cells.length) stumble("tables: cells without a column", row);
  }
  const region = table.parentElement;
  if (region.scrollWidth > region.clientWidth && region.tabIndex !== 0) {
    stumble("tables: wider than its place and out of reach of the keyboard", table);
  }
}

// Charts.
for (const svg of all("svg")) {
  const labels = (svg.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
  if (svg.getAttribute("role") !== "img" || labels.length !== 2 || labels.some((l) => !l?.textContent.trim())) {
    stumble("charts: not told to who does not see it", svg);
  }
  const frame = svg.getBoundingClientRect();
  const words = all("text", svg).map((element) => ({ element, box: element.getBoundingClientRect() }));
  for (const { element, box } of words) {
    const size = parseFloat(getComputedStyle(element).fontSize) * svg.getScreenCTM().a;
    if (size < 11) stumble(`charts: text of ${size} px`, element);
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
      stumble("charts: text sticks out", element);
    }
  }
  for (let i = 0; i < words.length; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [words[i].box, words[j].box];
      // Boxes have room above and below the letters; beside one another, words need a gap.
      if (a.left < b.right + 2 && b.left < a.right + 2 && a.top + 3 < b.bottom && b.top + 3 < a.bottom) {
        stumble(`charts: text upon “${words[j].element.textContent}”`, words[i].element);
      }
    }
  }
  for (const mark of all("rect, circle", svg)) {
    const box = mark.getBoundingClientRect();
    if (box.left < frame.left - 8 || box.right > frame.right + 1 || box.top < frame.top || box.bottom > frame.bottom) {
      stumble("charts: a mark sticks out", mark);
    }
  }
  const bars = all("rect", svg);
  if (bars.length && all("text.tick", svg)[0]?.textContent.match(/^0( |$)/) === null) {
    stumble("charts: bars that do not begin at zero", svg);
  }
  if (!bars.length && !all("text.tick", svg).some((tick) => tick.textContent.includes("logarithmic"))) {
    stumble("charts: a logarithmic axis that does not say so", svg);
  }
  // Each value that a bar chart writes stands in the table of its section as well.
  const cells = all("td", svg.closest("section")).map(text);
  for (const value of all("text.value", svg)) {
    const figure = text(value).replace(/ s\/GiB$/, "").replace(/ \(.*/, "");
    if (!cells.some((cell) => cell.replace(/ \(.*/, "") === figure)) stumble("charts: a figure that is in no table", value);
  }
}

// Colours.
const rgba = (colour) => {
  const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
  return { r, g, b, a };
};
const over = (top, ground) => {
  const mix = (k) => top[k] * top.a + ground[k] * (1 - top.a);
  return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
};
const ground = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = rgba(getComputedStyle(e).backgroundColor);
    if (colour.a === 1) return colour;
  }
  return { r: 255, g: 255, b: 255, a: 1 };
};
const luminance = ({ r, g, b }) => {
  const [R, G, B] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * R + 0.7152 * G + 0.0722 * B;
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};
const seen = (colour, element, least, what) => {
  const behind = ground(element);
  const top = rgba(colour);
  top.a *= Number(getComputedStyle(element).opacity);
  const ratio = contrast(over(top, behind), behind);
  if (ratio < least) stumble(`colours: contrast ${ratio.toFixed(2)} of ${what}, less than ${least}`, element);
};
for (const element of all("body *")) {
  const style = getComputedStyle(element);
  const ownText = [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
  if (element.closest("svg")) {
    if (element.tagName === "text") seen(style.fill, element, 4.5, "text");
    if (element.matches("rect, circle, line.copy, line.view, line.plain, line.whisker")) seen(style.stroke, element, 3, "a mark");
  } else if (ownText) {
    seen(style.color, element, 4.5, "text");
  }
  if (element.matches(".legend i")) seen(style.borderTopColor, element, 3, "a mark");
  if (element.matches(".key i")) seen(style.backgroundColor, element.parentElement, 3, "a mark");
}
// Copies have one colour everywhere, views another.
for (const tone of ["copy", "view", "plain"]) {
  const colours = new Set(all(`svg .${tone}`).map((mark) => getComputedStyle(mark).stroke));
  if (colours.size > 1) stumble(`colours: ${tone} in ${[...colours].join(" and ")}`);
}
return stumbles;
