// What Discord offers while a person is typing. It is asked at every key press, so what comes late is nothing rather than an
// error: https://discord.com/developers/docs/interactions/application-commands#autocomplete

import { type AutocompleteInteraction, InteractionResponseType, type REST, Routes } from 'discord.js';
import type { Log } from '../../../core/ports/log.ts';
import type { AdapterHost } from '../../../core/ports/platform.ts';
import { plainText } from '../../../core/reply/text.ts';
import { within } from '../../../core/values/deadline.ts';
import type { PlatformClock } from '../../platform-clock.ts';
import { describeError } from '../deliver/errors.ts';
import { deadlineOf } from './deadline.ts';

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const MAX_CHOICES = 25;
const MAX_CHOICE = 100;

export interface CompletionPorts {
  readonly host: Pick<AdapterHost, 'complete'>;
  readonly rest: REST;
  readonly clock: PlatformClock;
  readonly log: Log;
}

/** Never rejects. */
export async function suggest(ports: CompletionPorts, asked: AutocompleteInteraction): Promise<void> {
  const { host, rest, clock, log } = ports;
  const { name, value } = asked.options.getFocused(true);
  const found = host.complete(asked.commandName, name, value, MAX_CHOICES).catch(() => []);
  const completions = await within(deadlineOf(asked, clock).promiseInMs, found, () => []);
  const choices = completions
    .filter(({ value: { length } }) => length > 0 && length <= MAX_CHOICE)
    .slice(0, MAX_CHOICES)
    .map((each) => ({ name: plainText(each.label, MAX_CHOICE) || each.value, value: each.value }));
  const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
  await rest
    .post(Routes.interactionCallback(asked.id, asked.token), { body, auth: false })
    .catch((error: unknown) => log.info('suggestions came too late', { error: describeError(error) }));
}
