/** Gwirio ag ail ddyfais, a phrofi’r peiriant: a second device, and testing the machine. */
export const secondDevice = {
  title: 'Gwirio ag ail ddyfais',
  lead: 'Gall ffôn neu gyfrifiadur arall agor y bleidlais hon a dangos yr hyn y mae’n ei ddweud. Os nad dyna’r hyn a ddewisoch, dywedwch wrth y swyddog canlyniadau ar unwaith.',
  testLead:
    'Gall ffôn neu gyfrifiadur arall agor y papur prawf hefyd, a dangos yr hyn y mae’n ei ddweud. Nid yw’r papur prawf yn y blwch pleidleisio.',
  buying: 'Cadwch y cod hwn i chi’ch hun: gall pwy bynnag sy’n ei weld weld sut y pleidleisioch.',
  forgotten:
    'Ni chaiff neb ofyn i chi amdano. Ar y dudalen hon yn unig y’i dangosir, a chaiff ei anghofio pan fyddwch yn ei gadael.',
  gone: 'Dangoswyd unwaith y cod y mae ail ddyfais yn darllen eich pleidlais ag ef, ac mae wedi’i anghofio.',
  before:
    'Yn y bleidlais hon gallwch wirio ag ail ddyfais yr hyn y mae’ch papur yn ei ddweud. Mae hynny hefyd yn golygu y gallech ei ddangos i rywun arall: ni chaiff neb ofyn i chi wneud.',
  show: 'Dangos y cod',
  label: 'Cod QR â dolen i’ch ail ddyfais',
  orLink: 'Pwyntiwch gamera’r ddyfais arall ato, neu agorwch y ddolen hon yno:',

  pageTitle: 'Yr hyn y mae’r bleidlais hon yn ei ddweud',
  pageLead: 'Mae’r dudalen hon yn agor pleidlais dan sêl â chod o’r ddyfais a’i seliodd.',
  noCode:
    'Nid oes cod yn y ddolen hon, neu mae wedi’i ddefnyddio. Pwyntiwch y camera at y cod ar y ddyfais gyntaf eto.',
  reading: 'Wrthi’n agor y bleidlais ar y ddyfais hon…',
  fetched:
    'Cymerwyd y bleidlais o’r cofnod cyhoeddus, gwiriwyd ei sêl, ac fe’i hagorwyd ar y ddyfais hon. Ni anfonwyd y cod at y gweinydd.',
  testRead:
    'Prawf oedd y bleidlais hon. Nid yw yn y blwch pleidleisio. Fe’i hagorwyd ar y ddyfais hon, ac ni anfonwyd y cod at y gweinydd.',
  same: 'Ai dyma’r hyn a ddewisoch? Yna fe seliodd y ddyfais gyntaf yr hyn y dywedasoch wrthi. Os nad e, dywedwch wrth y swyddog canlyniadau, a phleidleisiwch eto o ddyfais arall os yw’r rheolau’n caniatáu.',
  receipt: 'Derbynneb y bleidlais hon',
  blank: 'Gadawyd y papur yn wag.',
  spoilt: (reason: string): string => `Câi’r papur ei gyfrif yn bapur a ddifethwyd (${reason}).`,
  failed:
    'Nid yw’r cod yn agor pleidlais yn y bleidlais hon. Naill ai ni ddarllenwyd ef yn gyfan, neu rhoddodd y ddyfais gyntaf un anghywir: yna dywedwch wrth y swyddog canlyniadau.',
  notThere:
    'Nid yw’r bleidlais hon ar y cofnod cyhoeddus. Os dywedodd y ddyfais gyntaf wrthych ei bod wedi’i bwrw, dywedwch wrth y swyddog canlyniadau ar unwaith.',
  trouble:
    'Nid oedd modd darllen y cofnod y funud hon. Gwiriwch y cysylltiad a llwythwch y dudalen hon eto.',
  leave: 'Caewch y dudalen hon ar ôl ei gweld. Ni chedwir dim ohoni.',
};

export const machineTest = {
  link: 'Profi’r ddyfais hon yn gyntaf',
  linkLead:
    'Caiff papur prawf ei selio yn union fel pleidlais, ei agor eto gan ail raglen, ac nid yw byth yn cael ei anfon.',
  flag: 'Prawf. Ni fwrir dim.',
  lead: 'Marciwch y papur fel y mynnwch: prawf o’r ddyfais yw hwn, ac nid oes dim yn cael ei anfon.',
  seal: 'Ei selio a’i agor',
  sealing: 'Wrthi’n selio’r papur prawf…',
  reading: 'Mae ail raglen yn ei agor…',
  same: 'Aeth y prawf yn iawn',
  sameText:
    'Seliwyd eich papur prawf ar gyfer y bleidlais hon. Gwiriodd ail raglen, sy’n gwneud ei symiau mewn ffordd arall, y sêl, ei agor a darllen yr union beth yr oeddech wedi’i farcio:',
  sameBlank:
    'Seliwyd eich papur prawf gwag ar gyfer y bleidlais hon, a darllenodd ail raglen ef yn wag.',
  differs: 'Methodd y prawf',
  differsText:
    'Ni ddarllenodd ail raglen yr hyn yr oeddech wedi’i farcio. Peidiwch â phleidleisio ar y ddyfais hon, a dywedwch wrth y swyddog canlyniadau.',
  readInstead: 'Darllenodd:',
  limits:
    'Mae prawf yn dangos bod y ddyfais hon yn selio’n gywir nawr. Gallai dyfais sydd am dwyllo wneud hynny’n nes ymlaen o hyd; gall ail ddyfais wirio ar ôl y bleidlais, lle mae’r rheolau’n caniatáu.',
  again: 'Prawf arall',
  toVote: 'I’r bleidlais',
};
