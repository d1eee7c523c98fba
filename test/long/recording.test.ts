// The whole recording, where `npm test` looks at a cut of it.
import { readsAsRecorded } from '../chain/reader-recorded.ts';
import { dataFollows } from '../commands/standings-recorded.ts';
import { ranksAsRecorded } from '../election/standings-recorded.ts';
import { everyStep } from '../support/steps.ts';

readsAsRecorded(everyStep);
dataFollows(everyStep);
ranksAsRecorded(everyStep);
