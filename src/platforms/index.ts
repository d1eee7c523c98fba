// Every chat platform, one line each; its library is loaded only where it is used.

export const loadConsole = async () => (await import('./console/index.ts')).createConsoleAdapter;
export const loadDiscord = async () => (await import('./discord/index.ts')).createDiscordAdapter;
export const loadTelegram = async () => (await import('./telegram/index.ts')).createTelegramAdapter;
