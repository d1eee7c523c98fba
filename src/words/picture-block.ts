// A picture in a reply, or words in its place where none can be shown or none is ready: no answer fails for its picture.

import type { CommandContext, Language } from '../core/command/command.ts';
import type { Chart } from '../core/ports/pictures.ts';
import type { Block } from '../core/reply/reply.ts';
import { formatUtc } from '../core/values/duration.ts';
import type { Snapshot } from '../election/snapshot.ts';
import { chainNotes } from './source-line.ts';

/** What stands beside a picture, and in its place. */
export interface PictureWords {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly alt: string;
  /** Shown instead of the picture; empty for nothing. */
  readonly sketch: string;
}

export async function pictureBlocks(
  { pictures, isTextOnly }: Pick<CommandContext, 'pictures' | 'isTextOnly'>,
  chart: Chart,
  { name, alt, sketch }: PictureWords,
): Promise<readonly Block[]> {
  const data = isTextOnly ? undefined : await pictures?.draw(chart);
  if (data) return [{ kind: 'image', name: `${name}.png`, data, alt }];
  return sketch === '' ? [] : [{ kind: 'text', text: sketch }];
}

/** What every picture of these standings says about where its numbers come from. */
export function pictureFrame({ t, locale }: Language, { chain, blocks, time }: Snapshot) {
  const [warning] = chainNotes(t, chain);
  return {
    locale,
    ...(warning !== undefined && { warning }),
    source: `${t('source.block', { block: blocks.first })}, ${formatUtc(time)}`,
  };
}
