import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { readPhone } from '../../reference-data/phone-numbers.ts';
import { NO_FACTS, type Properties } from '../contact.ts';
import { leadFacts } from './lead-facts.ts';
import { VALIDITY_READS } from './validity/validity.ts';
import { NO_PEERS } from './validity/validity-peers.ts';

const lists = {
  isFree: (domain: string) => domain === 'gmail.com',
  isDisposable: (domain: string) => domain === 'mailinator.com',
  isRole: (mailbox: string) => mailbox === 'info',
  readPhone,
};
const met = (contact: Properties, given = {}) => leadFacts({ ...NO_FACTS, contact }, lists, given);
const leadOf = (contact: Properties) => met(contact).lead;
const ANN = { email: 'ann@firm.example' };

test.for<[string, string, string]>([
  ['ann@firm.example', 'company', 'valid'],
  [' ANN@Firm.Example ', 'company', 'valid'],
  ['ann.lee+news@mail.firm.co.uk', 'company', 'valid'],
  ['info@firm.example', 'role', 'valid'],
  ['ann@gmail.com', 'free', 'valid'],
  ['info@gmail.com', 'free', 'valid'],
  ['ann@mailinator.com', 'disposable', 'suspect'],
  ['info@mailinator.com', 'disposable', 'suspect'],
  ['ann@example.com', 'company', 'suspect'],
  ['test@firm.example', 'company', 'suspect'],
  ['asdf@gmail.com', 'free', 'suspect'],
  ['   ', 'none', 'suspect'],
  ['ann', 'invalid', 'invalid'],
  ['ann@firm', 'invalid', 'invalid'],
  ['ann@firm.x', 'invalid', 'invalid'],
  ['ann@@firm.example', 'invalid', 'invalid'],
  ['ann lee@firm.example', 'invalid', 'invalid'],
  ['.ann@firm.example', 'invalid', 'invalid'],
  ['ann.@firm.example', 'invalid', 'invalid'],
  ['ann@firm..example', 'invalid', 'invalid'],
  ['ann@-firm.example', 'invalid', 'invalid'],
  [`${'a'.repeat(65)}@firm.example`, 'invalid', 'invalid'],
  [`ann@${'a.'.repeat(130)}example`, 'invalid', 'invalid'],
])('mail address %s: %s, lead %s', ([email, kind, validity]) => {
  expect(leadOf({ email })).toMatchObject({ mail_kind: kind, validity });
});

test('a lead without an address is suspect', () => {
  expect(met({})).toEqual({
    lead: { mail_kind: 'none', validity: 'suspect' },
    validityReasons: ['There is no e-mail address.'],
  });
});

test('only an address that can be right has a domain', () => {
  expect(leadOf({ email: 'Ann@Firm.Example' })).toMatchObject({ mail_domain: 'firm.example' });
  for (const email of ['ann', '   ']) expect(leadOf({ email })).not.toHaveProperty('mail_domain');
});

test.for<[Properties, string, string]>([
  [{ hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' }, 'invalid', 'The e-mail address bounced for good.'],
  [{ hs_email_bad_address: 'true' }, 'invalid', 'HubSpot knows the e-mail address as a bad one.'],
  [{ hs_email_quarantined: 'true' }, 'suspect', 'HubSpot has the e-mail address in quarantine.'],
  [{ phone: '+1 415 555 26' }, 'suspect', 'The phone number has a wrong number of digits for its country.'],
  [{ mobilephone: 'call me' }, 'suspect', 'The mobile number has no digits.'],
  [{ firstname: 'Max', lastname: 'Muster' }, 'suspect', 'The name is one that people use for tests.'],
  [{ firstname: 'asdf' }, 'suspect', 'The first name looks typed at random.'],
  [{ lastname: 'www.pills.com' }, 'suspect', 'The last name reads like advertising.'],
  [{ company: 'Test GmbH' }, 'suspect', 'The company is one that people use for tests.'],
])('%j makes a lead %s: %s', ([properties, validity, reason]) => {
  expect(met({ ...ANN, ...properties })).toMatchObject({ lead: { validity }, validityReasons: [reason] });
});

test('an ordinary lead is valid, whatever is not known of it', () => {
  expect(met({ ...ANN, hs_email_bad_address: 'false', hs_email_quarantined: 'false' })).toEqual({
    lead: { mail_kind: 'company', mail_domain: 'firm.example', validity: 'valid' },
    validityReasons: [],
  });
});

test('peers make a lead suspect, each in its own words', () => {
  expect(met(ANN, { peers: { duplicateOf: 7, formBurst: true } })).toEqual({
    lead: expect.objectContaining({ validity: 'suspect', duplicate: 'true', form_burst: 'true' }),
    validityReasons: [
      'An older contact (7) has the same e-mail address, or the same name and phone number.',
      'It is one of 5 or more contacts that came through one form in the same second.',
    ],
  });
});

test('who vouches for a lead makes it valid, and changes no other fact', () => {
  const vouched = { peers: { duplicateOf: 7, formBurst: false }, vouchedFor: true };

  expect(met({ email: 'ann@mailinator.com' }, vouched)).toEqual({
    lead: { mail_kind: 'disposable', mail_domain: 'mailinator.com', validity: 'valid', duplicate: 'true' },
    validityReasons: [],
  });
});

test('any text is judged, and a lead is valid exactly if nothing speaks against it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('test', 'asdf', 'ann@firm.example', 'ann@', '+43 316 123456', 'true'),
  );
  const contact = fc.dictionary(fc.constantFrom(...VALIDITY_READS), text);
  const peers = fc.record({ duplicateOf: fc.option(fc.nat()), formBurst: fc.boolean() });
  fc.assert(
    fc.property(contact, fc.oneof(fc.constant(NO_PEERS), peers), (properties, peers) => {
      const { lead, validityReasons } = met(properties, { peers });

      expect(['valid', 'suspect', 'invalid']).toContain(lead['validity']);
      expect(lead['validity'] === 'valid').toBe(validityReasons.length === 0);
    }),
    law(1000),
  );
});
