// How often a rule would have been told, in a sentence.
import type { Language } from '../../src/core/command/command.ts';
import { formatDuration } from '../../src/core/values/duration.ts';
import type { Snapshot } from '../../src/election/snapshot.ts';
import type { Preview } from './preview.ts';

const HOUR_MS = 3_600_000;

export function previewWords({ t, locale }: Language, preview: Preview | undefined, { time }: Snapshot): string {
  if (!preview) return t('watching.preview.unknown');
  // History counts from the full hour on.
  const span = formatDuration(Math.max(HOUR_MS, time - preview.since), locale);
  return preview.count === 0
    ? t('watching.preview.never', { span })
    : t('watching.preview.times', { span, count: preview.count });
}
