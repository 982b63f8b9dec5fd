import {
  type Decisions,
  type LinkedFacts,
  type Memory,
  NO_STANDING,
  type Properties,
  type Standing,
} from '../../contact.ts';
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { REASONS, strongestOf } from '../../evaluation/written.ts';
import type { Model } from '../../model/model.ts';
import { wantedTrack } from '../../nurture/nurture.ts';
import { openResponse } from '../../sales/response.ts';
import { BANT_QUESTIONS, type BantQuestion, type Relation, type Track } from '../../words.ts';

/*
 * The gist of a contact: what tells of its last evaluation whether a draft changes anything. It is
 * stored beside the contact and takes a hundredth of the time to read, so that a what-if over a
 * large base reads the whole of those contacts only that an edit may touch.
 */

/** The values that a gist keeps, in their order. */
const KEPT = [
  'ripen_score',
  'ripen_explicit_score',
  'ripen_implicit_score',
  'ripen_grade',
  'ripen_qualification',
  'ripen_nurture_track',
  'ripen_dormant_segment',
  'ripen_ready',
  'ripen_next_touch_at',
  'ripen_next_touch_kind',
  'ripen_journey_stage',
  'ripen_brand_awareness',
  'ripen_country',
  'ripen_industry',
  'ripen_company_size',
  'ripen_job_area',
  'ripen_seniority',
  'ripen_lead_validity',
] as const;

/** What Ripen derives from facts and a gist keeps: fields that rules read, and where they show. */
export const LEAD_KEPT: ReadonlyMap<string, (typeof KEPT)[number]> = new Map([
  ['country', 'ripen_country'],
  ['industry', 'ripen_industry'],
  ['company_size', 'ripen_company_size'],
  ['job_area', 'ripen_job_area'],
  ['seniority', 'ripen_seniority'],
  ['validity', 'ripen_lead_validity'],
]);

export type Gist = {
  /** the instant of the evaluation */
  readonly at: number;
  /** some of the values that it shows */
  readonly written: Properties;
  /** since when sales owes an answer; null: it owes none */
  readonly owed: number | null;
  /** sales owed it an answer once, or does now */
  readonly wasOwed: boolean;
  /** a touch is due, and nobody has done it */
  readonly isTouchOpen: boolean;
  readonly needsOwner: boolean;
  /** HubSpot has all its values and lists */
  readonly isThere: boolean;
  /** the lifecycle stage that HubSpot shows, and the one that Ripen wrote; empty: none */
  readonly stage: string;
  readonly ownStage: string;
  readonly owner: string;
  readonly isHandedBack: boolean;
  /** a person or a tool decided once that it is an MQL or an SQL */
  readonly isDecided: boolean;
  readonly relation: Relation;
  /** the track whose touches it gets, allowed or not; null: somebody has decided it */
  readonly wanted: Track | null;
  /** it was an MQL or an SQL once */
  readonly wasQualified: boolean;
  /** when each answer of BANT was given */
  readonly bant: readonly (readonly [BantQuestion, number])[];
  /** milli-points that explicit rules gave, by the id of their group; null: not known */
  readonly sums: Readonly<Record<string, number>> | null;
  /** whole points of the weakest rule among the written reasons; 0: there is room for one more */
  readonly weakest: number;
};

/** A contact after its evaluation by `model`, as it is stored. */
type Stored = {
  readonly model: Model;
  readonly evaluation: Pick<
    Evaluation,
    'at' | 'written' | 'needsOwner' | 'scores' | 'relation' | 'qualification' | 'segment' | 'memory'
  >;
  readonly standing: Standing | null;
  readonly facts: Pick<LinkedFacts, 'contact'>;
  readonly decisions: Decisions;
};

export function gistOf({ model, evaluation, standing, facts, decisions }: Stored): Gist {
  const { at, written, needsOwner, scores, relation, qualification, segment, memory } = evaluation;
  const dormancy = segment === null ? null : { segment, since: at };
  return {
    at,
    written: Object.fromEntries(KEPT.map((name) => [name, written[name] ?? ''])),
    owed: openResponse(memory.owed)?.since ?? null,
    wasOwed: memory.owed !== null,
    isTouchOpen: memory.open.length > 0,
    needsOwner,
    isThere: isThere(standing ?? NO_STANDING, written, memory),
    stage: facts.contact['lifecyclestage'] ?? '',
    ownStage: standing?.stage ?? '',
    owner: facts.contact['hubspot_owner_id'] ?? '',
    isHandedBack: decisions.handedBackAt !== undefined,
    isDecided: memory.decision !== null,
    relation,
    wanted: decisions.track === undefined ? wantedTrack({ relation, qualification, dormancy, decided: null }) : null,
    wasQualified: memory.mqlAt !== null || memory.sqlAt !== null,
    bant: BANT_QUESTIONS.flatMap((question) => {
      const record = memory.bant[question];
      return record === undefined ? [] : [[question, record.at] as const];
    }),
    sums: sumsOf(model, scores.explicit.contributions),
    weakest: weakestOf([...scores.explicit.contributions, ...scores.implicit.contributions]),
  };
}

