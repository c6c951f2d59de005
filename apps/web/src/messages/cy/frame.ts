/** Yr hyn sydd ar bob tudalen: what every page has. */
import { plural } from './counted.ts';

export const frame = {
  name: 'Hustings',
  skip: 'Neidio i’r prif destun',
  home: 'Hustings, tudalen gartref',
  title: (page: string): string => `${page} – Hustings`,
  signOut: 'Allgofnodi',
  signedIn: (name: string): string => `Wedi mewngofnodi fel ${name}`,
  officerHome: 'Swyddog canlyniadau',
  memberHome: 'Fy mhleidleisiau',
  practice: 'Ymarfer. Nid oes dim yma yn etholiad go iawn.',
  nav: 'Yr etholiad hwn',
  contest: 'Etholiad',
  result: 'Canlyniad',
  box: 'Blwch pleidleisio',
  check: 'Gwirio fy mhleidlais',
  verify: 'Gwirio’r cyfan',
  footer:
    'Mae pob tudalen yma’n gweithio heb sgript, ac eithrio pleidleisio, gwirio pleidlais a’r gwiriwr: mae’r rheini’n rhedeg ar eich dyfais eich hun, fel nad oes rhaid i chi ymddiried yn y gweinydd hwn.',
  done: 'Wedi’i wneud',
  problem: 'Mae problem',
  hint: 'Sylwer',
};

export const common = {
  entries: (n: number): string => plural(n, 'cofnod', 'gofnodion'),
  ballots: (n: number): string => plural(n, 'pleidlais', 'bleidleisiau'),
  votes: (n: number): string => plural(n, 'pleidlais', 'bleidleisiau'),
  papers: (n: number): string => plural(n, 'papur', 'bapurau'),
  back: 'Yn ôl',
  optional: 'dewisol',
  percent: (p: string): string => `${p}%`,
  copy: 'Copïo',
  copied: 'Wedi’i gopïo',
  print: 'Argraffu’r dudalen hon',
  noon: '12 hanner dydd',
  by: (when: string): string => `erbyn ${when}`,
  under: 'Rheol',
  total: 'Cyfanswm',
  showAll: 'Dangos y tabl',
  scrolls: 'Mae’r rhan hon yn sgrolio i’r ochr.',
};

export const progress = {
  overall: 'Hyd yma',
  done: 'wedi’i wneud',
  doing: 'ar y gweill',
  waiting: 'yn aros',
  again: 'Edrych eto',
  live: 'Mae’r dudalen hon yn ei diweddaru ei hun.',
  failed: 'Stopiodd',
  percent: (p: number): string => `${p}%`,
};

export const errors = {
  'not-found': {
    title: 'Nid oes tudalen o’r fath',
    text: 'Efallai i’r cyfeiriad gael ei dorri wrth ei gopïo. Weithiau mae dolenni mewn e-byst yn torri dros ddwy linell: copïwch y cyfan.',
  },
  'link-bad': {
    title: 'Nid yw’r ddolen hon yn gweithio',
    text: 'Nid ydym yn ei hadnabod. Efallai iddi gael ei thorri wrth ei chopïo, neu fod un newydd wedi’i hanfon ers hynny: dim ond y ddiweddaraf sy’n gweithio.',
  },
  'link-used': {
    title: 'Mae’r ddolen hon wedi’i defnyddio',
    text: 'Unwaith yn unig y mae dolen fewngofnodi’n gweithio. Os nad chi a’i defnyddiodd, dywedwch wrth y swyddog canlyniadau; fel arall, gofynnwch am un newydd.',
  },
  'link-expired': {
    title: 'Mae’r ddolen hon yn rhy hen',
    text: 'Mae dolenni mewngofnodi’n peidio â gweithio ar ôl tipyn. Gofynnwch am un newydd.',
  },
  'poll-closed': {
    title: 'Mae’r pleidleisio wedi cau',
    text: 'Ni ellir derbyn rhagor o bleidleisiau. Mae’r pleidleisiau a fwriwyd cyn cau yn y blwch, a gallwch wirio’ch un chi o hyd.',
  },
  'poll-not-open': {
    title: 'Nid yw’r pleidleisio wedi agor eto',
    text: 'Bydd eich dolen bleidleisio’n gweithio pan fydd yn agor. Nid oes angen gofyn am un arall.',
  },
  'signed-out': {
    title: 'Mewngofnodwch',
    text: 'Mae angen dolen fewngofnodi ar gyfer y dudalen hon. Defnyddiwch y ddiweddaraf a anfonwyd atoch, neu gofynnwch i’r swyddog canlyniadau am un.',
  },
  'not-yours': {
    title: 'Tudalen rhywun arall yw hon',
    text: 'Rydych wedi mewngofnodi, ond nid fel rhywun a gaiff wneud hyn.',
  },
  refused: {
    title: 'Nid yw’r llyfr rheolau’n caniatáu hynny nawr',
    text: 'Nid oes dim wedi’i gofnodi.',
  },
  'bad-form': {
    title: 'Nid oedd modd deall hynny',
    text: 'Roedd rhywbeth yn y ffurflen ar goll neu heb fod fel y disgwylid. Nid oes dim wedi’i gofnodi. Ewch yn ôl a rhowch gynnig arall arni.',
  },
  'too-large': {
    title: 'Mae’r ffeil honno’n rhy fawr',
    text: 'Ni chymerwyd dim ohoni. Rhannwch hi, neu cadwch hi fel CSV plaen.',
  },
  'too-many': {
    title: 'Gormod o geisiadau',
    text: 'Er mwyn atal dyfalu codau, hyn a hyn o geisiadau’n unig a dderbyniwn. Arhoswch funud, yna rhowch gynnig arall arni. Nid oes dim wedi’i golli.',
  },
  full: {
    title: 'Nid oes lle ar ôl ar y gweinydd',
    text: 'Ni dderbyniwyd yr hyn a anfonwyd gennych. Mae popeth a gofnodwyd cynt yn ddiogel. Dywedwch wrth y swyddog canlyniadau, yna rhowch gynnig arall arni’n nes ymlaen.',
  },
  trouble: {
    title: 'Aeth rhywbeth o’i le yma',
    text: 'Ein bai ni yw hyn, nid eich bai chi. Nid oes dim a gadarnhawyd i chi wedi’i golli. Arhoswch funud, yna rhowch gynnig arall arni.',
  },
  when: 'Amser',
  closedAt: (when: string): string => `Caeodd ar ${when}.`,
  opensAt: (when: string): string => `Bydd yn agor ar ${when}.`,
  expiredAt: (when: string): string => `Peidiodd â gweithio ar ${when}.`,
  code: (code: string): string => `Os gofynnwch am gymorth, rhowch y cod hwn: ${code}`,
  home: 'I’r dudalen gartref',
  toContest: 'I’r etholiad',
} as const;
