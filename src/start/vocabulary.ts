// What can be asked of Herald, and in which words: the commands and the languages, checked against each other before
// anybody can meet a gap.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { REFUSALS } from '../core/answer/answer.ts';
import { type Catalogue, createTranslator, type Translator } from '../core/answer/i18n.ts';
import { languageChoices, zoneNamesIn } from '../core/answer/languages.ts';
import { ASKING_TEXTS } from '../core/answer/question.ts';
import { checkTexts, type TextTables } from '../core/answer/text-check.ts';
import { VALUE_MISTAKES } from '../core/command/argument-value.ts';
import { checkCommands } from '../core/command/check.ts';
import type { Command } from '../core/command/command.ts';
import { commandTexts } from '../core/command/menu-texts.ts';
import { loadCommands } from '../core/command/registry.ts';
import { OBSERVER_TROUBLES } from '../core/ports/observers.ts';
import { CHAIN_TROUBLES } from '../core/ports/outage.ts';
import { createZoneSearch, type ZoneSearch } from '../core/values/zone-names.ts';
import { PLATFORM_NAMES } from '../platforms/index.ts';
import { ruleTextKeys } from '../rules/index.ts';
import { NODE_KINDS, NODE_STATUSES } from '../words/nodes.ts';
import { WEEKDAYS } from '../words/preferences.ts';
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

/** All tables with entries that have texts. */
export function textTables(commands: readonly Command[]): TextTables {
  return {
    languages: ['language.name'],
    commands: commands.flatMap(commandTexts),
    'kinds of options': Object.values(VALUE_MISTAKES).flat(),
    refusals: REFUSALS,
    questions: ASKING_TEXTS,
    'troubles of the chain': CHAIN_TROUBLES.map((trouble) => `errors.chain.${trouble}`),
    'troubles of nodes': OBSERVER_TROUBLES.map((trouble) => `source.why.${trouble}`),
    'kinds of nodes': NODE_KINDS.map((kind) => `nodes.kind.${kind}`),
    statuses: NODE_STATUSES.map((status) => `nodes.status.${status}`),
    weekdays: WEEKDAYS.map((_, index) => `watching.weekday.${index + 1}`),
    rules: ruleTextKeys(),
    platforms: PLATFORM_NAMES.map((name) => `watching.platform_${name}`),
  };
}

/** Throws an Error that names each file of `commands`, and each text, that is not as it must be. */
export async function loadVocabulary(catalogue: Catalogue, defaultLocale: string): Promise<Vocabulary> {
  const translator = await createTranslator(catalogue, defaultLocale);
  const commands = await loadCommands(folder('commands'), languageChoices(catalogue, translator.locales));
  checkTexts(catalogue, textTables(commands));
  checkCommands(commands, translator);
  return { commands, translator, zones: createZoneSearch(zoneNamesIn(catalogue)) };
}
