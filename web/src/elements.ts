// Elements of the page: text goes in as text, never as markup.
import { select, type Selection } from "d3-selection";
import type { Cell, Label, Language } from "./data";
import { plain } from "./words";

export function element(tag: string, text = "", attributes: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** A number as it is printed everywhere; never "-0.0". */
export function fixed(value: number | null | undefined, digits = 1): string {
  if (value == null) return "–";
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/;
/** Times and numbers are not broken over lines. */
export const cellKind = (cell?: Cell): string => (cell?.text ? (time.test(cell.text.en) ? "time" : "") : "number");

export const cellText = (cell: Cell, language: Language): string => (cell.text ? plain(cell.text, language).replace(time, (text) => text.replace("T", " ")) : fixed(cell.value, cell.digits));

/** A heading in the reader's language; in Chinese with the English name beside it. */
export function titled(tag: string, label: Label, language: Language, before = ""): HTMLElement {
  const made = element(tag, `${before}${label[language]}`);
  if (language === "zh" && label.en !== label.zh) made.append(element("small", ` ${label.en}`, { lang: "en" }));
  return made;
}

export interface Canvas { root: Selection; width: number; height: number }

/** Names that are longer than the drawing is wide are cut; the whole of them stands in the figure's table. */
export function fit(root: Selection, width: number) {
  root.node()?.querySelectorAll<SVGTextElement>("text.name-of-row").forEach((text) => {
    const whole = text.textContent ?? "";
    for (let length = whole.length - 1; length > 4 && text.getComputedTextLength() > width; --length) text.textContent = `${whole.slice(0, length)}…`;
  });
}

/** A drawing as wide as its place; `label` is what it says in words. */
export function drawing(host: HTMLElement, heightOf: (width: number) => number, label: string, most = 860): Canvas {
  const width = Math.max(300, Math.min(most, host.clientWidth || most)), height = heightOf(width);
  const root = select(host).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img").attr("aria-label", label)
    .attr("width", width).attr("height", height);
  return { root, width, height };
}

export function options(list: HTMLSelectElement, entries: [string, string][], value: string, changed: (value: string) => void) {
  list.replaceChildren(...entries.map(([key, text]) => element("option", text, { value: key })));
  list.value = value;
  list.onchange = () => changed(list.value);
}

/** A legend of colours. */
export function swatches(names: string[], tints: readonly string[]): HTMLElement {
  const list = element("ul", "", { class: "legend" });
  list.append(...names.map((name, n) => {
    const item = element("li"), swatch = element("span", "", { class: "swatch" });
    swatch.style.background = tints[n % tints.length];
    item.append(swatch, name);
    return item;
  }));
  return list;
}

/** A labelled list to choose from. */
export function choice(label: string, entries: [string, string][], value: string, changed: (value: string) => void): HTMLElement {
  const line = element("label", `${label} `), list = document.createElement("select");
  options(list, entries, value, changed);
  line.append(list);
  return line;
}

/** What a reader has chosen stays chosen when the page is drawn anew. */
const chosen = new Map<string, string>();
export const kept = (key: string, first: string): string => chosen.get(key) ?? first;
export const keep = (key: string, value: string): void => { chosen.set(key, value); };

/** Okabe and Ito's colours: told apart by colour-blind readers too. */
export const colours = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
export const dashes = ["", "6 3", "2 2", "8 3 2 3", "1 3"];
