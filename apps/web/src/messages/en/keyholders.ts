/** Who holds keys of a poll in separated mode, what they have done, what is awaited from whom. */
export const keyholders = {
  title: 'Keyholders',
  lead: (poll: string): string =>
    `Each runs a program on a machine of their own for ${poll}. Compare the words of their keys with them by telephone: who has another key is somebody else.`,
  role: { trustee: 'Trustee', mixer: 'Mixer', registrar: 'Registrar' },
  columns: { name: 'Name', words: 'Words of the key', did: 'Has done', due: 'Awaited' },
  step: {
    codes: 'hand in the roll',
    pledge: 'pledge',
    deal: 'show its part of the key',
    shares: 'send the sealed shares',
    acceptance: 'accept its share of the key',
    mix: 'mix the papers',
    share: 'decrypt the papers',
    coin: 'share the public coin',
  },
  did: {
    codes: 'roll handed in',
    pledge: 'pledged',
    deal: 'part of the key shown',
    shares: 'shares sent',
    acceptance: 'share accepted',
    mix: 'papers mixed',
    share: 'papers decrypted',
    coin: 'coin shared',
  },
  nothing: '–',
  enough: (threshold: number, of: number): string =>
    `${threshold} of the ${of} trustees are enough to decrypt.`,
} as const;
