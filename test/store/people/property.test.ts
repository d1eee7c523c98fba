import { peopleHold } from './property.ts';

peopleHold(20);
