// `npm run bench`: what the README says about speed, measured in one run against a devnet in its own process.
import { benchAnswers, benchMemory, benchStart } from './bot.ts';
import { benchFanout } from './fanout.ts';
import { benchLatency } from './latency.ts';
import { benchMatching } from './matching.ts';
import { benchPictures } from './pictures.ts';
import { benchPlatforms } from './platforms.ts';
import { startDevnet } from './processes.ts';
import { benchReader } from './reader.ts';
import { benchRewards } from './rewards.ts';
import { benchRotation } from './rotation.ts';

const NODE_DELAY_MS = 50;

export async function runBench(): Promise<void> {
  console.log('Recorded election with synthetic votes; compare figures of one run only.');
  {
    // A devnet of its own: those who ask for everything at once leave it with no connection free.
    await using crowded = await startDevnet(NODE_DELAY_MS);
    await benchReader(crowded.url);
  }
  await using devnet = await startDevnet(NODE_DELAY_MS);
  await benchAnswers(devnet.url);
  await benchRotation();
  await benchRewards(devnet.url);
  await benchPictures();
  await benchStart();
  await benchMemory(devnet.url);
  await benchPlatforms(devnet.url);
  await benchMatching();
  await benchFanout();
  await benchLatency();
  console.log('');
}
