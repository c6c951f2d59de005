/** Fractions for the oracle: always reduced, with nothing from the package in them. */
export class Q {
  readonly n: bigint;
  readonly d: bigint;
  constructor(n: bigint, d = 1n) {
    let [a, b] = [n < 0n ? -n : n, d];
    while (b > 0n) [a, b] = [b, a % b];
    this.n = a === 0n ? 0n : n / a;
    this.d = a === 0n ? 1n : d / a;
  }
  plus(o: Q): Q {
    return new Q(this.n * o.d + o.n * this.d, this.d * o.d);
  }
  minus(o: Q): Q {
    return new Q(this.n * o.d - o.n * this.d, this.d * o.d);
  }
  by(o: Q): Q {
    return new Q(this.n * o.n, this.d * o.d);
  }
  over(o: Q): Q {
    return new Q(this.n * o.d, this.d * o.n);
  }
  is(o: Q): boolean {
    return this.n === o.n && this.d === o.d;
  }
  below(o: Q): boolean {
    return this.n * o.d < o.n * this.d;
  }
  /** Cut to so many places. */
  cut(places: number | 'exact'): Q {
    if (places === 'exact') return this;
    const unit = 10n ** BigInt(places);
    const n = this.n * unit;
    const q = n / this.d;
    return new Q(n % this.d < 0n ? q - 1n : q, unit);
  }
  text(): string {
    return this.d === 1n ? `${this.n}` : `${this.n}/${this.d}`;
  }
}

export const q = (n: number | bigint): Q => new Q(BigInt(n));
