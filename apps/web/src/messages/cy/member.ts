/** Y bleidlais ymarfer, mewngofnodi, a thudalen aelod: practice, signing in, a member’s own page. */
import { count } from '../../text/figures.ts';

export const practice = {
  title: 'Rhoi cynnig ar bleidleisio',
  lead: (society: string): string =>
    `Cymdeithas ddychmygol yw ${society}, ac felly hefyd ei hymgeiswyr. Mae popeth arall yn real: caiff eich papur ei amgryptio ar eich dyfais, ei gadw ar gofnod cyhoeddus, ei gymysgu, ei ddadgryptio a’i gyfrif fel mewn etholiad sy’n cyfrif.`,
  steps: [
    'Cewch god pleidleisio eich hun ac ewch i’r bwth.',
    'Rhowch yr ymgeiswyr mewn trefn, gwiriwch, a bwriwch eich pleidlais. Cewch dderbynneb.',
    'Edrychwch am eich pleidlais yn y blwch.',
    'Caewch y pleidleisio, a gweld cymysgu’r papurau, eu dadgryptio a’u cyfrif.',
    'Lawrlwythwch y cofnod a’i wirio yn eich porwr.',
  ] as readonly string[],
  crowd: (roll: number, cast: number): string =>
    `Mae ${count(roll)} o aelodau ar y gofrestr. Mae’r gweinydd yn bwrw ${count(cast)} o bapurau ar hap dros y lleill, fel bod eich un chi’n un ymhlith ${count(cast + 1)}.`,
  yours: 'Cewch bleidlais newydd i chi’ch hun. Caiff ei thaflu ymhen rhai dyddiau.',
};

export const enter = {
  officerTitle: 'Mewngofnodi fel swyddog canlyniadau',
  memberTitle: (name: string | undefined): string =>
    name ? `Mewngofnodi fel ${name}` : 'Mewngofnodi',
  text: 'Pwyswch y botwm i fewngofnodi ar y ddyfais hon. Wedyn bydd y ddolen yn peidio â gweithio, fel na all neb arall ei defnyddio.',
  notYou: 'Os nad chi yw hwn, caewch y dudalen hon a pheidiwch â phwyso’r botwm.',
};

export const my = {
  title: (name: string): string => `Helo, ${name}`,
  none: 'Nid oes dim yma i chi ar hyn o bryd.',
  roll: 'Ydw i ar y gofrestr?',
  onRoll: (section: string): string => `Ydych: yn yr adran ${section}.`,
  notOn: 'Nac ydych.',
  notYet: 'Nid yw’r gofrestr wedi’i chau eto.',
  vote: 'Pleidleisio',
  voteOpen: (when: string): string => `Gallwch bleidleisio tan ${when}.`,
  voteLink: 'I’r bwth',
  voteCode:
    'Mae angen y cod pleidleisio a anfonwyd atoch. Fe’i hanfonwyd ar wahân, fel nad yw’r ddolen fewngofnodi hon ar ei phen ei hun yn gadael i neb bleidleisio drosoch.',
  voted: 'Mae pleidlais wedi’i bwrw â’ch cod.',
  may: 'Cewch nawr',
  nothing: 'Nid oes dim i chi ei wneud nawr.',
};
