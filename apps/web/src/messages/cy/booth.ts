/** Y dudalen bleidleisio: the voting page. */
import { asPreference, preference } from './counted.ts';

export const booth = {
  until: (when: string): string => `Mae’r pleidleisio ar agor tan ${when}.`,
  needsScript:
    'Mae angen JavaScript i bleidleisio, ac mae wedi’i ddiffodd neu ei rwystro yma: caiff eich papur ei selio ar eich dyfais eich hun cyn ei anfon, fel na all neb ei ddarllen ar y ffordd nac ar y gweinydd hwn. Trowch JavaScript ymlaen, neu agorwch eich dolen bleidleisio ar ddyfais arall.',
  getting: 'Wrthi’n paratoi’r papur…',
  step: (n: number, what: string): string => `Cam ${n} o 3: ${what}`,
  stepMark: 'marcio’ch papur',
  stepCheck: 'gwirio',
  stepCast: 'bwrw',

  codeTitle: 'Eich cod pleidleisio',
  codeLead: 'Teipiwch neu gludwch y cod o’ch llythyr neu’ch e-bost: pum grŵp o bedwar.',
  codeLabel: 'Cod pleidleisio',
  codeHint:
    'Nid yw priflythrennau, bylchau na chysylltnodau o bwys. Darllenir y llythyren O fel 0, ac I ac L fel 1.',
  codeButton: 'At fy mhapur',
  codeOpening: 'Wrthi’n nôl eich papur…',
  codeSafe: 'Mae’r cod yn aros ar y ddyfais hon. Nid yw’n cael ei anfon at y gweinydd.',
  codeProblem: {
    empty: 'Teipiwch eich cod pleidleisio yn gyntaf.',
    short: (have: number): string =>
      `Mae 20 o lythrennau a rhifau mewn cod, mewn pum grŵp o bedwar; mae ${have} yn hwn.`,
    group: (nth: number, group: string): string =>
      `Nid oes pedair llythyren neu rif yng ngrŵp ${nth}, “${group}”.`,
    symbol: (symbol: string, nth: number): string =>
      `Nid oes “${symbol}” mewn unrhyw god: edrychwch ar grŵp ${nth} eto.`,
    mistyped:
      'Mae un llythyren neu rif yn anghywir, neu mae dau wedi newid lle. Cymharwch y cod â’ch llythyr, grŵp wrth grŵp.',
    unknown:
      'Nid yw’r cod hwn ar gofrestr y bleidlais hon. Efallai ei fod ar gyfer pleidlais arall, neu fod cod mwy newydd wedi’i anfon atoch.',
  },

  markRanked: (n: number, most: number): string =>
    most < n
      ? `Pwyswch yr ymgeiswyr yn y drefn yr ydych am eu cael, hyd at ${most}. Eich pwysiad cyntaf yw eich dewis cyntaf.`
      : 'Pwyswch yr ymgeiswyr yn y drefn yr ydych am eu cael. Eich pwysiad cyntaf yw eich dewis cyntaf. Nid oes rhaid gosod pob un.',
  markChoice: 'Pwyswch yr un yr ydych yn pleidleisio drosto.',
  markMotion: 'Pwyswch yr un yr ydych yn pleidleisio drosto.',
  list: 'Y papur',
  again:
    'Rydych wedi pleidleisio o’r blaen yn y bleidlais hon. Os pleidleisiwch eto, bydd y bleidlais newydd yn cymryd lle’r un gynharach.',
  staleNote:
    'Mae rhywun wedi pleidleisio â’ch cod ers i chi agor y dudalen hon. Os nad chi oedd hynny, dywedwch wrth y swyddog canlyniadau ar unwaith. Os ewch ymlaen, bydd y bleidlais hon yn cymryd lle’r un honno.',
  mark: (place: number): string => `– heb ei osod. Ei wneud yn ${asPreference(place)} i mi`,
  markFull: '– heb ei osod. Mae pob un o’ch dewisiadau wedi’i ddefnyddio',
  marked: (place: number): string => `– fy ${preference(place)}`,
  up: 'I fyny',
  down: 'I lawr',
  remove: 'Tynnu',
  upLabel: (name: string, place: number): string =>
    `Symud ${name} i fyny, yn ${asPreference(place)}`,
  downLabel: (name: string, place: number): string =>
    `Symud ${name} i lawr, yn ${asPreference(place)}`,
  removeLabel: (name: string): string => `Tynnu ${name} o’m trefn`,
  putInOrder: 'Rhoi mewn trefn',
  startAgain: 'Dechrau eto',
  state: (ranked: number, total: number): string =>
    ranked === 0
      ? 'Nid ydych wedi gosod neb eto.'
      : ranked === total
        ? `Rydych wedi gosod pob un o’r ${total}.`
        : `Rydych wedi gosod ${ranked} o ${total}; ${total - ranked} heb eu gosod.`,
  stateChoice: (name: string | undefined): string =>
    name === undefined ? 'Nid ydych wedi dewis eto.' : `Rydych wedi dewis: ${name}.`,
  toCheck: 'Ymlaen i wirio',
  nothingMarked:
    'Mae eich papur yn wag. Pwyswch o leiaf un enw, neu gadewch y papur yn wag yn fwriadol.',
  blank: 'Gadael fy mhapur yn wag yn fwriadol',
  statements: 'Beth mae’r ymgeiswyr yn ei ddweud',

  checkTitle: 'Gwiriwch eich pleidlais',
  checkLead: 'Nid oes dim wedi’i fwrw eto.',
  checkOrder: 'Rydych yn eu gosod yn y drefn hon:',
  checkChoice: 'Rydych yn pleidleisio:',
  checkUnranked: (n: number): string =>
    `Rydych yn gadael ${n === 1 ? 'un' : n} heb ei osod, na all gael dim o’ch papur:`,
  checkBlank:
    'Rydych yn gadael eich papur yn wag yn fwriadol. Rydych yn cymryd rhan, ond nid ydych yn rhoi pleidlais i neb; caiff ei gofnodi’n wag ymhlith y papurau a ddifethwyd.',
  place: (n: number): string => preference(n),
  change: 'Ei newid',
  cast: 'Bwrw fy mhleidlais',

  castingTitle: 'Wrthi’n bwrw eich pleidlais',
  sealing: 'Wrthi’n selio’ch papur ar y ddyfais hon…',
  sending: 'Wrthi’n ei roi yn y blwch pleidleisio…',
  stay: 'Cadwch y dudalen hon ar agor.',

  unsentTitle: 'Heb ei gadarnhau eto',
  unsentText:
    'Mae eich pleidlais dan sêl wedi gadael y dudalen hon, ond ni ddaeth cadarnhad yn ôl. Efallai ei bod yn y blwch, efallai nad yw. Pwyswch “Anfon eto”: yr un bleidlais yn union a anfonir, felly ni all gyfrif ddwywaith.',
  unsentResumed:
    'Pwysoch “Bwrw fy mhleidlais” o’r blaen, ac ni ddaeth cadarnhad yn ôl. Cedwir eich pleidlais dan sêl ar y ddyfais hon. Pwyswch “Anfon eto”: yr un bleidlais yn union a anfonir, felly ni all gyfrif ddwywaith.',
  unsentOffline: 'Mae’n ymddangos bod y ddyfais hon all-lein.',
  sendAgain: 'Anfon eto',

  receiptTitle: 'Mae eich pleidlais yn y blwch pleidleisio',
  receiptLabel: 'Eich derbynneb',
  receiptTaken: (when: string): string => `Derbyniwyd ar ${when}.`,
  receiptShows: 'Mae’n dangos bod eich pleidlais yn y blwch. Caiff unrhyw un ei gweld.',
  receiptHides: 'Nid yw’n dangos sut y pleidleisioch, i chi nac i neb arall.',
  receiptKeep: 'Ysgrifennwch hi, copïwch hi, neu tynnwch lun ohoni.',
  receiptCopy: 'Copïo’r dderbynneb',
  receiptCheck: 'Gwirio fy mhleidlais',
  receiptNext: 'Beth sy’n digwydd nesaf',
  receiptCloses: (when: string): string =>
    `Mae’r pleidleisio’n cau ar ${when}. Wedyn caiff y papurau eu cymysgu, eu hagor a’u cyfrif yn gyhoeddus.`,
  receiptAgain: 'Cewch bleidleisio eto â’r un cod tan hynny; eich pleidlais olaf sy’n cyfrif.',
  receiptFirst: 'Ni allwch bleidleisio eto yn y bleidlais hon.',
  receiptDone: 'Cewch gau’r dudalen hon nawr.',
  receiptFull: 'Y dderbynneb yn llawn, i arbenigwyr',
  toContest: 'Yn ôl i’r etholiad',
  toBox: 'Ei gweld yn y blwch pleidleisio',
  backIgnored: 'Mae eich pleidlais wedi’i bwrw. Nid yw mynd yn ôl yn ei newid.',

  stopped: {
    closed: {
      title: 'Mae’r pleidleisio wedi cau',
      text: 'Ni ellir derbyn rhagor o bleidleisiau. Os pleidleisioch cyn iddo gau, mae eich pleidlais yn y blwch.',
    },
    'closed-meanwhile': {
      title: 'Caeodd y pleidleisio cyn i’ch pleidlais gyrraedd',
      text: 'Ni dderbyniwyd eich pleidlais. Ni chedwir dim ohoni.',
    },
    'not-open': {
      title: 'Nid yw’r pleidleisio wedi agor eto',
      text: 'Bydd eich dolen bleidleisio’n gweithio pan fydd yn agor. Nid oes angen un arall arnoch.',
    },
    'already-voted': {
      title: 'Rydych wedi pleidleisio’n barod',
      text: 'Mae pleidlais wedi’i bwrw â’r cod hwn, ac yn y bleidlais hon y bleidlais gyntaf sy’n sefyll. Os nad chi oedd hynny, dywedwch wrth y swyddog canlyniadau ar unwaith.',
    },
    'no-card': {
      title: 'Mae eich cerdyn pleidleisio ar goll',
      text: 'Yn y bleidlais hon mae angen dau beth: y ddolen yn yr e-bost a’ch gwahoddodd i bleidleisio, a’ch cod pleidleisio. Agorwch y ddolen yn yr e-bost diweddaraf o’r fath, a theipiwch eich cod yno. Nid oes dim wedi’i fwrw.',
    },
    'card-elsewhere': {
      title: 'Nid yw’r cod hwn a’r ddolen hon yn perthyn i’w gilydd',
      text: 'Rhaid i’r cod pleidleisio a’r ddolen yn yr e-bost fod yn eiddo i chi, a’r un rhai ag y pleidleisioch â nhw o’r blaen, os gwnaethoch. Nid oes dim wedi’i fwrw. Os ydych yn sicr mai chi piau’r ddau, dywedwch wrth y swyddog canlyniadau ar unwaith.',
    },
    'wrong-poll': {
      title: 'Papur ar gyfer pleidlais arall yw hwn',
      text: 'Newidiodd y bleidlais tra oeddech yn marcio’ch papur. Nid oes dim wedi’i fwrw. Agorwch eich dolen bleidleisio eto.',
    },
    refused: {
      title: 'Ni dderbyniodd y blwch eich pleidlais',
      text: 'Nid oes dim wedi’i fwrw. Agorwch eich dolen bleidleisio eto. Os bydd yn digwydd eto, dywedwch wrth y swyddog canlyniadau.',
    },
    unable: {
      title: 'Ni all y porwr hwn selio pleidlais',
      text: 'Mae’n rhy hen, neu mae rhywbeth ynddo wedi’i ddiffodd. Nid oes dim wedi’i fwrw. Agorwch eich dolen bleidleisio mewn porwr arall neu ar ddyfais arall.',
    },
    mismatch: {
      title: 'Nid yw’r cadarnhad yn cyfateb i’ch pleidlais',
      text: 'Peidiwch â dibynnu ar i’r bleidlais hon gael ei derbyn. Cadwch y dudalen hon fel y mae a dywedwch wrth y swyddog canlyniadau.',
    },
  },
  stoppedCode: (code: string): string => `Os gofynnwch am gymorth, rhowch y cod hwn: ${code}`,
  stoppedCheck: 'Gwirio a oes pleidlais yn y blwch',
  stoppedAgain: 'Rhoi cynnig arall arni',

  trouble: {
    offline:
      'Nid oes cysylltiad. Gwiriwch ef, yna rhowch gynnig arall arni. Nid oes dim wedi’i golli.',
    slow: 'Nid atebodd y gweinydd mewn pryd. Rhowch gynnig arall arni. Nid oes dim wedi’i golli.',
    busy: 'Bu gormod o geisiadau. Arhoswch funud, yna rhowch gynnig arall arni.',
    server:
      'Mae’r gweinydd mewn trafferth. Arhoswch funud, yna rhowch gynnig arall arni. Nid oes dim wedi’i golli.',
  },

  said: {
    ranked: (name: string, place: number, left: number): string =>
      `${name} yw eich ${preference(place)}. ${left} heb eu gosod.`,
    already: (name: string, place: number): string =>
      `${name} yw eich ${preference(place)} yn barod. Defnyddiwch I fyny, I lawr neu Tynnu i’w newid.`,
    full: (most: number): string => `Rydych wedi defnyddio pob un o’ch ${most} dewis.`,
    removed: (name: string, left: number): string =>
      `Nid yw ${name} wedi’i osod mwyach. ${left} heb eu gosod.`,
    moved: (name: string, place: number): string => `${name} yw eich ${preference(place)} nawr.`,
    inOrder: 'Mae’r rhestr yn nhrefn eich dewisiadau nawr.',
    paperOrder: 'Nid oes neb wedi’i osod. Mae’r rhestr yn nhrefn y papur.',
    chosen: (name: string): string => `Rydych wedi dewis ${name}.`,
    copied: 'Mae’r dderbynneb wedi’i chopïo.',
  },
};
