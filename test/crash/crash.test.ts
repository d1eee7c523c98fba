import { survives } from './survival.ts';

survives({ kills: 3, steps: 40 }, { alerts: 300 });
