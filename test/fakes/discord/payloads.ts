// Guilds and messages as Discord writes them into its events.
import { EPHEMERAL, type FakeChannel, type FakeMessage, type FakeRole } from './types.ts';
import { type FakeWorld, isThread } from './world.ts';

const COMMAND = 2;

function botJson(id: string): object {
  return { id, username: 'herald', discriminator: '0', avatar: null, bot: true };
}

/** A guild as GUILD_CREATE tells it: everybody, the bot too, has `permissions`. */
export function guildJson(world: FakeWorld, id: string, systemChannelId: string, permissions: bigint): object {
  const everyone = { id, guildId: id, name: '@everyone', isMentionable: false };
  const inGuild = <T extends { readonly guildId?: string }>(all: ReadonlyMap<string, T>) =>
    [...all.values()].filter(({ guildId }) => guildId === id);
  const all = inGuild(world.channels);
  return {
    id,
    name: 'A guild',
    owner_id: '1',
    preferred_locale: 'zh-CN',
    system_channel_id: systemChannelId,
    channels: all.filter(({ type }) => !isThread(type)).map(channelJson),
    roles: [roleJson(everyone, permissions), ...inGuild(world.roles).map((role) => roleJson(role, 0n))],
    members: [
      {
        user: botJson(world.botId),
        roles: [],
        joined_at: new Date().toISOString(),
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    member_count: 2,
    joined_at: new Date().toISOString(),
    threads: all.filter(({ type }) => isThread(type)).map(channelJson),
    emojis: [],
    stickers: [],
    features: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A channel or thread as events tell it. */
export function channelJson({ id, type, guildId, parentId, isLocked = false }: FakeChannel): object {
  const common = { id, type, name: 'general', ...(guildId && { guild_id: guildId }) };
  if (!isThread(type)) return { ...common, position: 0, permission_overwrites: [] };
  const dates = { archive_timestamp: new Date().toISOString(), auto_archive_duration: 1_440 };
  return { ...common, parent_id: parentId, thread_metadata: { archived: false, locked: isLocked, ...dates } };
}

export function roleJson({ id, name, isMentionable }: FakeRole, permissions = 0n): object {
  return {
    id,
    name,
    permissions: String(permissions),
    position: 0,
    color: 0,
    hoist: false,
    managed: false,
    mentionable: isMentionable,
    flags: 0,
  };
}

/** A message below which a button was pressed, as the one who presses it sees it. */
export function messageJson({ id, channelId, versions, onlyFor, askedBy }: FakeMessage, botId: string): object {
  const { components = [], flags = 0, content = '' } = versions.at(-1) ?? {};
  return {
    id,
    channel_id: channelId,
    content,
    components,
    author: botJson(botId),
    type: 0,
    embeds: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    edited_timestamp: null,
    timestamp: '2024-01-01T00:00:00.000000+00:00',
    flags: onlyFor === undefined ? flags : flags | EPHEMERAL,
    ...(askedBy && {
      interaction_metadata: {
        id,
        type: COMMAND,
        user: { id: askedBy, username: 'asker', discriminator: '0', avatar: null },
        authorizing_integration_owners: {},
      },
    }),
  };
}
