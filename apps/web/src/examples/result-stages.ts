/** A result by the single transferable vote as an example: three seats of a committee, stage by stage. */
import type { ElectedView } from '../views.ts';

export const committee: ElectedView = {
  kind: 'elected',
  matter: 'committee',
  title: 'Committee of Weir Bridge Rowing Club',
  sentence: 'Noor Haddad, Gwen Price and Ines Costa are elected.',
  declaredAt: '2026-11-20T18:05:00.000Z',
  method: 'Scottish single transferable vote',
  seats: 3,
  candidates: [
    { id: 'haddad', name: 'Noor Haddad', elected: true },
    { id: 'price', name: 'Gwen Price', elected: true },
    { id: 'costa', name: 'Ines Costa', elected: true },
    { id: 'obi', name: 'Chidi Obi', elected: false },
    { id: 'lund', name: 'Per Lund', elected: false },
  ],
  rounds: [
    {
      number: 1,
      label: 'Stage 1',
      narrative: [
        'The first preferences.',
        'The quota is 24.',
        'Noor Haddad has 31.00000, reaches the quota and is elected.',
      ],
      tallies: [
        { candidate: 'haddad', votes: 31, percent: '33.7', change: 0, state: 'elected' },
        { candidate: 'price', votes: 23, percent: '25.0', change: 0, state: 'continuing' },
        { candidate: 'obi', votes: 14, percent: '15.2', change: 0, state: 'continuing' },
        { candidate: 'costa', votes: 13, percent: '14.1', change: 0, state: 'continuing' },
        { candidate: 'lund', votes: 11, percent: '12.0', change: 0, state: 'continuing' },
      ],
      exhausted: 0,
      transfers: [
        { from: 'haddad', to: 'price', votes: 3.1612 },
        { from: 'haddad', to: 'costa', votes: 2.0322 },
        { from: 'haddad', to: null, votes: 1.8066 },
      ],
    },
    {
      number: 2,
      label: 'Stage 2',
      narrative: [
        'The surplus of Noor Haddad, 7.00000, is transferred.',
        'Of the 31 papers of Noor Haddad, each now worth 0.22580: 3.16120 to Gwen Price (14 papers); 2.03220 to Ines Costa (9 papers); 1.80640 to nobody, as no other choice is in the count; 0.00020 lost to rounding.',
        'Gwen Price has 26.16120, reaches the quota and is elected.',
      ],
      tallies: [
        { candidate: 'price', votes: 26.1612, percent: '28.4', change: 3.1612, state: 'elected' },
        { candidate: 'haddad', votes: 24, percent: '26.1', change: -7, state: 'elected' },
        {
          candidate: 'costa',
          votes: 15.0322,
          percent: '16.3',
          change: 2.0322,
          state: 'continuing',
        },
        { candidate: 'obi', votes: 14, percent: '15.2', change: 0, state: 'continuing' },
        { candidate: 'lund', votes: 11, percent: '12.0', change: 0, state: 'continuing' },
      ],
      exhausted: 1.8066,
      transfers: [
        { from: 'price', to: 'obi', votes: 1.32176 },
        { from: 'price', to: null, votes: 0.83944 },
      ],
    },
    {
      number: 3,
      label: 'Stage 3',
      narrative: [
        'The surplus of Gwen Price, 2.16120, is transferred.',
        'Of the 37 papers of Gwen Price: 1.32176 to Chidi Obi (16 papers); 0.83937 to nobody, as no other choice is in the count; 0.00007 lost to rounding.',
      ],
      tallies: [
        { candidate: 'haddad', votes: 24, percent: '26.1', change: 0, state: 'elected' },
        { candidate: 'price', votes: 24, percent: '26.1', change: -2.1612, state: 'elected' },
        {
          candidate: 'obi',
          votes: 15.32176,
          percent: '16.7',
          change: 1.32176,
          state: 'continuing',
        },
        { candidate: 'costa', votes: 15.0322, percent: '16.3', change: 0, state: 'continuing' },
        { candidate: 'lund', votes: 11, percent: '12.0', change: 0, state: 'excluded' },
      ],
      exhausted: 2.64604,
      transfers: [
        { from: 'lund', to: 'costa', votes: 8 },
        { from: 'lund', to: null, votes: 3 },
      ],
    },
    {
      number: 4,
      label: 'Stage 4',
      narrative: [
        'Per Lund, with the fewest votes, is excluded.',
        'Of the 11 papers of Per Lund: 8.00000 to Ines Costa; 3.00000 to nobody, as no other choice is in the count.',
      ],
      tallies: [
        { candidate: 'haddad', votes: 24, percent: '26.1', change: 0, state: 'elected' },
        { candidate: 'price', votes: 24, percent: '26.1', change: 0, state: 'elected' },
        { candidate: 'costa', votes: 23.0322, percent: '25.0', change: 8, state: 'continuing' },
        { candidate: 'obi', votes: 15.32176, percent: '16.7', change: 0, state: 'excluded' },
        { candidate: 'lund', votes: 0, percent: '0.0', change: -11, state: 'out' },
      ],
      exhausted: 5.64604,
      transfers: [
        { from: 'obi', to: 'costa', votes: 14 },
        { from: 'obi', to: null, votes: 1.32176 },
      ],
    },
    {
      number: 5,
      label: 'Stage 5',
      narrative: [
        'Chidi Obi, with the fewest votes, is excluded.',
        'Of the 30 papers of Chidi Obi: 14.00000 to Ines Costa; 1.32176 to nobody, as no other choice is in the count.',
        'Ines Costa has 37.03220, reaches the quota and is elected.',
      ],
      tallies: [
        { candidate: 'costa', votes: 37.0322, percent: '40.3', change: 14, state: 'elected' },
        { candidate: 'haddad', votes: 24, percent: '26.1', change: 0, state: 'elected' },
        { candidate: 'price', votes: 24, percent: '26.1', change: 0, state: 'elected' },
        { candidate: 'obi', votes: 0, percent: '0.0', change: -15.32176, state: 'out' },
        { candidate: 'lund', votes: 0, percent: '0.0', change: 0, state: 'out' },
      ],
      exhausted: 6.9678,
      transfers: [],
    },
  ],
  decimals: 2,
  sections: [
    {
      id: 'all',
      name: 'Members',
      electorate: 140,
      cast: 94,
      valid: 92,
      spoilt: 2,
      turnout: '67.1',
      votes: { haddad: 31, price: 23, obi: 14, lund: 11, costa: 13 },
      percent: { haddad: '33.7', price: '25.0', obi: '15.2', lund: '12.0', costa: '14.1' },
    },
  ],
  turnout: {
    percent: '67.1',
    formula: '(valid + spoilt) ÷ electorate = 94 ÷ 140',
    definition: 'Spoilt papers count as having voted.',
  },
  margin: {
    votes: 7.71044,
    sentences: ['In stage 4 Ines Costa was 7.71044 ahead of Chidi Obi.'],
  },
  reconciliation: {
    electorate: 140,
    voted: 94,
    notVoted: 46,
    cast: 95,
    replaced: 1,
    counting: 94,
    valid: 92,
    spoilt: 2,
  },
  spoilt: [{ reason: 'Left blank', count: 2 }],
};
