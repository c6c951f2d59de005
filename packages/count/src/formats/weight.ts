/** How many papers a line stands for, where that may be a decimal: exactly, as so many parts of one. */
export interface Weight {
  /** A whole number of `10^-decimals`. */
  readonly units: number;
  /** As few as there can be: 1.50 has one. */
  readonly decimals: number;
}

const MOST_DECIMALS = 15;

/** Reads `27`, `27.0`, `1.25` or `.5`; undefined for anything else, and for what is not below 2⁵³ in its own units. */
export function readWeight(text: string): Weight | undefined {
  const [, whole = '', fraction = ''] = /^(\d*)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const digits = fraction.replace(/0+$/, '');
  const units = Number(whole + digits);
  if (digits.length > MOST_DECIMALS || !Number.isSafeInteger(units)) return undefined;
  return { units, decimals: digits.length };
}

/** Writes a count of a ballot file: 125 in hundredths is `1.25`. */
export function writeWeight(units: number, scale: number): string {
  if (scale === 1) return `${units}`;
  const decimals = `${scale}`.length - 1;
  const digits = `${units}`.padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -decimals) : `${digits.slice(0, -decimals)}.${fraction}`;
}
