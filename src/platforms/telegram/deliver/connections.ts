// Connections to the Bot API that are kept open between calls. The server closes an idle one when it likes, and a call that is
// on its way at that moment ends in a reset: so we close them first, and know of each call whether it met such a connection.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Shorter than servers usually wait: https://nodejs.org/api/http.html#serverkeepalivetimeout. What the server itself says of
 *  its patience counts where it is shorter. */
const IDLE_MS = 4_000;

/** One call on its way. */
export interface Trip {
  /** It went out on a connection that had been idle. */
  isOnReused: boolean;
}

const trips = new AsyncLocalStorage<Trip>();

/** What an answer said of the time, and when it was asked for and heard by our clock. */
export type OnDate = (date: string | null, askedAt: number, heardAt: number) => void;

/** The one way of every request out; not among the documented ones, but every library that brings an agent has it. */
interface Outlet {
  addRequest(request: ClientRequest, ...others: readonly unknown[]): void;
}

export function createAgent(apiRoot: string | undefined, onDate: OnDate): HttpAgent {
  const options = { keepAlive: true, timeout: IDLE_MS };
  const agent = apiRoot?.startsWith('http:') ? new HttpAgent(options) : new HttpsAgent(options);
  const outlet = agent as unknown as Outlet; // its types leave it out
  const add = outlet.addRequest.bind(agent);
  outlet.addRequest = (request, ...others) => {
    const askedAt = Date.now();
    request.once('response', ({ headers }) => onDate(headers.date ?? null, askedAt, Date.now()));
    add(request, ...others);
    const trip = trips.getStore();
    if (trip) trip.isOnReused = request.reusedSocket;
  };
  return agent;
}

/** Makes a call, of which the agent notes how it goes out. */
export function noteTrip<T>(trip: Trip, call: () => Promise<T>): Promise<T> {
  return trips.run(trip, call);
}
