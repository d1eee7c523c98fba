// Commands → Discord's slash commands, with their texts in every locale. Names obey Discord's rules already: the core checks
// them at the start.

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { textIfAny } from '../../../core/answer/i18n.ts';
import type { Command, Option } from '../../../core/command/command.ts';
import { listed } from '../../../core/command/lookup.ts';
import type { AdapterHost } from '../../../core/ports/platform.ts';

type SlashCommand = RESTPutAPIApplicationCommandsJSONBody[number];
type Texts = Pick<AdapterHost, 'texts' | 'locales'>;

const { ChatInput } = ApplicationCommandType;
const { GuildInstall, UserInstall } = ApplicationIntegrationType;
const { Guild, BotDM, PrivateChannel } = InteractionContextType;

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
const LOCALISED_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const MAX_CHOICE_NAME = 100;
/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure */
const MAX_STRING = 6_000;
/** Who may call them in a server until its admins decide otherwise; "0" is nobody but them. */
const PERMISSIONS = { anyone: null, 'chat-admin': String(PermissionFlagsBits.ManageGuild), owner: '0' } as const;

export function slashCommands(host: Pick<AdapterHost, 'commands' | 'texts' | 'locales'>): readonly SlashCommand[] {
  return listed(host.commands).map((command) => slashCommand(command, host));
}

function slashCommand({ name, options, access = 'anyone' }: Command, host: Texts): SlashCommand {
  const key = `commands.${name}`;
  return {
    type: ChatInput,
    name,
    ...namesIn(host, `${key}.name`),
    ...described(host, `${key}.description`),
    options: Object.entries(options).map(([option, declared]) => slashOption(name, option, declared, host)),
    default_member_permissions: PERMISSIONS[access],
    integration_types: [GuildInstall, UserInstall],
    contexts: [Guild, BotDM, PrivateChannel],
  };
}

function slashOption(command: string, name: string, option: Option, host: Texts): APIApplicationCommandBasicOption {
  const key = `commands.${command}`;
  const base = {
    name,
    ...namesIn(host, `${key}.optionNames.${name}`),
    ...described(host, `${key}.options.${name}`),
    required: option.required ?? false,
  };
  switch (option.kind) {
    case 'integer':
      return { ...base, type: ApplicationCommandOptionType.Integer, min_value: option.min, max_value: option.max };
    case 'choice': {
      const choices = option.choices.map((value) => {
        const isFit = (text: string) => text.length <= MAX_CHOICE_NAME;
        const translated = localised(host, `${key}.choices.${name}.${value}`, isFit, option.labels?.[value]);
        return { name: value, value, ...(translated && { name_localizations: translated }) };
      });
      return { ...base, type: ApplicationCommandOptionType.String, choices };
    }
    case 'node':
    case 'command':
      return { ...base, ...maxLength(option), type: ApplicationCommandOptionType.String, autocomplete: true };
    case 'zone':
      return { ...base, type: ApplicationCommandOptionType.String, autocomplete: true };
    case 'role':
      return { ...base, type: ApplicationCommandOptionType.Role };
    case 'channel':
      return { ...base, type: ApplicationCommandOptionType.Channel };
    case 'amount':
    case 'span':
    case 'time':
      return { ...base, type: ApplicationCommandOptionType.String };
    default:
      return { ...base, ...maxLength(option), type: ApplicationCommandOptionType.String };
  }
}

function maxLength({ maxLength }: { readonly maxLength?: number }) {
  return maxLength === undefined ? {} : { max_length: Math.min(maxLength, MAX_STRING) };
}

function described(host: Texts, key: string) {
  const [first = 'en'] = host.locales;
  const translated = localised(host, key, () => true);
  return { description: host.texts(first)(key), ...(translated && { description_localizations: translated }) };
}

function namesIn(host: Texts, key: string) {
  const translated = localised(host, key, (text) => LOCALISED_NAME.test(text) && text === text.toLowerCase());
  return translated && { name_localizations: translated };
}

/** The text by Discord's ids of the locales that have it, or the one that is the same in all of them; undefined when there is
 *  none. */
function localised(
  host: Texts,
  key: string,
  isFit: (text: string) => boolean,
  everywhere?: string,
): LocalizationMap | undefined {
  const entries = host.locales.flatMap((locale) => {
    const text = everywhere ?? textIfAny(host.texts(locale), key);
    return text !== undefined && isFit(text) ? discordLocales(locale).map((id) => [id, text] as const) : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** "en" → en-US and en-GB; "zh-CN" → zh-CN. */
function discordLocales(locale: string): readonly Locale[] {
  return Object.values(Locale).filter((id) => id === locale || id.split('-')[0] === locale);
}
