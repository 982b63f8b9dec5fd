import type { ModelView } from '../contracts/contract.ts';
import type { LearnView } from '../contracts/learn-contract.ts';
import type { ModelDone, PlanView, PublicationSeen, VersionsView } from '../contracts/model-contract.ts';
import type { FieldShape, PartView, Shape } from '../contracts/part-contract.ts';
import { type SetUpFieldSeen, type SetUpView, STEP_IDS } from '../contracts/set-up-contract.ts';
import { nameOfState } from '../state-names.ts';
import { say, speech, modelTelling as telling, told } from '../words/words.ts';

/* Translates the English sentences in the server's answers into the reader's language. */

const sentences = (texts: readonly string[]): string[] => texts.map(telling().sentence);

/** Translates the name of a property, unless the account has named it. */
export const toldProperty = (label: string): string => telling().property(label);

export function toldModel(view: ModelView): ModelView {
  if (view.state !== 'ok') return view;
  const { sentence } = telling();
  const { draft } = view;
  return {
    ...view,
    parts: view.parts.map((part) => ({ ...part, title: sentence(part.title) })),
    rules: view.rules.map((rule) => ({
      ...rule,
      asks: rule.asks === null ? null : sentence(rule.asks),
      changed: rule.changed && { ...rule.changed, note: toldNote(rule.changed.note) },
    })),
    ...(view.warnings && { warnings: sentences(view.warnings) }),
    ...(view.onlyReads && { onlyReads: sentence(view.onlyReads) }),
    draft: draft && {
      ...draft,
      differences: sentences(draft.differences),
      ...(draft.behind && { behind: { ...draft.behind, undoes: sentences(draft.behind.undoes) } }),
      warnings: draft.warnings.map((warning) => ({ ...warning, sentence: sentence(warning.sentence) })),
    },
  };
}

/** A note that Ripen wrote by itself; what people wrote stays. */
function toldNote(note: string): string {
  const step = STEP_IDS.find((id) => note === `Set-up: ${id}`);
  return step === undefined ? telling().sentence(note) : `${say('set_up_tab')}: ${say(`step_${step}`)}`;
}

/** What came with owners who left, told so, but for what people edit and send back. */
export const withLeavers = <Answer>(answer: Answer): Answer => leaversTold(answer, '') as Answer;

function leaversTold(answer: unknown, name: string): unknown {
  if (name === 'value') return answer;
  if (typeof answer === 'string') return answer.endsWith(LEFT) ? told(answer) : answer;
  if (Array.isArray(answer)) return answer.map((one) => leaversTold(one, ''));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([key, inner]) => [key, leaversTold(inner, key)]));
}

const LEFT = ' (left)';

export function toldPart(view: PartView): PartView {
  if (view.state !== 'ok') return view;
  const { properties, ...choices } = view.choices;
  const { sentence, property } = telling();
  const own = properties?.map((option) => ({ ...option, label: property(option.label) }));
  return {
    ...view,
    title: sentence(view.title),
    fields: view.fields.map(toldField),
    choices: own === undefined ? choices : { ...choices, properties: own },
  };
}

function toldField(field: FieldShape): FieldShape {
  const { sentence } = telling();
  return {
    ...field,
    label: sentence(field.label),
    help: field.help === null ? null : sentence(field.help),
    shape: toldShape(field.shape),
  };
}

function toldShape(shape: Shape): Shape {
  const { sentence } = telling();
  switch (shape.kind) {
    case 'object':
      return { ...shape, fields: shape.fields.map(toldField) };
    case 'list':
      return { ...shape, one: sentence(shape.one), item: toldShape(shape.item) };
    case 'ways':
      return {
        ...shape,
        ways: shape.ways.map((way) => ({ ...way, label: sentence(way.label), shape: toldShape(way.shape) })),
      };
    case 'choice':
    case 'choices':
      return { ...shape, options: shape.options.map((option) => ({ ...option, label: sentence(option.label) })) };
    default:
      return shape;
  }
}

export function toldDone(done: ModelDone): ModelDone {
  const { sentence } = telling();
  switch (done.outcome) {
    case 'counted':
      return { ...done, sentence: sentence(done.sentence) };
    case 'refused':
      return {
        ...done,
        sentences: sentences(done.sentences),
        ...(done.places && { places: done.places.map((one) => ({ ...one, sentence: sentence(one.sentence) })) }),
      };
    case 'conflict':
      return {
        ...done,
        conflicts: done.conflicts.map(({ mine, theirs }) => ({ mine: sentence(mine), theirs: sentence(theirs) })),
      };
    default:
      return done;
  }
}

