import { describe, expect, it } from 'vitest';
import { signatureHeaders } from './sign.ts';

const Y = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const F = 'f6e94c08-85d0-4608-bcc6-e1850176e7b8';
const D = '12345678-aaaa-bbbb-cccc-ddddeeeeffff';
const U = 'https://www.example.com/webhook_uri';
const H = 'https://www.hubspot.com/webhook';
const EVENT =
  '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';

/**
 * Vectors from HubSpot's documentation and SDKs. The app's verifier passes them too, so signer and
 * verifier cannot share a mistake.
 */
describe('signatures agree with HubSpot’s own vectors', () => {
  it.each([
    ['v1', Y, 'POST', U, EVENT, '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de'],
    ['v2', Y, 'GET', U, '', 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e'],
    [
      'v2',
      Y,
      'POST',
      U,
      '{"example_field":"example_value"}',
      '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
    ],
    ['v2', F, 'POST', H, 'REQUEST_BODY', '57bb01a6e6ac92919b5e715d68f40265328701bbf1cf3fd73772887069945766'],
    ['v2', F, 'POST', H, '', 'befaef2b7354f11bf651f6468e8b5cf6bd449048deaf057f712980afb2a682f5'],
  ] as const)('%s with %s: %s %s %s', (version, secret, method, url, body, expected) => {
    const headers = signatureHeaders({ method, url, body, secret, timestamp: 0 }, version);

    expect(headers['x-hubspot-signature']).toBe(expected);
  });

  it.each([
    [F, 'POST', H, 'REQUEST_BODY', 1632188626483, 'jf872r5vscVcxCiDRHA4rGrqe/8BPLNVkdJSHdMnGTU='],
    [F, 'POST', H, '', 1632188626483, 'csXgk7UbrE9F8ZmMvbpuKBxqIvTSqU1EX9pI/SJtxSE='],
    [
      D,
      'GET',
      'https://hubspot.com/?appId=1&portalId=2&userId=3',
      '',
      1111111111,
      'zTfXjo07jfzGouo4wvyAj3qEMUTVJ0PPYPACrluQtQI=',
    ],
    [Y, 'POST', U, "{'example_field':'example_value'}", 1693657560000, 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
  ] as const)('v3 with %s: %s %s %s at %i', (secret, method, url, body, timestamp, expected) => {
    const headers = signatureHeaders({ method, url, body, secret, timestamp }, 'v1');

    expect(headers['x-hubspot-signature-v3']).toBe(expected);
  });
});
