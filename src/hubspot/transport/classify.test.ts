import { describe, expect, test } from 'vitest';
import { classify, type ErrorAnswer } from './classify.ts';
import { HubspotError, type HubspotProblem } from './errors.ts';

const networkError = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

const throttled = (policyName?: string, headers = {}, message = ''): ErrorAnswer => ({
  code: 429,
  body: { status: 'error', message, errorType: 'RATE_LIMIT', ...(policyName === undefined ? {} : { policyName }) },
  headers,
});

const refused = (body: object): ErrorAnswer => ({
  code: 400,
  body: { status: 'error', category: 'VALIDATION_ERROR', ...body },
});

describe('what HubSpot and the network say, and what it means', () => {
  test.each<[string, unknown, HubspotProblem]>([
    [
      '429 ten-secondly',
      throttled('TEN_SECONDLY_ROLLING'),
      { code: 'throttled', policy: 'ten_secondly', afterMs: 10_000 },
    ],
    ['429 secondly', throttled('SECONDLY'), { code: 'throttled', policy: 'secondly', afterMs: 1_000 }],
    [
      '429 secondly by message',
      throttled(undefined, {}, 'You have reached your secondly limit.'),
      { code: 'throttled', policy: 'secondly', afterMs: 1_000 },
    ],
    ['429 daily', throttled('DAILY'), { code: 'throttled', policy: 'daily', afterMs: 3_600_000 }],
    ['429 of a policy yet unknown', throttled('HOURLY'), { code: 'throttled', policy: 'other', afterMs: 10_000 }],
    [
      '429 with Retry-After',
      throttled('SECONDLY', { 'retry-after': '7' }),
      { code: 'throttled', policy: 'secondly', afterMs: 7_000 },
    ],
    [
      '429 with a Retry-After that is no number',
      throttled('SECONDLY', { 'retry-after': 'Wed' }),
      { code: 'throttled', policy: 'secondly', afterMs: 1_000 },
    ],
    [
      '429 with a Retry-After of nothing',
      throttled('DAILY', { 'retry-after': '0' }),
      { code: 'throttled', policy: 'daily', afterMs: 1_000 },
    ],
    [
      '429 with a Retry-After of ten years',
      throttled('DAILY', { 'retry-after': '315360000' }),
      { code: 'throttled', policy: 'daily', afterMs: 86_400_000 },
    ],
    ...['-5', '1.5', '1e3', '0x10', '', 'Fri, 27 Nov 2026 20:00:00 GMT'].map(
      (value): [string, unknown, HubspotProblem] => [
        `477 with the Retry-After ${value}`,
        { code: 477, headers: { 'retry-after': value } },
        { code: 'moving', afterMs: 300_000 },
      ],
    ),
    [
      '477 with a Retry-After of nothing',
      { code: 477, headers: { 'retry-after': '0' } },
      { code: 'moving', afterMs: 2_000 },
    ],
    ...[301, 302, 307, 308].map((code): [string, unknown, HubspotProblem] => [
      `${code}`,
      { code, headers: { location: 'https://elsewhere.example/' } },
      { code: 'unavailable', reached: 'no' },
    ]),
    ['423', { code: 423 }, { code: 'locked', afterMs: 2_000 }],
    [
      '477 with Retry-After',
      { code: 477, headers: { 'retry-after': '86400' } },
      { code: 'moving', afterMs: 86_400_000 },
    ],
    [
      '477 for longer than a day',
      { code: 477, headers: { 'retry-after': '9999999' } },
      { code: 'moving', afterMs: 86_400_000 },
    ],
    ['477 without', { code: 477 }, { code: 'moving', afterMs: 300_000 }],
    ['401', { code: 401, body: { category: 'EXPIRED_AUTHENTICATION' } }, { code: 'unauthorized' }],
    [
      '403',
      {
        code: 403,
        body: {
          category: 'MISSING_SCOPES',
          errors: [{ message: '', context: { requiredGranularScopes: ['crm.lists.write'] } }],
        },
      },
      { code: 'missing_scopes', scopes: ['crm.lists.write'] },
    ],
    ['404', { code: 404, body: { category: 'OBJECT_NOT_FOUND' } }, { code: 'not_found' }],
    [
      '409',
      { code: 409, body: { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 123' } },
      { code: 'conflict' },
    ],
    [
      '400 with the property in errors[]',
      refused({ errors: [{ message: 'x', code: 'INVALID_OPTION', context: { propertyName: ['lifecyclestage'] } }] }),
      { code: 'invalid', propertyNames: ['lifecyclestage'], reasons: ['INVALID_OPTION'] },
    ],
    [
      '400 with the property inside the message',
      refused({
        message:
          'Property values were not valid: [{"isValid":false,"message":"a was not a number","error":"INVALID_INTEGER","name":"ripen_score"}]',
      }),
      { code: 'invalid', propertyNames: ['ripen_score'], reasons: ['INVALID_INTEGER'] },
    ],
    [
      '400 with prose in brackets',
      refused({ message: 'bad [{oops}]' }),
      { code: 'invalid', propertyNames: [], reasons: [] },
    ],
    [
      '400 with hundreds of thousands of brackets that nothing closes',
      refused({ message: '[{'.repeat(200_000) }),
      { code: 'invalid', propertyNames: [], reasons: [] },
    ],
    [
      '400 for a property that the account lacks',
      refused({
        errors: [{ message: 'x', code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['ripen_score'] } }],
      }),
      { code: 'missing_properties', propertyNames: ['ripen_score'] },
    ],
    ['405', { code: 405 }, { code: 'contract' }],
    ['414', { code: 414 }, { code: 'contract' }],
    ...[408, 500, 502, 503, 504, 521, 523, 524].map((code): [string, unknown, HubspotProblem] => [
      `${code}`,
      { code, body: '<html>bad gateway</html>' },
      { code: 'unavailable', reached: 'maybe' },
    ]),
    [
      'no content type',
      new Error('Cannot parse content. No Content-Type defined.'),
      { code: 'unavailable', reached: 'maybe' },
    ],
    ['broken JSON', new SyntaxError('Unexpected end of JSON input'), { code: 'unavailable', reached: 'maybe' }],
    ['a timeout', new DOMException('late', 'TimeoutError'), { code: 'unavailable', reached: 'maybe' }],
    ['a reset', networkError('ECONNRESET'), { code: 'unavailable', reached: 'maybe' }],
    [
      'a body cut short',
      new TypeError('terminated', { cause: new Error('other side closed') }),
      { code: 'unavailable', reached: 'maybe' },
    ],
    ['a shape that the client stumbles over', new TypeError('data is not iterable'), { code: 'contract' }],
    ['nobody listening', networkError('ECONNREFUSED'), { code: 'unavailable', reached: 'no' }],
    ['no such host', networkError('ENOTFOUND'), { code: 'unavailable', reached: 'no' }],
    ['no connection in time', networkError('UND_ERR_CONNECT_TIMEOUT'), { code: 'unavailable', reached: 'no' }],
  ])('%s', (_, thrown, problem) => {
    expect(classify(thrown, 'contacts.read')?.problem).toEqual(problem);
  });

  test.each([
    ['a lost lease', new Error('lease lost')],
    ['an aborted signal', new DOMException('stop', 'AbortError')],
  ])('%s is no failure of a request', (_, thrown) => {
    expect(classify(thrown, 'contacts.read')).toBeUndefined();
  });

  test('a HubspotError stays what it is', () => {
    const error = new HubspotError({ code: 'not_found' }, { route: 'lists.delete' });

    expect(classify(error, 'contacts.read')).toBe(error);
  });
});

describe('what an error tells', () => {
  test('status, meaning and correlation id, for a search in the logs of HubSpot', () => {
    const error = classify(
      { code: 404, body: { category: 'OBJECT_NOT_FOUND', correlationId: 'abc-1' } },
      'lists.by-name',
    );

    expect(error?.message).toBe(
      'lists.by-name: HubSpot answered 404 (not_found; OBJECT_NOT_FOUND), correlation id abc-1',
    );
  });

  test('the correlation id of the header, when the body has none', () => {
    expect(
      classify({ code: 502, body: '<html>', headers: { 'x-hubspot-correlation-id': 'h-1' } }, 'x')?.correlationId,
    ).toBe('h-1');
  });

  test.each<[string, unknown]>([
    [
      'a refused value',
      refused({
        message: 'jane@example.com is not valid',
        errors: [{ message: 'jane@example.com', code: 'INVALID_EMAIL', context: { propertyName: ['email'] } }],
      }),
    ],
    [
      'a listed value',
      refused({
        message:
          'Property values were not valid: [{"message":"jane@example.com","error":"INVALID_EMAIL","name":"email"}]',
      }),
    ],
    [
      'a sentence where a code or a name should stand',
      refused({
        category: 'jane@example.com is refused',
        correlationId: 'of jane@example.com',
        errors: [{ code: 'jane@example.com is no address', context: { propertyName: ['jane@example.com'] } }],
        message: 'Not valid: [{"error":"jane@example.com is no address","name":"jane@example.com"}]',
      }),
    ],
    ['a page of HTML', { code: 502, body: '<html>jane@example.com</html>' }],
    ['broken JSON', new SyntaxError('Unexpected token in "jane@example.com"')],
    [
      'the client’s own exception',
      Object.assign(new Error('Body: jane@example.com'), { code: 500, body: { message: 'jane@example.com' } }),
    ],
  ])('never the contents of %s', (_, thrown) => {
    const error = classify(thrown, 'contacts.update')!;

    const everything = `${error.stack} ${JSON.stringify({ ...error })} ${error.cause instanceof Error ? error.cause.stack : ''}`;

    expect(everything).not.toContain('jane');
  });
});
