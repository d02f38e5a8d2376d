// The report's data as io/report.cpp writes it: schema lantian.report/1. SI never reaches this page; units stand beside numbers.

export type Language = "en" | "zh";
export type Label = Record<Language, string>;

export interface Member { id: string; label: Label; exclude: string }
export interface Monitor { id: string; label: Label; kind: string; x: number; y: number }
export interface Series { unit: string; digits: number; members: Record<string, (number | null)[][]> }
export interface FieldMap { unit: string; digits: number; baseline: string; difference: Record<string, string> }
export interface Cell { text?: Label; value?: number | null; digits?: number }
export interface Table { id: string; title: Label; note?: Label; source?: string; columns: Label[]; rows: Cell[][] }
export interface Steps { step: number; values: string }
export interface Frames {
  unit: string; digits: number; first_hour: number; stride: number; frames: number; baseline: Steps; difference: Record<string, Steps>;
}
/** In the frames' hours, at a few places: m/s, degrees clockwise from the map's north. */
export interface Wind { unit: string; places_in_row: number; places: [number, number][]; hours: { speed: number[]; from: number[] }[] }
export interface Warning { member: string; level: string; from: number; to: number }

export type Block =
  | { kind: "text"; text: Label; values: Cell[] }
  | { kind: "absent"; text: Label; filler: Label }
  | { kind: "table"; table: Table }
  | { kind: "figure"; draw: string; table: Table };
export interface Part { id: string; title: Label; blocks: Block[] }
export interface Document { id: string; title: Label; parts: Part[] }

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
  frames: Record<string, Frames>;
  wind?: Wind;  // none in a report of an earlier version
  warnings: Warning[];
  tables: Table[];
  documents: Document[];
}

export function read(): Report {
  const element = document.getElementById("lantian-data");
  const report = JSON.parse(element?.textContent ?? "{}") as Report;
  if (report.schema !== "lantian.report/1") throw new Error(`this page cannot show ${report.schema}`);
  return report;
}

const bytesOf = (text: string): ArrayBufferLike => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;

/** Base64 of little-endian 32-bit floats, row by row from the south. */
export const floats = (text: string): Float32Array => new Float32Array(bytesOf(text));

/** Frames in whole steps, decoded once. */
export function baselineFrames(frames: Frames): Uint16Array { return new Uint16Array(bytesOf(frames.baseline.values)); }
export function differenceFrames(frames: Frames, member: string): Int16Array { return new Int16Array(bytesOf(frames.difference[member].values)); }
