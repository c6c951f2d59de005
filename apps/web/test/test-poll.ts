/** A small poll for the booth's tests. */
import { getRandomValues } from 'node:crypto';
import type { Manifest } from '@hustings/rulebook';

export const random = (length: number): Uint8Array => getRandomValues(new Uint8Array(length));

/** `key`: the poll key, hex. */
export function testPoll(key: string, changes: Partial<Manifest> = {}): Manifest {
  return {
    format: 'hustings/manifest/1',
    proceeding: 'practice-7f3k',
    organisation: 'The Society of Lamplighters',
    book: { id: 'plain-society', version: '1', hash: '00'.repeat(32) },
    matter: 'warden',
    poll: 'warden',
    question: 'Who shall be warden?',
    form: { kind: 'ranked', candidates: 4, most: 4 },
    options: [
      { id: 'ash', name: 'Marigold Ash' },
      { id: 'bell', name: 'Tobias Bell' },
      { id: 'crane', name: 'Eliza Crane-Fotheringham' },
      { id: 'dunn', name: 'Isaac Dunn' },
    ],
    roll: { id: 'roll-2026', sections: [{ id: 'members', size: 12, root: '00'.repeat(32) }] },
    pools: [{ id: 'all', sections: ['members'] }],
    leastPool: 10,
    revote: 'last-counts',
    mode: 'simple',
    threshold: 1,
    trustees: [{ id: 'server', name: 'the server', key: '00'.repeat(32), share: key }],
    mixers: [{ id: 'server', name: 'the server', key: '00'.repeat(32) }],
    key,
    opens: '2026-11-22T09:00:00.000Z',
    closes: '2026-11-29T17:00:00.000Z',
    ...changes,
  };
}
