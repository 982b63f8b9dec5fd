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
 * Kysely's dialect of PostgreSQL, made fit for lost connections and for poolers, which may give
 * each transaction another session. `begin`: the text that begins a transaction.
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
   * A rollback fails only if the connection is lost, which ends the transaction too. The error that
   * led to the rollback is the one to tell.
   */
  override async rollbackTransaction(connection: Connection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined);
  }
}

/**
 * Switches off Kysely's lock for migrations, which belongs to a session. Ours belongs to the
 * transaction, so it also works behind a pooler.
 */
class UnlockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
