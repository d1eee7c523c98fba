// What the demo's page says of its recording.
import { expect, test } from 'vitest';
import { loadRecording } from '../../src/devnet/recording.ts';
import { codeBlocks, ROOT, read } from './pages.ts';

const PAGE = 'data/demo/README.md';

test('candidates, voters, block and steps', async () => {
  const { initial, steps } = await loadRecording(`${ROOT}/data/demo/recording.json.gz`);
  const count = (contract: string, map: string) =>
    Object.keys(initial.contracts[contract]?.maps?.[map] ?? {}).length.toLocaleString('en-US');
  const said = read(PAGE).replaceAll('\n', ' ');
  expect(said).toContain(
    `${count('vote_producer.iost', 'producerTable')} candidates and ${count('vote.iost', 'u_1')} accounts that vote`,
  );
  expect(said).toContain(`at block ${initial.block.toLocaleString('en-US')}`);
  expect(said).toContain(`the ${steps.length} steps (${steps.length / 12} hours, five minutes each)`);
  expect(codeBlocks(PAGE)[0]).toContain(`--cut ${steps.length} --out data/demo/recording.json.gz`);
});
