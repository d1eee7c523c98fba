// The IOST nodes that are configured. Everybody reads their names, and owners alone their addresses.
import { PLATFORMS } from '../platforms/index.ts';
import type { Variables } from '../platforms/platform.ts';
import { isWebAddress, splitList } from './variables.ts';

export interface RpcNode {
  /** Unique. */
  readonly name: string;
  readonly url: string;
}

const NAME = /^[a-z0-9-]{1,32}$/;

/** In the order of preference, or the recorded demo. Nothing of an entry is repeated, for it may hold a password or a key. */
export function readNodes({ value, check }: Variables): 'demo' | readonly RpcNode[] {
  const entries = splitList(value('IOST_RPC'));
  for (const { token: name } of entries.length === 0 ? PLATFORMS : []) {
    check(
      value(name) === undefined,
      `${name} needs IOST_RPC: the address of an IOST node (or "demo", to post synthetic votes on purpose)`,
    );
  }
  if (entries.length === 0 || (entries.length === 1 && entries[0] === 'demo')) return 'demo';
  const nodes = entries.map(nodeOf);
  nodes.forEach(({ name, url, isNamed }, index) => {
    const place = `IOST_RPC: entry ${index + 1}`;
    check(isWebAddress(url), `${place} is no http:// or https:// address ("demo" stands alone)`);
    check(
      !isNamed || NAME.test(name),
      `${place} has a name that is not 1 to 32 of a-z, 0-9 and -, as in tokyo=https://…`,
    );
    check(nodes.findIndex((node) => node.name === name) === index, `${place} has the name of an earlier one`);
    // One machine would be believed as two.
    const isSame = (node: RpcNode) => withoutSlash(node.url) === withoutSlash(url);
    check(nodes.findIndex(isSame) === index, `${place} is the same node as an earlier one`);
  });
  return nodes.map(({ name, url }) => ({ name, url }));
}

/** "tokyo=https://…", or an address alone, which is called by its place. */
function nodeOf(entry: string, index: number): RpcNode & { readonly isNamed: boolean } {
  const [, name, url = entry] = /^([^:/?#=]*)=(.*)$/s.exec(entry) ?? [];
  return { name: name?.trim() ?? `node ${index + 1}`, url: url.trim(), isNamed: name !== undefined };
}

function withoutSlash(url: string): string {
  return URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '') : url;
}
