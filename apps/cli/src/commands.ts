import type { Command } from './command.ts';
import { countCommand } from './commands/count.ts';

/** In the order in which a newcomer meets them. */
export const commands: readonly Command[] = [countCommand];
