// The recipe's platform holds the contracts that every platform holds.
import { afterAll, expect } from 'vitest';
import type { AdapterHost } from '../../../src/core/ports/platform.ts';
import { createLog } from '../../../src/log.ts';
import { chatAdapterContract } from '../../contracts/chat-adapter.ts';
import { type Backstage, networkedAdapterContract } from '../../contracts/networked-adapter.ts';
import { type FakePager, startPager } from './fake-pager.ts';
import { createPagerAdapter } from './index.ts';
import { type PagerSettings, settings } from './settings.ts';

const TOKEN = 'the-token-of-the-pager';
const servers: FakePager[] = [];
afterAll(() => Promise.all(servers.map((server) => server[Symbol.asyncDispose]())));

function optionsFor({ port }: FakePager): PagerSettings {
  const environment: Readonly<Record<string, string>> = { PAGER_TOKEN: TOKEN, PAGER_PORT: String(port) };
  const value = (name: string) => environment[name];
  const check = (isFine: boolean, problem: string) => expect(isFine, problem).toBe(true);
  return settings.read({ value, address: value, check }) ?? expect.fail('not wanted');
}

async function openStage(host: AdapterHost): Promise<Backstage> {
  const pager = await startPager(TOKEN);
  servers.push(pager);
  const { shown, pinged, descriptions, disturb, forget, goDown, comeBack } = pager;
  const logged: string[] = [];
  const start = async (again: AdapterHost) => {
    const log = createLog('info', [], (line) => logged.push(line));
    const adapter = createPagerAdapter({ ...optionsFor(pager), log, receiptMs: 200 });
    await adapter.start(again);
    return adapter;
  };
  const quote = (value: string) => (value.includes('"') ? `“${value}”` : `"${value}"`);
  return {
    adapter: await start(host),
    actor: { platform: 'pager', userId: 'ann' },
    chat: { kind: 'chat', chatId: 'ann' },
    locale: 'en',
    token: TOKEN,
    call: (command, values) => {
      const args = Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`);
      return pager.ask('ann', [command, ...args].join(' '));
    },
    press: (label) => {
      const offers = shown('ann').split('\n');
      const line = offers.find((offer) => offer.startsWith(`${label}: `)) ?? '';
      return pager.ask('ann', line.slice(label.length + 2));
    },
    shown: () => shown('ann'),
    thread: { to: { kind: 'chat', chatId: 'hall', threadId: '7' }, shown: () => shown('hall/7') },
    pinged,
    logged: () => logged.join('\n'),
    descriptions,
    disturb,
    restarted: start,
    forget,
    goDown,
    comeBack,
  };
}

chatAdapterContract('pager', openStage);
networkedAdapterContract('pager', openStage);
