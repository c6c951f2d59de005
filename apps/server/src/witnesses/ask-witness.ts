/** Asks a witness for its cosignature (c2sp.org/tlog-witness): what it answered, whatever it answered. */
import { fromUtf8 } from '@hustings/base';
import {
  type Cosignature,
  type CosignerKey,
  formatSubmission,
  parseSignatureLines,
  type Submission,
  splitNote,
  verifyCosignatures,
} from '@hustings/log';

export interface Witness {
  /** Its submission prefix: `https://witness.example.org`. */
  readonly url: string;
  readonly key: CosignerKey;
}

export type WitnessAnswer =
  | { readonly kind: 'cosigned'; readonly cosignature: Cosignature }
  /** It has cosigned another size than was thought. */
  | { readonly kind: 'knows'; readonly size: number }
  | { readonly kind: 'refused'; readonly status: number }
  /** It answered something that is not its cosignature of this checkpoint. */
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'silent' };

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 100_000;

export async function askWitness(
  { url, key }: Witness,
  submission: Submission,
  stop: AbortSignal,
): Promise<WitnessAnswer> {
  let status: number;
  let text: string | undefined;
  try {
    const response = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body: formatSubmission(submission),
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'error',
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    status = response.status;
    text = await readText(response);
  } catch {
    return { kind: 'silent' };
  }
  if (status === 409) {
    const digits = /^(0|[1-9]\d{0,15})\n$/.exec(text ?? '')?.[1];
    const size = digits === undefined ? Number.NaN : Number(digits);
    return Number.isSafeInteger(size) ? { kind: 'knows', size } : { kind: 'refused', status };
  }
  if (status !== 200) return { kind: 'refused', status };
  const lines = text === undefined ? undefined : parseSignatureLines(text);
  const note = splitNote(submission.note);
  if (!lines?.ok || !note.ok) return { kind: 'nonsense' };
  const read = verifyCosignatures(note.value.text, lines.value, [key]);
  const [cosignature] = read.ok ? read.value : [];
  return cosignature === undefined ? { kind: 'nonsense' } : { kind: 'cosigned', cosignature };
}

async function readText({ body }: Response): Promise<string | undefined> {
  if (body === null) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return fromUtf8(Buffer.concat(parts));
}
