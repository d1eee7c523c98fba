// Arguments by name, as they were written.

/** Option name → what was written for it, not checked yet. */
export type NamedArgs = Readonly<Record<string, string>>;
