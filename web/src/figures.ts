// Which drawing a figure asks for. A drawing gives its own numbers where they do not stand in its table.
import { pairs, ranges, stack, threshold, waterfall } from "./bars";
import { calendar, gantt, strips } from "./calendar";
import { lorenz, pareto, quadrant, rose, weather } from "./curves";
import type { Language, Report, Table } from "./data";
import { drawHours } from "./hours";
import { drawMap } from "./map";
import { drawSeries } from "./series";

export type Numbers = (() => HTMLElement) | null;

const ofTable: Record<string, (host: HTMLElement, table: Table, language: Language) => void> = {
  threshold, waterfall, pairs, stack, ranges, lorenz, pareto, quadrant, rose, weather, calendar, gantt,
};

export function draw(kind: string, host: HTMLElement, table: Table, report: Report, language: Language): Numbers {
  switch (kind) {
    case "series": return drawSeries(host, report, language);
    case "map": return drawMap(host, report, language);
    case "hours": return drawHours(host, report, language);
    case "aqi": return strips(host, table.title[language], report, language);
  }
  if (!Object.hasOwn(ofTable, kind)) throw new Error(`no figure is called ${kind}`);
  ofTable[kind](host, table, language);
  return null;
}
