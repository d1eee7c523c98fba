// The environment as one frozen value, or one error that names every problem.

export interface Config {
  /** Node URLs in the order of preference, or the recorded demo. */
  readonly rpc: 'demo' | readonly string[];
  /** `sqlite:` and a path. */
  readonly databaseUrl: string;
  /** `platform:userId` of those who may use owner commands. */
  readonly owners: readonly string[];
  readonly defaultLocale: string;
  readonly logLevel: string;
  /** Names of the platform tokens that are set. */
  readonly tokens: readonly string[];
  /** What must never be logged. */
  readonly secrets: readonly string[];
}

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(['Herald cannot start:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

const TOKENS = ['DISCORD_TOKEN', 'TELEGRAM_TOKEN'];
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];

/** Variables that are empty count as not set. Throws ConfigError. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, locales: readonly string[]): Config {
  const problems: string[] = [];
  const value = (name: string) => env[name]?.trim() || undefined;
  const check = (fine: boolean, problem: string) => {
    if (!fine) problems.push(problem);
  };

  const rpc = listOf(value('IOST_RPC'));
  const isDemo = rpc.length === 0 || (rpc.length === 1 && rpc[0] === 'demo');
  const tokens = TOKENS.filter((name) => value(name) !== undefined);
  const databaseUrl = value('DATABASE_URL') ?? (isDemo ? 'sqlite:data/demo.db' : 'sqlite:data/herald.db');
  const owners = listOf(value('OWNERS'));
  const defaultLocale = value('DEFAULT_LOCALE') ?? 'en';
  const logLevel = value('LOG_LEVEL') ?? (tokens.length > 0 ? 'info' : 'error');

  rpc.forEach((url, index) => {
    // The address may hold credentials, so it is not repeated.
    check(
      isDemo || isHttpUrl(url),
      `IOST_RPC: entry ${index + 1} is no http:// or https:// address ("demo" stands alone)`,
    );
  });
  check(/^sqlite:./.test(databaseUrl), 'DATABASE_URL must be sqlite: and a path, such as sqlite:data/herald.db');
  for (const name of rpc.length === 0 ? tokens : []) {
    problems.push(
      `${name} needs IOST_RPC: the address of an IOST node (or "demo", to post synthetic votes on purpose)`,
    );
  }
  for (const owner of owners) {
    check(
      /^[a-z]+:[^\s:]+$/.test(owner),
      `OWNERS: "${owner.slice(0, 40)}" is not platform:userId, such as console:local`,
    );
  }
  check(locales.includes(defaultLocale), `DEFAULT_LOCALE must be one of ${locales.join(', ')}`);
  check(LOG_LEVELS.includes(logLevel), `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);

  if (problems.length > 0) throw new ConfigError(problems);
  const secrets = [...TOKENS.flatMap((name) => value(name) ?? []), ...rpc.filter(isHttpUrl).flatMap(credentialsOf)];
  return Object.freeze({
    rpc: isDemo ? 'demo' : rpc,
    databaseUrl,
    owners,
    defaultLocale,
    logLevel,
    tokens,
    secrets,
  });
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function isHttpUrl(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    decodeURIComponent(username + password);
    return /^https?:$/.test(protocol);
  } catch {
    return false;
  }
}

function credentialsOf(url: string): string[] {
  const { username, password } = new URL(url);
  return [username, password].filter(Boolean).flatMap((part) => [part, decodeURIComponent(part)]);
}
