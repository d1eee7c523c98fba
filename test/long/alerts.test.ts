// Alerts of the whole recording, where `npm test` looks at a cut of it.
import { tellsAsRecorded } from '../alerts/recorded.ts';
import { everyStep } from '../support/steps.ts';

tellsAsRecorded({ steps: everyStep, watches: 1_000, lines: [1_500, 1_000, 50] });
