// The page: answer, series, map, tables, provenance; one language at a time, both in the file, no network.
import { read, type Cell, type Language, type Table } from "./data";
import { drawMap } from "./map";
import { drawSeries } from "./series";
import { pollutantName, say, type Word } from "./words";

const report = read();
let language: Language = navigator.language.startsWith("en") && location.hash !== "#zh" ? "en" : "zh";
if (location.hash === "#en") language = "en";
const chosen = { pollutant: "PM2p5", monitor: 0, map: "PM2p5", member: "" };

const byId = <E extends Element>(id: string): E => document.getElementById(id) as unknown as E;

function element(tag: string, text = "", attributes: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function options(select: HTMLSelectElement, entries: [string, string][], value: string, changed: (value: string) => void) {
  select.replaceChildren(...entries.map(([key, text]) => element("option", text, { value: key })));
  select.value = value;
  select.onchange = () => { changed(select.value); draw(); };
}

const cellText = (cell: Cell): string =>
  cell.text ? cell.text[language] : cell.value == null ? "–" : cell.value.toFixed(cell.digits ?? 1);

function table(of: Table): HTMLElement {
  const section = element("section", "", { id: of.id });
  section.append(element("h2", of.title[language]));
  if (of.note) section.append(element("p", of.note[language], { class: "note" }));
  const grid = element("table"), head = element("tr");
  head.append(...of.columns.map((column) => element("th", column[language])));
  grid.append(head);
  for (const row of of.rows) {
    const line = element("tr");
    line.append(...row.map((cell) => element("td", cellText(cell), cell.text ? {} : { class: "number" })));
    grid.append(line);
  }
  const frame = element("div", "", { class: "wide" });
  frame.append(grid);
  section.append(frame);
  return section;
}

function draw() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = `${report.case.label[language]} · lantian`;
  document.querySelectorAll<HTMLElement>("[data-word]").forEach((spot) => { spot.textContent = say(spot.dataset.word as Word, language); });
  byId<HTMLElement>("case").textContent = `${report.case.label[language]} · ${report.time.start.slice(0, 16)} · ${report.time.hours} h`;
  byId<HTMLElement>("synthetic").hidden = !report.case.synthetic;
  byId<HTMLElement>("answers").replaceChildren(...report.answer.map((line) => element("li", line[language])));

  const pollutants = Object.keys(report.series).map((name): [string, string] => [name, pollutantName(name, language)]);
  options(byId("pollutant"), pollutants, chosen.pollutant, (value) => { chosen.pollutant = value; });
  options(byId("monitor"), report.monitors.map((one, n): [string, string] => [`${n}`, one.label[language]]), `${chosen.monitor}`,
    (value) => { chosen.monitor = Number(value); });
  options(byId("mapPollutant"), Object.keys(report.maps).map((name): [string, string] => [name, pollutantName(name, language)]), chosen.map,
    (value) => { chosen.map = value; });
  const shown: [string, string][] = [["", say("concentration", language)]];
  for (const member of report.members)
    if (member.id !== report.baseline) shown.push([member.id, `${say("change", language)} ${member.label[language]}`]);
  options(byId("mapMember"), shown, chosen.member, (value) => { chosen.member = value; });

  drawSeries(byId<SVGSVGElement>("series"), report, chosen.pollutant, chosen.monitor, language);
  drawMap(byId<SVGSVGElement>("map"), report, chosen.map, chosen.member || null, language);
  byId<HTMLElement>("tables").replaceChildren(...report.tables.map(table));
  byId<HTMLElement>("provenance").replaceChildren(...Object.entries(report.provenance).flatMap(([key, value]) =>
    [element("dt", key), element("dd", value)]));
}

byId<HTMLButtonElement>("language").onclick = () => { language = language === "en" ? "zh" : "en"; draw(); };
draw();
