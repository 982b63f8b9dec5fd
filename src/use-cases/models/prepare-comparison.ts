import { canonicalText } from '../../domain/changes/documents.ts';
import type { Ramp, RampWish } from '../../domain/changes/ramp.ts';
import { untouchedBy } from '../../domain/changes/untouched.ts';
import { type Model, parseModel, readModel } from '../../domain/model/model.ts';
import { compileModel } from '../../domain/rules/compile.ts';
import { rampOf, versionsLike, versionsTakenUp } from '../../store/models/versions.ts';
import { findModel } from '../../store/portals/models.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import type { RipenSettings } from '../contacts/judge-contact.ts';
import { onTrial, ripenSettingsOf } from '../contacts/ripen-settings.ts';
import type { Sides } from './compare-contact.ts';
import type { ModelContext } from './model-context.ts';

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
  const settingsOf = async (stored: number) => {
    const read = readModel(await findModel(db, portalId, stored));
    if (read.outcome === 'invalid')
      throw new Error(`Ripen cannot use model ${stored} of portal ${portalId}: ${read.problems.join('; ')}`);
    return settingsBy({ ...read.model, version: stored }, await versionsTakenUp(db, portalId, stored));
  };
  const within = async (settings: RipenSettings, ramp: Ramp | null) =>
    ramp === null ? settings : onTrial(settings, ramp, await settingsOf(ramp.from));
  const [inForce, known] = [await settingsOf(version), await rampOf(db, portalId, version)];
  const wish = 'ramp' in wanted ? wanted.ramp : undefined;
  const isOther = canonicalText(inForce.compiled.model) !== canonicalText(parsed.model);
  if (wish !== undefined && known !== null && isOther)
    return {
      outcome: 'invalid',
      problems: [
        `Version ${version} is on trial with a part of the contacts. Let it hold for all, or take it back, before another one is tried.`,
      ],
    };
  const ramp = wish === undefined ? null : { ...wish, from: known?.from ?? version, since: known?.since ?? now };
  const takesUp = backTo === null ? [] : await versionsLike(db, portalId, backTo);
  return {
    outcome: 'ready',
    portal,
    current: await within(inForce, known),
    draft: await within(settingsBy({ ...parsed.model, version: version + 1 }, takesUp), ramp),
    // On trial, two models judge contacts: too many to compare.
    untouched: known === null && ramp === null ? untouchedBy(inForce.compiled.model, parsed.model) : null,
    document,
    backTo,
    now,
  };
}
