import { basename } from 'node:path';
import { ok, type Result } from '@hustings/base';
import { type ReservedGroup, reserveFromBallots } from '@hustings/count';
import { type Args, type UsageError, wrong } from '../args.ts';
import { type Command, command, misused } from '../command.ts';
import { givenOf, readingOf } from '../count/given.ts';
import { hintsFor } from '../count/hints.ts';
import { openBox } from '../count/open-box.ts';
import { wrap } from '../count/wrap.ts';
import { EXIT, fail, inLine } from '../io.ts';

const HELP = `
Fills seats of which some are reserved, from the ranking that a count gives.

Usage: hustings reserve FILE --rule RULE --group NAME=PLACES:ID,ID… [OPTION…]

  FILE          ballots, counted by RULE, which must rank everybody: first past the post,
                block vote, approval, Borda, Dowdall, score, or by pairs; with the options
                of hustings count: --seats, --set, --reading, --withdraw, --ties, --lot,
                --lot-record, --published-order, --coin, --from, --contest

  --group NAME=PLACES:ID,ID…   places kept for these candidates; any number of times, in
                               the order in which they are filled
  --open-first                 fill the open places first, then the reserved ones; left
                               out, the reserved ones come first
  --own-places                 members elected to other places do not count for their group
  --vacant                     a place for which nobody is left stays empty
  --json                       the transcript as data (spec/count-other.md §7)

For the single transferable vote there are constraints, which act while papers move:
hustings count --constraints.

Example:
  hustings reserve board.blt --rule approval --seats 6 --group women=2:ann,cat,eve
`;

export const reserveCommand: Command = command({
  name: 'reserve',
  help: HELP,
  shape: {
    flags: ['json', 'open-first', 'own-places', 'vacant'],
    options: [
      'rule',
      'seats',
      'ties',
      'lot',
      'lot-record',
      'published-order',
      'coin',
      'reading',
      'contest',
      'from',
    ],
    repeated: ['group', 'set', 'withdraw'],
    positionals: ['FILE?'],
  },
  run: async (args, io) => {
    const path = args.positionals[0];
    if (path === undefined) return misused(io, 'reserve', wrong('FILE is missing'));
    const rule = args.text('rule');
    if (rule === undefined) return misused(io, 'reserve', wrong('--rule is missing'));
    const groups = groupsOf(args);
    if (!groups.ok) return misused(io, 'reserve', groups);
    const given = givenOf(args);
    if (!given.ok) return misused(io, 'reserve', given);
    const { seats } = given.value;
    const box = await openBox(io, path, readingOf(args, seats));
    if (!box.ok)
      return fail(io, EXIT.failed, `${path}: ${inLine(box.error.message)}`, box.error.hints);
    const found = reserveFromBallots(rule, [box.value], given.value, {
      groups: groups.value,
      order: args.has('open-first') ? 'open-first' : 'reserved-first',
      counts: args.has('own-places') ? 'own-places' : 'every-member',
      unfilled: args.has('vacant') ? 'vacant' : 'released',
    });
    if (!found.ok)
      return fail(
        io,
        EXIT.failed,
        `${basename(path)}: ${inLine(found.error.message)}`,
        hintsFor(found.error, rule),
      );
    const { filled, explanation } = found.value;
    io.stdout.write(
      args.has('json')
        ? `${JSON.stringify(filled, undefined, 2)}\n`
        : `${explanation.map((text) => wrap(text)).join('\n')}\n`,
    );
    return EXIT.ok;
  },
});

/** `women=2:ann,cat`. */
function groupsOf(args: Args): Result<readonly ReservedGroup[], UsageError> {
  const groups: ReservedGroup[] = [];
  for (const text of args.all('group')) {
    const [, name, places, members] = /^(.+)=(\d+):(.+)$/.exec(text) ?? [];
    if (name === undefined || places === undefined || members === undefined)
      return wrong(`--group needs NAME=PLACES:ID,ID…, and got "${text}"`);
    const ids = members.split(',').map((id) => id.trim());
    groups.push({ name, places: Number(places), members: ids.filter((id) => id !== '') });
  }
  return groups.length === 0 ? wrong('--group is missing') : ok(groups);
}
