/**
 * What happens to a code and a paper, away from the page: `sealing.worker.ts` runs this on a thread of
 * its own. The secret made of the code stays here; the page gets back only what it may show or send.
 */
import {
  type Credential,
  credentialsFromCodes,
  newCode,
  type Random,
  receiptOf,
  sealBallots,
} from '@hustings/ballot';
import { fromHex, toBase64, toHex } from '@hustings/base';
import { type Paper, writePaper } from '@hustings/count';
import { ballotPollOf } from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { writeDeviceCode } from './device-code.ts';

export interface SealedPaper {
  /** Base64 of the ballot bytes, as the box takes it. */
  readonly ballot: string;
  /** Hex. */
  readonly tracker: string;
  /** Words and digits. */
  readonly code: string;
}

/** A ballot just sealed; `deviceCode` where the rules let a second device read it. Never kept. */
export interface FreshlySealed extends SealedPaper {
  readonly deviceCode?: string;
}

/** A ballot that is nobody's, with what opens it. */
export interface TestSealed {
  readonly ballot: Uint8Array;
  readonly secretRandomness: Uint8Array;
  readonly deviceCode: string;
}

export interface Sealer {
  /** Makes the elector's key of the code; gives its public half, hex. */
  open(code: string, manifest: Manifest): Promise<string>;
  /** Seals a paper (empty: blank) for the elector of the last `open`. */
  seal(job: SealJob): Promise<FreshlySealed>;
  /** Seals a paper in the same way for an elector whom there is not, to be opened and never sent. */
  test(manifest: Manifest, paper: Paper): Promise<TestSealed>;
}

export interface SealJob {
  readonly manifest: Manifest;
  readonly section: string;
  /** Tracker of the elector's newest ballot in the box, hex. */
  readonly previous: string | undefined;
  readonly paper: Paper;
}

export function sealerOn(group: Group, random: Random): Sealer {
  let credential: Credential | undefined;
  return {
    async open(code, manifest) {
      const roll = { organisation: manifest.organisation, roll: manifest.roll.id };
      [credential] = await credentialsFromCodes(group, [code], roll);
      if (credential === undefined) throw new Error('no credential for a code');
      return toHex(credential.public);
    },
    async seal({ manifest, section, previous, paper }) {
      if (credential === undefined) throw new Error('sealed before it was opened');
      const pool = manifest.pools.find((one) => one.sections.includes(section));
      if (pool === undefined) throw new Error(`no pool for section ${section}`);
      const before = previous === undefined ? undefined : fromHex(previous);
      const job = {
        plaintext: writePaper(manifest.form, paper),
        pool: pool.id,
        credential,
        ...(before === undefined ? {} : { previous: before }),
      };
      const [sealed] = await sealBallots(group, ballotPollOf(manifest), [job], random);
      if (sealed === undefined) throw new Error('no ballot for a paper');
      const receipt = receiptOf(sealed.tracker);
      const { bytes, tracker, secretRandomness } = sealed;
      return {
        ballot: toBase64(bytes),
        tracker: receipt.full,
        code: receipt.short,
        ...(manifest.secondDevice === 'offered' && {
          deviceCode: writeDeviceCode({ kind: 'cast', tracker, secretRandomness }),
        }),
      };
    },
    async test(manifest, paper) {
      const roll = { organisation: manifest.organisation, roll: manifest.roll.id };
      const [nobody] = await credentialsFromCodes(group, [newCode(random)], roll);
      const [pool] = manifest.pools;
      if (nobody === undefined || pool === undefined) throw new Error('no poll to test with');
      const plaintext = writePaper(manifest.form, paper);
      const job = { plaintext, pool: pool.id, credential: nobody };
      const [sealed] = await sealBallots(group, ballotPollOf(manifest), [job], random);
      if (sealed === undefined) throw new Error('no ballot for a paper');
      const { bytes: ballot, secretRandomness } = sealed;
      const deviceCode = writeDeviceCode({ kind: 'test', ballot, secretRandomness });
      return { ballot, secretRandomness, deviceCode };
    },
  };
}
