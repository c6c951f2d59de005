/** The verifier's page as one plain object and one pure function, like the booth's. */
import type { Progress, Report } from '@hustings/record';

export type VerifierState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'downloading'; readonly got: number; readonly of: number | undefined }
  | { readonly kind: 'verifying'; readonly progress: Progress | undefined }
  | { readonly kind: 'reported'; readonly report: Report; readonly seconds: number }
  | { readonly kind: 'stopped'; readonly why: 'cancelled' | 'offline' | 'crashed' }
  /** The file is no record at all. */
  | { readonly kind: 'unreadable'; readonly message: string };

export type VerifierEvent =
  | { readonly kind: 'download-started'; readonly of: number | undefined }
  | { readonly kind: 'downloaded'; readonly got: number; readonly of: number | undefined }
  | { readonly kind: 'bytes-there' }
  | { readonly kind: 'progressed'; readonly progress: Progress }
  | { readonly kind: 'reported'; readonly report: Report; readonly seconds: number }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly why: 'offline' | 'crashed' };

export function isBusy(state: VerifierState): boolean {
  return state.kind === 'downloading' || state.kind === 'verifying';
}

export function update(state: VerifierState, event: VerifierEvent): VerifierState {
  switch (event.kind) {
    case 'download-started':
      return { kind: 'downloading', got: 0, of: event.of };
    case 'downloaded':
      return state.kind === 'downloading'
        ? { kind: 'downloading', got: event.got, of: event.of }
        : state;
    case 'bytes-there':
      return { kind: 'verifying', progress: undefined };
    case 'progressed':
      return state.kind === 'verifying' ? { ...state, progress: event.progress } : state;
    case 'reported':
      return isBusy(state)
        ? { kind: 'reported', report: event.report, seconds: event.seconds }
        : state;
    case 'unreadable':
      return isBusy(state) ? { kind: 'unreadable', message: event.message } : state;
    case 'cancelled':
      return isBusy(state) ? { kind: 'stopped', why: 'cancelled' } : state;
    case 'failed':
      return isBusy(state) ? { kind: 'stopped', why: event.why } : state;
  }
}
