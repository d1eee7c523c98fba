import { shortCut } from '../support/steps.ts';
import { tellsAsRecorded } from './recorded.ts';

tellsAsRecorded({ steps: shortCut, watches: 400, lines: [500, 400, 20] });
