import { canonicalText } from '../../../domain/changes/document/documents.ts';
import type { Ramp, RampWish } from '../../../domain/changes/ramp.ts';
import { untouchedBy } from '../../../domain/changes/untouched/untouched.ts';
import { type Model, parseModel, readModel } from '../../../domain/model/model.ts';
import { compileModel } from '../../../domain/rules/compile.ts';
import { rampOf, versionsLike, versionsTakenUp } from '../../../store/models/versions.ts';
import { findModel } from '../../../store/portals/models.ts';
import { findPortal, type Portal } from '../../../store/portals/portals.ts';
import type { RipenSettings } from '../../contacts/judge/judge-contact.ts';
import { onTrial, ripenSettingsOf } from '../../contacts/ripen-settings.ts';
import type { ModelContext } from '../model-context.ts';
import type { Sides } from './compare-contact.ts';

/** What is compared with the version in force: a document, or an earlier version (a roll-back). */
export type Wanted =
  | {
      readonly document: unknown;
      /** the contacts for whom it is to hold; absent: all */
      readonly ramp?: RampWish | undefined;
    }
  | { readonly backTo: number };

/** Both sides of a comparison, ready to judge contacts. */
export type Prepared = Sides & {
  readonly outcome: 'ready';
  readonly portal: Portal;
  /** as people wrote them: `compiled` knows no more of rules that are switched off */
  readonly models: { readonly current: Model; readonly draft: Model };
  readonly document: unknown;
  readonly backTo: number | null;
  /** the instant for which contacts are compared */
  readonly now: number;
};

/** Why nothing can be compared. */
export type NotPrepared =
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] }
  | { readonly outcome: 'no_version' }
  | { readonly outcome: 'not_installed' };

/** The settings that judge by the version in force and by the draft. */
export async function prepareComparison(
  { db, clock, referenceData }: ModelContext,
  portalId: number,
  wanted: Wanted,
): Promise<Prepared | NotPrepared> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status === 'disconnected' || portal.modelVersion === null)
    return { outcome: 'not_installed' };
  const version = portal.modelVersion;
  const backTo = 'backTo' in wanted ? wanted.backTo : null;
  const document = 'backTo' in wanted ? await findModel(db, portalId, wanted.backTo) : wanted.document;
  if (backTo !== null && (document === null || backTo >= version)) return { outcome: 'no_version' };
  // A document that was published once may be published again, even if a new limit forbids it now.
  const parsed = backTo === null ? parseModel(document) : readModel(document);
  if (parsed.outcome === 'invalid') return parsed;
  const now = clock.now();
  const settingsBy = (model: Model, takesUp: readonly number[]) =>
    ripenSettingsOf(portal, compileModel(model, portal.timeZone ?? undefined), referenceData, takesUp);
  const modelOf = async (stored: number): Promise<Model> => {
    const read = readModel(await findModel(db, portalId, stored));
    if (read.outcome === 'valid') return { ...read.model, version: stored };
    throw new Error(`Ripen cannot use model ${stored} of portal ${portalId}: ${read.problems.join('; ')}`);
  };
  const settingsOf = async (stored: number) =>
    settingsBy(await modelOf(stored), await versionsTakenUp(db, portalId, stored));
  const within = async (settings: RipenSettings, ramp: Ramp | null) =>
    ramp === null ? settings : onTrial(settings, ramp, await settingsOf(ramp.from));
  const models = { current: await modelOf(version), draft: { ...parsed.model, version: version + 1 } };
  const inForce = settingsBy(models.current, await versionsTakenUp(db, portalId, version));
  const known = await rampOf(db, portalId, version);
  const wish = 'ramp' in wanted ? wanted.ramp : undefined;
  const isOther = canonicalText(models.current) !== canonicalText(models.draft);
  if (wish !== undefined && known !== null && isOther)
    return {
      outcome: 'invalid',
      problems: [
        `Version ${version} is on trial with a part of the contacts. Let it hold for all, or take it back, before another one is tried.`,
      ],
    };
  const ramp = wish === undefined ? null : { ...wish, from: known?.from ?? version, since: known?.since ?? now };
  const takesUp = backTo === null ? [] : await versionsLike(db, portalId, backTo);
  const draft = settingsBy(models.draft, takesUp);
  return {
    outcome: 'ready',
    portal,
    models,
    current: await within(inForce, known),
    draft: await within(draft, ramp),
    // On trial, two models judge contacts: too many to compare.
    untouched: known === null && ramp === null ? untouchedBy(inForce.compiled.model, draft.compiled.model) : null,
    document,
    backTo,
    now,
  };
}
