import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import {
  MAX_AGE_MS,
  type SignedRequest,
  signV2,
  signV3,
  type VerificationRules,
  verifySignature,
} from './signature.ts';

const Y = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const F = 'f6e94c08-85d0-4608-bcc6-e1850176e7b8';
const D = '12345678-aaaa-bbbb-cccc-ddddeeeeffff';
const U = 'https://www.example.com/webhook_uri';
const H = 'https://www.hubspot.com/webhook';

const V2 = [
  {
    secret: Y,
    method: 'GET',
    url: U,
    body: '',
    signature: 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e',
  },
  {
    secret: Y,
    method: 'POST',
    url: U,
    body: '{"example_field":"example_value"}',
    signature: '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
  },
  {
    secret: F,
    method: 'POST',
    url: H,
    body: 'REQUEST_BODY',
    signature: '57bb01a6e6ac92919b5e715d68f40265328701bbf1cf3fd73772887069945766',
  },
  {
    secret: F,
    method: 'POST',
    url: H,
    body: '',
    signature: 'befaef2b7354f11bf651f6468e8b5cf6bd449048deaf057f712980afb2a682f5',
  },
];

const V3 = [
  {
    secret: F,
    method: 'POST',
    url: H,
    body: 'REQUEST_BODY',
    at: 1632188626483,
    signature: 'jf872r5vscVcxCiDRHA4rGrqe/8BPLNVkdJSHdMnGTU=',
  },
  {
    secret: F,
    method: 'POST',
    url: H,
    body: '',
    at: 1632188626483,
    signature: 'csXgk7UbrE9F8ZmMvbpuKBxqIvTSqU1EX9pI/SJtxSE=',
  },
  {
    secret: D,
    method: 'GET',
    url: 'https://hubspot.com/?appId=1&portalId=2&userId=3',
    body: '',
    at: 1111111111,
    signature: 'zTfXjo07jfzGouo4wvyAj3qEMUTVJ0PPYPACrluQtQI=',
  },
  {
    secret: Y,
    method: 'POST',
    url: U,
    body: "{'example_field':'example_value'}",
    at: 1693657560000,
    signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
  },
];

/** The documented v1 vector: SHA-256 over secret and body. */
const V1 = {
  secret: Y,
  body: '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
  signature: '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de',
};

const NOW = 1_750_000_000_000;
const rules: VerificationRules = { secret: Y, now: NOW, accept: 'v3' };

/**
 * HubSpot's side of the wire, written apart from the code under test: the text is put together by
 * hand, decoded URL included.
 */
function referenceV3(secret: string, text: string): string {
  return createHmac('sha256', Buffer.from(secret, 'utf8'))
    .update(Buffer.from(text, 'utf8'))
    .digest()
    .toString('base64');
}

function signedV3(
  content: { method?: string; url?: string; body?: string; secret?: string; at?: number | string } = {},
): SignedRequest {
  const { method = 'POST', url = U, body = '[{"objectId":1}]', secret = Y, at = NOW } = content;
  const rawBody = Buffer.from(body);
  return {
    method,
    url,
    rawBody,
    headers: {
      'x-hubspot-signature-v3': signV3({ method, url, rawBody }, secret, at),
      'x-hubspot-request-timestamp': String(at),
    },
  };
}

function signedV2(version: string | undefined = 'v2'): SignedRequest {
  const content = { method: 'POST', url: U, rawBody: Buffer.from('{}') };
  return { ...content, headers: { 'x-hubspot-signature': signV2(content, Y), 'x-hubspot-signature-version': version } };
}

test.each([
  ['its last zeros for the instant', 'https://hubspot.com/?portalId=2&userId=3', '', `00${NOW}`],
  ['its end for a body', 'https://hubspot.com/?portalId=2&userId=3', '00', `${NOW}`],
])('v3 an address is not believed that passes off %s', (_, url, body, at) => {
  const signed = signedV3({ method: 'GET', url: 'https://hubspot.com/?portalId=2&userId=300', body: '' });
  const headers = { ...signed.headers, 'x-hubspot-request-timestamp': at };

  expect(verifySignature(signed, rules)).toMatchObject({ valid: true });
  expect(verifySignature({ method: 'GET', url, rawBody: Buffer.from(body), headers }, rules).valid).toBe(false);
});

