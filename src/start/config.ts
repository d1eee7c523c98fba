// The environment as one frozen value, or one error that names every problem.
import { isCron } from '../alerts/schedule/index.ts';
import { type Listen, parseListen } from '../http/listener.ts';
import { PLATFORMS, type PlatformSettings, readPlatforms } from '../platforms/index.ts';
import type { Variables } from '../platforms/platform.ts';
import { readOwners } from './owners.ts';
import { type RpcNode, readNodes } from './rpc-nodes.ts';
import { secretsIn } from './secrets.ts';
import { isWebAddress } from './variables.ts';

export interface Config extends PlatformSettings {
  /** Nodes in the order of preference, or the recorded demo. */
  readonly rpc: 'demo' | readonly RpcNode[];
  /** `sqlite:` and a path. */
  readonly databaseUrl: string;
  /** Another chain than the one that the database is of may be read, and is kept apart. */
  readonly acceptChain: boolean;
  /** Where platforms call; and where health and metrics are served, unless they have an address of their own. */
  readonly http?: Listen;
  /** For health and metrics alone. */
  readonly metrics?: Listen;
  /** `platform:userId` of those who operate the bot. */
  readonly owners: readonly string[];
  readonly defaultLocale: string;
  readonly alerts: AlertSettings;
  /** undefined when it is not set. */
  readonly logLevel: string | undefined;
  /** What must never be logged. */
  readonly secrets: readonly string[];
}

interface AlertSettings {
  /** Subscriptions of one person, or of one chat. */
  readonly limit: number;
  /** How far a value leaves a line before the opposite alert is sent, in millionths of the line. */
  readonly bandPpm: number;
  /** Cron, UTC: when the chain is looked at. */
  readonly poll: string;
  /** Looks in a row that must show a change before it is told. */
  readonly confirm: number;
  /** Nodes that must show it, as far as there are so many. */
  readonly quorum: number;
  /** How long past alerts and events are kept. */
  readonly historyDays: number;
}

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(['the settings have problems', ...problems].join('\n  - '));
    this.name = 'ConfigError';
  }
}

/** Names of the platforms that are wanted. */
export function platformsOf(config: PlatformSettings): readonly string[] {
  return PLATFORMS.map(({ name }) => name).filter((name) => config[name] !== undefined);
}

/** A terminal is no place for what goes well. */
export function logLevelOf(config: Config): string {
  return config.logLevel ?? (platformsOf(config).length > 0 ? 'info' : 'error');
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];

/** Throws ConfigError. */
export function readConfig(variables: NodeJS.ProcessEnv, locales: readonly string[]): Config {
  const problems: string[] = [];
  const value = (name: string) => variables[name]?.trim() || undefined;
  const check = (isFine: boolean, problem: string) => {
    if (!isFine) problems.push(problem);
  };
  const address = (name: string) => {
    const text = value(name);
    check(text === undefined || isWebAddress(text), `${name} must be an http:// or https:// address`);
    return text;
  };
  const env: Variables = { value, address, check };
  const rpc = readNodes(env);
  const config: Config = {
    rpc,
    databaseUrl: readDatabase(env, rpc),
    acceptChain: readAccept(env),
    ...readPlatforms(env),
    ...readServed(env),
    owners: readOwners(env),
    ...readHabits(env, locales),
    alerts: readAlerts(env, rpc),
    secrets: secretsIn(variables),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

function readDatabase({ value, check }: Variables, rpc: Config['rpc']): string {
  const url = value('DATABASE_URL') ?? (rpc === 'demo' ? 'sqlite:data/demo.db' : 'sqlite:data/herald.db');
  check(/^sqlite:./.test(url), 'DATABASE_URL must be sqlite: and a path, such as sqlite:data/herald.db');
  return url;
}

function readAccept({ value, check }: Variables): boolean {
  const text = value('ACCEPT_CHAIN');
  check(text === undefined || text === 'yes' || text === 'no', 'ACCEPT_CHAIN must be yes or no');
  return text === 'yes';
}

function readListen({ value, check }: Variables, name: string): Listen | undefined {
  const text = value(name);
  const listen = text === undefined ? undefined : parseListen(text);
  check(
    text === undefined || listen !== undefined,
    `${name} must be a port, as in 8080, or an address and a port, as in 0.0.0.0:8080, to leave loopback`,
  );
  return listen;
}

function readServed(env: Variables): Pick<Config, 'http' | 'metrics'> {
  const [http, metrics] = [readListen(env, 'HTTP_PORT'), readListen(env, 'METRICS_PORT')];
  const isSame = http && metrics && http.port !== 0 && http.port === metrics.port && http.host === metrics.host;
  env.check(!isSame, 'METRICS_PORT must be another port than HTTP_PORT, or left away');
  return { ...(http && { http }), ...(metrics && { metrics }) };
}

function readHabits({ value, check }: Variables, locales: readonly string[]) {
  const defaultLocale = value('DEFAULT_LOCALE') ?? 'en';
  const logLevel = value('LOG_LEVEL');
  check(locales.includes(defaultLocale), `DEFAULT_LOCALE must be one of ${locales.join(', ')}`);
  check(logLevel === undefined || LOG_LEVELS.includes(logLevel), `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  return { defaultLocale, logLevel };
}

function readAlerts(env: Variables, rpc: Config['rpc']): AlertSettings {
  const { value, check } = env;
  const [, whole, places = ''] = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(value('ALERT_BAND') ?? '0.5') ?? [];
  check(whole !== undefined, 'ALERT_BAND must be a percentage from 0 to 99.9999, such as 0.5');
  const poll = value('IOST_POLL') ?? (rpc === 'demo' ? '*/5 * * * * *' : '*/30 * * * * *');
  check(
    isCron(poll),
    'IOST_POLL must be a cron expression of five fields in their ranges, or six with seconds first, as in */30 * * * * *',
  );
  return {
    limit: readCount(env, 'ALERT_LIMIT', 100, 10_000),
    bandPpm: Number(whole) * 10_000 + Number(places.padEnd(4, '0')),
    poll,
    confirm: readCount(env, 'ALERT_CONFIRM', 2, 100),
    quorum: readCount(env, 'ALERT_QUORUM', 2, 100),
    historyDays: readCount(env, 'ALERT_HISTORY_DAYS', 90, 3_650),
  };
}

function readCount({ value, check }: Variables, name: string, otherwise: number, max: number): number {
  const count = Number(value(name) ?? otherwise);
  check(Number.isInteger(count) && count >= 1 && count <= max, `${name} must be a whole number from 1 to ${max}`);
  return count;
}
