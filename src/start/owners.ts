// Who operates this bot: they are told of trouble, and see where the nodes are.
import { OWNER_IDS } from '../platforms/index.ts';
import type { Variables } from '../platforms/platform.ts';
import { splitList } from './variables.ts';

/** "platform:userId". No entry is repeated: it may be a token that was pasted by mistake. */
export function readOwners({ value, check }: Variables): readonly string[] {
  const owners = splitList(value('OWNERS'));
  owners.forEach((owner, index) => {
    const [platform = '', ...id] = owner.split(':');
    const kind = OWNER_IDS.get(platform);
    const place = `OWNERS: entry ${index + 1}`;
    const platforms = [...OWNER_IDS.keys()].join(', ');
    check(kind !== undefined, `${place} is not platform:userId of one of ${platforms}, as in console:local`);
    if (kind) check(kind.pattern.test(id.join(':')), `${place} must name a person as ${platform}:${kind.as}`);
  });
  return owners;
}
