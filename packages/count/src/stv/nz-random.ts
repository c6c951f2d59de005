/**
 * The pseudo-random numbers by which New Zealand breaks ties: Local Electoral Regulations 2001,
 * Schedule 1A, clauses 41 to 48. They are a function of the numbers of candidates, seats and papers,
 * so that a recount gives the same; the candidate with the lowest is excluded.
 */
export function nzRandomNumbers(from: {
  readonly candidates: number;
  readonly seats: number;
  readonly papers: number;
  /** From 1: after each step every number is taken from 10 000. */
  readonly step: number;
}): readonly number[] {
  let x = from.candidates + 5;
  let y = from.seats;
  let z = (from.papers + 1000 * (from.papers % 10)) % 30_323;
  const next = (): number => {
    x = (171 * x) % 30_269;
    y = (172 * y) % 30_307;
    z = (170 * z) % 30_323;
    return (
      Math.floor((10_000 * x) / 30_269) +
      Math.floor((10_000 * y) / 30_307) +
      Math.floor((10_000 * z) / 30_323)
    );
  };
  for (let i = 0; i < 4; i++) next();
  const out: number[] = [];
  while (out.length < from.candidates) {
    const n = next();
    if (!out.includes(n)) out.push(n);
  }
  return from.step % 2 === 1 ? out : out.map((n) => 10_000 - n);
}
