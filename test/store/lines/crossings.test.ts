import { firesAsModelled } from './crossings-property.ts';

firesAsModelled(15);