/** Whether HubSpot has what an evaluation found, but for the lifecycle stage. */
function isThere({ properties, inDoubt = false, track, extra = [] }: Standing, written: Properties, { open }: Memory) {
  if (properties === undefined || inDoubt || track !== written['ripen_nurture_track']) return false;
  for (const name in written)
    if (name !== 'ripen_model_version' && (properties[name] ?? '') !== (written[name] ?? '')) return false;
  const isDue = open.some(({ kind }) => kind === 'email');
  const lists = [...(isDue ? ['due'] : []), ...(written['ripen_ready'] === '' ? [] : ['ready'])];
  return lists.join() === extra.join();
}

function sumsOf({ explicit }: Model, lines: Lines): Gist['sums'] {
  const sums: Record<string, number> = {};
  for (const { id, kind, milli } of lines) {
    if (kind !== 'rule') continue;
    const group = explicit.find((rule) => rule.id === id)?.group;
    if (group === undefined) return null;
    sums[group] = (sums[group] ?? 0) + milli;
  }
  return sums;
}

type Lines = Evaluation['scores']['explicit']['contributions'];

function weakestOf(lines: Lines): number {
  const strongest = strongestOf(lines.filter(({ kind }) => kind === 'rule').map(({ milli }) => milli));
  return strongest.length < REASONS ? 0 : Math.abs(strongest.at(-1)!.points);
}

/** Another layout gets another number. */
const LAYOUT = 3;

/** The text that is stored. */
export const packed = ({ written, ...gist }: Gist): string =>
  JSON.stringify([
    LAYOUT,
    gist.at,
    ...KEPT.map((name) => written[name] ?? ''),
    gist.owed,
    gist.wasOwed ? 1 : 0,
    gist.isTouchOpen ? 1 : 0,
    gist.needsOwner ? 1 : 0,
    gist.isThere ? 1 : 0,
    gist.stage,
    gist.ownStage,
    gist.owner,
    gist.isHandedBack ? 1 : 0,
    gist.isDecided ? 1 : 0,
    gist.relation,
    gist.wanted,
    gist.wasQualified ? 1 : 0,
    gist.bant,
    gist.sums,
    gist.weakest,
  ]);

/**
 * The gist that is stored; null: there is none of the evaluation of the instant `at`, since an
 * older program has made it.
 */
export function unpacked(text: string | null, at: number | null): Gist | null {
  return text === null ? null : unfolded(JSON.parse(text), at);
}

/** The gist of a text that JSON has read already, as `unpacked` gives it. */
// biome-ignore lint/suspicious/noExplicitAny: the layout tells what is in the list
export function unfolded(list: any, at: number | null): Gist | null {
  if (list === null) return null;
  // biome-ignore format: one line a part
  const [layout, then, score, explicit, implicit, grade, qualification, track, segment, ready, touchAt, touchKind,
    journeyStage, awareness, country, industry, companySize, jobArea, seniority, validity, owed, wasOwed, isTouchOpen, needsOwner, isThere, stage, ownStage, owner, isHandedBack, isDecided,
    relation, wanted, wasQualified, bant, sums, weakest] = list;
  if (layout !== LAYOUT || then !== at) return null;
  return {
    at: then,
    written: {
      ripen_score: score,
      ripen_explicit_score: explicit,
      ripen_implicit_score: implicit,
      ripen_grade: grade,
      ripen_qualification: qualification,
      ripen_nurture_track: track,
      ripen_dormant_segment: segment,
      ripen_ready: ready,
      ripen_next_touch_at: touchAt,
      ripen_next_touch_kind: touchKind,
      ripen_journey_stage: journeyStage,
      ripen_brand_awareness: awareness,
      ripen_country: country,
      ripen_industry: industry,
      ripen_company_size: companySize,
      ripen_job_area: jobArea,
      ripen_seniority: seniority,
      ripen_lead_validity: validity,
    },
    owed,
    wasOwed: wasOwed === 1,
    isTouchOpen: isTouchOpen === 1,
    needsOwner: needsOwner === 1,
    isThere: isThere === 1,
    stage,
    ownStage,
    owner,
    isHandedBack: isHandedBack === 1,
    isDecided: isDecided === 1,
    relation,
    wanted,
    wasQualified: wasQualified === 1,
    bant,
    sums,
    weakest,
  };
}