describe('published vectors', () => {
  test.each(V3)('v3 $method $url "$body" is accepted', ({ secret, method, url, body, at, signature }) => {
    const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(at) };

    const verdict = verifySignature(
      { method, url, rawBody: Buffer.from(body), headers },
      { secret, now: at, accept: 'v3' },
    );

    expect(verdict).toMatchObject({ valid: true, version: 'v3' });
  });

  test.each(V2)('v2 $method $url "$body" is accepted where v2 is', ({ secret, method, url, body, signature }) => {
    const headers = { 'x-hubspot-signature': signature, 'x-hubspot-signature-version': 'v2' };
    const request = { method, url, rawBody: Buffer.from(body), headers };

    expect(verifySignature(request, { secret, now: NOW, accept: 'v3-else-v2' })).toEqual({
      valid: true,
      version: 'v2',
      signature,
    });
    expect(verifySignature(request, { secret, now: NOW, accept: 'v3' })).toEqual({
      valid: false,
      reason: 'version_not_accepted',
    });
  });

  test('v1 is never accepted', () => {
    const headers = { 'x-hubspot-signature': V1.signature, 'x-hubspot-signature-version': 'v1' };
    const request = { method: 'POST', url: U, rawBody: Buffer.from(V1.body), headers };

    for (const accept of ['v3', 'v3-else-v2'] as const) {
      expect(verifySignature(request, { secret: V1.secret, now: NOW, accept })).toEqual({
        valid: false,
        reason: 'version_not_accepted',
      });
    }
  });
});

describe('what is refused', () => {
  const good = signedV3();
  const changed = (headers: SignedRequest['headers']) => ({ ...good, headers: { ...good.headers, ...headers } });

  test.each([
    ['another body', { ...good, rawBody: Buffer.from('[{"objectId":2}]') }, 'signature_wrong'],
    ['the same JSON in other bytes', { ...good, rawBody: Buffer.from('[{"objectId": 1}]') }, 'signature_wrong'],
    ['another method', { ...good, method: 'PUT' }, 'signature_wrong'],
    ['another path', { ...good, url: `${U}x` }, 'signature_wrong'],
    ['another scheme', { ...good, url: U.replace('https', 'http') }, 'signature_wrong'],
    ['another secret', signedV3({ secret: F }), 'signature_wrong'],
    ['a shorter signature', changed({ 'x-hubspot-signature-v3': 'abc' }), 'signature_wrong'],
    ['an empty signature', changed({ 'x-hubspot-signature-v3': '' }), 'signature_wrong'],
    ['no signature at all', { ...good, headers: {} }, 'signature_missing'],
    ['a repeated signature header', changed({ 'x-hubspot-signature-v3': ['a', 'b'] }), 'signature_missing'],
    ['no timestamp', changed({ 'x-hubspot-request-timestamp': undefined }), 'timestamp_malformed'],
    ['a timestamp in words', signedV3({ at: 'today' }), 'timestamp_malformed'],
    ['a negative timestamp', signedV3({ at: '-1' }), 'timestamp_malformed'],
    ['an exponent', signedV3({ at: '1e13' }), 'timestamp_malformed'],
    ['another timestamp', changed({ 'x-hubspot-request-timestamp': String(NOW + 1) }), 'signature_wrong'],
    ['an old timestamp', signedV3({ at: NOW - MAX_AGE_MS - 1 }), 'timestamp_too_old'],
    ['a timestamp from the future', signedV3({ at: NOW + MAX_AGE_MS + 1 }), 'timestamp_in_future'],
    ['an old timestamp of another secret', signedV3({ secret: F, at: NOW - MAX_AGE_MS - 1 }), 'signature_wrong'],
  ] satisfies [string, SignedRequest, string][])('%s', (_, request, reason) => {
    expect(verifySignature(request, rules)).toEqual({ valid: false, reason });
  });

  test('nothing at the edges of the accepted age', () => {
    expect(verifySignature(signedV3({ at: NOW - MAX_AGE_MS }), rules).valid).toBe(true);
    expect(verifySignature(signedV3({ at: NOW + MAX_AGE_MS }), rules).valid).toBe(true);
  });

  test('a good v2 signature beside a wrong v3 one', () => {
    const request = signedV2();
    const both = {
      ...request,
      headers: { ...request.headers, 'x-hubspot-signature-v3': 'wrong', 'x-hubspot-request-timestamp': String(NOW) },
    };

    expect(verifySignature(both, { ...rules, accept: 'v3-else-v2' })).toEqual({
      valid: false,
      reason: 'signature_wrong',
    });
  });

  test('a v2 signature without its version', () => {
    const request = signedV2();
    const { 'x-hubspot-signature-version': _, ...headers } = request.headers;

    expect(verifySignature({ ...request, headers }, { ...rules, accept: 'v3-else-v2' })).toEqual({
      valid: false,
      reason: 'version_not_accepted',
    });
  });

  test('any single changed byte of the body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, place, flip) => {
        const rawBody = Buffer.from(bytes);
        const content = { method: 'POST', url: U, rawBody };
        const headers = {
          'x-hubspot-signature-v3': signV3(content, Y, NOW),
          'x-hubspot-request-timestamp': String(NOW),
        };
        const tampered = Buffer.from(rawBody);
        tampered[place % tampered.length]! ^= flip;

        expect(verifySignature({ ...content, headers }, rules).valid).toBe(true);
        expect(verifySignature({ ...content, rawBody: tampered, headers }, rules).valid).toBe(false);
      }),
      law(),
    );
  });
});

