import { isDeepStrictEqual } from 'node:util';
import type { ModelSeen, ModelView, RuleSeen } from '../../../cards/pages/contracts/contract.ts';
import { type AccountWords, conditionSentence, growingSentence } from '../../domain/changes/condition-sentence.ts';
import { PARTS } from '../../domain/changes/document/shapes.ts';
import { accountWarnings, goneFrom, linesOfNames } from '../../domain/changes/warnings/account-warnings.ts';
import type { ModelWarning } from '../../domain/changes/warnings/warnings.ts';
import { type ExplicitRule, type ImplicitRule, type Model, readModel } from '../../domain/model/model.ts';
import { formCounters } from '../../domain/model/reads.ts';
import type { SeenNames } from '../../store/contacts/seen-names.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { findProperties } from '../../store/portals/account-properties.ts';
import { findPortal } from '../../store/portals/portals.ts';
import type { SettingsContext } from '../portals/settings/read-settings.ts';
import type { RuleCounter, RuleUse } from './count-rules.ts';
import { type DraftSeen, readChosenDraft } from './draft/edit-draft.ts';
import { type RuleChanges, ruleChanges } from './draft/rule-changes.ts';
import { whatItUndoes } from './draft/what-it-undoes.ts';
import { whyOnlyReads } from './may-edit.ts';
import type { NamesSeen } from './surveys.ts';
import { wordsFor } from './words-for.ts';

export type ModelPageContext = SettingsContext & { readonly rules: RuleCounter; readonly names: NamesSeen };

/**
 * What the page Model shows: the rules, and for how many contacts each holds. It shows the draft
 * `draftId`, else the draft that was edited last, else the version in force.
 */
export async function readModelPage(
  { db, clock, model: findModel, rules, names }: ModelPageContext,
  portalId: number,
  user: CardUser | null,
  draftId: string | null,
): Promise<ModelView> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return { state: 'not_set_up' };
  const inForce = await findModel(portalId, portal.modelVersion);
  const { draft, others } = await readChosenDraft({ db }, portalId, draftId);
  const drawn = draft === null ? null : readModel(draft.last.document);
  const model = drawn?.outcome === 'valid' ? drawn.model : inForce;
  const use = rules.use(portalId, portal.modelVersion);
  const { at, isDone, contacts, waiting } = use;
  const words = await wordsFor(db, portalId);
  const onlyReads = await whyOnlyReads(db, portalId, user);
  // Counting names reads every activity, so it is done only for a draft that has new names.
  const isOld = draft === null || linesOfNames(model, inForce).length === 0;
  const counted = isOld ? null : names(portalId, formCounters(inForce));
  const seen = counted?.isDone === true ? namesIn(counted.figures) : null;
  const known = { account: portal.account, inForce, words, properties: await findProperties(db, portalId) };
  // A draft has it among its own warnings.
  const gone = draft === null ? goneFrom(inForce, known) : [];
  return {
    state: 'ok',
    now: clock.now(),
    name: model.name,
    version: portal.modelVersion,
    rules: rulesSeen(model, { inForce, use, changes: await ruleChanges({ db }, portalId, draft), words }),
    parts: PARTS.map(({ id, title }) => ({ id, title })),
    draft: draft && {
      ...draftSeen(draft, user, accountWarnings(model, { ...known, now: clock.now(), seen })),
      ...(draft.isBehind && (await whatItUndoes({ db }, portal, draft))),
    },
    ...(gone.length > 0 && { warnings: gone.map(({ sentence }) => sentence) }),
    ...(others.length > 0 && { others: others.map(otherDraft) }),
    bothSign: inForce.agreement.bothSign === true,
    mayEdit: onlyReads === null,
    ...(onlyReads !== null && { onlyReads }),
    use: { at, isDone, contacts, waiting },
  };
}

const namesIn = ({ forms, pages }: SeenNames) => ({
  forms: forms.map(({ name }) => name),
  pages: pages.map(({ name }) => name),
});