export const toldPlan = (view: PlanView): PlanView =>
  view.state === 'none'
    ? view
    : {
        ...view,
        differences: sentences(view.differences),
        movers: view.movers.map((mover) => ({ ...mover, changes: mover.changes.map(toldChange) })),
        ...(view.edited && { edited: toldEdit(view.edited) }),
        ...(view.unread && { unread: view.unread.map(toldProperty) }),
      };

const CHANGE = /^(qualification|track|segment|ready|owner|grade|touch|score) (.*) → (.*)$/s;

/** Translates a change of a contact, such as `track sales ready → none`. */
function toldChange(text: string): string {
  const [, kind, from = '', to = ''] = CHANGE.exec(text) ?? [];
  if (kind === undefined) return text;
  const value = (told: string) => valueSaid(kind, told);
  if (kind === 'qualification') return `${value(from)} → ${value(to)}`;
  return say(`moves_${kind as 'grade'}`, { from: value(from), to: value(to) });
}

/** Translates a value, for a touch its kind and day. A value without translation stays. */
function valueSaid(kind: string, text: string): string {
  if (kind === 'owner') return text === 'none' ? say('nobody') : told(text);
  if (kind === 'qualification' || kind === 'track' || kind === 'segment') return nameOfState(text);
  if (text === 'none') return '–';
  const [, how, day] = (kind === 'touch' && /^(email|manual) (\d{4}-\d\d-\d\d)$/.exec(text)) || [];
  return day === undefined ? text : `${say(how === 'email' ? 'email' : 'by_hand')} ${speech().day(day)}`;
}

type Edit = { readonly differences: readonly string[] };
const toldEdit = <One extends Edit>(one: One): One => ({ ...one, differences: sentences(one.differences) });

const toldPublication = (one: PublicationSeen): PublicationSeen => ({
  ...toldEdit(one),
  refused: one.refused && { ...one.refused, sentences: sentences(one.refused.sentences) },
});

export const toldVersions = (view: VersionsView): VersionsView => ({
  ...view,
  versions: view.versions.map(toldEdit),
  ...(view.publication && { publication: toldPublication(view.publication) }),
  ...(view.edits && { edits: view.edits.map(toldEdit) }),
});

/** Translates the sentences that say why nothing was done. */
export const toldRefusal = <Done extends { readonly outcome: string }>(done: Done): Done =>
  'sentences' in done ? { ...done, sentences: sentences(done.sentences as string[]) } : done;

export const toldSetUp = (view: SetUpView): SetUpView =>
  view.state !== 'ok'
    ? view
    : {
        ...view,
        steps: view.steps.map((step) => ({
          ...step,
          why: sentences(step.why),
          fields: step.fields.map(toldSetUpField),
        })),
      };

function toldSetUpField(field: SetUpFieldSeen): SetUpFieldSeen {
  if (field.kind === 'text') return field;
  const { sentence } = telling();
  return {
    ...field,
    ...(field.label !== undefined && { label: sentence(field.label) }),
    options: field.options.map((option) => ({
      ...option,
      label: toldOption(field.name, option.label),
      // Each line is a sentence.
      ...(option.why !== undefined && { why: option.why.split('\n').map(sentence).join(' ') }),
    })),
  };
}

function toldOption(field: string, label: string): string {
  const { sentence, countries, work } = telling();
  switch (field) {
    case 'country':
      return countries(label);
    case 'territories': {
      const [, where = '', who = ''] = /^(.*?): (.*)$/s.exec(label) ?? [];
      return where === '' ? label : `${countries(where)}: ${who}`;
    }
    case 'company_size':
      return say('people_in_it', { count: label.replace(/ people$/, '') });
    case 'industry':
    case 'job_area':
    case 'seniority':
      return work(label);
    default:
      return sentence(label);
  }
}

/** Translates a learning. Reasons of single rules and details for analysts stay in English. */
export function toldLearnt(view: LearnView): LearnView {
  const report = view.state === 'ok' ? view.learning?.report : undefined;
  if (view.state !== 'ok' || !view.learning || !report) return view;
  const { why, past, leaks, judged, changes, rules } = report;
  const { sentence } = telling();
  const said = {
    past: sentences(past),
    leaks: sentences(leaks),
    judged: sentences(judged),
    changes: sentences(changes),
    rules: rules.map((rule) => ({ ...rule, why: sentence(rule.why) })),
  };
  const told = { ...report, ...said, why: why === null ? null : sentence(why) };
  return { ...view, learning: { ...view.learning, report: told } };
}
