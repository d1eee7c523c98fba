import { expect, test } from 'vitest';
import { displayWidth } from '../../src/core/reply/text.ts';
import { labelOf, shortLabelOf } from '../../src/words/nodes.ts';

const node = { account: 'abcdefghijk', name: 'A rather long name of a node', nameZh: '一个名字相当长的节点来自中国' };

test('the name is in the reader’s language, and the account alone when there is none', () => {
  expect(labelOf(node, 'en')).toBe('A rather long name of a node (abcdefghijk)');
  expect(labelOf(node, 'zh-CN')).toBe('一个名字相当长的节点来自中国 (abcdefghijk)');
  expect(labelOf({ account: 'evil_1', name: 'evil_1' }, 'en')).toBe('evil_1');
});

test.each(['en', 'zh-CN'])('a short label fits its columns and keeps the account (%s)', (locale) => {
  for (const columns of [20, 29, 34, 80]) {
    const label = shortLabelOf(node, locale, columns);
    expect(displayWidth(label)).toBeLessThanOrEqual(columns);
    expect(label).toMatch(/(^|\()abcdefghijk\)?$/);
  }
  expect(shortLabelOf(node, locale, 80)).toBe(labelOf(node, locale));
});
