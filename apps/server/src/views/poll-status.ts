/** Where a poll stands, as people are told. */

import type { PollState, State } from '@hustings/rulebook';
import type { PollStatus } from '@hustings/web';

export function pollStatus(poll: PollState, state: State, now: Date): PollStatus {
  switch (poll.status) {
    case 'ceremony':
    case 'failed':
      return 'preparing';
    case 'prepared':
      return 'waiting';
    case 'open':
      // Past its hour the box takes nothing more, even before the closing is on the record.
      return poll.closes !== undefined && poll.closes < now.toISOString() ? 'closed' : 'open';
    case 'closed':
    case 'counted': {
      const matter = poll.matter === undefined ? undefined : state.matters[poll.matter];
      return matter?.declared === undefined ? 'closed' : 'declared';
    }
  }
}
