// Somebody who uses the bot on a fake Discord: types commands, presses buttons, and sees what a person would see there.
import { setTimeout as delay } from 'node:timers/promises';
import type { FakeGateway } from './gateway.ts';
import { flatten } from './limits.ts';
import { channelJson, messageJson, roleJson } from './payloads.ts';
import { type FakeChannel, type FakeInteraction, type FakeMessage, MAY } from './types.ts';
import { type FakeWorld, snowflake } from './world.ts';

export interface PersonOptions {
  readonly channel: FakeChannel;
  readonly locale: string;
  /** Manage Server in the guild of the channel. */
  readonly isAdmin?: boolean;
  /** Installed the bot for themselves; it is no member of the channel's guild. */
  readonly isForeign?: boolean;
  /** Sees the channel and may not write there. */
  readonly isReader?: boolean;
  /** What the bot may do there, as a bit field. */
  readonly botPermissions?: bigint;
}

export interface FakePerson {
  readonly id: string;
  readonly channel: FakeChannel;
  /** Sends a slash command that is on the bot's list. */
  slash(command: string, values: Readonly<Record<string, string>>): Promise<FakeInteraction>;
  /** Presses the newest button with this label. */
  press(label: string): Promise<FakeInteraction>;
  /** Presses a button with any custom_id, below the newest message or this one. */
  forge(customId: string, below?: FakeMessage): Promise<FakeInteraction>;
  /** What is suggested while typing; undefined when nothing came in time. */
  type(command: string, option: string, text: string): Promise<FakeInteraction['choices']>;
  /** What the person can see, oldest first. */
  messages(): readonly FakeMessage[];
}

const SEND_AND_VIEW = MAY.view | MAY.send | MAY.sendInThreads;
const INTEGER = 4;
const COMMAND = 2;
const BUTTON = 3;
const TYPING = 4;
/** So often somebody looks for what must come. */
const PATIENT_TURNS = 6_000;

export function createFakePerson(world: FakeWorld, gateway: FakeGateway, options: PersonOptions): FakePerson {
  const { channel, locale, isForeign = false, botPermissions = SEND_AND_VIEW } = options;
  const id = channel.recipientId ?? snowflake();
  world.people.set(id, {});
  const user = { id, username: `person${id}`, discriminator: '0', avatar: null, global_name: null };
  const { guildId } = channel;

  function send(type: number, data: object, source?: FakeMessage): FakeInteraction {
    const asked = world.ask({ type, userId: id, channelId: channel.id, isForeign, ...(source && { source }) });
    const context = guildId ? 0 : channel.type === 1 ? 1 : 2;
    const permissions = String(
      (options.isReader ? MAY.view : SEND_AND_VIEW) | (options.isAdmin ? MAY.manageGuild : 0n),
    );
    const interaction = {
      id: asked.id,
      application_id: world.botId,
      type,
      token: asked.token,
      version: 1,
      data,
      locale,
      context,
      channel_id: channel.id,
      channel: { id: channel.id, type: channel.type, ...(channel.parentId && { parent_id: channel.parentId }) },
      app_permissions: String(botPermissions),
      authorizing_integration_owners: isForeign ? { 1: id } : { 0: guildId ?? '0' },
      entitlements: [],
      attachment_size_limit: 10_485_760,
      ...(guildId
        ? {
            guild_id: guildId,
            guild_locale: 'en-US',
            member: {
              user,
              roles: [],
              permissions,
              joined_at: '2024-01-01T00:00:00Z',
              deaf: false,
              mute: false,
              flags: 0,
            },
          }
        : { user }),
      ...(source && { message: messageJson(source, world.botId) }),
    };
    gateway.dispatch('INTERACTION_CREATE', interaction, guildId);
    return asked;
  }

  /** What comes along with the ids of roles and channels of the guild. */
  function resolve(ids: readonly string[]): object {
    const roles = ids.flatMap((each) => world.roles.get(each) ?? []).filter((role) => role.guildId === guildId);
    const channels = ids.flatMap((each) => world.channels.get(each) ?? []);
    const ofBot = ({ botMay = SEND_AND_VIEW }: FakeChannel) => ({ app_permissions: String(botMay) });
    return {
      roles: Object.fromEntries(roles.map((role) => [role.id, roleJson(role)])),
      channels: Object.fromEntries(
        channels.map((each) => [each.id, { ...channelJson(each), permissions: '0', ...ofBot(each) }]),
      ),
    };
  }

  async function registered(name: string) {
    for (let turn = 0; turn < PATIENT_TURNS; turn++) {
      const found = world.commands.find((command) => command.name === name);
      if (found) return found;
      await delay(10);
    }
    throw new Error(`no command ${name} is registered`);
  }

  const messages = () =>
    world.messages.filter(
      ({ channelId, onlyFor, isDeleted }) =>
        channelId === channel.id && !isDeleted && (onlyFor === undefined || onlyFor === id),
    );

  return {
    id,
    channel,
    messages,
    slash: async (name, values) => {
      const command = await registered(name);
      const given = Object.entries(values).map(([option, value]) => {
        const { type = 3 } = command.options?.find((each) => each.name === option) ?? {};
        return { name: option, type, value: type === INTEGER ? Number(value) : value };
      });
      const resolved = resolve(Object.values(values));
      return send(COMMAND, { id: '1', name, type: 1, options: given, resolved });
    },
    press: async (label) => {
      const found = messages()
        .flatMap((message) => flatten(message.versions.at(-1)?.components ?? []).map((button) => ({ message, button })))
        .findLast(({ button }) => button.label === label);
      if (!found) throw new Error(`no button "${label}"`);
      return send(BUTTON, { custom_id: found.button.custom_id, component_type: 2 }, found.message);
    },
    forge: async (customId, below = messages().at(-1)) =>
      send(BUTTON, { custom_id: customId, component_type: 2 }, below),
    type: async (name, option, text) => {
      await registered(name);
      const asked = send(TYPING, {
        id: '1',
        name,
        type: 1,
        options: [{ name: option, type: 3, value: text, focused: true }],
      });
      for (let turn = 0; turn < PATIENT_TURNS && asked.answered === 'no'; turn++) await delay(10);
      return asked.choices;
    },
  };
}
