import type { Settings } from '../../../../cards/settings/contract.ts';
import type { Model } from '../../../domain/model/model.ts';
import type { Account } from '../../../domain/sync/account.ts';
import type { ChosenTraits } from '../../../store/figures/present.ts';
import type { Db } from '../../../store/transaction.ts';
import { type WorkOrder, workList } from '../../../store/work/work-list.ts';
import { ownerNames } from '../../contacts/read/owner-names.ts';

/** The list shows at most so many items. */
const SHOWN = 50;
/** Of each kind it shows at least so many. */
const SHOWN_OF_WAIT = 25;
/** The page names at most so many owners to choose a fallback owner from. */
const OWNERS = 30;

/** Finds the names of contacts, by id. */
export type NamedContacts = (
  ids: readonly number[],
) => Promise<(id: number) => NonNullable<Settings['workList']>['items'][number]['contact']>;

type Portal = { readonly portalId: number; readonly account: Pick<Account, 'owners' | 'leavers'> };

/** What waits for sales, and whether somebody gets the leads that have no owner. */
export async function readWorkList(
  db: Db,
  { portalId, account }: Portal,
  model: Model,
  people: NamedContacts,
  { now, only = {}, order = 'due' }: { readonly now: number; readonly only?: ChosenTraits; readonly order?: WorkOrder },
): Promise<{
  readonly workList: NonNullable<Settings['workList']>;
  readonly attention: NonNullable<Settings['attention']>;
}> {
  const owners = account.owners.map(({ id }) => id);
  const { items, withoutOwnerSince, ...counts } = await workList(db, {
    portalId,
    owners,
    now,
    limit: SHOWN,
    ofWait: SHOWN_OF_WAIT,
    only,
    order,
  });
  const nameOf = ownerNames(account);
  const contactOf = await people(items.map(({ contactId }) => contactId));
  const { fallbackOwner } = model.routing;
  const fallback = fallbackOwner === undefined ? 'not_set' : owners.includes(fallbackOwner) ? 'set' : 'gone';
  const nobodys = withoutOwnerSince === null ? [] : [attentionOf(fallback, counts.withoutOwner, withoutOwnerSince)];
  return {
    workList: {
      ...counts,
      fallback,
      ...(fallback !== 'set' && { owners: account.owners.slice(0, OWNERS).map(({ id, name }) => ({ id, name })) }),
      items: items.map(({ contactId, ownerId, task, dueAt, since, waits }) => ({
        contact: contactOf(contactId),
        owner: ownerId === null ? null : nameOf(ownerId),
        what: task ?? (dueAt === null ? 'Sales-qualified lead' : (model.response?.task ?? 'Get in touch')),
        dueAt,
        since,
        waits: [...waits],
      })),
    },
    attention: nobodys,
  };
}

type Fallback = NonNullable<Settings['workList']>['fallback'];

const TO_DO: Readonly<Record<Fallback, string>> = {
  not_set: 'Give each of them an owner in HubSpot, and choose a fallback owner on the page of Ripen, under “Set-up”.',
  gone: 'Give each of them an owner in HubSpot. The fallback owner of your model is not in this account: name another one.',
  set: 'The fallback owner of your model gets each of them when its answer is due.',
};

const attentionOf = (fallback: Fallback, count: number, since: number) => ({
  sentence: 'Leads or tasks that wait for sales belong to nobody.',
  toDo: TO_DO[fallback],
  count,
  since,
});
