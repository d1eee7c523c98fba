import { expect, test } from 'vitest';
import { renderReply } from '../../../../src/platforms/console/render/index.ts';

test('a file of text is shown as it is, without what could steer the terminal; any other is named', () => {
  const lines = (data: Uint8Array) =>
    renderReply(
      { tone: 'neutral', visibility: 'chat', blocks: [{ kind: 'file', name: 'a.csv', data, alt: 'Votes' }] },
      { columns: 20, colours: false },
    );
  const text = `time,votes\r\n2026-11-23T12:00:00.000Z,2100000.00000001\r\n\u001b[2J火币\u202e\r\n`;
  expect(lines(new TextEncoder().encode(text))).toEqual([
    '[Votes: a.csv, 70 B]',
    'time,votes',
    '2026-11-23T12:00:00.000Z,2100000.00000001',
    '[2J火币',
  ]);
  expect(lines(new Uint8Array([0xff, 0xfe, 1]))).toEqual(['[Votes: a.csv, 3 B]']);
});
