/** Hashes that bind proofs to their poll (spec/record.md §4). */
import type { BallotPoll, Ceremony } from '@hustings/ballot';
import { piecesFor } from '@hustings/ballot';
import { canonicalJson, fromHex, utf8 } from '@hustings/base';
import { paperLength } from '@hustings/count';
import { sha256 } from '@hustings/hash';
import type { Act, Manifest } from '@hustings/rulebook';

type CeremonyOpened = Extract<Act, { kind: 'ceremony-opened' }>;

/** The poll context of every proof: SHA-256 of the canonical manifest. */
export function manifestHash(manifest: Manifest): Uint8Array {
  return sha256(utf8(canonicalJson(manifest)));
}

/** Before there is a manifest: what the trustees' key is made for. */
export function ceremonyOf(proceeding: string, act: CeremonyOpened): Ceremony {
  const { poll, threshold, trustees, mixers } = act;
  const text = canonicalJson({
    format: 'hustings/ceremony/1',
    mixers,
    poll,
    proceeding,
    threshold,
    trustees,
  });
  return { context: sha256(utf8(text)), threshold, trustees: trustees.length };
}

/** What ballots of this poll are bound to. The manifest's key must be hex: the caller has checked. */
export function ballotPollOf(manifest: Manifest): BallotPoll {
  return {
    context: manifestHash(manifest),
    key: fromHex(manifest.key) ?? new Uint8Array(),
    pieces: piecesFor(paperLength(manifest.form)),
    pools: manifest.pools.map((p) => p.id),
  };
}
