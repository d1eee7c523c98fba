// The least that a Telegram bot can be: telegraf, and one constant answer.
import { Telegraf } from 'telegraf';

const { TELEGRAM_TOKEN = '', TELEGRAM_API_ROOT = '' } = process.env;
const bot = new Telegraf(TELEGRAM_TOKEN, { telegram: { apiRoot: TELEGRAM_API_ROOT } });
bot.command('standings', (context) => context.reply('A constant answer.'));
void bot.launch();
