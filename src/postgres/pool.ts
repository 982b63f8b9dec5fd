import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import pg from 'pg';
import type { Log } from '../operation/log.ts';
import { rememberPlans } from './plan-once.ts';
import { NO_CONNECTION, READ_ONLY, SILENT, troubleOf } from './trouble.ts';

export type PoolTerms = {
  /** connections at most */
  readonly max: number;
  /** how long a caller waits for a connection */
  readonly connectMs: number;
  /** how long one statement may take; null: as long as it takes */
  readonly statementMs: number | null;
};

export type Pool = {
  readonly pool: pg.Pool;
  /** Ends all connections at once, those in use too: their statements fail. */
  readonly cut: () => void;
};

const INT8 = 20;
const IDLE_IN_TRANSACTION_MS = 60_000;
/** Usually the system asks after two hours whether a connection still has another end. */
const KEEP_ALIVE_MS = 60_000;
/**
 * The server gives up a little earlier than we do, so that a slow statement keeps its connection,
 * and still earlier where it waits for a lock, so that this can be told apart.
 */
const SERVER_SHARE = { statement: 0.9, lock: 0.8 };

/**
 * A pool whose connections may be lost at any moment: the statement under way fails, and nothing
 * else happens. Deadlines hold even if the server says nothing at all, and no setting is sent in
 * the start-up packet, which poolers refuse. A connection is used once `ready` has resolved.
 */
export function createPool(
  connection: pg.PoolConfig,
  { max, connectMs, statementMs }: PoolTerms,
  log: Log,
  ready: () => Promise<void> = async () => undefined,
): Pool {
  const live = new Set<pg.Client>();
  const pool = new pg.Pool({
    max,
    application_name: 'ripen',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    types: { getTypeParser: parserOf },
    ...connection,
    Client: clientMaker(live, statementMs),
    onConnect: (client) => ready().then(() => setUpSession(client as pg.Client, statementMs)),
  });
  pool.on('error', (error) => pool.ending || log.warn({ error }, 'A database connection was lost'));
  const cut = () => {
    for (const client of live) wireOf(client).stream.destroy();
  };
  return { pool, cut };
}

/**
 * The text that begins a transaction and makes its settings in the same round trip. So they also
 * hold where a pooler gives each transaction another session.
 */
export function beginOf({ statementMs }: Pick<PoolTerms, 'statementMs'>): string {
  const settings = Object.entries(serverSettings(statementMs));
  return ['begin', ...settings.map(([name, value]) => `set local ${name} = ${value}`)].join('; ');
}

function serverSettings(statementMs: number | null): Readonly<Record<string, number | 'off'>> {
  const ms = (share: number) => Math.floor((statementMs ?? 0) * share);
  return {
    statement_timeout: ms(SERVER_SHARE.statement),
    lock_timeout: ms(SERVER_SHARE.lock),
    // This also ends a transaction that hangs while a migration, which has no deadline, waits.
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // Most servers compile a statement that looks costly, anew each time. Ours are short, and may
    // look costly while the statistics know little of a new account.
    jit: 'off',
  };
}

/**
 * Makes the same settings for statements outside of transactions, if the session is our own. Behind
 * a pooler the backend has another pid than the one that we were told; then nothing is set, since
 * the session serves others too.
 */
async function setUpSession(client: pg.Client, statementMs: number | null): Promise<void> {
  const pid = Number((client as pg.Client & { readonly processID: number | null }).processID);
  const calls = Object.entries(serverSettings(statementMs)).map(
    ([name, value]) => `set_config('${name}', '${value}', false)`,
  );
  const { rowCount } = await client.query(`select ${calls.join(', ')} where pg_backend_pid() = ${pid}`);
  if (rowCount === 1) rememberPlans(client);
}

/** The part of a client that its type does not show. */
type Wire = EventEmitter & { readonly stream: Socket };
const wireOf = (client: pg.Client): Wire => (client as unknown as { readonly connection: Wire }).connection;

/** The constructor that the pool calls for a client. It returns a client that we have prepared. */
function clientMaker(live: Set<pg.Client>, statementMs: number | null): new () => pg.Client {
  return function makeClient(config: pg.ClientConfig): pg.Client {
    const client = createClient(config);
    live.add(client);
    wireOf(client).once('end', () => live.delete(client));
    if (statementMs !== null) limit(client, statementMs);
    tellRefusals(client);
    leaveStandby(client);
    return client;
  } as unknown as new () => pg.Client;
}

/**
 * Whatever hinders a connection (a password that was changed, a certificate that has expired) is
 * the database's trouble, and no fault of what waits for it.
 */
function tellRefusals(client: pg.Client): void {
  type Connect = (done: (error?: Error | null, ...rest: unknown[]) => void) => void;
  const connect = client.connect.bind(client) as Connect;
  const told = (error: Error) =>
    troubleOf(error) === null
      ? Object.assign(new Error(error.message, { cause: error }), { code: NO_CONNECTION })
      : error;
  client.connect = ((done) =>
    connect((error, ...rest) => done(error ? told(error) : error, ...rest))) as Connect as typeof client.connect;
}

/**
 * Ends a connection whose server refuses writes: it may have become a standby, and only a new
 * connection finds the server that takes them now.
 */
function leaveStandby(client: pg.Client): void {
  const wire = wireOf(client);
  let refused = false;
  wire.on('errorMessage', ({ code }: pg.DatabaseError) => {
    refused ||= code === READ_ONLY;
  });
  wire.on('readyForQuery', ({ status }: { readonly status: string }) => {
    if (refused && status === 'I') wire.stream.destroy();
  });
}

/** A client that ignores the PG… variables, and whose loss only fails its own statement. */
export function createClient(config: pg.ClientConfig): pg.Client {
  const client = withoutPgVariables(() => new pg.Client(config));
  // Null would make the driver look for a file of passwords, whose path the environment may name.
  client.password ??= '';
  // Without a listener the loss of a connection would end the process. The statement fails anyway.
  client.on('error', () => undefined);
  return client;
}

/** Cuts the connection if the server does not answer a statement within `ms`. */
function limit(client: pg.Client, ms: number): void {
  const wire = wireOf(client);
  const send = client.query;
  let timer: NodeJS.Timeout | undefined;
  const cut = () =>
    wire.stream.destroy(Object.assign(new Error(`The database gave no answer within ${ms} ms.`), { code: SILENT }));
  client.query = function query(this: pg.Client, ...args: unknown[]) {
    timer ??= setTimeout(cut, ms);
    return Reflect.apply(send, this, args);
  } as typeof send;
  for (const event of ['readyForQuery', 'end'])
    wire.on(event, () => {
      clearTimeout(timer);
      timer = undefined;
    });
}

/**
 * Hides the variables PGHOST, PGPORT, PGSSLMODE, PGOPTIONS and so on while the driver makes a
 * client. The driver would read them, but an operator may have set them for another server.
 */
function withoutPgVariables<T>(make: () => T): T {
  const set = Object.entries(process.env).filter(([name]) => isPgVariable(name));
  for (const [name] of set) delete process.env[name];
  try {
    return make();
  } finally {
    for (const [name, value] of set) process.env[name] = value;
  }
}

export const isPgVariable = (name: string): boolean => /^PG[A-Z]/.test(name);

/** int8 as number: HubSpot's ids and ms since 1970 are below 2^53. */
function parserOf(oid: number, format?: 'text' | 'binary') {
  return oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');
}
