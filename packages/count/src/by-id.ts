/** By code unit: makes an order of ids (or names that are all different) definite where no decision rests on it. */
export function byId(a: string, b: string): number {
  return a < b ? -1 : 1;
}
