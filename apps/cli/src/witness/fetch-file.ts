import { err, type Failure, ok, type Result } from '@hustings/base';

const TIMEOUT_MS = 20_000;

/** A file over HTTP, of `most` bytes at most, within `timeout` ms; undefined where there is none. */
export async function fetchFile(
  url: string,
  most: number,
  timeout: number = TIMEOUT_MS,
): Promise<Result<Uint8Array | undefined, Failure>> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
    if (response.status === 404) {
      await response.body?.cancel();
      return ok(undefined);
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return unreachable(url, `it answers ${response.status}`);
    }
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body) {
      length += part.length;
      if (length > most) return unreachable(url, 'it is far too long');
      parts.push(part);
    }
    return ok(new Uint8Array(Buffer.concat(parts)));
  } catch (error) {
    return unreachable(url, reasonOf(error));
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be reached';
  if (error.name === 'TimeoutError') return 'it does not answer';
  const cause = error.cause;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}

function unreachable(url: string, why: string): Result<never, Failure> {
  return err({ code: 'cli/unreachable', message: `Cannot read ${url}: ${why}.` });
}
