// What can be asked of Herald, and in which words: the commands and the languages, checked against each other before
// anybody can meet a gap.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Catalogue, createTranslator, type Translator } from '../core/answer/i18n.ts';
import { languageChoices, zoneNamesIn } from '../core/answer/languages.ts';
import { checkCommands } from '../core/command/check.ts';
import type { Command } from '../core/command/command.ts';
import { loadCommands } from '../core/command/registry.ts';
import { createZoneSearch, type ZoneSearch } from '../core/values/zone-names.ts';
import { folder } from './folder.ts';

export interface Vocabulary {
  readonly commands: readonly Command[];
  readonly translator: Translator;
  readonly zones: ZoneSearch;
}

/** Texts by locale: every file of a folder such as `data/locales` is a language. */
export async function loadCatalogue(locales = folder('data/locales')): Promise<Catalogue> {
  const files = (await readdir(locales)).filter((file) => file.endsWith('.json'));
  const texts = files.map(async (file) => [
    basename(file, '.json'),
    JSON.parse(await readFile(join(locales, file), 'utf8')),
  ]);
  return Object.fromEntries(await Promise.all(texts)) as Catalogue;
}

/** Throws an Error that names each file of `commands`, and each text, that is not as it must be. */
export async function loadVocabulary(catalogue: Catalogue, defaultLocale: string): Promise<Vocabulary> {
  const translator = await createTranslator(catalogue, defaultLocale);
  const commands = await loadCommands(folder('commands'), languageChoices(catalogue, translator.locales));
  checkCommands(commands, translator);
  return { commands, translator, zones: createZoneSearch(zoneNamesIn(catalogue)) };
}
