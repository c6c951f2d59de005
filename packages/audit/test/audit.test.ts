import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import { type Audit, auditResult } from '../src/index.ts';

const CONTESTS = resolve(import.meta.dirname, '../../../contests');

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

const contest = (id: string): { [key: string]: Json } =>
  JSON.parse(readFileSync(resolve(CONTESTS, `${id}.json`), 'utf8'));

const audit = (result: Json): Audit => unwrap(auditResult(JSON.stringify(result)));

/** The contest with other figures at some places. */
function printed(id: string, figures: Readonly<Record<string, number>>): Audit {
  const result = contest(id);
  for (const [path, figure] of Object.entries(figures)) {
    const keys = path
      .slice(1)
      .split('/')
      .map((key) => key.replaceAll('~1', '/'));
    const last = keys.pop() as string;
    let at: Json = result;
    for (const key of keys) at = (at as { [key: string]: Json })[key] as Json;
    expect((at as { [key: string]: Json })[last], path).toBeTypeOf('number');
    (at as { [key: string]: Json })[last] = figure;
  }
  return audit(result);
}

const sentences = (of: Audit) => of.findings.map((f) => f.sentence);

/** What the audit takes each wrong figure to have been. */
const corrections = (of: Audit) =>
  Object.fromEntries(of.findings.flatMap((f) => f.suspects.map((s) => [s.path, s.fits])));

describe('the misprints that are known, in the results that we have', () => {
  test('Conservatives 2022, fifth ballot: 111 for Truss should be 113', () => {
    const found = printed('uk-con-2022-leader', {
      '/mpRounds/4/totals/Liz Truss': 111,
      '/mpRounds/4/bySection/all/Liz Truss': 111,
    });
    expect(corrections(found)['/mpRounds/4/totals/Liz Truss']).toBe('113');
    expect(found.findings[0]?.suspects.map((s) => s.slip)).toContain('one digit');
  });

  test('Conservatives 2022, members: 60,339 for Sunak should be 60,399', () => {
    const found = printed('uk-con-2022-leader', { '/membersBallot/candidates/Rishi Sunak': 60339 });
    expect(corrections(found)).toMatchObject({ '/membersBallot/candidates/Rishi Sunak': '60399' });
  });

  test('Conservatives 2001, members: 155,993 should be 155,933', () => {
    const found = printed('uk-con-2001-leader', {
      '/membersBallot/candidates/Iain Duncan Smith': 155993,
    });
    expect(corrections(found)).toMatchObject({
      '/membersBallot/candidates/Iain Duncan Smith': '155933',
    });
  });

  test('Conservatives of Canada 2017: 17,221.2 points do not add up to 33,800', () => {
    const found = printed('ca-cpc-2017-leader', { '/rounds/5/totals/Andrew Scheer': 17221.2 });
    expect(corrections(found)['/rounds/5/totals/Andrew Scheer']).toMatch(/^17222\.20?$/);
  });

  test('New Democrats 2017: 53.6 is of all papers, and the rule counts valid votes', () => {
    const [finding, ...others] = printed('ca-ndp-2017-leader', {
      '/rounds/0/publishedPct/Jagmeet Singh': 53.6,
      '/rounds/0/publishedPct/Charlie Angus': 19.3,
      '/rounds/0/publishedPct/Niki Ashton': 17.3,
    }).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'audit/base', severity: 'unusual' });
    expect(finding?.sentence).toContain('65,782');
    expect(finding?.suspects.map((s) => s.fits)).toContain('53.8');
  });

  test('Liberal Democrats 2019: 62.8 and 36.7 are of papers that are not printed', () => {
    const [finding] = audit(contest('uk-libdem-leaders')).findings;
    expect(finding).toMatchObject({ code: 'audit/base', severity: 'unusual' });
    expect(finding?.sentence).toContain('76,368 to 76,455');
    expect(finding?.sentence).toContain('add up to 99.5');
  });

  test('Liberal Democrats 2020: nothing tells a turnout of 57.6 from 57.1', () => {
    const found = audit({
      ...contest('uk-libdem-leaders'),
      alsoPrinted: [{ source: 'another edition', figures: { '/contests/4/turnoutPct': 57.1 } }],
    });
    expect(found.otherPrints[0]).toMatchObject({ fits: 'neither-is-told' });
  });

  test('Shadow Cabinet 2010: nothing tells 163 for Johnson from 165', () => {
    const result = contest('uk-labour-2010-shadow-cabinet');
    const rows = result['result'] as { [key: string]: Json }[];
    const at = rows.findIndex((row) => row['name'] === 'Alan Johnson');
    expect([163, 165]).toContain(rows[at]?.['votes']);
    const found = audit({
      ...result,
      alsoPrinted: [
        {
          source: 'another paper',
          figures: { [`/result/${at}/votes`]: rows[at]?.['votes'] === 163 ? 165 : 163 },
        },
      ],
    });
    expect(found.otherPrints[0]).toMatchObject({ fits: 'neither-is-told' });
  });

  test('Labour 2016: 50 of 251 are less than 20 per cent', () => {
    const found = printed('uk-labour-2016-leader', { '/nominations/thresholdCount': 50 });
    expect(sentences(found).join()).toContain('20 % of 251 is 50.2');
    expect(corrections(found)).toMatchObject({ '/nominations/thresholdCount': '51' });
  });

  test('CDU 2021: the provisional figures fit among themselves, as the final ones do', () => {
    const provisional = {
      source: 'the provisional result',
      figures: {
        '/contests/1/returned': 248360,
        '/contests/1/online': 132617,
        '/contests/1/postal': 115743,
      },
    };
    const together = audit({
      ...contest('de-cdu-2021-2022-leader'),
      alsoPrinted: [
        provisional,
        { source: 'half of it', figures: { '/contests/1/returned': 248360 } },
      ],
    });
    expect(together.findings).toEqual([]);
    expect(together.otherPrints.map((o) => o.fits)).toEqual(['neither-is-told', 'this-file']);
  });

  test('Labour 2020: a turnout of 95.5 was rounded twice', () => {
    const [finding, ...others] = audit(contest('uk-labour-2020-leader')).findings;
    expect(others).toEqual([]);
    expect(finding?.sentence).toContain('95.4499');
    expect(finding?.sentence).toContain('rounded twice');
  });

  test('the motion of 2016: 216 of 229 are 94 per cent, and 95 was printed', () => {
    const found = audit(contest('uk-labour-2016-no-confidence'));
    expect(corrections(found)).toEqual({ '/published/turnoutPct': '94' });
  });
});

