/** “Ches i ddim dolen”: “I did not get my link.” */
export const lost = {
  link: 'Ni chefais fy nolen',
  title: 'Ni chefais fy nolen',
  lead: 'Edrychwch yn gyntaf yn y ffolderi sbam a hysbysebion: mae’r pwnc yn dechrau ag enw’r sefydliad.',
  label: 'Eich cyfeiriad e-bost neu’ch rhif aelodaeth',
  hint: 'Fel y mae’r sefydliad yn ei adnabod. Mae’r e-bost yn mynd i’r cyfeiriad ar y gofrestr ac i ddim un arall.',
  missing: 'Ysgrifennwch eich cyfeiriad neu’ch rhif.',
  submit: 'Ei hanfon eto',
  sentTitle: 'Os ydych ar y gofrestr, mae ar ei ffordd',
  sent: 'Bydd e-bost yn mynd i’r cyfeiriad ar y gofrestr o fewn munud neu ddwy. Mae’r dudalen hon yn dweud yr un peth wrth bawb, fel na all neb ddarganfod yma pwy sy’n aelod.',
  still:
    'Dim byd yn cyrraedd? Yna mae gan y gofrestr gyfeiriad arall ar eich cyfer, neu ddim un. Gofynnwch i’r swyddog canlyniadau, sy’n gallu gweld a ddaeth yr e-bost yn ei ôl.',
  again: 'Gofyn unwaith eto',
};
