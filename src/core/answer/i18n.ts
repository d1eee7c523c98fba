// Sentences by key and locale. Escaping is the platforms' business, so values go in as they are.
import { createInstance } from 'i18next';
import { markCalls } from '../reply/marked-calls.ts';
import type { Values } from './errors.ts';

/** The text of `key` with `values` put in; plural forms follow `count`. */
export type Translate = (key: string, values?: Values) => string;

export type Catalogue = Readonly<Record<string, object>>;

export interface Translator {
  /** Locales that have texts, the default first. */
  readonly locales: readonly string[];
  for(locale: string): Translate;
  /** The supported locale nearest to a platform's hint such as "zh", "zh_TW" or "en-GB". */
  nearest(hint: string | undefined): string;
}

/** undefined where the key has no text. */
export function textIfAny(t: Translate, key: string): string | undefined {
  try {
    return t(key);
  } catch {
    return undefined;
  }
}

/** `catalogue` maps a locale to its texts. A missing key throws: it is a defect that tests find. Rejects when the default
 *  locale has no texts. */
export async function createTranslator(catalogue: Catalogue, defaultLocale: string): Promise<Translator> {
  if (!Object.hasOwn(catalogue, defaultLocale)) throw new Error(`no texts for the locale "${defaultLocale}"`);
  const locales = [defaultLocale, ...Object.keys(catalogue).filter((locale) => locale !== defaultLocale)];
  const i18n = createInstance({
    lng: defaultLocale,
    fallbackLng: false,
    resources: Object.fromEntries(
      Object.entries(catalogue).map(([locale, texts]) => [locale, { translation: marked(texts) }]),
    ),
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
    parseMissingKeyHandler: (key) => {
      throw new Error(`no text for "${key}"`);
    },
  });
  await i18n.init();
  return {
    locales,
    for: (locale) => {
      const fixed = i18n.getFixedT(locale);
      return (key, values) => fixed(key, values ?? {}) as string;
    },
    nearest: (hint) => {
      const language = (text: string) => text.toLowerCase().split(/[-_]/)[0];
      return (
        locales.find((locale) => locale.toLowerCase() === hint?.toLowerCase().replace('_', '-')) ??
        locales.find((locale) => hint !== undefined && language(locale) === language(hint)) ??
        defaultLocale
      );
    },
  };
}

/** With calls that can be told from what stands around them. */
function marked(texts: object): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]: [string, unknown]) => {
      if (typeof value === 'string') return [key, markCalls(value)];
      return [key, typeof value === 'object' && value !== null && !Array.isArray(value) ? marked(value) : value];
    }),
  );
}
