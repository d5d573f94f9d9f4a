/** What a client may send instead of what was expected. */
import { fc } from './properties.ts'

const TEXTS = [
  ...['', ' ', '0', '-1', '1', '1.5', '1e309', 'NaN', '99999999999999999999', 'true', 'null', 'undefined'],
  ...['{}', '[]', '[[1,2],[3,4]]', '{"a":', '"', '{"__proto__":{"a":1}}', '['.repeat(3_000), `{"a":${'['.repeat(500)}`],
  ...['a=b|c', 'a=b|c=d', '1,2,3,4', 'a,b,,', '=', '|', '\\', 'w_10', 'c_fill|e_x/jpg', 't_', 'l_text:Arial_1:%252F'],
  ...['__proto__', 'constructor', 'toString', '../../etc/passwd', '/etc/passwd', '..%2f..%2f', 'a/b', '/', '.', '..'],
  ...[
    "' or 1=1 --",
    '"; drop table asset; --',
    '%',
    '%00',
    '%zz',
    '_',
    '*',
    'a\0b',
    '\r\nx: y',
    '\u202Etxt',
    '💥',
    '\uD800',
  ],
  ...[
    'x'.repeat(300),
    'x'.repeat(20_000),
    'data:,x',
    'file:///etc/passwd',
    'http://127.0.0.1:1/',
    'http://[::1]/',
    'javascript:1',
  ],
  ...[
    '9999-99-99',
    '2024-05-31',
    '31-05-2024',
    '-1d',
    'image',
    'upload',
    'a@b',
    'manual',
    'GET',
    '*.*',
    '(',
    'tags:(a OR',
  ],
] as const

export const hostileText = fc.oneof(fc.constantFrom<string>(...TEXTS), fc.string({ unit: 'binary', maxLength: 30 }))

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Of JSON bodies. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, true, -1, 0.5, 1e308, 2 ** 53, [], {}, [[]], [null], [{}], [''], { a: null }),
  fc.constantFrom<unknown>(
    nested(1_000),
    Array.from({ length: 3_000 }, () => 'a'),
    { constructor: { prototype: 1 } },
  ),
)

/** Segments of a path, as they are sent. */
export const hostileSegment = fc.oneof(
  fc.constantFrom('%', '%zz', '%00', '..', '.', '%2e%2e', '%2f', '%5c', '%c0%af', ';a=b', '', 'a%2Fb', '%E0%A4%A', '*'),
  hostileText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 3_000)),
)
