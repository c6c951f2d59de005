/** Writes every test vector again from its seed or its papers; `git diff` then shows whether anything changed. */
await import('./generate-ballot.ts');
await import('./generate-count.ts');
