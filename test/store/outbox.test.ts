// The outbox in SQLite: the contract.
import { outboxContract } from '../contracts/outbox-store.ts';
import { openAlertStore } from '../support/alert-store.ts';

outboxContract('the outbox in SQLite', () => openAlertStore());
