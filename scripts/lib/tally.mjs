import { existsSync, readFileSync } from 'node:fs';

/**
 * Reads what Vitest's JSON reporter left. A file that could not be loaded has no tests to fail, and a
 * crash leaves no file at all: both count as one failure, or a broken run would look like a good one.
 * @param {string} file
 * @param {number} exitCode
 */
export function readVitest(file, exitCode) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (report === undefined)
    return { passed: 0, failed: 1, skipped: 0, broken: ['Vitest did not finish'] };
  const broken = report.testResults
    .filter(
      (result) =>
        result.status === 'failed' && result.assertionResults.every((t) => t.status !== 'failed'),
    )
    .map((result) => `${result.name}: ${firstLine(result.message)}`);
  const failed = report.numFailedTests + broken.length;
  if (exitCode !== 0 && failed === 0)
    broken.push('Vitest reported an error outside the tests (see above)');
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    broken,
  };
}

function firstLine(text) {
  return (text ?? '').trim().split('\n')[0] || 'could not be loaded';
}
