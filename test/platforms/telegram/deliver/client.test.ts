// The guarded client: every call ends, and what it throws holds no token.
import { Telegram } from 'telegraf';
import { expect, test } from 'vitest';
import { guardCalls } from '../../../../src/platforms/telegram/deliver/client.ts';
import { type ApiError, deliveryOf, toApiError } from '../../../../src/platforms/telegram/deliver/errors.ts';
import { openFake } from '../stage.ts';

async function open(limitMs = 10_000) {
  const deadlines = { callMs: limitMs, pollMs: limitMs, lastMs: limitMs };
  const fake = await openFake();
  const telegram = new Telegram(fake.token, { apiRoot: fake.apiRoot });
  guardCalls(telegram, { deadlines });
  const failure = (method: 'getMe' | 'getUpdates', payload = {}, signal?: AbortSignal) =>
    telegram.callApi(method, payload, signal && { signal: signal as never }).then(
      () => undefined,
      (error: ApiError) => error,
    );
  return { fake, failure };
}

test('a server that never answers is left, in calls and in polls', async () => {
  const { fake, failure } = await open(50);
  fake.faults.add({ kind: 'hang' });
  expect(await failure('getMe')).toMatchObject({ trouble: 'unanswered', message: 'no answer to getMe in 50 ms' });
  expect(await failure('getUpdates', { timeout: 0 }, new AbortController().signal)).toMatchObject({
    trouble: 'unanswered',
  });
});

test('a poll that is hung up ends in the way that ends polling in peace', async () => {
  const { fake, failure } = await open();
  fake.faults.add({ kind: 'hang' });
  const ending = new AbortController();
  const failed = failure('getUpdates', { timeout: 0 }, ending.signal);
  ending.abort();
  expect(await failed).toMatchObject({ name: 'AbortError' });
});

test('each way to fail has its name, and none tells the token', async () => {
  const { fake, failure } = await open();
  const faults = [
    [{ kind: 'html', status: 404 }, 'unanswered'],
    [{ kind: 'html', status: 200 }, 'unanswered'],
    [{ kind: 'html', status: 503 }, 'failing'],
    [{ kind: 'reset' }, 'unanswered'],
    [{ kind: 'silent' }, 'unanswered'],
    [{ kind: 'refuse', code: 400, description: `Bad Request: /bot${fake.token}/x` }, 'refused'],
  ] as const;
  for (const [fault, trouble] of faults) {
    fake.faults.add({ ...fault, times: 1 });
    const error = await failure('getMe');
    expect(error).toMatchObject({ name: 'ApiError', trouble });
    expect(`${error?.stack} ${JSON.stringify(error)}`).not.toContain(fake.token);
  }
  await fake.goDown();
  await failure('getMe'); // the connection that was kept open ends with a reset
  expect(await failure('getMe')).toMatchObject({ trouble: 'unreachable', message: 'ECONNREFUSED' });
  await fake.comeBack();
});

test('what is no error of the API is none of the chat', () => {
  expect(deliveryOf(toApiError(new TypeError('whatever')))).toEqual({ kind: 'unknown' });
  expect(deliveryOf(toApiError('whatever'))).toEqual({ kind: 'unknown' });
});
