import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './root.mjs';

/**
 * Every code stands in the sources as a literal `'area/kebab-reason'`, with its sentence as the next
 * text that is one. Both are read as text: the list must not need the code to run.
 */
const CODE = /'([a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*)'/g;
const TEXT = /(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1/g;
/** A sentence stands close to its code; further on is somebody else's. */
const REACH = 400;
/** Words with a slash that are no codes: media types, module names, names of formats. */
const NOT_AREAS = new Set([
  'text',
  'application',
  'multipart',
  'image',
  'kysely',
  'hustings',
  'preact',
  'vite',
  'node',
]);

/** @returns {Map<string, { sentence: string | undefined, places: Set<string> }>} */
export function findCodes() {
  const codes = new Map();
  for (const kind of ['packages', 'apps']) {
    for (const name of readdirSync(inRoot(kind)).sort()) {
      const folder = inRoot(kind, name, 'src');
      if (!existsSync(folder)) continue;
      for (const file of readdirSync(folder, { recursive: true }).sort()) {
        if (!/\.tsx?$/.test(file)) continue;
        readCodes(readFileSync(join(folder, file), 'utf8'), `${kind}/${name}`, codes);
      }
    }
  }
  return codes;
}

function readCodes(text, place, codes) {
  const found = [...text.matchAll(CODE)].filter(([, code]) => !NOT_AREAS.has(code.split('/')[0]));
  found.forEach((match, i) => {
    const from = match.index + match[0].length;
    const next = found[i + 1]?.index ?? text.length;
    const after = text.slice(from, Math.min(next, from + REACH));
    const texts = [...after.replace(/\$\{[^}]*\}/g, '…').matchAll(TEXT)].map(([, , said]) => said);
    const entry = codes.get(match[1]) ?? { sentence: undefined, places: new Set() };
    entry.sentence ??= texts.find((said) => / .*[.!?]$/.test(said))?.replace(/\\(.)/g, '$1');
    entry.places.add(place);
    codes.set(match[1], entry);
  });
}

/** @param {ReturnType<typeof findCodes>} codes */
export function writeErrors(codes) {
  const areas = byArea([...codes.keys()].sort());
  const lines = [
    '# Codes',
    '',
    'Every failure and every finding carries a code that is never reworded, and a sentence that may be.',
    'Programs should look at the code. `…` stands for what differs from case to case. Written by',
    '`npm run errors`; do not edit.',
  ];
  for (const [area, list] of areas) {
    lines.push('', `## ${area}`, '', '| code | says | in |', '|---|---|---|');
    for (const code of list) {
      const { sentence, places } = codes.get(code);
      const says = (sentence ?? 'depends on the case').replaceAll('|', '\\|');
      lines.push(`| \`${code}\` | ${says} | ${[...places].join(', ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** By hand: `Map.groupBy` is not in Node 20. */
function byArea(codes) {
  const areas = new Map();
  for (const code of codes) {
    const area = code.split('/')[0];
    areas.set(area, [...(areas.get(area) ?? []), code]);
  }
  return areas;
}
