import type { Failure } from '@hustings/base';

/** Why an entry or a ballot was not taken. `clause` names the rule where one decided. */
export interface Refusal extends Failure {
  readonly clause?: string;
  readonly citation?: string;
}

export function refusal(code: string, message: string): Refusal {
  return { code, message };
}
