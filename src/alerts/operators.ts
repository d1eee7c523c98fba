// What only the operators should hear: in the log, and in their private chats where `OWNERS` names them. Each thing once.

import type { Translate } from '../core/answer/i18n.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { PersonKey } from '../core/ports/ids.ts';
import type { Log } from '../core/ports/log.ts';
import type { OutboxStore } from '../core/ports/outbox.ts';

interface OperatorsDeps {
  /** "platform:userId" */
  readonly owners: readonly string[];
  readonly outbox: Pick<OutboxStore, 'notify'>;
  readonly t: Translate;
  readonly clock: Clock;
  readonly log: Log;
  readonly onNotice?: (kind: string) => void;
}

export interface Operators {
  /** `kind` is a key below `alerts.operator`; the same `incident` is told once. Never rejects. */
  tell(kind: string, incident: string, values: Readonly<Record<string, string | number>>): Promise<void>;
}

export function createOperators({ owners, outbox, t, clock, log, onNotice }: OperatorsDeps): Operators {
  return {
    tell: async (kind, incident, values) => {
      const text = t(`alerts.operator.${kind}`, values);
      log.warn(text, { incident });
      onNotice?.(kind);
      for (const person of owners.map(personOf)) {
        await outbox
          .notify(person, `${kind} ${incident}`, text, clock.now())
          .catch((error: unknown) => log.error('an operator could not be told', { incident, error }));
      }
    },
  };
}

function personOf(owner: string): PersonKey {
  const [platform = '', ...userId] = owner.split(':');
  return { platform, userId: userId.join(':') };
}
