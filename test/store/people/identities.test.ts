// People on several platforms in SQLite: the contract.
import { identityContract } from '../../contracts/identity-store.ts';
import { openAlertStore } from '../../support/alert-store.ts';

identityContract('identities in SQLite', () => openAlertStore());
