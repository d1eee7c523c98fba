import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChainUnavailable } from '../../src/core/ports/outage.ts';
import type { Fault } from '../../src/devnet/faults.ts';
import { hangUntil, type Intercept, patchStorage, readerOf, startDevnet } from '../support/devnet.ts';

const trouble = async (read: Promise<unknown>) => {
  const error = await read.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ChainUnavailable);
  return (error as ChainUnavailable).trouble;
};
const on =
  (call: string, fault: Fault): Intercept =>
  ({ path }) =>
    path.startsWith(`/${call}`) ? fault : undefined;
const patch = (change: object): Fault => ({ kind: 'patch', patch: (body) => ({ ...body, ...change }) });
const page = (status: number): Fault => ({
  kind: 'answer',
  status,
  body: '<html>hello</html>',
  headers: { 'content-type': 'text/html' },
});

describe('a node is not fit', () => {
  const cases: [string, string, Intercept][] = [
    ['that is syncing', 'syncing', on('getNodeInfo', patch({ mode: 'ModeSync' }))],
    ['that stands still', 'stalled', on('getChainInfo', patch({ lib_block_time: '1574467499000000000' }))],
    ['that has no voteId', 'no-election', patchOf('voteId', 'null')],
    ['that has no such election', 'no-election', patchOf('voteInfo', 'null')],
    ['that answers HTML', 'garbage', on('getBatch', page(200))],
    ['that sends on', 'redirected', on('get', { kind: 'answer', status: 302, body: '', headers: { location: '/x' } })],
    ['whose page is not found', 'unreachable', on('getBatch', page(404))],
    ['that answers nothing', 'garbage', on('getBatch', { kind: 'answer', status: 200, body: '' })],
    ['that answers null', 'garbage', on('getChainInfo', { kind: 'answer', status: 200, body: 'null' })],
    ['that cuts its answers', 'unreachable', on('getBatch', { kind: 'cut' })],
    ['that answers half the JSON', 'garbage', on('getBatch', { kind: 'answer', status: 200, body: '{"datas":["1"' })],
    ['that gives wrong types', 'garbage', on('getChainInfo', patch({ lib_block: 519_600.5 }))],
    ['that gives too few values', 'garbage', on('getBatch', patch({ datas: ['1'] }))],
    [
      'whose lists are out of order',
      'garbage',
      on('listContract', {
        kind: 'patch',
        patch: (body) => ({ ...body, datas: (body as { datas: object[] }).datas.toReversed() }),
      }),
    ],
    ['whose storage is no JSON', 'garbage', patchOf('producerTable', '{')],
    ['whose votes are no number', 'garbage', patchOf('v_1', '{"votes":"NaN","deleted":0}')],
    ['that resets the connection', 'unreachable', on('getChainInfo', { kind: 'reset' })],
    ['that is busy', 'unreachable', on('getNodeInfo', { kind: 'answer', status: 503, body: '' })],
    [
      'that answers over 8 MiB',
      'garbage',
      on('getNodeInfo', { kind: 'answer', status: 200, body: ' '.repeat(8 * 1024 * 1024 + 1) }),
    ],
  ];
  test.each(cases)('%s: %s', async (_, expected, intercept) => {
    await using devnet = await startDevnet({ intercept });
    expect(await trouble(readerOf(devnet.url).standings())).toBe(expected);
  });

  test('that never answers', async () => {
    await using devnet = await startDevnet({ intercept: on('getChainInfo', { kind: 'hang' }) });
    expect(await trouble(readerOf(devnet.url, { timeoutMs: 200 }).standings())).toBe('unreachable');
  });

  test('that is not there', async () => {
    const devnet = await startDevnet();
    await devnet.stop();
    expect(await trouble(readerOf(devnet.url).standings())).toBe('unreachable');
  });
});

test('a list that never ends is given up', async () => {
  await using devnet = await startDevnet({
    intercept: on('listContract', {
      kind: 'patch',
      patch: (body) => ({
        ...body,
        datas: Array.from({ length: 100 }, () => ({ key: 'producerTable-same', value: '{}' })),
      }),
    }),
  });
  expect(await trouble(readerOf(devnet.url).standings())).toBe('garbage');
});

test('whatever JSON a node answers, the reader says garbage and nothing else', async () => {
  let answer = '';
  await using devnet = await startDevnet({
    intercept: ({ path }) =>
      path === '/getBatchContractStorage' ? { kind: 'answer', status: 200, body: answer } : undefined,
  });
  const reader = readerOf(devnet.url);
  await fc.assert(
    fc.asyncProperty(
      fc.json(),
      fc.array(fc.string(), { minLength: 9, maxLength: 9 }),
      fc.boolean(),
      async (json, datas, shaped) => {
        answer = shaped ? JSON.stringify({ datas, block_number: '519600' }) : json;
        expect(['garbage', 'no-election']).toContain(await trouble(reader.standings()));
      },
    ),
    { numRuns: 60 },
  );
});

test('an aborted read ends with the reason, not with trouble', async () => {
  const reason = new Error('enough');
  const abort = new AbortController();
  await using devnet = await startDevnet({ intercept: hangUntil(() => abort.abort(reason)) });
  await expect(readerOf(devnet.url).standings(abort.signal)).rejects.toBe(reason);
});

function patchOf(map: string, value: string): Intercept {
  return patchStorage((key, _field, stored) => (key === map ? value : stored));
}
