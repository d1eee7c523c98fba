// Guilds and messages as Discord writes them into its events.
import { EPHEMERAL, type FakeMessage } from './types.ts';
import type { FakeWorld } from './world.ts';

const COMMAND = 2;

function botJson(id: string): object {
  return { id, username: 'herald', discriminator: '0', avatar: null, bot: true };
}

/** A guild as GUILD_CREATE tells it: everybody, the bot too, has `permissions`. */
export function guildJson(world: FakeWorld, id: string, systemChannelId: string, permissions: bigint): object {
  const role = {
    id,
    name: '@everyone',
    permissions: String(permissions),
    position: 0,
    color: 0,
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  };
  const channels = [...world.channels.values()]
    .filter(({ guildId }) => guildId === id)
    .map((channel) => ({
      id: channel.id,
      type: channel.type,
      name: 'general',
      position: 0,
      permission_overwrites: [],
    }));
  return {
    id,
    name: 'A guild',
    owner_id: '1',
    preferred_locale: 'zh-CN',
    system_channel_id: systemChannelId,
    channels,
    roles: [role],
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
    threads: [],
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
