import { expect, test } from 'vitest';
import { createConnection, type NodeRequest } from '../../src/chain/http-provider.ts';
import { createIostReader } from '../../src/chain/iost-reader.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { startDevnet } from '../support/devnet.ts';

function createStage() {
  const clock = { at: 1_000_000, now: () => clock.at };
  const metrics = createMetrics({ platforms: ['telegram', 'discord'], clock });
  /** Samples of one metric, without its help and type. */
  const samples = async (name: string) =>
    (await metrics.text()).split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return { clock, metrics, samples };
}

test('commands by platform, name and outcome', async () => {
  const { metrics, samples } = createStage();
  const answered = { platform: 'telegram', command: 'standings', kind: 'answered', ms: 3 } as const;
  metrics.onOutcome(answered);
  metrics.onOutcome(answered);
  metrics.onOutcome({ ...answered, command: 'unknown', kind: 'mistake' });
  expect(await samples('herald_commands_total')).toEqual([
    'herald_commands_total{platform="telegram",command="standings",kind="answered"} 2',
    'herald_commands_total{platform="telegram",command="unknown",kind="mistake"} 1',
  ]);
  expect(await samples('herald_command_seconds_sum')).toContainEqual(
    'herald_command_seconds_sum{platform="telegram",command="standings"} 0.006',
  );
  const buckets = await samples('herald_command_seconds_bucket');
  expect(buckets).toContain('herald_command_seconds_bucket{le="0.0025",platform="telegram",command="standings"} 0');
  expect(buckets).toContain('herald_command_seconds_bucket{le="0.005",platform="telegram",command="standings"} 2');
});

test('what the adapters tell: connected or not, sends, and 429s', async () => {
  const { metrics, samples } = createStage();
  metrics.onEvent('telegram', { kind: 'connected' });
  metrics.onEvent('discord', { kind: 'connected' });
  metrics.onEvent('discord', { kind: 'disconnected', why: 'gateway gone' });
  for (const delivery of ['ok', 'ok', 'gone'] as const) metrics.onEvent('telegram', { kind: 'sent', delivery });
  metrics.onEvent('telegram', { kind: 'told-to-wait', retryAfterMs: 5_000 });
  expect(await samples('herald_adapter_connected')).toEqual([
    'herald_adapter_connected{platform="telegram"} 1',
    'herald_adapter_connected{platform="discord"} 0',
  ]);
  expect(await samples('herald_sends_total')).toEqual([
    'herald_sends_total{platform="telegram",delivery="ok"} 2',
    'herald_sends_total{platform="telegram",delivery="gone"} 1',
  ]);
  expect(await samples('herald_told_to_wait_total')).toEqual(['herald_told_to_wait_total{platform="telegram"} 1']);
});

test('requests to the nodes by call and result', async () => {
  const { metrics, samples } = createStage();
  const request = { call: 'getChainInfo', ms: 30 };
  metrics.onNodeRequest('node.example:30001', { ...request, kind: 'ok' });
  metrics.onNodeRequest('node.example:30001', { ...request, kind: 'timeout' });
  expect(await samples('herald_rpc_requests_total')).toEqual([
    'herald_rpc_requests_total{node="node.example:30001",call="getChainInfo",result="ok"} 1',
    'herald_rpc_requests_total{node="node.example:30001",call="getChainInfo",result="timeout"} 1',
  ]);
  expect(await samples('herald_rpc_seconds_count')).toEqual([
    'herald_rpc_seconds_count{node="node.example:30001",call="getChainInfo"} 2',
  ]);
});

test('the real reader on a devnet: every request counts once, by the name of its call', async () => {
  const { metrics, samples } = createStage();
  await using devnet = await startDevnet();
  const connection = createConnection(devnet.url);
  const onRequest = (request: NodeRequest) => metrics.onNodeRequest(connection.host, request);
  const reader = createIostReader({
    connection: { ...connection, onRequest },
    knownAccounts: () => [],
    admit: () => undefined,
  });
  await reader.standings();
  const counted = [...devnet.requests].map(
    ([call, times]) => `herald_rpc_requests_total{node="${connection.host}",call="${call}",result="ok"} ${times}`,
  );
  expect((await samples('herald_rpc_requests_total')).toSorted()).toEqual(counted.toSorted());
});

test('the newest snapshot grows old by the clock; before the first there is no number', async () => {
  const { clock, metrics, samples } = createStage();
  expect(await samples('herald_snapshot_age_seconds')).toEqual(['herald_snapshot_age_seconds Nan']);
  expect(await samples('herald_chain_height')).toEqual(['herald_chain_height Nan']);
  metrics.onSnapshot({ blocks: { last: 519_600 } }, clock.at - 1_500);
  clock.at += 60_000;
  expect(await samples('herald_snapshot_age_seconds')).toEqual(['herald_snapshot_age_seconds 61.5']);
  expect(await samples('herald_chain_height')).toEqual(['herald_chain_height 519600']);
});

test('two sets of metrics are apart, and the process has its own numbers', async () => {
  const { metrics } = createStage();
  const other = createStage();
  metrics.onEvent('telegram', { kind: 'told-to-wait', retryAfterMs: 1 });
  expect(await other.samples('herald_told_to_wait_total')).toEqual([]);
  expect(await other.samples('process_resident_memory_bytes')).toHaveLength(1);
});
