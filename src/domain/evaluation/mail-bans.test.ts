import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { scenes } from '../../../test/support/scenes/arbitraries.ts';
import { type KnownFacts, NO_FACTS } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { propertiesRead } from '../model/reads.ts';
import { compileModel } from '../rules/compile.ts';
import { evaluate } from './evaluate.ts';

/*
 * A model may leave the opt-out, the hard bounce and the quarantine out. No contact of whom HubSpot
 * says one of them is ever in a track that sends.
 */

const NOW = Date.UTC(2026, 10, 16, 9);
const COLLEAGUE = { label: 'Works for us', when: { field: 'email', endsWith: ['@us.example'] } };
const WITHOUT: Model = { ...DEFAULT_MODEL, noCorrespondence: [COLLEAGUE] };
const BANS: readonly (readonly [string, string, string])[] = [
  ['hs_email_optout', 'true', 'Opted out of e-mail'],
  ['hs_email_optout', 'perhaps', 'Opted out of e-mail'],
  ['hs_email_hard_bounce_reason_enum', 'UNKNOWN_USER', 'E-mail bounced for good'],
  ['hs_email_bad_address', 'true', 'HubSpot knows the address as bad'],
  ['hs_email_quarantined', 'true', 'HubSpot quarantined the address'],
];

/** A contact that somebody made an MQL a day ago: it is in the short-term programme. */
const mqlWith = (properties: Record<string, string>): KnownFacts => ({
  ...NO_FACTS,
  contact: { email: 'ann@company.example', createdate: '2026-11-01T00:00:00Z', ...properties },
  lead: { mail_kind: 'company' },
  memory: null,
  decisions: { qualification: { qualification: 'mql', at: NOW - 86_400_000 } },
});
const of = (model: Model, properties: Record<string, string>) =>
  evaluate(compileModel(model), mqlWith(properties), [], NOW);

describe('a model without rules for opt-out, bounce and quarantine', () => {
  it('nurtures an MQL of whom none of them is known', () => {
    expect(of(WITHOUT, {})).toMatchObject({ track: 'mql_nurture', doNotContact: [] });
    expect(of(WITHOUT, { hs_email_optout: 'false' })).toMatchObject({ track: 'mql_nurture', doNotContact: [] });
  });

  it.each(BANS)('leaves a contact alone with %s %s', (property, value, label) => {
    const { track, doNotContact, written, nextTouch } = of(WITHOUT, { [property]: value });

    expect({ track, doNotContact, nextTouch }).toEqual({
      track: 'no_correspondence',
      doNotContact: [label],
      nextTouch: null,
    });
    expect(written['ripen_do_not_contact']).toBe('true');
  });

  it.each(BANS)('reads %s', (property) => {
    const behaviours = DEFAULT_MODEL.behaviours.filter((behaviour) => !('flag' in behaviour));
    expect(propertiesRead({ ...WITHOUT, behaviours }).contact).toContain(property);
  });

  it('keeps its own rules beside them', () => {
    expect(of(WITHOUT, { email: 'bob@us.example', hs_email_optout: 'true' }).doNotContact).toEqual([
      'Opted out of e-mail',
      'Works for us',
    ]);
  });
});

test('a model with a rule of its own for one of them shows the label of its rule, and no second one', () => {
  const named: Model = {
    ...WITHOUT,
    noCorrespondence: [{ label: 'Said no', when: { field: 'hs_email_optout', equals: 'true' } }, COLLEAGUE],
  };

  expect(of(named, { hs_email_optout: 'true' }).doNotContact).toEqual(['Said no']);
  expect(of(named, { hs_email_optout: 'perhaps' }).doNotContact).toEqual(['Opted out of e-mail']);
});

test('whatever the model, and at whatever instant, a ban wins', () => {
  fc.assert(
    fc.property(scenes({}), fc.constantFrom(...BANS), ({ compiled, facts, activities, now }, [property, value]) => {
      const lax = compileModel({ ...compiled.model, noCorrespondence: [] });
      const banned = { ...facts, contact: { ...facts.contact, [property]: value } };

      expect(evaluate(lax, banned, activities, now)).toMatchObject({ track: 'no_correspondence', nextTouch: null });
    }),
    law(120),
  );
});
