// What a platform cannot hold of the adapters' contracts, with the reason and the page that says so. All else is held by all.

export type Promised =
  | 'pings the role that a chat names'
  | 'shows a repeated message once'
  | 'shows an answer to its asker alone';

interface Exception {
  readonly platform: string;
  readonly cannot: Promised;
  readonly because: string;
  readonly page: `https://${string}`;
}

const EXCEPTIONS: readonly Exception[] = [
  {
    platform: 'telegram',
    cannot: 'pings the role that a chat names',
    because: 'a message can mention a person, and a chat has no roles',
    page: 'https://core.telegram.org/bots/api#messageentity',
  },
  {
    platform: 'telegram',
    cannot: 'shows a repeated message once',
    because: 'sendMessage takes no key by which a repeated message could be known',
    page: 'https://core.telegram.org/bots/api#sendmessage',
  },
  {
    platform: 'telegram',
    cannot: 'shows an answer to its asker alone',
    because: 'a message to one member of a group needs a press just before it, and may get lost',
    page: 'https://core.telegram.org/bots/api#ephemeral-messages-and-commands',
  },
  {
    platform: 'console',
    cannot: 'pings the role that a chat names',
    because: 'one person sits at a terminal',
    page: 'https://nodejs.org/api/readline.html',
  },
  {
    platform: 'console',
    cannot: 'shows a repeated message once',
    because: 'a terminal keeps nothing of what it has shown',
    page: 'https://nodejs.org/api/readline.html',
  },
];

export function holds(platform: string, promised: Promised): boolean {
  return !EXCEPTIONS.some((exception) => exception.platform === platform && exception.cannot === promised);
}
