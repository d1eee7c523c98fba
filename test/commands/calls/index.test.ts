import { callsKeepToTheirOwn } from './property.ts';

callsKeepToTheirOwn(100);
