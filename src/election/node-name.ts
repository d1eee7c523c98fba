// What a node is called: by one name everywhere, and in some languages by another.

export interface NodeName {
  readonly account: string;
  readonly name: string;
  /** In a language, by its code: `nameZh`. */
  readonly [inLanguage: `name${string}`]: string | undefined;
}

/** `name` and those in languages, and nothing else of it. */
export function namesOf(node: NodeName): Readonly<Record<`name${string}`, string | undefined>> {
  return Object.fromEntries(Object.entries(node).filter(([key]) => key.startsWith('name')));
}

/** Its name in the language of the locale, else the one everywhere. */
export function nameIn(node: NodeName, locale: string): string {
  const [language = ''] = locale.split(/[-_]/);
  return node[`name${language.charAt(0).toUpperCase()}${language.slice(1).toLowerCase()}`] || node.name;
}
