// The part of d3 (version 5, as Debian packages it without types) that the page uses: enough for a strict type check.

declare module "d3-array" {
  export function extent(values: ArrayLike<number>): [number, number] | [undefined, undefined];
  export function max<T>(values: readonly T[], of?: (value: T) => number | undefined): number | undefined;
}

declare module "d3-scale" {
  export interface Linear {
    (value: number): number;
    domain(ends: readonly number[]): this;
    range(ends: readonly number[]): this;
    nice(): this;
    ticks(count: number): number[];
  }
  export interface Coloured {
    (value: number): string;
    domain(ends: readonly number[]): this;
  }
  export function scaleLinear(): Linear;
  export function scaleSequential(colours: (share: number) => string): Coloured;
  export function scaleDiverging(colours: (share: number) => string): Coloured;
}

declare module "d3-scale-chromatic" {
  export function interpolatePuOr(share: number): string;
  export function interpolateViridis(share: number): string;
}

declare module "d3-selection" {
  export interface Selection {
    attr(name: string, value: string | number): this;
    append(name: string): Selection;
    text(value: string): this;
    selectAll(what: string): Selection;
    node(): Element | null;
    remove(): this;
    on(event: string, heard: () => void): this;
    call(draw: (selection: Selection) => void): this;
  }
  export function select(element: Element): Selection;
}

declare module "d3-axis" {
  import type { Linear } from "d3-scale";
  import type { Selection } from "d3-selection";
  export interface Axis {
    (selection: Selection): void;
    ticks(count: number): this;
    tickValues(values: readonly number[]): this;
    tickFormat(text: (value: { valueOf(): number }) => string): this;
    tickSize(length: number): this;
  }
  export function axisBottom(scale: Linear): Axis;
  export function axisLeft(scale: Linear): Axis;
}

declare module "d3-shape" {
  export interface Line<T> {
    (values: readonly T[]): string | null;
    x(of: (value: T, index: number) => number): this;
    y(of: (value: T, index: number) => number): this;
  }
  export function line<T>(): Line<T>;
}

declare module "d3-contour" {
  export interface Shape { value: number; coordinates: number[][][][] }
  export interface Contours {
    (values: readonly number[]): Shape[];
    size(counts: readonly [number, number]): this;
    thresholds(levels: readonly number[]): this;
  }
  export function contours(): Contours;
}

declare module "d3-geo" {
  export function geoPath(): (shape: { type: "MultiPolygon"; coordinates: number[][][][] }) => string | null;
}
