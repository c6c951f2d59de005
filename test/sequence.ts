import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** From the bottom of the house to the top, so that a fault is met first where it is smallest. */
const ORDER = [
  'test',
  'packages/base',
  'packages/log',
  'packages/count',
  'packages/ristretto',
  'packages/ballot',
  'packages/rulebook',
  'packages/record',
  'packages/replay',
  'apps/cli',
  'apps/web',
  'apps/server',
];

/** Quick packages first, browsers last; within a package as Vitest has it (failed before, slow first). */
export class BottomUp extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => this.rank(a.moduleId) - this.rank(b.moduleId));
  }

  private rank(file: string): number {
    const path = file.slice(this.ctx.config.root.length + 1);
    const place = ORDER.findIndex((folder) => path.startsWith(`${folder}/`));
    return (/browser|e2e/.test(path) ? ORDER.length + 1 : 0) + (place < 0 ? ORDER.length : place);
  }
}
