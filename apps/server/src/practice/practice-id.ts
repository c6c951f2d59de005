const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `practice-7fk2x9qd`: hard to guess, so that practice polls are found by those who made them. */
export function newPracticeId(random: (length: number) => Uint8Array): string {
  return `practice-${[...random(10)].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`;
}
