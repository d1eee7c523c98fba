// What menus show of a command, in every language: all of it is there, within the strictest platform's limits, and what
// stands in one menu differs.

import { type Translate, type Translator, textIfAny } from '../answer/i18n.ts';
import type { Command } from './command.ts';

/** What chat platforms take as the name of a command or option. */
const NAME = /^[-_\p{L}\p{N}]{1,32}$/u;
const MAX_LENGTH = 100;

interface Label {
  readonly command: string;
  readonly key: string;
  readonly isName: boolean;
  /** The command, option or choice that it stands for. */
  readonly owner: string;
  /** Its texts differ from each other, and from the owners of others. */
  readonly menu?: string;
}

/** "help: zh-CN has no commands.help.name", for every rule that a text breaks. */
export function textProblems(commands: readonly Command[], translator: Translator): string[] {
  const labels = commands.flatMap(labelsOf);
  return translator.locales.flatMap((locale) => problemsIn(locale, translator.for(locale), labels));
}

/** The keys of all that a command needs in a menu, and of what its own tables imply. */
export function commandTexts(command: Command): readonly string[] {
  return [...labelsOf(command).map(({ key }) => key), ...(command.texts ?? [])];
}

function labelsOf({ name: command, options }: Command): readonly Label[] {
  const at = `commands.${command}`;
  const own = { command, owner: command };
  return [
    { ...own, key: `${at}.name`, isName: true, menu: 'commands' },
    { ...own, key: `${at}.description`, isName: false },
    ...Object.entries(options).flatMap(([owner, option]) => [
      { command, owner, key: `${at}.optionNames.${owner}`, isName: true, menu: `${at}.optionNames` },
      { command, owner, key: `${at}.options.${owner}`, isName: false },
      ...(option.kind === 'choice' && !option.labels ? option.choices : []).map((choice) => {
        const menu = `${at}.choices.${owner}`;
        return { command, owner: choice, key: `${menu}.${choice}`, isName: false, menu };
      }),
    ]),
  ];
}

function problemsIn(locale: string, t: Translate, labels: readonly Label[]): readonly string[] {
  const placeOf = (menu: string | undefined, text: string) => `${menu} ${text.toLowerCase()}`;
  const taken = new Map(labels.map(({ menu, owner }) => [placeOf(menu, owner), owner]));
  return labels.flatMap((label) => {
    const text = textIfAny(t, label.key);
    if (text === undefined) return [`${label.command}: ${locale} has no ${label.key}`];
    const place = placeOf(label.menu, text);
    const isTaken = label.menu !== undefined && (taken.get(place) ?? label.owner) !== label.owner;
    taken.set(place, label.owner);
    const problems = [...formProblems(label, text), ...(isTaken ? [`"${text}" is taken`] : [])];
    return problems.map((problem) => `${label.command}: ${locale} ${label.key}: ${problem}`);
  });
}

function formProblems({ isName }: Label, text: string): readonly string[] {
  if (isName) {
    const isFit = NAME.test(text) && text === text.toLowerCase();
    return isFit ? [] : [`"${text}" must be 1 to 32 lower-case letters, digits, - or _`];
  }
  return text.length <= MAX_LENGTH ? [] : [`${text.length} characters, ${MAX_LENGTH} fit`];
}
