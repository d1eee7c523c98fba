// The command line as a person starts it: serving, the sentences for mistakes, and cutting a recording.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRecording, saveRecording } from '../../src/devnet/recording.ts';
import { cutRecording } from '../../src/devnet/recording-cut.ts';
import { get, recording } from './ask.ts';

const START = new URL('../../src/start.mjs', import.meta.url).pathname;
const DEMO = new URL('../../data/demo/recording.json.gz', import.meta.url).pathname;

let folder: string;
let small: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devnet-'));
  small = join(folder, 'small.json.gz');
  await saveRecording(small, cutRecording(recording, 2));
});
afterAll(() => rm(folder, { recursive: true }));

function devnet(...args: readonly string[]) {
  const child = spawn(process.execPath, [START, 'devnet', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  return { child, said, ended: once(child, 'close').then(([code]) => ({ code, ...said })) };
}

describe('serving', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`says where and what it is, and ends on ${signal}`, async () => {
      const { child, said, ended } = devnet('--recording', small, '--port', '0', '--start-step', '1');
      await expect.poll(() => said.out).toContain('\n');
      const line = /^Recorded demo, synthetic votes: an IOST node at (\S+) \(2 of 2 steps played, standing still\)\n$/;
      const [, url = ''] = line.exec(said.out) ?? [];
      expect((await get(url, '/getNodeInfo')).body.network.id).toBe('herald-devnet-synthetic-votes');
      child.kill(signal);
      expect(await ended).toMatchObject({ code: 0, err: '' });
    });
  }

  test('plays on and delays as told', async () => {
    const { child, said, ended } = devnet('--recording', small, '--port', '0', '--step-ms', '20', '--delay-ms', '1');
    await expect.poll(() => said.out).toContain('a step every 20 ms');
    const [url = ''] = /http:\S+/.exec(said.out) ?? [];
    const block = async () => (await get(url, '/getChainInfo')).body.lib_block;
    await expect.poll(block).toBe(String(recording.steps[1]?.block));
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test('a taken port is a sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : address);
    const { code, err } = await devnet('--recording', small, '--port', port).ended;
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^The devnet cannot start on port .*EADDRINUSE.*--port N\n$/),
    ]);
    other.close();
  });
});

describe('mistakes end with 1 and a sentence', () => {
  const usage: readonly (readonly [string, readonly string[]])[] = [
    ['Which recording?', []],
    ["Unknown option '--bogus'", ['--bogus']],
    ["Unexpected argument 'x'", ['x']],
    ['--port must be a whole number from 0 to 65535, not "99999"', ['--port', '99999']],
    ['--step-ms must be a whole number from 0 to 86400000, not "1.5"', ['--step-ms', '1.5']],
    ['--delay-ms must be a whole number from 0 to 3600000, not ""', ['--delay-ms=']],
    ['--start-step must be a whole number from -1 to 1, not "2"', ['--start-step', '2']],
    ['--cut needs --out FILE', ['--cut', '1']],
    ['--cut must be a whole number from 0 to 2, not "3"', ['--cut', '3', '--out', 'x']],
  ];
  for (const [sentence, args] of usage) {
    test(sentence, async () => {
      const { code, out, err } = await devnet(...(args.length ? ['--recording', small, ...args] : [])).ended;
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(sentence);
      expect(err).toContain('\nUsage: npm run devnet -- --recording FILE');
      expect(err).not.toContain('    at ');
    });
  }

  test('a file that is missing, damaged, cut off or something else', async () => {
    const [text, other, cutOff] = ['text.json', 'other.json', 'cut-off.json.gz'].map((name) => join(folder, name));
    await writeFile(text ?? '', 'hello');
    await writeFile(other ?? '', '{"steps": []}');
    await saveRecording(cutOff ?? '', cutRecording(recording, 1));
    await truncate(cutOff ?? '', 1000);
    const failed = (path = '') => loadRecording(path).catch((error: Error) => error.message);
    expect(await failed(join(folder, 'none.json'))).toMatch(/^The recording .*none.json cannot be read: ENOENT/);
    expect(await failed(text)).toMatch(/^The recording .*text.json is damaged: .*not valid JSON\.$/);
    expect(await failed(cutOff)).toMatch(/^The recording .* is damaged: unexpected end of file\.$/);
    expect(await failed(other)).toMatch(/^The file .*other.json is no recording: parts of it are missing\.$/);
    const { code, err } = await devnet('--recording', text ?? '').ended;
    expect([code, err]).toEqual([1, `${await failed(text)}\n`]);
  });
});

describe('cutting', () => {
  test('keeps the beginning and drops the list of calls', async () => {
    const out = join(folder, 'cut.json.gz');
    expect((await devnet('--recording', small, '--cut', '1', '--out', out).ended).code).toBe(0);
    const cut = await loadRecording(out);
    const [first] = recording.steps;
    expect(cut.initial).toEqual(recording.initial);
    expect(cut.steps).toEqual([{ ...first, ops: undefined }]);
    expect(cut.meta).toMatchObject({ seed: 7, cut: 'the first 1 of 2 steps, without ops' });
  });

  test('the demo is the beginning of the recording', async () => {
    const demo = await loadRecording(DEMO);
    expect(demo).toEqual(cutRecording(recording, demo.steps.length));
  });
});
