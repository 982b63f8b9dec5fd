import { expect, it } from 'vitest';
import { observe } from '../../../domain/activity/observe.ts';
import { changesBetween, unknownThen } from '../../../domain/activity/values-then.ts';
import { NO_DEALS } from '../../../domain/contact.ts';
import { advance } from '../../../domain/evaluation/advance.ts';
import { knownFacts } from '../../../domain/lead/known-facts.ts';
import { DEFAULT_MODEL } from '../../../domain/model/default-model.ts';
import { type Model, parseModel } from '../../../domain/model/model.ts';
import { propertiesRead } from '../../../domain/model/reads.ts';
import { compileModel } from '../../../domain/rules/compile.ts';
import { unreadableFinder } from '../../../domain/sync/unreadable.ts';
import { referenceData } from '../../../reference-data/reference-data.ts';
import { knownContact, knownProperties } from './hubspot-facts.ts';

/* Every object has a `constructor`, and accounts of builders have a property of that name. */

const NOW = Date.UTC(2026, 0, 1);
const { contact, company } = propertiesRead(DEFAULT_MODEL);

/** What becomes of a contact of whom HubSpot gives no property. */
function judged(model: Model) {
  const reads = propertiesRead(model);
  const facts = {
    contact: knownContact({}, reads.contact, NOW),
    company: knownProperties({}, reads.company),
    deals: NO_DEALS,
  };
  const known = knownFacts(facts, referenceData, { memory: null });
  const activities = observe(model, null, facts.contact, NOW);
  const { last } = advance(compileModel(model), known, activities, NOW, { dueAt: null, news: true });
  return [activities, last!.written, unreadableFinder(model)(facts)];
}

it.each([...contact, ...company])(
  'a property that is called so is empty in an empty contact, where a model has it for %s',
  (name) => {
    const text = JSON.stringify(DEFAULT_MODEL).replaceAll(`"${name}"`, '"constructor"');
    const parsed = parseModel(JSON.parse(text.replaceAll(`"company.${name}"`, '"company.constructor"')));
    if (parsed.outcome === 'invalid') return;

    expect(judged(parsed.model)).toEqual(judged(DEFAULT_MODEL));
  },
);

it('a record without a history of it has none', () => {
  expect(changesBetween({}, ['constructor'], 0, NOW)).toEqual([]);
  expect([...unknownThen({}, ['constructor'], NOW)]).toEqual([]);
});
