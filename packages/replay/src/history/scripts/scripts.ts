/** The scripts of the contests that come with Hustings. A stranger's contest is played without one. */
import type { Script } from '../script.ts';
import { conservatives } from './conservatives.ts';
import { labour } from './labour.ts';
import { others } from './others.ts';

export const scripts: readonly Script[] = [...labour, ...conservatives, ...others];

export function findScript(file: string): Script | undefined {
  return scripts.find((script) => script.file === file);
}
