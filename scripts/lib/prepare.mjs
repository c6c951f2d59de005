import { ensureInstalled } from './install.mjs';
import { findNode } from './node24.mjs';
import { ensureWebBuilt } from './web.mjs';

/** Everything that has to be true before Hustings can run; returns the Node to run it with. */
export async function prepare({ web }) {
  await ensureInstalled();
  const node = findNode();
  if (web) await ensureWebBuilt(node);
  return node;
}
