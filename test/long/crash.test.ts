// A round of kills over the whole recording, where `npm test` has a few over its beginning.
import { survives } from '../crash/survival.ts';

survives({ kills: 25 }, { alerts: 1_000, faults: 50, midSend: 5 });
