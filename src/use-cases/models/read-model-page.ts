import type { ModelView, RuleSeen } from '../../../cards/pages/contract.ts';
import type { ExplicitRule, ImplicitRule, Model } from '../../domain/model/model.ts';
import { findPortal } from '../../store/portals/portals.ts';
import type { SettingsContext } from '../portals/read-settings.ts';
import type { RuleCounter, RuleUse } from './count-rules.ts';

export type ModelPageContext = SettingsContext & { readonly rules: RuleCounter };

/** The model in force as people read it, with how often each rule holds. */
export async function readModelPage(
  { db, clock, model: findModel, rules }: ModelPageContext,
  portalId: number,
  how?: { readonly anew: boolean },
): Promise<ModelView> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return { state: 'not_set_up' };
  const model = await findModel(portalId, portal.modelVersion);
  const use = rules.use(portalId, portal.modelVersion, how);
  const { at, isDone, contacts, waiting } = use;
  const { mql, sql } = model.qualification;
  return {
    state: 'ok',
    now: clock.now(),
    name: model.name,
    version: portal.modelVersion,
    rules: rulesSeen(model, use),
    gates: { mql: { enter: mql.enter, leave: mql.leave }, sql: { enter: sql.enter, leave: sql.leave } },
    grade: { fit: [...model.grade.fit], interest: [...model.grade.interest] },
    use: { at, isDone, contacts, waiting },
  };
}

/** Every rule in the model's order, those of who they are first. */
function rulesSeen(model: Model, use: RuleUse): RuleSeen[] {
  const groups = new Map(model.groups.map((group) => [group.id, group]));
  return (['explicit', 'implicit'] as const).flatMap((kind) =>
    model[kind].map((rule): RuleSeen => {
      const group = groups.get(rule.group)!;
      const counted = use.rules.get(rule.id) ?? { contacts: 0, milli: 0 };
      return {
        id: rule.id,
        kind,
        label: rule.label,
        ...givenBy(rule),
        group: group.label,
        cap: group.cap,
        halfLifeDays: halfLifeOf(rule, group.halfLifeDays),
        holds:
          use.contacts === 0
            ? null
            : {
                contacts: counted.contacts,
                average: counted.contacts === 0 ? 0 : Math.round(counted.milli / counted.contacts / 100) / 10,
              },
      };
    }),
  );
}

function givenBy(rule: ExplicitRule | ImplicitRule): Pick<RuleSeen, 'points' | 'gives'> {
  if ('pointsAtFullMatch' in rule) return { points: rule.pointsAtFullMatch, gives: 'upTo' };
  if ('tiers' in rule) return { points: rule.tiers.at(-1)!.points, gives: 'upTo' };
  return { points: rule.points, gives: 'points' };
}

/** Only points for single occurrences fade. */
function halfLifeOf(rule: ExplicitRule | ImplicitRule, ofGroup: number | null): number | null {
  if (!('signals' in rule) || 'tiers' in rule) return null;
  return rule.halfLifeDays === undefined ? ofGroup : rule.halfLifeDays;
}
