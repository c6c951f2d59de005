/** Yr hyn y mae unrhyw un yn ei ddarllen: the home page, a proceeding, its nominations, its record. */
import { count } from '../../text/figures.ts';
import { capital } from '../en/counted.ts';
import { list, plural } from './counted.ts';

export const home = {
  title: 'Etholiadau arweinydd y gall pawb eu gwirio',
  sentences: [
    'Mae Hustings yn cynnal etholiad arweinydd o’i ddechrau i’w ddiwedd yn ôl llyfr rheolau’r sefydliad ei hun: cynnig, enwebiadau, cofrestr, pleidlais gudd, cyfrif a chyhoeddi.',
    'Mae pob cam yn mynd ar gofnod cyhoeddus na all neb ei newid heb i neb sylwi, a neb yn gallu gweld sut y pleidleisiodd neb.',
    'Felly gall pawb sy’n colli wirio iddynt golli: lawrlwythwch y cofnod, rhedwch y gwiriwr a chyfrwch eto.',
  ] as readonly string[],
  doors: 'Dewiswch un',
  replay: 'Etholiad 2016, wedi’i ailchwarae',
  replayText:
    'Llyfr rheolau’r Blaid Lafur, ei phleidlais diffyg hyder a’i hetholiad arweinydd yn 2016, un etholwr am bob mil, a phob papur wedi’i amgryptio, ei gymysgu a’i gyfrif go iawn.',
  replayBuilding: (percent: number): string => `Wrthi’n ei roi ynghyd: ${percent}% wedi’i wneud.`,
  practice: 'Rhoi cynnig ar bleidleisio',
  practiceText:
    'Rhowch ymgeiswyr cymdeithas ddychmygol mewn trefn ar eich ffôn, bwriwch, dewch o hyd i’ch pleidlais yn y blwch, caewch y pleidleisio a gwiriwch y cyfrif. Tair munud y mae’n ei gymryd.',
  own: 'Cynnal eich un chi',
  ownText:
    'I swyddogion canlyniadau: dewiswch lyfr rheolau, mewnforiwch y gofrestr, a chewch eich arwain o’r enwebiadau i’r cyhoeddi, un cam ar y tro.',
  here: 'Etholiadau ar y gweinydd hwn',
  rules: 'Llyfrau rheolau',
  rulesText: (n: number): string =>
    `${count(n)} o lyfrau rheolau pleidiau, undebau, sefydliadau a chwmnïau cydweithredol, a modelau i ddechrau arni: pob un mewn brawddegau plaen â’i gymalau, yr hyn y mae’n ei adael yn agored, a phwy sydd â grym odano.`,
  rulesLink: 'Darllen y llyfrau rheolau',
  none: 'Nid oes etholiad ar agor i’r cyhoedd yma eto.',
};

export const proceeding = {
  standing: 'Sut mae pethau’n sefyll',
  next: 'Beth sy’n dod nesaf',
  calendar: 'Y dyddiadau hyn i’ch calendr',
  nothingNext: 'Nid oes dim arall i ddod: mae’r etholiad hwn ar ben.',
  results: 'Cyhoeddwyd',
  polls: 'Pleidleisiau',
  votedUntil: (when: string): string => `Mae’r pleidleisio’n cau ar ${when}.`,
  opensOn: (when: string): string => `Mae’r pleidleisio’n agor ar ${when}.`,
  closedOn: (when: string): string => `Caeodd y pleidleisio ar ${when}.`,
  status: {
    preparing: 'yn cael ei baratoi',
    waiting: 'heb agor eto',
    open: 'ar agor',
    closed: 'wedi cau, yn cael ei gyfrif',
    declared: 'wedi’i gyhoeddi',
  },
  record: 'Y cofnod hyd yma',
  timeline: 'Beth sydd wedi digwydd',
  timelineLead:
    'Pob eitem o’r cofnod cyhoeddus mewn geiriau, yr hynaf yn gyntaf, â’r rheol sy’n ei chaniatáu.',
  timelineShort:
    'Y trobwyntiau. Eitem o’r cofnod cyhoeddus yw pob cam, â’r rheol sy’n ei chaniatáu.',
  timelineAll: (n: number): string => `Pob un o’r ${count(n)} cam, ddydd ar ôl dydd`,
  entry: (n: number): string => `Eitem ${count(n)}`,
  by: (who: string): string => `gan ${who}`,
  times: (n: number): string => `${count(n)} o eitemau`,
  notes: 'Cyn i chi ddarllen',
  moreNotes: 'Mwy i’w wybod cyn darllen',
  book: 'Llyfr rheolau',
  bookVersion: (version: string): string => `fel yr oedd: ${version}`,
  bookHash: 'Ôl bys y llyfr rheolau',
  officer: 'I ddesg y swyddog canlyniadau',
  close: 'Cau’r bleidlais ymarfer',
  closeLead:
    'Mewn etholiad go iawn mae’r pleidleisio’n cau ar ei awr. Yma cewch ei gau nawr a gwylio’r papurau’n cael eu cymysgu, eu dadgryptio a’u cyfrif.',
};

export const nominations = {
  title: 'Enwebiadau',
  lead: (threshold: number, basis: string): string =>
    `Mae lle ar y papur yn gofyn am ${plural(threshold, 'enwebiad', 'enwebiadau')}: ${basis}.`,
  open: 'Mae enwebiadau’n dal ar agor: gall y ffigurau hyn newid.',
  candidate: 'Ymgeisydd',
  number: 'Enwebiadau',
  reasons: 'Pwy sydd ar y papur, a pham',
  onBallot: 'Ar y papur',
  why: 'Pam',
  yes: 'Ydy',
  no: 'Nac ydy',
  notYet: 'Ddim eto',
  exempt: 'dim angen',
  threshold: (n: number): string => `${count(n)} eu hangen`,
  chart: 'Enwebiadau pob ymgeisydd o’u cymharu â’r nifer sydd ei angen',
};

