import { type Selectable, sql, type Updateable } from 'kysely';
import { type Account, accountCodec } from '../../domain/sync/account.ts';
import type { BackfillProgress } from '../../domain/sync/jobs.ts';
import type { ListName } from '../../domain/words.ts';
import type { PortalStatus, Schema } from '../schema.ts';
import { assertNotElsewhere, type Db, inTransaction, json, jsonText } from '../transaction.ts';

/** OAuth tokens, encrypted by the caller. */
export type SealedTokens = {
  readonly access: Buffer;
  readonly refresh: Buffer;
  /** ms since 1970: when the access token ends */
  readonly expiresAt: number;
};

export type Portal = {
  readonly portalId: number;
  readonly status: PortalStatus;
  readonly hubDomain: string | null;
  readonly uiDomain: string | null;
  readonly timeZone: string | null;
  readonly scopes: readonly string[];
  readonly installedAt: number;
  readonly disconnectedAt: number | null;
  readonly tokens: SealedTokens | null;
  /** as it was when Ripen last provisioned it */
  readonly account: Account;
  /** how the last complete reading of all contacts ended; null: none has ended */
  readonly backfill: BackfillProgress | null;
  /** the id of each of our lists, as far as they exist */
  readonly lists: Partial<Readonly<Record<ListName, string>>>;
  readonly modelVersion: number | null;
  /** when a delivery of HubSpot was last accepted; null: none was */
  readonly heardAt: number | null;
  /** HubSpot refuses to renew its tokens; null: it does not */
  readonly grant: RefusedGrant | null;
  /** the refresh token that the present one replaced */
  readonly formerRefresh: Buffer | null;
  /**
   * the portal is sealed: nobody reads its rows, and Ripen erases them at this instant; null: it is
   * not sealed
   */
  readonly eraseAt: number | null;
};

/** A grant that HubSpot refuses to renew. Instants are ms since 1970. */
export type RefusedGrant = {
  readonly refusedAt: number;
  /** how often it was refused since then */
  readonly checks: number;
  /** when Ripen asks HubSpot about it again */
  readonly checkAt: number;
  /**
   * HubSpot never answered an earlier renewal, as far as we know: it may have changed the tokens
   */
  readonly interrupted: boolean;
};

/**
 * Remembers an install. A new portal, or one that comes back, begins as `installing`; an active one
 * stays active. A sealed portal has all its rows again, unless Ripen has erased them.
 */
export async function storeInstalledPortal(
  db: Db,
  install: {
    readonly portalId: number;
    readonly tokens: SealedTokens;
    readonly scopes: readonly string[];
    readonly now: number;
  },
): Promise<Portal> {
  const { portalId, tokens, scopes, now } = install;
  return inTransaction(db, async (trx) => {
    await eraseSealed(trx, portalId, now);
    const { rows } = await sql<Selectable<Schema['portal']>>`
    insert into portal as p (portal_id, status, installed_at, scopes, access_token, refresh_token, token_expires_at)
    values (${portalId}, 'installing', ${now}, ${scopes}::text[], ${tokens.access}, ${tokens.refresh}, ${tokens.expiresAt})
    on conflict (portal_id) do update set
      status = case when p.status = 'active' then 'active' else 'installing' end,
      installed_at = case when p.status = 'disconnected' then excluded.installed_at else p.installed_at end,
      disconnected_at = null,
      scopes = excluded.scopes,
      access_token = excluded.access_token,
      refresh_token = excluded.refresh_token,
      token_expires_at = excluded.token_expires_at,
      refresh_before = null,
      refresh_asked_at = null,
      refreshing_until = null,
      grant_refused_at = null,
      grant_looks = 0,
      grant_look_at = null,
      erase_at = null,
      wait_until = null
    returning *`.execute(trx);
    return portalOf(rows[0]!);
  });
}

/** Throws when the portal is in another database. */
export async function findPortal(db: Db, portalId: number): Promise<Portal | null> {
  const row = await db.selectFrom('portal').selectAll().where('portal_id', '=', portalId).executeTakeFirst();
  if (row === undefined) await assertNotElsewhere(db, portalId);
  return row ? portalOf(row) : null;
}

export async function listPortals(db: Db): Promise<Portal[]> {
  const rows = await db.selectFrom('portal').selectAll().orderBy('portal_id').execute();
  return rows.map(portalOf);
}

/** What Ripen may learn of a portal after its install; fields that are left out stay. */
export type PortalChange = {
  readonly status?: 'active';
  readonly hubDomain?: string | null;
  readonly uiDomain?: string | null;
  readonly timeZone?: string | null;
  /** new tokens, so HubSpot does not refuse the grant any more */
  readonly tokens?: SealedTokens;
  /** the refresh token that the new one replaces, if HubSpot gave another one */
  readonly formerRefresh?: Buffer;
  readonly scopes?: readonly string[];
  /** the fields that changed, so that two processes do not undo each other's changes */
  readonly account?: Partial<Account>;
  readonly backfill?: BackfillProgress;
  readonly lists?: Portal['lists'];
  readonly modelVersion?: number;
};

