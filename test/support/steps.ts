// Which steps of the recording a test looks at: the quick suite takes a cut, the long one takes them all.
import transitions from '../fixtures/transitions.json' with { type: 'json' };

/** -1 is the initial state. */
export type Steps = (step: number) => boolean;

const ENDS = [-1, 431];
const EVERY = 20;
/** What happens at nearly every step. */
const USUAL = ['dividend_credited', 'producer_list_entered', 'producer_list_left'];

const eventful = new Set(
  transitions.filter(({ events }) => events.some(({ type }) => !USUAL.includes(type))).map(({ step }) => step),
);

export const everyStep: Steps = () => true;

/** The first and the last state, every 20th, and each after which something happened that is not usual: all kinds of events. */
export const shortCut: Steps = (step) => ENDS.includes(step) || step % EVERY === 0 || eventful.has(step);