/** Every rule in the model's order, explicit rules first. */
function rulesSeen(
  model: Model,
  {
    inForce,
    use,
    changes,
    words,
  }: {
    readonly inForce: Model;
    readonly use: RuleUse;
    readonly changes: RuleChanges;
    readonly words: AccountWords;
  },
): RuleSeen[] {
  const isCounted = countedIn(inForce);
  const groups = new Map(model.groups.map((group) => [group.id, group]));
  return (['explicit', 'implicit'] as const).flatMap((kind) =>
    model[kind].map((rule, at): RuleSeen => {
      const group = groups.get(rule.group)!;
      const counted = use.rules.get(rule.id) ?? { contacts: 0, milli: 0 };
      return {
        id: rule.id,
        at,
        kind,
        label: rule.label,
        asks: askedBy(rule, words),
        ...givenBy(rule),
        isOff: rule.off === true,
        changed: changes.get(rule.id) ?? null,
        group: group.label,
        cap: group.cap,
        halfLifeDays: halfLifeOf(rule, group.halfLifeDays),
        holds:
          use.contacts === 0 || !isCounted(rule)
            ? null
            : {
                contacts: counted.contacts,
                average: counted.contacts === 0 ? 0 : Math.round(counted.milli / counted.contacts / 100) / 10,
              },
      };
    }),
  );
}

/**
 * Whether the version in force has the rule, and for the same contacts: what a draft brings has not
 * been counted, and is not useless because of that.
 */
function countedIn({ explicit, implicit }: Model): (rule: Rule) => boolean {
  const inForce = new Map([...explicit, ...implicit].map((rule) => [rule.id, forWhom(rule)]));
  return (rule) => isDeepStrictEqual(inForce.get(rule.id), forWhom(rule));
}

type Rule = ExplicitRule | ImplicitRule;

const forWhom = ({ label: _label, group: _group, ...rule }: Rule) => ({
  ...rule,
  ...('points' in rule && { points: Math.sign(rule.points) }),
});

function askedBy(rule: ExplicitRule | ImplicitRule, words: AccountWords): string | null {
  if ('growing' in rule) return growingSentence(rule.growing, words);
  return 'when' in rule ? conditionSentence(rule.when, words) : null;
}

function givenBy(rule: ExplicitRule | ImplicitRule): Pick<RuleSeen, 'points' | 'gives'> {
  if ('pointsAtFullMatch' in rule) return { points: rule.pointsAtFullMatch, gives: 'upTo' };
  if ('tiers' in rule) return { points: rule.tiers.at(-1)!.points, gives: 'upTo' };
  return { points: rule.points, gives: 'growing' in rule ? 'upTo' : 'points' };
}

/**
 * The half-life of a rule's points; null: they do not fade, as only points for single signals do.
 */
function halfLifeOf(rule: ExplicitRule | ImplicitRule, ofGroup: number | null): number | null {
  if (!('signals' in rule) || 'tiers' in rule) return null;
  return rule.halfLifeDays === undefined ? ofGroup : rule.halfLifeDays;
}

const otherDraft = ({ draftId, authors, last, differences }: DraftSeen): NonNullable<ModelSeen['others']>[number] => ({
  draftId,
  authors: authors.map(({ name }) => name),
  at: last.at,
  changes: differences.length,
});

const draftSeen = (
  { draftId, state, last, authors, differences, warnings, signatures, voided }: DraftSeen,
  user: CardUser | null,
  ofAccount: readonly ModelWarning[],
): NonNullable<ModelSeen['draft']> => ({
  draftId,
  edit: last.edit,
  hash: last.hash,
  isReviewed: state === 'reviewed',
  authors: authors.map(({ name }) => name),
  isMine: authors.some(({ userId }) => userId !== null && userId === user?.id),
  differences: differences.map(({ sentence }) => sentence),
  warnings: [...warnings, ...ofAccount].map(({ path, sentence }) => ({
    rule: path[0] === 'explicit' || path[0] === 'implicit' ? (path[1] ?? null) : null,
    sentence,
  })),
  signatures: signatures.map(({ side, by }) => ({ side, by: by.name })),
  voided: voided.map(({ side, by, editor, at }) => ({ side, by, editor, at })),
});
