// Reply → lines of a terminal: title, blocks, what can be typed next, and footer.
import { styleText } from 'node:util';
import { actionLine } from '../../../core/command/action-line.ts';
import type { Action, Reply } from '../../../core/reply/reply.ts';
import { plainSpan } from '../../../core/reply/text.ts';
import { blockLines, type Paint } from './blocks.ts';
import { visibleWidth, wrap } from './wrap.ts';

export interface Screen {
  readonly columns: number;
  /** False where colours are unwanted or not understood. */
  readonly colours: boolean;
}

const READABLE_COLUMNS = 96;
const TONES = { neutral: [], good: ['green'], bad: ['red'], warning: ['yellow'] } as const;

/** Blocks are parted by an empty line. The tone colours the title, or the text of a reply that has none. */
export function renderReply(reply: Reply, screen: Screen): readonly string[] {
  const paint: Paint = (text, ...styles) =>
    screen.colours && text !== '' ? styleText(styles.flat(), text, { validateStream: false }) : text;
  const canvas = { columns: screen.columns, textColumns: Math.min(screen.columns, READABLE_COLUMNS), paint };
  const tone = TONES[reply.tone];
  const parts = [
    reply.title === undefined ? [] : titleLines(plainSpan(reply.title), screen, (text) => paint(text, 'bold', ...tone)),
    ...reply.blocks.map((block) =>
      block.kind === 'text' && reply.title === undefined
        ? blockLines(block, canvas).map((line) => paint(line, ...tone))
        : blockLines(block, canvas),
    ),
    (reply.actions ?? []).map((action) => offerLine(action, paint)),
    wrap(plainSpan(reply.footer ?? ''), canvas.textColumns).map((line) => paint(line, 'dim')),
  ];
  return parts
    .filter((lines) => lines.some((line) => line !== ''))
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** "Next page: standings page=2": what it does and what to type for it. */
function offerLine(action: Action, paint: Paint): string {
  const [label, line] = [plainSpan(action.label), actionLine(action)];
  return label === line ? line : `${paint(`${label}:`, 'dim')} ${line}`;
}

function titleLines(title: string, screen: Screen, paint: (text: string) => string): readonly string[] {
  return screen.colours ? [paint(title)] : [title, '='.repeat(Math.min(visibleWidth(title), screen.columns))];
}