describe('escapes in the URL', () => {
  const origin = 'https://app.example.com';

  test.each([
    [
      'the appended e-mail',
      '/cards/score?userEmail=a%40b.example&portalId=1',
      '/cards/score?userEmail=a@b.example&portalId=1',
    ],
    ['all twelve', '/x?q=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B', "/x?q=:/?@!$'()*,;"],
    ['lower case', '/x?q=%3a%2f%3f%2a%2c%3b', '/x?q=:/?*,;'],
    ['spaces, ampersands, equals signs and percent signs stay', '/x?q=%20%26%3D%25%2B', '/x?q=%20%26%3D%25%2B'],
    ['decoded once, not twice', '/x?q=%2540', '/x?q=%2540'],
    ['letters stay', '/x?q=%41%C3%A9', '/x?q=%41%C3%A9'],
  ])('%s', (_, sent, signedAs) => {
    const signature = referenceV3(Y, `GET${origin}${signedAs}${NOW}`);
    const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(NOW) };

    const verdict = verifySignature({ method: 'GET', url: origin + sent, rawBody: Buffer.alloc(0), headers }, rules);

    expect(verdict).toMatchObject({ valid: true, version: 'v3' });
  });

  test('v2 decodes nothing', () => {
    const content = { method: 'GET', url: `${origin}/x?userEmail=a%40b.example`, rawBody: Buffer.alloc(0) };

    expect(signV2(content, Y)).not.toBe(signV2({ ...content, url: `${origin}/x?userEmail=a@b.example` }, Y));
  });

  test('bytes that are no UTF-8 are signed as they are', () => {
    const rawBody = Buffer.from([0xff, 0xfe, 0x00, 0xc3]);
    const expected = createHmac('sha256', Y)
      .update(Buffer.concat([Buffer.from(`POST${U}`), rawBody, Buffer.from(`${NOW}`)]))
      .digest('base64');

    expect(signV3({ method: 'POST', url: U, rawBody }, Y, NOW)).toBe(expected);
  });
});
