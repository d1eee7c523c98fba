// What every chat platform must hold where several people read the same message: what one of them presses changes nothing of
// what another asked for, and gives an answer of their own.
import { describe, expect, test } from 'vitest';
import { parseArgs } from '../../src/core/command/arguments.ts';
import type { AdapterHost } from '../../src/core/ports/platform.ts';
import { createScriptedHost, type ScriptedHost, say, standings } from '../platforms/scripted-host.ts';

/** A room in which two people read along. */
export interface SharedRoom extends AsyncDisposable {
  /** The first person asks for the standings there. */
  ask(): Promise<void>;
  /** Presses this button below the newest message that has it. */
  press(who: 'asker' | 'other', label: string): Promise<void>;
  /** The first answer, as it looks now. */
  firstAnswer(): string;
  /** All that is to be seen now, in the room and by the other person alone. */
  seen(): string;
}

export function othersPressesContract(platform: string, open: (host: AdapterHost) => Promise<SharedRoom>): void {
  describe(`${platform} binds a message to the one who asked for it`, () => {
    const pages = (): ScriptedHost =>
      createScriptedHost(({ raw }) => {
        const page = Number(parseArgs(standings.options, raw).page ?? 1);
        const actions = [{ label: `After ${page}`, command: 'standings', args: { page: String(page + 1) } }];
        return say(`this is page ${page}`, { actions });
      });

    test('another’s press changes nothing of mine, and gives an answer of their own', async () => {
      const host = pages();
      await using room = await open(host);
      await room.ask();
      await expect.poll(room.firstAnswer).toContain('this is page 1');
      await room.press('other', 'After 1');
      await expect.poll(room.seen).toContain('this is page 2');
      expect(room.firstAnswer()).toContain('this is page 1');
      expect(host.heard.map(({ actor }) => actor.userId).length).toBe(2);
      expect(host.heard[1]?.actor).not.toEqual(host.heard[0]?.actor);
    });

    test('my own press turns the page', async () => {
      await using room = await open(pages());
      await room.ask();
      await expect.poll(room.firstAnswer).toContain('this is page 1');
      await room.press('asker', 'After 1');
      await expect.poll(room.firstAnswer).toContain('this is page 2');
    });
  });
}
