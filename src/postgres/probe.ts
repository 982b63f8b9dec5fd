import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { type Trouble, troubleOf, wasLocked } from './trouble.ts';

/** An answer is reused for so long, so that there is at most one write a second. */
const FRESH_MS = 1_000;
const ANSWER_MS = 900;

/**
 * A real write: a truncated table gets a new file, so a full disk shows, and so does a read-only
 * server. If another process holds the lock, it is probing now, and we need not.
 */
const WRITE = 'lock table probe in access exclusive mode nowait; truncate probe; insert into probe values (now())';

/** A function that tells what hinders writes; null: nothing. Simultaneous callers share a probe. */
export function createProbe(pool: pg.Pool): () => Promise<Trouble | null> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<Trouble | null> = Promise.resolve(null);
  return () => {
    if (performance.now() - askedAt >= FRESH_MS) {
      askedAt = performance.now();
      answer = Promise.race([tryToWrite(pool), delay(ANSWER_MS, 'silent' as const, { ref: false })]);
    }
    return answer;
  };
}

async function tryToWrite(pool: pg.Pool): Promise<Trouble | null> {
  try {
    await pool.query(WRITE);
    return null;
  } catch (error) {
    if (wasLocked(error)) return null;
    // Any other answer (no such role, no such database) also means that nobody can use it.
    return troubleOf(error) ?? 'unreachable';
  }
}
