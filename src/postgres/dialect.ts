import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresAdapter,
  PostgresDialect,
  PostgresDriver,
} from 'kysely';
import type pg from 'pg';

/**
 * Kysely's PostgreSQL, where connections are lost and poolers change the session between two
 * transactions.
 */
export function dialectOf(pool: pg.Pool, begin: string): PostgresDialect {
  return new (class extends PostgresDialect {
    override createDriver(): Driver {
      return new PatientDriver({ pool }, begin);
    }
    override createAdapter(): PostgresAdapter {
      return new UnlockedAdapter();
    }
  })({ pool });
}

type Connection = Parameters<PostgresDriver['rollbackTransaction']>[0];

class PatientDriver extends PostgresDriver {
  readonly #begin: string;

  constructor(config: ConstructorParameters<typeof PostgresDriver>[0], begin: string) {
    super(config);
    this.#begin = begin;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#begin));
  }

  /**
   * Fails only with the connection, which ends the transaction as well; the error that led here
   * says why.
   */
  override async rollbackTransaction(connection: Connection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
  }
}

/**
 * Kysely's own lock on migrations belongs to the session, which a pooler may change; ours to the
 * transaction.
 */
class UnlockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
