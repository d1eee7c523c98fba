// Telegram holds the adapters' contracts.
import type { AdapterHost } from '../../../src/core/platform.ts';
import { chatAdapterContract } from '../../contracts/chat-adapter.ts';
import { type Backstage, networkedAdapterContract } from '../../contracts/networked-adapter.ts';
import type { Fault } from '../../fakes/fake-telegram-faults.ts';
import { converse } from './stage.ts';

const DISTURBANCES: Readonly<Record<Parameters<Backstage['disturb']>[0], Fault>> = {
  gone: { kind: 'refuse', code: 403, description: 'Forbidden: bot was blocked by the user' },
  broken: { kind: 'html', status: 502 },
  reset: { kind: 'reset' },
  wait: { kind: 'refuse', code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 }, times: 1 },
};

async function openStage(host: AdapterHost): Promise<Backstage> {
  const { fake, adapter, logged } = await converse(host);
  const person = fake.person(1_001);
  const quote = (value: string) => (value.includes('"') ? `'${value}'` : `"${value}"`);
  return {
    adapter,
    actor: { platform: 'telegram', userId: '1001' },
    chat: { kind: 'chat', chatId: '1001' },
    locale: 'en',
    token: fake.token,
    call: async (command, values) => {
      const args = Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`);
      fake.say(person, 'private', [`/${command}`, ...args].join(' '));
    },
    press: async (label) => {
      fake.press(person, 'private', label);
    },
    shown: () => fake.shown(person),
    logged: () => logged.join('\n'),
    descriptions: (name) =>
      [...fake.menus.values()].flat().flatMap(({ command, description }) => (command === name ? [description] : [])),
    disturb: (how) => {
      fake.faults.clear();
      fake.faults.add({ method: 'sendMessage', ...DISTURBANCES[how] });
    },
    goDown: fake.goDown,
    comeBack: fake.comeBack,
  };
}

chatAdapterContract('telegram', openStage);
networkedAdapterContract('telegram', openStage);
