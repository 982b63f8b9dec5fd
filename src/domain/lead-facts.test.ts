import { expect, test } from 'vitest';
import { NO_FACTS, type Properties } from './contact.ts';
import { leadFacts } from './lead-facts.ts';

const lists = {
  isFree: (domain: string) => domain === 'gmail.com',
  isDisposable: (domain: string) => domain === 'mailinator.com',
  isRole: (mailbox: string) => mailbox === 'info',
};
const leadOf = (contact: Properties) => leadFacts({ ...NO_FACTS, contact }, lists);

test.for<[string, string, string]>([
  ['ann@firm.example', 'company', 'valid'],
  [' ANN@Firm.Example ', 'company', 'valid'],
  ['ann.lee+news@mail.firm.co.uk', 'company', 'valid'],
  ['info@firm.example', 'role', 'valid'],
  ['ann@gmail.com', 'free', 'valid'],
  ['info@gmail.com', 'free', 'valid'],
  ['ann@mailinator.com', 'disposable', 'suspect'],
  ['info@mailinator.com', 'disposable', 'suspect'],
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
  expect(leadOf({})).toEqual({ mail_kind: 'none', validity: 'suspect' });
});

test('a lead whose address bounced for good is invalid', () => {
  const contact = { email: 'ann@firm.example', hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' };

  expect(leadOf(contact)).toMatchObject({ mail_kind: 'company', validity: 'invalid' });
});

test('only an address that can be right has a domain', () => {
  expect(leadOf({ email: 'Ann@Firm.Example' })).toMatchObject({ mail_domain: 'firm.example' });
  for (const email of ['ann', '   ']) expect(leadOf({ email })).not.toHaveProperty('mail_domain');
});
