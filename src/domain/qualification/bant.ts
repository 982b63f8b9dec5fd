import type { BantRecord, Facts, KnownFacts, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { own } from '../own.ts';
import { span } from '../time/time.ts';
import { BANT_QUESTIONS, type BantAnswer, type BantQuestion } from '../words.ts';

/* BANT: the answers on budget, authority, need and timeline, their sources and their ages. */

export type BantRecords = Memory['bant'];

/** The answer to one question, as people see it. */
export type BantDetail = {
  readonly answer: BantAnswer;
  readonly source: BantRecord['source'] | null;
  readonly at: number | null;
  /** the answer is too old to count: somebody should ask again */
  readonly askAgain: boolean;
};

/** An answer that appears at most so long after a form came with that form. */
const WITH_THE_FORM_MS = 15 * 60_000;

/**
 * The answers that the facts give, each with its source and age. An answer that stays the same
 * keeps its age, unless somebody gave it again. `formAt`: when the person last sent a form;
 * null: never.
 */
export function bantRecords(
  model: Model,
  facts: Pick<KnownFacts, 'contact' | 'company' | 'memory' | 'decisions'>,
  formAt: number | null,
  now: number,
): BantRecords {
  const before = facts.memory?.bant ?? {};
  const records: Partial<Record<BantQuestion, BantRecord>> = {};
  for (const question of BANT_QUESTIONS) {
    const answer = answerIn(model, facts, question);
    if (answer === null) continue;
    const [known = before[question]] = [before, facts.memory?.bantBefore ?? {}].flatMap(({ [question]: record }) =>
      record?.answer === answer ? [record] : [],
    );
    const answered = facts.decisions?.bant?.[question];
    const isNews = answered !== undefined && answered.at <= now && answered.at > (known?.at ?? -Infinity);
    if (isNews) records[question] = { answer, source: answered.source, at: answered.at };
    else if (known?.answer === answer) records[question] = known;
    else records[question] = { answer, ...foundIn(formAt, now) };
  }
  return records;
}

const foundIn = (formAt: number | null, now: number): Pick<BantRecord, 'source' | 'at'> =>
  formAt !== null && formAt > now - WITH_THE_FORM_MS ? { source: 'form', at: formAt } : { source: 'crm', at: now };

/** The answers that the facts give, in the order of the questions; null: unknown. */
export const answersIn = (model: Model, facts: Pick<Facts, 'contact' | 'company'>) =>
  BANT_QUESTIONS.map((question) => answerIn(model, facts, question));

function answerIn(model: Model, { contact, company }: Pick<Facts, 'contact' | 'company'>, question: BantQuestion) {
  const valueIn = (field: string) =>
    field.startsWith('company.') ? own(company, field.slice('company.'.length)) : own(contact, field);
  const text = valueIn(model.bant[question]);
  if (text === 'no' || text === 'partly' || text === 'yes') return text;
  for (const also of model.bantAlso ?? []) {
    const value = also.question === question ? valueIn(also.field) : undefined;
    const answer = value === undefined ? null : answerToldBy(also, value);
    if (answer !== null) return answer;
  }
  return null;
}

/** Of several choices in one value the best answer counts. */
function answerToldBy(also: NonNullable<Model['bantAlso']>[number], value: string): 'yes' | 'partly' | 'no' | null {
  const choices = value.split(';').map((choice) => choice.trim().toLowerCase());
  const tells = (texts: readonly string[] | undefined) =>
    texts?.some((text) => choices.includes(text.trim().toLowerCase())) ?? false;
  return (['yes', 'partly', 'no'] as const).find((answer) => tells(also[answer])) ?? null;
}

/** The instant from which an answer is too old to count. */
export const freshUntil = (model: Model, question: BantQuestion, at: number): number =>
  at + span(model.bantFreshDays[question]);

/** The answers that count: one that is too old is unknown. */
export function answersThatCount({
  budget,
  authority,
  need,
  timeline,
}: Readonly<Record<BantQuestion, BantDetail>>): Readonly<Record<BantQuestion, BantAnswer>> {
  const answerOf = ({ answer, askAgain }: BantDetail): BantAnswer => (askAgain ? 'unknown' : answer);
  return {
    budget: answerOf(budget),
    authority: answerOf(authority),
    need: answerOf(need),
    timeline: answerOf(timeline),
  };
}

export function bantDetails(
  model: Model,
  records: BantRecords,
  now: number,
): Readonly<Record<BantQuestion, BantDetail>> {
  const detail = (question: BantQuestion): BantDetail => {
    const record = records[question];
    if (record === undefined) return { answer: 'unknown', source: null, at: null, askAgain: false };
    return { ...record, askAgain: now >= freshUntil(model, question, record.at) };
  };
  return {
    budget: detail('budget'),
    authority: detail('authority'),
    need: detail('need'),
    timeline: detail('timeline'),
  };
}