export const trust = {
  mode: 'Ymddiried yn pwy am beth',
  title: 'Pwy fyddai’n gorfod cydweithio i dorri beth',
  simple: (host: string): string =>
    `Cynhelir yr etholiad hwn yn y modd syml: mae un gweinydd, dan ofal ${host}, yn gwneud y codau pleidleisio, yn cadw cyfrannau’r allwedd ac yn cymysgu’r papurau.`,
  separated: (host: string): string =>
    `Cynhelir yr etholiad hwn yn y modd ar wahân: ${host} sy’n rhedeg y gweinydd, a phobl eraill sy’n dal yr allwedd ac yn cymysgu’r papurau.`,
  rehearsed: (host: string): string =>
    capital(
      `${host} sy’n chwarae pob rhan ei hun yma, rhan yr ymddiriedolwyr a’r cymysgwyr hefyd, felly gallai ef yn unig ddarllen y papurau: ailchwarae neu ymarfer yw hwn. Mewn etholiad sy’n cyfrif, pobl eraill sy’n dal yr allwedd ac yn cymysgu’r papurau, a byddai fel a ganlyn.`,
    ),
  seen: 'A fyddai’n amlwg?',
  secrecy: 'Gweld sut y pleidleisiodd rhywun',
  secrecySimple: (host: string): string =>
    capital(`${host} ei hun, gan mai ef sy’n rhedeg y gweinydd.`),
  secrecySeparated: (
    threshold: number,
    trustees: readonly string[],
    mixers: readonly string[],
  ): string =>
    capital(
      `${threshold === trustees.length ? `${list(trustees)} gyda’i gilydd` : `unrhyw ${threshold} o ${list(trustees)}`}, neu’r holl gymysgwyr (${list(mixers)}) gyda phwy bynnag sy’n rhedeg y gweinydd.`,
    ),
  secrecyUnnamed:
    'Digon o’r ymddiriedolwyr gyda’i gilydd, neu’r holl gymysgwyr gyda phwy bynnag sy’n rhedeg y gweinydd. Cânt eu henwi pan baratoir y bleidlais.',
  secrecySeen: 'Na fyddai.',
  add: 'Ychwanegu pleidlais dros rywun na phleidleisiodd',
  addSimple: (host: string): string =>
    capital(`${host} ei hun, gan mai ef sy’n gwneud y codau pleidleisio.`),
  addSeparated: (host: string, registrar: string | undefined): string =>
    capital(
      `${registrar ?? 'y cofrestrydd'}, sy’n gwneud y codau pleidleisio, a ${host}, sy’n anfon y cardiau pleidleisio, gyda’i gilydd; nid y naill na’r llall ar ei ben ei hun.`,
    ),
  addSeen: 'I’r etholwr, y mae ei dudalen ei hun yn dweud a yw pleidlais wedi’i bwrw â’i god.',
  change: 'Newid neu ollwng pleidlais ar ôl ei derbynneb, neu gyhoeddi canlyniad arall',
  changeWho: 'Ni all neb wneud hynny heb i neb sylwi, pwy bynnag sy’n cydweithio.',
  changeSeen: 'Byddai: i bawb sy’n rhedeg y gwiriwr.',
  refuse: 'Cadw pleidlais allan cyn ei derbynneb',
  refuseWho: (host: string): string => capital(`${host} ei hun.`),
  refuseSeen: 'I’r pleidleisiwr, nad yw’n cael derbynneb.',
  keys: (threshold: number, trustees: number): string =>
    trustees === 1
      ? 'Un ymddiriedolwr sy’n dal yr allwedd.'
      : `Rhennir yr allwedd rhwng ${count(trustees)} o ymddiriedolwyr; gall unrhyw ${count(threshold)} ohonynt ddadgryptio, ond nid llai.`,
  mixers: (n: number): string =>
    n === 1
      ? 'Un cymysgwr sy’n cymysgu’r papurau.'
      : `${count(n)} o gymysgwyr sy’n cymysgu’r papurau yn eu tro.`,
  witnesses: (names: readonly string[]): string =>
    `${names.length === 1 ? 'Mae tyst' : 'Mae tystion'} y tu allan i’r gweinydd hwn yn llofnodi’r log dim ond tra bo ganddo un hanes i bawb: ${list(names)}.`,
  pool: (n: number): string =>
    `Dim ond gyda’i gilydd y datgelir papurau: cyfunir grwpiau o lai na ${count(n)} â’r grŵp mwyaf yn gyntaf.`,
  not: 'Yr hyn na all unrhyw system o’r math hwn ei addo: bod pleidlais yn aros yn gudd rhag rhaglen sydd wedi meddiannu’ch dyfais eich hun, rhag rhywun sy’n sefyll y tu ôl i chi, neu rhag cyfrifiaduron nad ydynt yn bod eto.',
};

export const record = {
  title: 'Y cofnod, i unrhyw un ei wirio',
  holds: (entries: number, ballots: number): string =>
    `${plural(entries, 'eitem', 'eitemau')} hyd yma, a ${plural(ballots, 'pleidlais', 'bleidleisiau')} yn eu plith.`,
  verifyHere: 'Ei wirio yn y porwr hwn',
  box: 'Edrych yn y blwch pleidleisio',
  check: 'Gwirio fy mhleidlais',
  downloads: 'Lawrlwytho',
  command: 'Neu ag un gorchymyn ar eich cyfrifiadur eich hun, sy’n gwirio popeth ac yn cyfrif eto:',
};
