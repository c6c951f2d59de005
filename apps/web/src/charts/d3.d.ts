/** The few functions of d3 that the charts use; the packages ship no types of their own. */
declare module 'd3-scale' {
  export interface LinearScale {
    (value: number): number;
    domain(domain: readonly [number, number]): LinearScale;
    range(range: readonly [number, number]): LinearScale;
    nice(count?: number): LinearScale;
    ticks(count?: number): number[];
  }
  export function scaleLinear(): LinearScale;
}

declare module 'd3-shape' {
  export interface Area<Datum> {
    (data: readonly Datum[]): string | null;
    x(x: (datum: Datum) => number): Area<Datum>;
    y0(y: (datum: Datum) => number): Area<Datum>;
    y1(y: (datum: Datum) => number): Area<Datum>;
    curve(curve: unknown): Area<Datum>;
  }
  export function area<Datum>(): Area<Datum>;
  export const curveBumpX: unknown;
}
