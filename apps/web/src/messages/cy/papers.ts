/** Papurau o bob math: papers of every kind. */
import { list, plural } from './counted.ts';

const upTo = (most: number, total: number): string =>
  most >= total ? 'cynifer ag y mynnwch' : most === 1 ? 'un' : `hyd at ${most}`;

export const papers = {
  marks: (total: number, most: number, least: number): string =>
    least === most
      ? `Marciwch ${most} o’r ${total}, dim mwy a dim llai. Nid yw eu trefn o bwys.`
      : least > 1
        ? `Marciwch o leiaf ${least} ac ar y mwyaf ${most} o’r ${total}. Nid yw eu trefn o bwys.`
        : `Marciwch ${upTo(most, total)} o’r ${total}. Nid yw eu trefn o bwys.`,
  scores: (total: number, highest: number): string =>
    `Rhowch sgôr o 0 i ${highest} i bob un o’r ${total}. 0 a gaiff pwy bynnag na roddwch sgôr iddo.`,
  group: (name: string, least: number | undefined, most: number | undefined): string =>
    least !== undefined && most !== undefined
      ? `Rhaid i rhwng ${least} a ${most} o’ch marciau fod i ${name}.`
      : least !== undefined
        ? `Rhaid i o leiaf ${least} o’ch marciau fod i ${name}.`
        : `Ni chaiff mwy na ${most ?? 0} o’ch marciau fod i ${name}.`,

  markedOf: (marked: number, most: number, names: readonly string[]): string =>
    marked === 0
      ? `Nid ydych wedi marcio neb eto; cewch farcio ${most}.`
      : `Rydych wedi marcio ${marked} o ${most}: ${list(names)}.`,
  scored: (scored: number, total: number): string =>
    scored === 0
      ? 'Nid ydych wedi rhoi sgôr uwch na 0 i neb eto.'
      : `Rydych wedi rhoi sgôr uwch na 0 i ${scored} o ${total}.`,
  full: (most: number): string =>
    `Rydych wedi marcio ${most}, sef y cyfan y mae’r papur yn ei ganiatáu. Tynnwch farc cyn gwneud un arall.`,
  tooFew: (marked: number, least: number): string =>
    `Rydych wedi marcio ${marked}, ac nid yw papur â llai na ${least} yn cyfrif. Marciwch ${least - marked} arall, neu gadewch y papur yn wag yn fwriadol.`,
  noScore:
    'Mae eich papur yn wag: 0 sydd gan bawb. Rhowch o leiaf un sgôr, neu gadewch y papur yn wag yn fwriadol.',
  score: (name: string): string => `Sgôr i ${name}`,

  checkMarks: (n: number): string =>
    n === 1 ? 'Rydych yn pleidleisio dros un:' : `Rydych yn pleidleisio dros y ${n} hyn:`,
  checkFewer: (marked: number, most: number): string =>
    `Mae’r papur yn caniatáu ${most}; rydych yn defnyddio ${marked}. Cewch ei adael felly.`,
  checkScores: 'Rydych yn rhoi’r sgorau hyn:',
  checkZeros: (n: number): string => `Rydych yn rhoi 0 i ${plural(n, 'ymgeisydd', 'ymgeiswyr')}:`,

  find: 'Dod o hyd i enw',
  found: (shown: number, total: number): string =>
    shown === total ? `Dangosir pob un o’r ${total}.` : `Dangosir ${shown} o ${total}.`,

  said: {
    marked: (name: string, marked: number, most: number): string =>
      `Mae ${name} wedi’i farcio. ${marked} o ${most}.`,
    unmarked: (name: string, marked: number, most: number): string =>
      `Nid yw ${name} wedi’i farcio mwyach. ${marked} o ${most}.`,
    cleared: 'Mae eich papur yn wag eto.',
  },
};
