// Telegram holds the adapters' contracts.
import type { AdapterHost } from '../../../src/core/ports/platform.ts';
import { chatAdapterContract } from '../../contracts/chat-adapter.ts';
import { type Backstage, networkedAdapterContract } from '../../contracts/networked-adapter.ts';
import type { Fault } from '../../fakes/telegram/faults.ts';
import { converse, meet } from './stage.ts';

/** Several news to one chat would take seconds otherwise. */
const SCALE = 10;

const DISTURBANCES: Readonly<Record<Exclude<Parameters<Backstage['disturb']>[0], 'fine' | 'no-files'>, Fault>> = {
  gone: { kind: 'refuse', code: 403, description: 'Forbidden: bot was blocked by the user' },
  broken: { kind: 'html', status: 502 },
  reset: { kind: 'reset' },
  unanswered: { kind: 'silent' },
  wait: { kind: 'refuse', code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 }, times: 1 },
};

async function openStage(host: AdapterHost): Promise<Backstage> {
  const { fake, adapter, logged } = await converse(host, { timeScale: SCALE });
  const person = fake.person(1_001);
  const forum = fake.group(-1_002, { is_forum: true });
  const privateChat = { id: person.id, type: 'private' } as const;
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
    thread: {
      to: { kind: 'chat', chatId: String(forum.id), threadId: '77' },
      shown: () =>
        fake
          .delivered(forum)
          .filter(({ threadId }) => threadId === '77')
          .map(({ text }) => text)
          .join('\n'),
    },
    pinged: () =>
      [...fake.messages(forum), ...fake.messages(person)].flatMap(({ entities = [] }) =>
        entities.filter(isPing).map(({ type }) => type),
      ),
    logged: () => logged.join('\n'),
    descriptions: (name) =>
      [...fake.menus.values()].flat().flatMap(({ command, description }) => (command === name ? [description] : [])),
    disturb: (how) => {
      fake.faults.clear();
      fake.forbid(privateChat, ['photos', 'documents'], how === 'no-files' ? undefined : 'none');
      if (how !== 'fine' && how !== 'no-files') fake.faults.add({ method: 'sendMessage', ...DISTURBANCES[how] });
    },
    restarted: async (again) => {
      const { adapter: another } = meet(fake, { timeScale: SCALE });
      await another.start(again);
      return another;
    },
    forget: () => undefined,
    goDown: fake.goDown,
    comeBack: fake.comeBack,
  };
}

function isPing({ type }: { readonly type: string }): boolean {
  return type === 'mention' || type === 'text_mention';
}

chatAdapterContract('telegram', openStage);
networkedAdapterContract('telegram', openStage);
