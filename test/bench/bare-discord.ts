// The least that a Discord bot can be: discord.js, one command, and one constant answer.
import { Client, Events, GatewayIntentBits } from 'discord.js';

const { DISCORD_TOKEN = '', DISCORD_API_BASE = '' } = process.env;
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: DISCORD_API_BASE } });
client.once(Events.ClientReady, ({ application }) => {
  void application.commands.set([{ name: 'standings', description: 'A constant answer' }]);
});
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isChatInputCommand()) void interaction.reply('A constant answer.');
});
await client.login(DISCORD_TOKEN);
