import type { ReferenceData } from '../../domain/lead/lead-facts.ts';
import { propertiesRead } from '../../domain/model/reads.ts';
import type { CompiledModel } from '../../domain/rules/compile.ts';
import type { Portal } from '../../store/portals/portals.ts';
import type { RipenSettings } from './judge-contact.ts';

/** What judging the contacts of a portal needs, by a version of its model or by a draft. */
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
