// However a secret is written, and whatever stands around it, nothing of it is left.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScrub, scrubDeep } from '../../../src/core/values/scrub.ts';

const SECRETS = [
  '123456789:AAE-x_y"z\\n/é',
  'MTE5.Gabc.de-f_g+h/i==',
  "p@ss wörd&<'>%",
  'user:p%40ss',
  '火币密码-火币密码',
];

const WAYS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'in JSON': (secret) => JSON.stringify({ [secret]: secret }),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify([secret])),
  'in JSON in JSON in JSON': (secret) => JSON.stringify(JSON.stringify(JSON.stringify(secret))),
  'in JSON without letters of its own': (secret) =>
    JSON.stringify(secret).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'as \\u alone': (secret) =>
    Array.from({ length: secret.length }, (_, i) => `\\u${secret.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  'in an address': (secret) => `http://x/${encodeURIComponent(secret)}?a=${encodeURI(secret)}`,
  'as part of a form': (secret) => new URLSearchParams({ secret }).toString(),
  'twice in an address': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'with every byte as %': (secret) =>
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'in HTML': (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  'in Base64': (secret) => Buffer.from(secret).toString('base64'),
  'in Base64 with others': (secret) => Buffer.from(`user:${secret}@`).toString('base64'),
  'in Base64 for addresses': (secret) => Buffer.from(`u:${secret}`).toString('base64url'),
};

/** Any way back to the secret that a reader could take. */
function readings(text: string): readonly string[] {
  const decoded = new Set([text]);
  for (const each of decoded) {
    for (const read of [unescapeJson, unescapeUrl]) decoded.add(read(each));
    if (decoded.size > 50) break;
  }
  const base64 = [...text.matchAll(/[\w+/-]{12,}={0,2}/g)].map(([found]) => Buffer.from(found, 'base64').toString());
  return [...decoded, ...base64];
}

function unescapeJson(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code, other) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : other,
  );
}

function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

test.each(Object.entries(WAYS))('%s', (_, write) => {
  const scrub = createScrub(SECRETS);
  for (const secret of SECRETS) {
    for (const around of ['', 'a', 'ab', 'https://', '"', '\\', '🙂']) {
      const clean = scrub(around + write(secret) + around);
      expect(clean).toContain('[secret]');
      for (const reading of readings(clean)) expect(reading).not.toContain(secret);
      for (const reading of readings(clean)) expect(reading).not.toContain(secret.slice(2, -2));
    }
  }
});

test('whatever the secret is', () => {
  const secrets = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), {
    minLength: 1,
    maxLength: 5,
  });
  const ways = fc.constantFrom(...Object.values(WAYS).slice(0, 10));
  fc.assert(
    fc.property(secrets, ways, fc.string(), fc.string(), (all, write, before, after) => {
      const scrub = createScrub(all);
      for (const secret of all.filter((each) => each.isWellFormed())) {
        expect(scrub(before + write(secret) + after).replaceAll('[secret]', '')).not.toContain(write(secret));
      }
    }),
  );
});

test('what is no secret stays', () => {
  const scrub = createScrub(['s3cret', '']);
  const text = 'a \\" %20 &amp; +/= s3crat 🙂';
  expect(scrub(text)).toBe(text);
  expect(createScrub([])(text)).toBe(text);
});

test('a longer one goes before its part', () => {
  expect(createScrub(['abc', 'abcdef'])('xabcdefx abc')).toBe('x[secret]x [secret]');
});

test('values at any depth, and names', () => {
  const found = scrubDeep({ a: ['s3cret', 1, null], s3cret: { b: 'x s3cret' } }, createScrub(['s3cret']));
  expect(found).toEqual({ a: ['[secret]', 1, null], '[secret]': { b: 'x [secret]' } });
});

test('a megabyte of what nearly is a secret takes no time', () => {
  const scrub = createScrub(['\\\\a\\\\b\\\\c', 'p%40ss']);
  for (const text of ['\\'.repeat(1_000_000), '%25'.repeat(300_000), '\\u0'.repeat(300_000)])
    expect(scrub(text)).toBe(text);
});
