import { saysLost } from '../../../domain/learning/past/lost-words.ts';
import { lastLearning } from '../../../store/models/learnings.ts';
import { type AccountProperty, findProperties } from '../../../store/portals/account-properties.ts';
import type { Db } from '../../../store/transaction.ts';

/** A lead status of the account, and whether whoever has it is lost. */
export type LeadStatus = { readonly value: string; readonly label: string; readonly isLost: boolean };

type LostStatuses = readonly string[] | undefined;

/** `chosen`: the values that mean lost; absent: those whose labels say so. */
export const leadStatusesIn = (account: readonly AccountProperty[], chosen: LostStatuses): readonly LeadStatus[] =>
  (account.find(({ name }) => name === 'hs_lead_status')?.options ?? []).map(({ value, label }) => ({
    value,
    label: label || value,
    isLost: chosen === undefined ? saysLost(label || value) : chosen.includes(value),
  }));

/** As the next learning takes them, unless somebody says otherwise: as the last one did. */
export const readLeadStatuses = async (db: Db, portalId: number): Promise<readonly LeadStatus[]> =>
  leadStatusesIn(await findProperties(db, portalId), await lastLostStatuses(db, portalId));

export const lastLostStatuses = async (db: Db, portalId: number): Promise<LostStatuses> =>
  ((await lastLearning(db, portalId))?.wishes as { readonly lostStatuses?: readonly string[] } | undefined)
    ?.lostStatuses;
