// The report's data as run/ writes it: schema lantian.report/1. SI never reaches this page; units stand beside numbers.

export type Language = "en" | "zh";
export type Label = Record<Language, string>;

export interface Member { id: string; label: Label; exclude: string }
export interface Monitor { id: string; label: Label; kind: string; x: number; y: number }
export interface Series { unit: string; digits: number; members: Record<string, number[][]> }
export interface FieldMap { unit: string; digits: number; baseline: string; difference: Record<string, string> }
export interface Cell { text?: Label; value?: number | null; digits?: number }
export interface Table { id: string; title: Label; note?: Label; columns: Label[]; rows: Cell[][] }

export interface Report {
  schema: string;
  case: { id: string; label: Label; synthetic: boolean; season: string; variant: string };
  version: string;
  provenance: Record<string, string>;
  time: { start: string; hours: number; spinup_hours: number };
  baseline: string;
  members: Member[];
  monitors: Monitor[];
  grid: { nx: number; ny: number; dx: number; west: number; south: number };
  outline: [number, number][];
  answer: Label[];
  series: Record<string, Series>;
  maps: Record<string, FieldMap>;
  tables: Table[];
}

export function read(): Report {
  const element = document.getElementById("lantian-data");
  const report = JSON.parse(element?.textContent ?? "{}") as Report;
  if (report.schema !== "lantian.report/1") throw new Error(`this page cannot show ${report.schema}`);
  return report;
}

/** Base64 of little-endian 32-bit floats, row by row from the south. */
export function floats(text: string): Float32Array {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}
