/**
 * Acts about who holds what, who asks for what, and what candidates bring with them: units and their
 * members, offices, events, demands, objections, tickets, payments, registrations.
 */
import type { CandidateRef } from './acts.ts';
import type { Money, VacancyCause } from './rule-book.ts';

/** An organisation that nominates or signs: a branch, an affiliate. */
export interface Unit {
  readonly id: string;
  /** One of the body's kinds. */
  readonly kind?: string;
  /** Members that it represents. */
  readonly weight?: number;
  /** Where it is, by the body's levels of areas. */
  readonly areas?: Readonly<Record<string, string>>;
}

export interface TicketMember extends CandidateRef {
  readonly classes: readonly string[];
}

export type SupportAct =
  /** Lists units of a body, each once, which may then nominate or sign. */
  | {
      readonly kind: 'units-listed';
      readonly body: string;
      readonly units: readonly Unit[];
      readonly source: string;
    }
  | {
      readonly kind: 'holder-recorded';
      readonly office: string;
      readonly holder: CandidateRef;
      readonly as: 'holder' | 'interim' | 'appointed';
      /** Body or office that named an interim or appointed holder. */
      readonly by?: string;
      readonly status?: string;
      /** Day from which the present term runs. */
      readonly since?: string;
      /** Terms served one after the other, this one included. */
      readonly terms?: number;
      readonly source: string;
    }
  | {
      readonly kind: 'office-vacated';
      readonly office: string;
      readonly cause: VacancyCause;
      readonly on: string;
      readonly because: string;
    }
  | {
      readonly kind: 'event-noted';
      readonly event: string;
      readonly on: string;
      readonly source: string;
    }
  | {
      readonly kind: 'demand-signed';
      readonly demand: string;
      readonly signer: string;
      readonly body: string;
      readonly areas?: Readonly<Record<string, string>>;
      /** The meeting at which a unit decided to ask. */
      readonly meeting?: {
        readonly on: string;
        readonly present: number;
        readonly quorum: number;
      };
    }
  | {
      readonly kind: 'demand-unsigned';
      readonly demand: string;
      readonly signer: string;
      readonly body: string;
    }
  /** The keeper says that there are enough; how many only where the keeper says so. */
  | {
      readonly kind: 'demand-certified';
      readonly demand: string;
      readonly by: string;
      readonly count?: number;
    }
  | {
      readonly kind: 'objection-made';
      readonly objection: string;
      /** Id of one of the book's rules of objection. */
      readonly rule: string;
      readonly matter?: string;
      /** The elector or candidate objected to, or a few words. */
      readonly about: string;
      readonly by: string;
      readonly reason: string;
    }
  | { readonly kind: 'contest-abandoned'; readonly matter: string; readonly because: string }
  | {
      readonly kind: 'ticket-formed';
      readonly matter: string;
      readonly candidate: string;
      readonly name: string;
      readonly members: readonly TicketMember[];
    }
  /** What counts for quotas and caps: classes ("woman") and groups ("employer": "acme"). */
  | {
      readonly kind: 'candidate-described';
      readonly matter: string;
      readonly candidate: string;
      readonly classes: readonly string[];
      readonly groups: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'qualification-certified';
      readonly matter: string;
      readonly candidate: string;
      readonly qualification: string;
      readonly source: string;
    }
  | {
      readonly kind: 'payment-made';
      readonly matter: string;
      readonly candidate: string;
      readonly amount: Money;
    }
  | {
      readonly kind: 'spending-reported';
      readonly matter: string;
      readonly candidate: string;
      readonly amount: Money;
    }
  | {
      readonly kind: 'deposit-returned';
      readonly matter: string;
      readonly candidate: string;
      readonly amount: Money;
    }
  | {
      readonly kind: 'elector-registered';
      readonly matter: string;
      readonly section: string;
      readonly elector: string;
      readonly paid?: Money;
      readonly declared?: boolean;
    };
