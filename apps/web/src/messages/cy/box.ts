/** Pleidlais, ei blwch, a dod o hyd i’ch papur ynddo: a poll, its ballot box, and one’s own ballot in it. */
import { count } from '../../text/figures.ts';
import { plural } from './counted.ts';

export const poll = {
  ranked: (n: number, most: number): string =>
    most < n
      ? `Rhowch hyd at ${count(most)} o’r ${count(n)} yn nhrefn eich dewis. Nid oes rhaid gosod pob un.`
      : `Rhowch y ${count(n)} yn nhrefn eich dewis. Nid oes rhaid gosod pob un.`,
  choice: (n: number): string => `Dewiswch un o’r ${count(n)}.`,
  motion: 'Pleidleisiwch o blaid neu yn erbyn y cynnig.',
  motionAbstain: 'Pleidleisiwch o blaid neu yn erbyn y cynnig, neu cofnodwch eich bod yn ymatal.',
  paper: 'Ar y papur',
  when: 'Pryd',
  opens: 'Yn agor',
  closes: 'Yn cau',
  status: 'Nawr',
  electors: 'Pwy gaiff bleidleisio',
  section: 'Adran o’r gofrestr',
  size: 'Etholwyr',
  cast: 'Pleidleisiau yn y blwch',
  revote: 'Pleidleisio eto',
  revoteLast:
    'Cewch bleidleisio eto tra bo’r pleidleisio ar agor. Eich pleidlais olaf sy’n cyfrif.',
  revoteFirst: 'Eich pleidlais gyntaf sy’n sefyll. Ni allwch bleidleisio ddwywaith.',
  vote: 'Pleidleisio',
  voteLead: 'Mae angen y ddolen bleidleisio neu’r cod a anfonwyd atoch.',
  result: 'Gweld y canlyniad',
  box: 'Edrych yn y blwch pleidleisio',
  check: 'Gwirio fy mhleidlais',
  key: 'Ôl bys allwedd y bleidlais',
  keyLead:
    'Cymharwch y geiriau hyn â’r hyn y mae’r ymddiriedolwyr wedi’i gyhoeddi. Os ydynt yn wahanol, peidiwch â phleidleisio, a dywedwch wrth y swyddog canlyniadau.',
  statement: (name: string): string => `Datganiad ${name}`,
};

export const box = {
  title: 'Y blwch pleidleisio',
  lead: 'Pob pleidlais fel y daeth i mewn, o dan ei derbynneb. Mae derbynneb yn dangos bod pleidlais yma. Nid yw’n dangos pleidlais pwy ydyw na sut y llenwyd hi.',
  total: (n: number): string => `${plural(n, 'pleidlais', 'bleidleisiau')} yn y blwch.`,
  empty: 'Mae’r blwch yn wag: nid oes pleidlais wedi’i bwrw eto.',
  find: 'Dod o hyd i bleidlais',
  findHint: 'Y dderbynneb (geiriau a rhifau), neu’r olrheiniwr hir',
  findButton: 'Dod o hyd iddi',
  position: 'Rhif',
  receipt: 'Derbynneb',
  taken: 'Derbyniwyd',
  page: (page: number, pages: number): string => `Tudalen ${count(page)} o ${count(pages)}`,
  earlier: 'Pleidleisiau cynharach',
  later: 'Pleidleisiau diweddarach',
  whichPoll: 'Pleidlais',
  tracker: 'Olrheiniwr',
};

export const check = {
  title: 'Gwirio fy mhleidlais',
  lead: 'Teipiwch neu gludwch eich derbynneb. Edrychwn am eich pleidlais yn y blwch cyhoeddus.',
  label: 'Eich derbynneb',
  hint: 'Geiriau a rhifau, fel ar y dderbynneb; nid yw priflythrennau na chysylltnodau o bwys.',
  button: 'Gwirio',
  inBox: 'Mae eich pleidlais yn y blwch',
  since: (when: string): string => `Mae hi yno ers ${when}.`,
  place: (position: number, total: number): string =>
    `Pleidlais rhif ${count(position)} ydyw o’r ${count(total)} sydd yn y blwch nawr.`,
  counts: {
    open: 'Caiff ei chyfrif pan fydd y pleidleisio’n cau, oni bai eich bod yn pleidleisio eto.',
    done: 'Mae’n un o’r pleidleisiau a gyfrifwyd.',
  },
  replaced: 'Mae pleidlais ddiweddarach â’r un cod wedi cymryd ei lle, felly nid yw hon yn cyfrif.',
  replacedNotYou: 'Os na phleidleisioch yr eildro, dywedwch wrth y swyddog canlyniadau ar unwaith.',
  notShown: 'Ni all y dudalen hon ddangos sut y pleidleisioch, ac ni all neb arall chwaith.',
  notThere: 'Nid oes pleidlais â’r dderbynneb hon yn y blwch',
  notThereText:
    'Cymharwch bob gair â’ch derbynneb a rhowch gynnig arall arni. Os yw pob gair yn gywir, cadwch y dderbynneb a dywedwch wrth y swyddog canlyniadau: mae derbynneb am bleidlais sydd ar goll yn brawf bod rhywbeth o’i le.',
  notACode: 'Nid derbynneb yw honno',
  experts: 'I arbenigwyr: y prawf',
  expertsLead:
    'Mae hash deilen y bleidlais a’r hashau wrth ochr ei llwybr yn arwain at y gwreiddyn y mae’r man gwirio wedi’i lofnodi’n ymrwymo iddo (RFC 6962).',
  index: 'Cofnod yn y log',
  leaf: 'Hash y ddeilen',
  path: 'Hashau wrth ochr y llwybr, o’r ddeilen i fyny',
  size: 'Cofnodion o dan y man gwirio',
  root: 'Gwreiddyn',
  checkpoint: 'Man gwirio wedi’i lofnodi',
  tracker: 'Olrheiniwr',
  json: 'Yr un peth fel JSON',
  box: 'Edrych yn y blwch pleidleisio',
  another: 'Gwirio derbynneb arall',
};
