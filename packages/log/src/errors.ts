import type { Failure } from '@hustings/base';

/** What can be wrong with log data from elsewhere. Codes are stable; sentences may improve. */
export interface LogFailure extends Failure {
  readonly code:
    | 'log/bad-path'
    | 'log/bad-bundle'
    | 'log/bad-key'
    | 'log/bad-note'
    | 'log/bad-signature'
    | 'log/no-known-signature'
    | 'log/bad-checkpoint'
    | 'log/wrong-origin'
    | 'log/bad-proof'
    | 'log/not-included'
    | 'log/bad-submission'
    | 'log/bad-evidence'
    | 'log/shows-nothing';
}
