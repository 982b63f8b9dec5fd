import { shownBy } from '../../domain/activity/observe.ts';
import { mergeMemories } from '../../domain/evaluation/merge-memories.ts';
import type { Merge } from '../../domain/merged.ts';
import { mergeContacts } from '../../store/contacts/merge-contacts.ts';
import type { Session } from '../session.ts';

/** Moves what is stored of merged contacts to the contact that is left, and makes it due. */
export const carryOver = ({ db, portalId, clock, settings }: Session, { from, into }: Merge): Promise<void> =>
  mergeContacts(db, {
    portalId,
    from,
    into,
    now: clock.now(),
    mergeMemory: mergeMemories,
    shownBy: (contact) => shownBy(settings.compiled.model, contact),
  });
