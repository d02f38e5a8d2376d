// Tables: long ones for one place at a time, wide ones in a frame that scrolls by keyboard too.
import type { Cell, Label, Language, Table } from "./data";
import { cellKind, cellText, choice, element, keep, kept, titled } from "./elements";
import { say } from "./words";

const longest = 24;
const filtering = ["works", "place", "species", "plan", "measure", "township"];

function filterColumn(of: Table): number | null {
  if (of.rows.length <= longest) return null;
  for (const name of filtering) {
    const column = of.columns.findIndex((one) => one.en === name);
    if (column >= 0 && new Set(of.rows.map((row) => row[column].text?.en)).size > 1) return column;
  }
  return null;
}

const key = (of: Table) => `filter ${of.id}`;
const first = (of: Table, column: number) => of.rows[0][column].text?.en ?? "";

function headed(label: Label, language: Language, more: Record<string, string>): HTMLElement {
  const made = titled("th", label, language);
  for (const [name, value] of Object.entries({ scope: "col", ...more })) made.setAttribute(name, value);
  return made;
}

/** The table itself, without its title. `whole`: no filter. */
export function grid(of: Table, language: Language, whole = false): HTMLElement {
  const column = whole ? null : filterColumn(of);
  const wanted = column === null ? "" : kept(key(of), first(of, column));
  const rows = column === null || wanted === "" ? of.rows : of.rows.filter((row) => row[column].text?.en === wanted);
  const hidden = wanted === "" ? null : column;  // it would say the same in every row
  const seen = <T>(_: T, n: number) => n !== hidden;
  const kind = (cell?: Cell): Record<string, string> => (cellKind(cell) ? { class: cellKind(cell) } : {});
  const width = of.columns.length > 12 ? { class: "most" } : of.columns.length > 8 ? { class: "many" } : undefined;  // on paper
  const made = element("table", "", width), head = element("tr"), body = element("tbody"), top = element("thead");
  made.append(element("caption", of.title[language], { class: "hidden" }));
  head.append(...of.columns.map((one, n) => headed(one, language, kind(of.rows[0]?.[n]))).filter(seen));
  top.append(head);
  for (const row of rows) {
    const line = element("tr");
    line.append(...row.filter(seen).map((cell) => element("td", cellText(cell, language), kind(cell))));
    body.append(line);
  }
  made.append(top, body);
  const frame = element("div", "", { class: "wide", tabindex: "0", role: "region", "aria-label": of.title[language] });
  frame.append(made);
  return frame;
}

export function table(of: Table, language: Language, redraw: () => void): HTMLElement {
  const section = element("div", "", { id: `table-${of.id}`, class: "table" });
  section.append(titled("h3", of.title, language));
  if (of.note) section.append(element("p", of.note[language], { class: "note" }));
  const column = filterColumn(of);
  if (column !== null) {
    const line = element("p", "", { class: "choices" });
    const entries = new Map<string, string>(of.rows.map((row) => [row[column].text?.en ?? "", cellText(row[column], language)]));
    const wanted = kept(key(of), first(of, column));
    const rows = wanted === "" ? of.rows.length : of.rows.filter((row) => row[column].text?.en === wanted).length;
    line.append(choice(of.columns[column][language], [...entries, ["", say("all", language)]], wanted, (value) => { keep(key(of), value); redraw(); }),
      element("span", `${rows} / ${of.rows.length} ${say("rows", language)}`, { class: "note" }));
    section.append(line);
  }
  section.append(grid(of, language));
  if (of.source) section.append(element("p", `${say("file", language)} ${of.source}`, { class: "note source" }));
  return section;
}

/** A figure's numbers, folded; made when they are first asked for. */
export function folded(title: string, make: () => HTMLElement): HTMLElement {
  const details = document.createElement("details"), summary = element("summary", title);
  details.append(summary);
  details.addEventListener("toggle", () => { if (details.open && details.children.length === 1) details.append(make()); });
  return details;
}
