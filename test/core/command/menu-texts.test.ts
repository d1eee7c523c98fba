import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTranslator } from '../../../src/core/answer/i18n.ts';
import type { ChainTrouble } from '../../../src/core/ports/outage.ts';

const folder = (path: string) => new URL(`../../../${path}/`, import.meta.url);
const troubles: Record<ChainTrouble, true> = {
  unreachable: true,
  redirected: true,
  garbage: true,
  syncing: true,
  stalled: true,
  'other-chain': true,
  behind: true,
  'no-election': true,
};

test('every sentence that the core may need for a failure is there in every language', async () => {
  const sources = readdirSync(folder('src/core'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(file, folder('src/core')), 'utf8'));
  const keys = sources.flatMap((source) => [...source.matchAll(/'(errors\.[a-z.-]+)'/g)].map(([, key = '']) => key));
  keys.push(...Object.keys(troubles).map((trouble) => `errors.chain.${trouble}`));
  keys.push('errors.not-allowed.chat-admin', 'errors.not-allowed.owner');
  keys.push('errors.too-fast.person', 'errors.too-fast.chat');
  expect(keys.length).toBeGreaterThan(20);
  const files = readdirSync(folder('data/locales'));
  const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder('data/locales')), 'utf8'));
  const translator = await createTranslator(
    Object.fromEntries(files.map((file) => [file.slice(0, -5), read(file)])),
    'en',
  );
  for (const locale of translator.locales) for (const key of keys) expect(translator.for(locale)(key)).not.toBe('');
});
