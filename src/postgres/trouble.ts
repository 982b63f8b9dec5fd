/**
 * What hinders the database itself; no statement or record is at fault.
 * `unreachable`: no connection, or it was cut; `silent`: no answer within the deadline;
 * `read_only`: a standby, or an operator has said so; `full`: no space left; `crowded`: no
 * connection or memory is free; `other_schema`: its tables are not those of this version of Ripen;
 * `moved`: the portal moves to another database, or is there.
 */
export type Trouble = 'unreachable' | 'silent' | 'read_only' | 'full' | 'crowded' | 'other_schema' | 'moved';

/** The code of the error by which our own deadline ends a connection. */
export const SILENT = 'DATABASE_SILENT';
/** The code of a connection that could not be made, for a reason that has no trouble of its own. */
export const NO_CONNECTION = 'DATABASE_NO_CONNECTION';
/** The code of what would write to a portal that moves; the database refuses by the same one. */
export const MOVED = 'RP001';
/** A lock was not free in time, or not at once. */
const LOCK_NOT_AVAILABLE = '55P03';
/** The code by which a server refuses writes that takes none. */
export const READ_ONLY = '25006';

const BY_CODE: Readonly<Record<string, Trouble>> = {
  [SILENT]: 'silent',
  [NO_CONNECTION]: 'unreachable',
  ETIMEDOUT: 'silent',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EPIPE: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  // PostgreSQL: shut down by an operator, crashed, not up yet, the database dropped, idle or in a
  // transaction for too long, the disk cannot be read or written
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '57P04': 'unreachable',
  '57P05': 'unreachable',
  '25P03': 'unreachable',
  '25P04': 'unreachable',
  '58030': 'unreachable',
  [LOCK_NOT_AVAILABLE]: 'silent',
  [READ_ONLY]: 'read_only',
  '53100': 'full',
  '53200': 'crowded',
  '53300': 'crowded',
  '53400': 'crowded',
  [MOVED]: 'moved',
  // No such schema, table, column or function: while a newer version changes them, say.
  '3F000': 'other_schema',
  '42P01': 'other_schema',
  '42703': 'other_schema',
  '42883': 'other_schema',
};

/** The driver's own words; it gives these errors no code. */
const BY_MESSAGE: readonly (readonly [RegExp, Trouble])[] = [
  [/^Connection terminated due to connection timeout|^timeout expired/, 'silent'],
  [/^timeout exceeded when trying to connect/, 'crowded'],
  [
    /^Connection terminated|^Client (has encountered a connection error|was closed) and is not queryable/,
    'unreachable',
  ],
];

/** The trouble that an error shows; null: the database is not the cause. */
export function troubleOf(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  // A host with several addresses: each was tried.
  if (error instanceof AggregateError) return troubleOf(error.errors[0]);
  if (code === 'ENOENT' || code === 'EACCES') return syscall === 'connect' ? 'unreachable' : null;
  if (code !== undefined) return BY_CODE[code] ?? (/^08...$/.test(code) ? 'unreachable' : null);
  return BY_MESSAGE.find(([words]) => words.test(message))?.[1] ?? null;
}

/** Whether somebody else held a lock that the statement needed. */
export const wasLocked = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;

/** Cancelled at our deadline, undone to end a deadlock or to keep an order. */
const HINDERED: ReadonlySet<unknown> = new Set(['57014', '40P01', '40001']);

/**
 * Whether the same may succeed a little later: the database is in trouble, or others kept it too
 * busy for this statement. For work that is done again anyway the latter is no trouble, since its
 * own records may be what takes so long.
 */
export const maySucceedLater = (error: unknown): boolean =>
  troubleOf(error) !== null || (error instanceof Error && 'code' in error && HINDERED.has(error.code));

/**
 * The message of an error, also of one that only bundles others (a host with several addresses).
 */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(messageOf))].join('; ');
  return error instanceof Error ? error.message : String(error);
}
