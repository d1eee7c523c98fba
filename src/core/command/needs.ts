// What a command is given of all services: those that it declares.
import type { Services } from '../ports/services.ts';
import type { Need } from './command.ts';

export function servicesFor<N extends Need>(needs: readonly N[], services: Services): Pick<Services, N> {
  return Object.fromEntries(needs.map((need) => [need, services[need]])) as Pick<Services, N>; // just these keys
}