describe('misprints of the same kinds, in results that are made up', () => {
  test('spoilt papers are called valid', () => {
    const found = audit({
      ballots: { valid: 21994, spoilt: 9 },
      rounds: [{ totals: { Ann: 12485, Ben: 9500 } }],
    });
    expect(corrections(found)).toMatchObject({ '/ballots/valid': '21985' });
  });

  test('a share of a section is out by two points', () => {
    const found = audit({
      sections: [{ id: 'caucus' }, { id: 'members' }],
      rounds: [
        {
          bySection: { caucus: { Ann: 55, Ben: 31 }, members: { Ann: 1200, Ben: 1800 } },
          totals: { Ann: 1255, Ben: 1831 },
        },
      ],
      published: { sectionShares: { caucus: { Ann: 64.0, Ben: 34.1 } } },
    });
    expect(corrections(found)).toMatchObject({ '/published/sectionShares/caucus/Ben': '36.0' });
  });

  test('one table mixes shares of votes with shares of papers', () => {
    const found = audit({
      ballots: { valid: 100_000, spoilt: 900, returned: 100_900 },
      rounds: [
        {
          totals: { Ann: 40_110, Ben: 35_000, Cat: 14_890, Dan: 10_000 },
          publishedPct: { Ann: 40.11, Ben: 34.69, Cat: 14.89, Dan: 9.91 },
        },
      ],
    });
    expect(found.findings[0]).toMatchObject({ code: 'audit/bases-mixed' });
  });

  test('shares of all papers returned add up to less than 100, and are said to be of papers', () => {
    const found = audit({
      ballots: { valid: 99_760, returned: 100_000 },
      rounds: [
        {
          totals: { Ann: 40_000, Ben: 35_000, Cat: 24_760 },
          publishedPct: { Ann: 40.0, Ben: 35.0, Cat: 24.76 },
        },
      ],
    });
    expect(found.findings[0]).toMatchObject({ code: 'audit/base', severity: 'unusual' });
  });

  test('a percentage that puts somebody third breaks the sum', () => {
    const found = audit({
      rounds: [{ unit: 'percent', totals: { Ann: 46.5, Ben: 19.5, Cat: 19.2, Dan: 14.3 } }],
    });
    expect(found.findings[0]).toMatchObject({ code: 'audit/percentages-add-up' });
    expect(corrections(found)).toMatchObject({ '/rounds/0/totals/Cat': '19.7' });
  });

  test('papers leave a candidate who is still in the count, or come from nowhere', () => {
    const found = audit({
      rounds: [
        { totals: { Ann: 50, Ben: 40, Cat: 10 }, eliminated: ['Cat'] },
        { totals: { Ann: 49, Ben: 51 } },
      ],
    });
    expect(sentences(found).join()).toContain('papers do not leave a candidate');
  });

  test('somebody goes out who was not the lowest', () => {
    const found = audit({
      rounds: [{ totals: { Ann: 50, Ben: 40, Cat: 10 }, eliminated: ['Ben'] }],
    });
    expect(found.findings[0]).toMatchObject({ code: 'audit/lowest-goes', severity: 'wrong' });
  });

  test('a declaration in words says another number', () => {
    const found = printed('uk-con-2022-leader', { '/membersBallot/electorate': 172473 });
    expect(sentences(found).join()).toContain('it says 172,437');
    expect(corrections(found)).toMatchObject({ '/membersBallot/electorate': '172437' });
  });
});

