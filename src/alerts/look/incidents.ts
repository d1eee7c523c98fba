// Trouble that lasts is told once when it has lasted, and may be told again once it was over.

const LASTS_LOOKS = 2;

export interface Incidents {
  /** How a look went: `tell` is called once per incident, with what names it. Resolves when it was told. */
  note(kind: string, isTrouble: boolean, now: number, tell: (incident: string) => Promise<void>): Promise<void>;
}

export function createIncidents(): Incidents {
  const open = new Map<string, { readonly since: number; looks: number }>();
  return {
    note: async (kind, isTrouble, now, tell) => {
      if (!isTrouble) {
        open.delete(kind);
        return;
      }
      const incident = open.get(kind) ?? { since: now, looks: 0 };
      open.set(kind, incident);
      incident.looks += 1;
      if (incident.looks === LASTS_LOOKS) await tell(new Date(incident.since).toISOString());
    },
  };
}
