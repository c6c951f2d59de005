// npm run errors: writes docs/errors.md, the list of every code with its sentence, from the sources.
import { mkdirSync, writeFileSync } from 'node:fs';
import { findCodes, writeErrors } from './lib/error-codes.mjs';
import { inRoot } from './lib/root.mjs';
import { say } from './lib/say.mjs';

const codes = findCodes();
mkdirSync(inRoot('docs'), { recursive: true });
writeFileSync(inRoot('docs/errors.md'), writeErrors(codes));
say(`docs/errors.md: ${codes.size} codes`);
