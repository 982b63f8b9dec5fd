import { describe, expect, it } from 'vitest';
import type { ContactInAction } from '../../src/use-cases/actions/workflow-action.ts';
import { contactOf, decide, evaluationOf, factsOf, NOW } from '../testing.ts';
import { mayWeWrite } from './handler.ts';

const ANN = { email: 'ann@company.example' };
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(NOW - days * DAY).toISOString();
const with_ = (properties: Record<string, string>) => ({ facts: factsOf({ ...ANN, ...properties }) });

describe('may we write?', () => {
  it.each<[string, Partial<ContactInAction>, string, string]>([
    ['nothing speaks against it', {}, 'yes', ''],
    ['an opt-out that is known to be none', with_({ hs_email_optout: 'false' }), 'yes', ''],
    ['an opt-out', with_({ hs_email_optout: 'true' }), 'no', 'opted_out'],
    ['an opt-out with a word that we do not know', with_({ hs_email_optout: 'perhaps' }), 'no', 'opted_out'],
    ['a bounce', with_({ hs_email_hard_bounce_reason_enum: 'OTHER' }), 'no', 'bounced'],
    ['an address that HubSpot knows as bad', with_({ hs_email_bad_address: 'true' }), 'no', 'no_correspondence'],
    ['an address in quarantine', with_({ hs_email_quarantined: 'true' }), 'no', 'no_correspondence'],
    ['no address', { facts: factsOf({}) }, 'no', 'no_address'],
    [
      'an address that is none',
      { evaluation: evaluationOf({ written: { ripen_lead_validity: 'invalid' } }) },
      'no',
      'no_address',
    ],
    ['a rule of the model', { evaluation: evaluationOf({ doNotContact: ['Competitor'] }) }, 'no', 'no_correspondence'],
    [
      'the no-correspondence track',
      { evaluation: evaluationOf({ track: 'no_correspondence' }) },
      'no',
      'no_correspondence',
    ],
    ['a lost deal', { evaluation: evaluationOf({ segment: 'closed_lost' }) }, 'no', 'closed_lost'],
    ['a pause', { decisions: { pausedUntil: NOW + 1 } }, 'no', 'paused'],
    ['a pause that has ended', { decisions: { pausedUntil: NOW } }, 'yes', ''],
    ['no facts', { facts: null }, 'no', 'unknown'],
    ['no evaluation', { evaluation: null }, 'no', 'unknown'],
    [
      'an opt-out beside a pause',
      { ...with_({ hs_email_optout: 'true' }), decisions: { pausedUntil: NOW + 1 } },
      'no',
      'opted_out',
    ],
  ])('%s', (_, contact, may_write, reason) => {
    expect(decide(mayWeWrite, {}, { contact: contactOf(contact) })).toMatchObject({ outputs: { may_write, reason } });
  });

  it.each([
    [undefined, '7', 'yes', ''],
    [daysAgo(6.9), '7', 'no', 'touched_recently'],
    [daysAgo(7), '7', 'yes', ''],
    [daysAgo(0), '0', 'yes', ''],
    ['some day', '7', 'no', 'unknown'],
  ])('the last e-mail at %s, with %s days between', (sent, minimum_days, may_write, reason) => {
    const contact = contactOf(with_(sent === undefined ? {} : { hs_email_last_send_date: sent }));

    expect(decide(mayWeWrite, { minimum_days }, { contact })).toMatchObject({ outputs: { may_write, reason } });
  });
});
