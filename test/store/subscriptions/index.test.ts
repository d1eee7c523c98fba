// Subscriptions in SQLite: the contract.
import { subscriptionContract } from '../../contracts/subscription-store.ts';
import { openAlertStore } from '../../support/alert-store.ts';

subscriptionContract('subscriptions in SQLite', () => openAlertStore());
