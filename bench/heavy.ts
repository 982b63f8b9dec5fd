import { type Activity, type Memory, NO_DEALS } from '../src/domain/contact.ts';
import { advanceInStretches } from '../src/domain/evaluation/advance.ts';
import { knownFacts } from '../src/domain/lead/known-facts.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { compileModel } from '../src/domain/rules/compile.ts';
import { DAY } from '../src/domain/time/time.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';

/*
 * What a contact with many activities costs beside one with few, for the same pending instants.
 * Measures processor time, since other programs may run, and the longest piece without a pause, in
 * which no other contact has a turn.
 */

const PENDING = 20_000;
const NOW = Date.UTC(2026, 10, 16, 9);
const SINCE = NOW - 100 * DAY;
const SIGNALS = ['page_view', 'web_visit', 'email_open', 'email_click', 'pricing_page_view'];
const compiled = compileModel(DEFAULT_MODEL);
const facts = { contact: { email: 'ann@firm.example', jobtitle: 'Owner' }, company: {}, deals: NO_DEALS };
const known = (memory: Memory | null) => knownFacts(facts, referenceData, { memory });

const behaviour = (count: number, from: number, to: number): Activity[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${from} ${n}`,
    signal: SIGNALS[n % SIGNALS.length]!,
    at: from + Math.floor((n * (to - from)) / count),
    quantity: 1,
    source: 'import',
    detail: `/pages/${n % 40}`,
  }));

/**
 * Runs an advance to its end: ms of processor time, evaluations, the longest piece, and what is
 * remembered.
 */
function run(activities: readonly Activity[], memory: Memory | null, now: number) {
  const work = advanceInStretches(compiled, known(memory), activities, now, { dueAt: null, news: true });
  const cpuMs = () => process.threadCpuUsage().user / 1000;
  const began = cpuMs();
  let longest = 0;
  for (let last = began; ; ) {
    const { done, value } = work.next();
    const at = cpuMs();
    longest = Math.max(longest, at - last);
    last = at;
    if (done) return { ms: at - began, count: value.steps.length, longest, memory: value.last!.memory };
  }
}

function pendingAfter(count: number) {
  const past = behaviour(count, SINCE - 730 * DAY, SINCE);
  // What an evaluation at the end of the past would remember; a few activities are enough to have
  // such a memory.
  const { memory } = run(past.slice(-10), null, SINCE);
  return run([...past, ...behaviour(PENDING, SINCE + 1, NOW)], memory, NOW);
}

run(behaviour(2_000, SINCE, NOW), null, NOW);
const views = run(behaviour(2_500, SINCE, NOW), null, NOW);
console.log(`2,500 activities seen for the first time: ${views.ms.toFixed(0)} ms`);
const light = pendingAfter(1_000);
const heavy = pendingAfter(100_000);
for (const [name, { ms, count, longest }] of [
  ['1,000', light],
  ['100,000', heavy],
] as const)
  console.log(
    `${PENDING} pending instants after ${name} known activities: ${(ms / 1000).toFixed(2)} s, ${count} evaluations, longest piece ${longest.toFixed(1)} ms`,
  );
console.log(
  `ratio ${(heavy.ms / light.ms).toFixed(1)} for ${((100_000 + PENDING) / (1_000 + PENDING)).toFixed(1)} times the activities`,
);
