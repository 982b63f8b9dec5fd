import { isDeepStrictEqual } from 'node:util';
import { timelineOf } from '../src/domain/activity/timeline.ts';
import { evaluate } from '../src/domain/evaluation/evaluate.ts';
import { pointsAt } from '../src/domain/evaluation/points.ts';
import { sheetOf } from '../src/domain/evaluation/sheet.ts';
import { prepare, type Subject } from '../src/domain/evaluation/subject.ts';
import { knownFacts } from '../src/domain/lead/known-facts.ts';
import { compileModel } from '../src/domain/rules/compile.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { machine, microseconds, saved } from './support/measure.ts';
import { closuresOf, type Points } from './support/plan-closures.ts';
import { contactsOfPlan, NOW, PLAN } from './support/plan-of-40.ts';
import { decoded, jsonRulesEngine } from './support/plan-peers.ts';

/*
 * How fast rules are, beside two peers with the same plan of 40 rules: closures written by hand for
 * this plan, and json-rules-engine. Ratios within one run; medians of processor time. Each gives
 * the points of every rule and both scores, and all must agree on every contact before the
 * measurement.
 */

const compiled = compileModel(PLAN);
const closures = closuresOf(PLAN);
const engine = jsonRulesEngine(PLAN);
const contacts = contactsOfPlan(1000).map(({ facts, activities }) => {
  const known = knownFacts(facts, referenceData, { memory: null });
  const { memory } = evaluate(compiled, known, activities, NOW);
  return { known: { ...known, memory }, activities, typed: decoded(facts, activities) };
});
type Contact = (typeof contacts)[number];

const points = ({ known, activities }: Contact): Points =>
  pointsOf(prepare(sheetOf(compiled, known), timelineOf(compiled, activities), known.memory, NOW));

function pointsOf(subject: Subject): Points {
  const { rules, scores } = pointsAt(subject, 0, NOW);
  return { rules, explicit: scores.explicit, implicit: scores.implicit };
}

/** Contacts that are prepared already, to be evaluated at another instant. */
const read = contacts.map(({ known, activities }) => ({
  sheet: sheetOf(compiled, known),
  timeline: timelineOf(compiled, activities),
  memory: known.memory,
}));

let differing = 0;
for (const contact of contacts) {
  const wanted = closures(contact.typed, NOW);
  const found = [points(contact), await engine(contact.typed, NOW)];
  if (!found.every((one) => isDeepStrictEqual({ ...one, rules: [...one.rules] }, wanted))) differing++;
}
if (differing > 0) throw new Error(`${differing} of ${contacts.length} contacts get other points by another engine`);

const cost = {
  closures: await microseconds(contacts, ({ typed }) => closures(typed, NOW)),
  'json-rules-engine': await microseconds(contacts.slice(0, 100), ({ typed }) => engine(typed, NOW)),
  points: await microseconds(contacts, points),
  'points at another instant': await microseconds(read, ({ sheet, timeline, memory }) =>
    pointsOf(prepare(sheet, timeline, memory, NOW)),
  ),
  evaluation: await microseconds(contacts, ({ known, activities }) => evaluate(compiled, known, activities, NOW)),
};
console.log(`${machine()}; 40 rules, 20 activities, ${contacts.length} contacts, ${differing} differing results`);
const ratios: Record<string, number> = {};
for (const [what, peer] of [
  ['points', 'closures'],
  ['points', 'json-rules-engine'],
  ['points at another instant', 'closures'],
  ['points at another instant', 'json-rules-engine'],
  ['evaluation', 'closures'],
  ['evaluation', 'json-rules-engine'],
] as const)
  ratios[`${what} beside ${peer}`] = cost[peer] / cost[what];
for (const [name, us] of Object.entries(cost))
  console.log(`${name}: ${us.toFixed(2)} µs, ${Math.round(1e6 / us)} contacts a second`);
for (const [name, ratio] of Object.entries(ratios)) console.log(`${name}: ${ratio.toFixed(2)} times as fast`);
await saved('rules', { cost, ratios, differing });
