import { outboxHolds } from './property.ts';

outboxHolds(20);
