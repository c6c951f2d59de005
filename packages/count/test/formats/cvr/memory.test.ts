/**
 * A report of 300 MB, made as it is read: what the readers keep must not grow with it. With SLOW=1 only,
 * as it takes some ten seconds; otherwise 3 MB are read, to see that it works.
 */
import { describe, expect, test } from 'vitest';
import { nistJson, nistXml } from '../../../src/formats/cvr/nist-cvr.ts';

const { SLOW } = process.env;
const SIZE = SLOW === '1' ? 300e6 : 3e6;
const PAPERS_IN_PIECE = 100;

/** Rankings of up to five of ten candidates: 36,100 of them, most of which come. */
function* rankings(): Generator<number[]> {
  let state = 12345;
  const below = (n: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % n;
  };
  for (;;) {
    const left = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const length = 1 + below(5);
    yield Array.from({ length }, () => left.splice(below(left.length), 1)[0] as number);
  }
}

const json = {
  format: nistJson,
  head: '{"@type":"CVR.CastVoteRecordReport","CVR":[{}',
  tail: `],"Election":[{"Contest":[{"@id":"c","ContestSelection":[${[...'0123456789'].map((i) => `{"@id":"s${i}"}`)}]}]}]}`,
  paper: (ranking: readonly number[]): string =>
    `,\n{"@type":"CVR.CVR","CurrentSnapshotId":"s","ElectionId":"e","CVRSnapshot":[{"@id":"s","@type":"CVR.CVRSnapshot","Type":"original","CVRContest":[{"@type":"CVR.CVRContest","ContestId":"c","CVRContestSelection":[${ranking
      .map(
        (i, at) =>
          `{"@type":"CVR.CVRContestSelection","ContestSelectionId":"s${i}","SelectionPosition":[{"@type":"CVR.SelectionPosition","HasIndication":"yes","NumberVotes":1,"Rank":${at + 1}}]}`,
      )
      .join(',')}]}]}]}`,
};
json.head = json.head.slice(0, -2);

const xml = {
  format: nistXml,
  head: '<CastVoteRecordReport>',
  tail: `<Election><Contest ObjectId="c">${[...'0123456789'].map((i) => `<ContestSelection ObjectId="s${i}"/>`).join('')}</Contest></Election></CastVoteRecordReport>`,
  paper: (ranking: readonly number[]): string =>
    `<CVR><CurrentSnapshotId>s</CurrentSnapshotId><CVRSnapshot ObjectId="s"><CVRContest><ContestId>c</ContestId>${ranking
      .map(
        (i, at) =>
          `<CVRContestSelection><ContestSelectionId>s${i}</ContestSelectionId><SelectionPosition><HasIndication>yes</HasIndication><NumberVotes>1</NumberVotes><Rank>${at + 1}</Rank></SelectionPosition></CVRContestSelection>`,
      )
      .join('')}</CVRContest><Type>original</Type></CVRSnapshot></CVR>`,
};

describe.each([json, xml])('$format.name', ({ format, head, tail, paper }) => {
  test(`${SIZE / 1e6} MB, with the tables at the end, in less than 200 MB`, {
    timeout: 120_000,
  }, () => {
    const source = rankings();
    const reader = format.reader({});
    const encoder = new TextEncoder();
    const before = process.memoryUsage();
    let [size, papers, mostHeap, mostArrays] = [0, 0, 0, 0];
    const push = (text: string): void => {
      const bytes = encoder.encode(text);
      size += bytes.length;
      const pushed = reader.push(bytes);
      if (!pushed.ok) throw new Error(pushed.error.message);
    };
    push(head);
    for (let piece = 0; size < SIZE; piece++) {
      let text = '';
      for (let i = 0; i < PAPERS_IN_PIECE; i++, papers++) {
        const own = paper(source.next().value as number[]);
        text += papers === 0 ? own.replace(/^,/, '') : own;
      }
      push(text);
      if (piece % 50 === 0) {
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        mostHeap = Math.max(mostHeap, heapUsed - before.heapUsed);
        mostArrays = Math.max(mostArrays, arrayBuffers - before.arrayBuffers);
      }
    }
    push(tail);
    const result = reader.end();
    if (!result.ok) throw new Error(result.error.message);
    const { marks } = result.value;
    expect(marks.counts.reduce((sum, count) => sum + count, 0)).toBe(papers);
    if (SLOW === '1') {
      expect(marks.length).toBeGreaterThan(30_000);
      // Said, so that the figure can be quoted.
      process.stdout.write(
        `${format.name}: ${(size / 1e6).toFixed(0)} MB, ${papers} papers, ${marks.length} piles; heap +${(mostHeap / 1e6).toFixed(0)} MB, arrays +${(mostArrays / 1e6).toFixed(0)} MB at most\n`,
      );
    }
    expect(mostHeap + mostArrays).toBeLessThan(200e6);
  });
});
