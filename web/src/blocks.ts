// What a part of a document shows: sentences with typed numbers, tables, figures, and what is not there.
import type { Block, Cell, Language, Part, Report } from "./data";
import { cellText, element, titled } from "./elements";
import { draw } from "./figures";
import { folded, grid, table } from "./tables";
import { say } from "./words";

function filled(text: string, values: Cell[], language: Language): string {
  return text.replace(/\{(\d+)\}/g, (_, n: string) => (values[Number(n)] ? cellText(values[Number(n)], language) : ""));
}

/** Drawn where it stands: it needs its width. */
function figure(block: Block & { kind: "figure" }, spot: HTMLElement, report: Report, language: Language) {
  const made = element("figure", "", { id: `figure-${block.table.id}` }), host = element("div", "", { class: "drawing" });
  made.append(titled("figcaption", block.table.title, language));
  if (block.table.note) made.append(element("p", block.table.note[language], { class: "note" }));
  made.append(host);
  spot.replaceChildren(made);
  const numbers = draw(block.draw, host, block.table, report, language) ?? (() => grid(block.table, language, true));
  made.append(folded(say("numbers", language), numbers));
  if (block.table.source) made.append(element("p", `${say("file", language)} ${block.table.source}`, { class: "note source" }));
}

function absent(block: Block & { kind: "absent" }, language: Language): HTMLElement {
  const made = element("p", "", { class: "absent" });
  made.append(element("strong", `${block.text[language]}${language === "zh" ? "：" : ": "}${say("absent", language)}`),
    ` ${say("filledBy", language)}${block.filler[language]}`);
  return made;
}

function show(block: Block, spot: HTMLElement, report: Report, language: Language) {
  switch (block.kind) {
    case "text": spot.replaceChildren(element("p", filled(block.text[language], block.values, language))); break;
    case "absent": spot.replaceChildren(absent(block, language)); break;
    case "table": spot.replaceChildren(table(block.table, language, () => show(block, spot, report, language))); break;
    case "figure": figure(block, spot, report, language); break;
  }
}

/** `number` 0: none. */
export function part(of: Part, number: number, report: Report, language: Language, host: HTMLElement) {
  const section = element("section", "", { id: of.id });
  section.append(titled("h2", of.title, language, number > 0 ? `${number} ` : ""));
  host.append(section);  // drawings need their width
  for (const block of of.blocks) {
    const spot = element("div", "", { class: "block" });
    section.append(spot);
    try { show(block, spot, report, language); } catch (error) {  // one figure must not take the others with it
      console.error(error);
      spot.replaceChildren(element("p", String(error), { class: "absent" }));
    }
  }
}
