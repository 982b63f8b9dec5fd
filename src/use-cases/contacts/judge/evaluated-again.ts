import { timelineOf } from '../../../domain/activity/timeline.ts';
import type { HoldOut } from '../../../domain/contact.ts';
import { assess } from '../../../domain/evaluation/assess.ts';
import { type Evaluation, evaluationOf } from '../../../domain/evaluation/evaluate.ts';
import { sheetOf } from '../../../domain/evaluation/sheet.ts';
import { prepare } from '../../../domain/evaluation/subject.ts';
import { knownFacts } from '../../../domain/lead/known-facts.ts';
import type { ReferenceData } from '../../../domain/lead/lead-facts.ts';
import { NO_PEERS } from '../../../domain/lead/validity/validity-peers.ts';
import type { CompiledModel } from '../../../domain/rules/compile.ts';
import { activitiesIn } from '../../../store/contacts/activity-pack.ts';
import type { LastEvaluation } from '../../../store/contacts/contacts.ts';
import { withOwnStage } from './judge-contact.ts';

/** An evaluation without what it told once: what had happened, and what it asked of people. */
export type EvaluatedAgain = Omit<Evaluation, 'touchEvents' | 'asks' | 'needsOwner'>;

/**
 * The last evaluation of a contact, found again by the version that made it, at its instant and
 * from what it saw. It begins with the memory that it left: who was judged once is judged alike.
 * What people have decided since counts already where it names no instant. Pure.
 */
export function evaluatedAgain(
  compiled: CompiledModel,
  last: LastEvaluation,
  { referenceData, holdOuts }: { readonly referenceData: ReferenceData; readonly holdOuts: readonly HoldOut[] },
): EvaluatedAgain {
  if (last.inFull !== null) return last.inFull;
  const { at, facts, decisions, nextChangeAt } = last;
  const memory = withOwnStage(last, facts);
  const known = { ...knownFacts(facts, referenceData, { memory, decisions, peers: last.peers ?? NO_PEERS }), holdOuts };
  const subject = prepare(sheetOf(compiled, known), timelineOf(compiled, activitiesIn(last.activities)), memory, at);
  return { ...evaluationOf(subject, assess(subject, at), nextChangeAt), memory: last.memory };
}
