// Watched accounts in SQLite: the contract.
import { accountWatchContract } from '../../contracts/account-watch-store.ts';
import { openAlertStore } from '../../support/alert-store.ts';

accountWatchContract('watched accounts in SQLite', () => openAlertStore());
