/** The form by which the officer names trustees and mixers of a separated poll, by the lines that their programs print. */
import { err, type Failure, ok, type Result } from '@hustings/base';
import { type HolderRole, parseHolderLine } from '@hustings/record';
import type { Keyholder } from '@hustings/rulebook';
import { type ActForm, fault, freshId, type Sent, text } from '../acts/act-form.ts';

export const ceremonyOpened: ActForm = {
  title: 'Name the trustees and mixers',
  done: 'They are on the record. Their programs go on from here: hustings trustee run, hustings mixer run.',
  lead: [
    'Each trustee and mixer prints a line with hustings trustee key or hustings mixer key and sends it to you. Compare the words of each key with its holder by telephone.',
    'The trustees’ programs then make the key of the poll together. If one of them does not come, or complains, name them again without that one: the key begun before is not used.',
  ],
  submit: 'Name them',
  fields: (_doing, sent) => [
    {
      kind: 'long',
      name: 'trustees',
      label: 'Trustees, one line each',
      hint: 'trustee ann-lee 3f9c… Ann Lee',
      value: text(sent, 'trustees'),
      rows: 5,
      max: 30_000,
    },
    {
      kind: 'number',
      name: 'threshold',
      label: 'How many of them decrypt together?',
      hint: 'So many can read the ballots if they collude; so many must be there at the count.',
      value: text(sent, 'threshold') || '2',
    },
    {
      kind: 'long',
      name: 'mixers',
      label: 'Mixers, one line each, in the order in which they mix',
      hint: 'mixer dee-fox 81a0… Dee Fox. At least two, of different parties.',
      value: text(sent, 'mixers'),
      rows: 3,
      max: 30_000,
    },
  ],
  read: (doing, sent) => {
    const trustees = holders(sent, 'trustees', 'trustee');
    if (!trustees.ok) return fault('trustees', trustees.error.message);
    const mixers = holders(sent, 'mixers', 'mixer');
    if (!mixers.ok) return fault('mixers', mixers.error.message);
    const threshold = text(sent, 'threshold');
    if (!/^[1-9]\d?$/.test(threshold)) return fault('threshold', 'Give a number: 2.');
    return ok({
      act: {
        kind: 'ceremony-opened',
        poll: freshId('poll', doing.state.polls),
        threshold: Number(threshold),
        trustees: trustees.value,
        mixers: mixers.value,
      },
    });
  },
};

function holders(
  sent: Sent,
  field: string,
  role: HolderRole,
): Result<readonly Keyholder[], Failure> {
  const list: Keyholder[] = [];
  const lines = text(sent, field)
    .split(/\r?\n/)
    .filter((l) => l.trim() !== '');
  for (const [i, each] of lines.entries()) {
    const read = parseHolderLine(each);
    if (!read.ok) return bad(`Line ${i + 1}: ${read.error.message}`);
    const { id, name, key } = read.value;
    if (read.value.role !== role) return bad(`Line ${i + 1} is of a ${read.value.role}.`);
    list.push({ id, name, key });
  }
  return list.length === 0 ? bad(`Paste the line of each ${role}.`) : ok(list);
}

function bad(message: string): Result<never, Failure> {
  return err({ code: 'form/field', message });
}
