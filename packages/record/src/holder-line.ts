/**
 * Keyholders of separated mode as one line of text, which their programs print and a returning officer
 * pastes: `trustee ann-lee 3f9c… Ann Lee` (role, id, Ed25519 key in hex, name). Trustees and mixers are named
 * on the record by `ceremony-opened`; the registrar by a note of the first entry.
 */
import { err, type Failure, ok, type Result } from '@hustings/base';
import type { Keyholder } from '@hustings/rulebook';

export type HolderRole = 'trustee' | 'mixer' | 'registrar';

export interface NamedHolder extends Keyholder {
  readonly role: HolderRole;
}

const LINE =
  /^(trustee|mixer|registrar) ([a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?) ([0-9a-f]{64}) (\S.{0,199})$/u;
const NOTE = 'The voting codes are made by a registrar: ';

export function formatHolderLine({ role, id, key, name }: NamedHolder): string {
  return `${role} ${id} ${key} ${name}`;
}

/** Total. Code: `keys/line-malformed`. */
export function parseHolderLine(text: string): Result<NamedHolder, Failure> {
  const [, role, id, key, name] = LINE.exec(text.trim().replace(/\s+/g, ' ')) ?? [];
  if (role === undefined || id === undefined || key === undefined || name === undefined)
    return err({
      code: 'keys/line-malformed',
      message:
        'This is no line of a keyholder: it has a role, an id, a key of 64 figures and letters, and a name.',
    });
  return ok({ role: role as HolderRole, id, key, name });
}

/** How the first entry of a proceeding names its registrar. */
export function registrarNote(registrar: NamedHolder): string {
  return `${NOTE}${formatHolderLine(registrar)}`;
}

/** The registrar that a proceeding named when it was opened. */
export function registrarIn(notes: readonly string[]): NamedHolder | undefined {
  for (const note of notes) {
    const line = note.startsWith(NOTE) ? parseHolderLine(note.slice(NOTE.length)) : undefined;
    if (line?.ok && line.value.role === 'registrar') return line.value;
  }
  return undefined;
}