test('the results as we have them hold together, but for what is known of them', () => {
  const known = new Set([
    'de-spd-2019-leader.json',
    'uk-labour-2016-no-confidence.json',
    'uk-labour-2020-leader.json',
    'uk-libdem-leaders.json',
  ]);
  let checked = 0;
  for (const file of readdirSync(CONTESTS).filter((f) => f.endsWith('.json'))) {
    const found = unwrap(auditResult(readFileSync(resolve(CONTESTS, file), 'utf8')));
    expect(found.findings.length > 0, `${file}: ${sentences(found)}`).toBe(known.has(file));
    checked += found.checked;
  }
  expect(checked).toBeGreaterThan(480);
});

test('nearly every digit changed in a figure of votes is found', () => {
  let changed = 0;
  let found = 0;
  for (const file of readdirSync(CONTESTS).filter((f) => f.endsWith('.json'))) {
    const text = readFileSync(resolve(CONTESTS, file), 'utf8');
    const before = new Set(sentences(unwrap(auditResult(text))));
    const result: { [key: string]: Json } = JSON.parse(text);
    const rounds = (result['rounds'] ?? result['mpRounds'] ?? []) as { [key: string]: Json }[];
    for (const [i, round] of rounds.entries()) {
      const totals = (round['totals'] ?? {}) as Record<string, number>;
      const sections = Object.values(
        (round['bySection'] ?? {}) as Record<string, Record<string, number>>,
      );
      for (const [name, votes] of Object.entries(totals)) {
        if (typeof votes !== 'number' || votes < 10) continue;
        const copy = structuredClone(result);
        const there = (copy['rounds'] ?? copy['mpRounds']) as { [key: string]: Json }[];
        const wrong = votes + 10;
        ((there[i] as { [key: string]: Json })['totals'] as Record<string, number>)[name] = wrong;
        const only = Object.values(
          ((there[i] as { [key: string]: Json })['bySection'] ?? {}) as Record<
            string,
            Record<string, number>
          >,
        );
        if (sections.length === 1 && only[0] !== undefined) only[0][name] = wrong;
        changed++;
        if (sentences(audit(copy)).some((s) => !before.has(s))) found++;
      }
    }
  }
  expect(changed).toBeGreaterThan(150);
  expect(found / changed).toBeGreaterThan(0.97);
});

test('what is no result is refused in a sentence', () => {
  expect(auditResult('[1]')).toMatchObject({ ok: false, error: { code: 'audit/not-a-result' } });
  expect(auditResult('{')).toMatchObject({ ok: false, error: { code: 'audit/not-json' } });
  expect(unwrap(auditResult('{}'))).toMatchObject({ checked: 0, findings: [] });
});
