import type { Ramp } from '../../domain/changes/ramp.ts';
import type { ReferenceData } from '../../domain/lead/lead-facts.ts';
import { propertiesRead } from '../../domain/model/reads.ts';
import type { CompiledModel } from '../../domain/rules/compile.ts';
import type { Portal } from '../../store/portals/portals.ts';
import type { RipenSettings } from './judge/judge-contact.ts';

/** The settings that judge the contacts of a portal by a version of its model or a draft. */
export function ripenSettingsOf(
  { account }: Pick<Portal, 'account'>,
  compiled: CompiledModel,
  referenceData: ReferenceData,
  takesUp: readonly number[],
): RipenSettings {
  return {
    compiled,
    referenceData,
    stageOrder: account.stageOrder,
    lacking: new Set(account.lacking),
    read: {
      properties: propertiesRead(compiled.model),
      dealStages: account.dealStages,
      searchable: account.contactProperties,
    },
    takesUp,
  };
}

/**
 * The settings of a version on trial: it holds for the contacts in the ramp, and `outside` for all
 * others. They read the properties of both.
 */
export function onTrial(settings: RipenSettings, ramp: Ramp, outside: RipenSettings): RipenSettings {
  const [a, b] = [settings.read.properties, outside.read.properties];
  const properties = {
    contact: [...new Set([...a.contact, ...b.contact])],
    company: [...new Set([...a.company, ...b.company])],
  };
  return { ...settings, read: { ...settings.read, properties }, ramp: { ramp, outside } };
}