/** Stores what Ripen learned. False: the portal is unknown or disconnected; nothing is stored. */
export async function updatePortal(db: Db, portalId: number, change: PortalChange): Promise<boolean> {
  const columns: Updateable<Schema['portal']> = {
    ...(change.status && { status: change.status }),
    ...(change.hubDomain !== undefined && { hub_domain: change.hubDomain }),
    ...(change.uiDomain !== undefined && { ui_domain: change.uiDomain }),
    ...(change.timeZone !== undefined && { time_zone: change.timeZone }),
    ...(change.tokens && { ...tokenColumns(change.tokens), ...TRUSTED }),
    ...(change.formerRefresh && { refresh_before: change.formerRefresh }),
    ...(change.scopes && { scopes: [...change.scopes] }),
    ...(change.backfill && { backfill: jsonText(change.backfill) }),
    ...(change.lists && { lists: jsonText(change.lists) }),
    ...(change.modelVersion !== undefined && { model_version: change.modelVersion }),
  };
  const { numUpdatedRows } = await db
    .updateTable('portal')
    .set({ ...columns, ...(change.account && { account: sql<string>`account || ${json(change.account)}` }) })
    .where('portal_id', '=', portalId)
    .where('status', '<>', 'disconnected')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

const PORTAL_TABLES = [
  'contact_past',
  'learning',
  'event',
  'news',
  'landmark',
  'chance',
  'contact',
  'activity',
  'activity_pack',
  'score_point',
  'score_history',
  'task',
  'job',
  'dead_letter',
  'model',
  'mover',
  'model_plan',
  'signature',
  'draft_edit',
  'draft',
  'callback',
  'turn',
  'touch',
  'correspondence',
  'violation',
  'trait',
  'assignment',
  'webhook_dead_letter',
  'erased',
  'write_rule',
  'audit',
  'visit',
  'contact_history',
  'hold_out',
  'editor',
  'set_up',
  'account_property',
  'asked_choice',
  'kept_choice',
  'kept_month',
  'source_cost',
  'feed',
  // Last, since erasing contacts notes days whose figures are stale.
  'stale_day',
] as const;

/**
 * Erases all that is stored for a portal, tokens included; a worker in the middle of it finds
 * nothing any more. One row stays, without personal data: the portal was here, and when it left.
 * False: the portal is unknown.
 */
export async function erasePortal(db: Db, portalId: number, now: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    // The strong lock waits for everyone in `holdPortal`, and makes those who come later see the
    // portal gone.
    const known = await trx
      .selectFrom('portal')
      .select('portal_id')
      .where('portal_id', '=', portalId)
      .forUpdate()
      .executeTakeFirst();
    if (known === undefined) return false;

    for (const table of PORTAL_TABLES) await trx.deleteFrom(table).where('portal_id', '=', portalId).execute();
    await trx
      .updateTable('portal')
      .set({
        status: 'disconnected',
        disconnected_at: sql<number>`coalesce(disconnected_at, ${now})`,
        hub_domain: null,
        ui_domain: null,
        time_zone: null,
        scopes: [],
        access_token: null,
        refresh_token: null,
        token_expires_at: null,
        refresh_before: null,
        ...TRUSTED,
        erase_at: null,
        account: '{}',
        backfill: null,
        lists: '{}',
        model_version: null,
        heard_at: null,
      })
      .where('portal_id', '=', portalId)
      .execute();
    return true;
  });
}

/** Erases a sealed portal whose time is over. False: it is not sealed, or its time is to come. */
export async function eraseSealed(db: Db, portalId: number, now: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const due = await trx
      .selectFrom('portal')
      .select('portal_id')
      .where('portal_id', '=', portalId)
      .where('erase_at', '<=', now)
      .forUpdate()
      .executeTakeFirst();
    return due !== undefined && erasePortal(trx, portalId, now);
  });
}

/** The columns of a portal whose grant HubSpot accepts. */
const TRUSTED = {
  refresh_asked_at: null,
  refreshing_until: null,
  grant_refused_at: null,
  grant_looks: 0,
  grant_look_at: null,
} as const;

function tokenColumns(tokens: SealedTokens) {
  return { access_token: tokens.access, refresh_token: tokens.refresh, token_expires_at: tokens.expiresAt };
}

function portalOf(row: Selectable<Schema['portal']>): Portal {
  const { access_token: access, refresh_token: refresh, token_expires_at: expiresAt } = row;
  return {
    portalId: row.portal_id,
    status: row.status,
    hubDomain: row.hub_domain,
    uiDomain: row.ui_domain,
    timeZone: row.time_zone,
    scopes: row.scopes,
    installedAt: row.installed_at,
    disconnectedAt: row.disconnected_at,
    tokens: access && refresh && expiresAt !== null ? { access, refresh, expiresAt } : null,
    account: accountCodec.parse(row.account),
    backfill: row.backfill,
    lists: row.lists,
    modelVersion: row.model_version,
    heardAt: row.heard_at,
    grant: grantOf(row),
    formerRefresh: row.refresh_before,
    eraseAt: row.erase_at,
  };
}

function grantOf(row: Selectable<Schema['portal']>): RefusedGrant | null {
  const { grant_refused_at: refusedAt, grant_look_at: checkAt, grant_looks: checks, refresh_asked_at: askedAt } = row;
  return refusedAt === null || checkAt === null ? null : { refusedAt, checks, checkAt, interrupted: askedAt !== null };
}
