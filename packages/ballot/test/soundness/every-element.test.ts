/**
 * For every proof, every element of its statement and every element of its message is changed in every
 * way of changes.ts, and the change is refused. The tables are made from the layouts (key-subjects.ts, poll-subjects.ts), and
 * a test per message shows that the layout leaves no byte out.
 */
import { concat } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import { changesOf, type Part } from './changes.ts';
import { type Point, strangers } from './group.ts';
import { keySubjects } from './key-subjects.ts';
import { pollSubjects } from './poll-subjects.ts';

const [stranger] = (await strangers('in place of an element', 1)) as [Point];

describe.each([...keySubjects, ...pollSubjects])('$name', (subject) => {
  const { parts } = subject;
  const bytes = parts.map((part) => part.bytes);

  test('as it was made it is taken, and its elements are all of its bytes', async () => {
    expect(await subject.check(bytes)).toBe('ok');
    expect(concat(...bytes.slice(parts.length - subject.sent))).toEqual(subject.message);
  });

  /** The same kind of value elsewhere in it: the next one, and the one before. */
  function neighbours(part: Part): readonly Uint8Array[] {
    const alike = parts.filter(({ kind }) => kind === part.kind);
    const at = alike.indexOf(part);
    const others = [alike[at + 1], alike[at - 1]].flatMap((other) => other?.bytes ?? []);
    return part.kind === 'point' || part.kind === 'scalar' ? others : [];
  }

  test.each(parts.map((part, at) => ({ ...part, at })))(
    '$name ($kind): refused whatever stands in its place',
    async ({ at }) => {
      const part = parts[at] as Part;
      const changes = await changesOf(part, neighbours(part), stranger);
      expect(changes.length).toBeGreaterThan(1);
      for (const { how, bytes: other, isSound } of changes) {
        const code = await subject.check(bytes.with(at, other));
        if (isSound) expect([how, code]).toEqual([how, subject.refusal]);
        else expect([how, code]).not.toEqual([how, 'ok']);
      }
    },
  );
});
