import type { Command } from './command.ts';

/** A command in the list; its code is loaded when it is asked for, so that help comes at once. */
export interface Listed {
  readonly name: string;
  /** One line for the list. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** In the order in which a newcomer meets them. */
export const commands: readonly Listed[] = [
  {
    name: 'serve',
    summary: 'run Hustings in a browser: pages, ballots, mail',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'replay',
    summary: 'play a real contest through, and write its record',
    load: async () => (await import('./commands/replay.ts')).replayCommand,
  },
  {
    name: 'verify',
    summary: 'check a record: exit code 0 only when nothing is found',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    name: 'show',
    summary: 'tell a record in words, entry by entry',
    load: async () => (await import('./commands/show.ts')).showCommand,
  },
  {
    name: 'count',
    summary: 'count a ballot file and explain every round',
    load: async () => (await import('./commands/count.ts')).countCommand,
  },
  {
    name: 'reserve',
    summary: 'fill seats of which some are reserved, from a count',
    load: async () => (await import('./commands/reserve.ts')).reserveCommand,
  },
  {
    name: 'vacancy',
    summary: 'fill a vacant seat from the papers of the election',
    load: async () => (await import('./commands/vacancy.ts')).vacancyCommand,
  },
  {
    name: 'audit',
    summary: 're-check a published result, and point at the figure that is wrong',
    load: async () => (await import('./commands/audit.ts')).auditCommand,
  },
  {
    name: 'rulebook',
    summary: 'tell a rule book in words, or check one',
    load: async () => (await import('./commands/rulebook.ts')).rulebookCommand,
  },
  {
    name: 'bench',
    summary: 'hold an election of half a million ballots, and time every step',
    load: async () => (await import('./commands/bench.ts')).benchCommand,
  },
  {
    name: 'witness',
    summary: 'cosign the checkpoints of logs that only grow, or watch one for a fork',
    load: async () => (await import('./commands/witness.ts')).witnessCommand,
  },
  {
    name: 'trustee',
    summary: 'hold a share of polls’ keys on a machine of your own, and decrypt',
    load: async () => (await import('./commands/trustee.ts')).trusteeCommand,
  },
  {
    name: 'mixer',
    summary: 'mix the ballots of polls on a machine of your own',
    load: async () => (await import('./commands/mixer.ts')).mixerCommand,
  },
  {
    name: 'registrar',
    summary: 'make voting codes on a machine of your own; the server gets public halves',
    load: async () => (await import('./commands/registrar.ts')).registrarCommand,
  },
  {
    name: 'init',
    summary: 'make a data folder ready before serving it',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'link',
    summary: 'print a new one-time link for the returning officer',
    load: async () => (await import('./commands/link.ts')).linkCommand,
  },
];
