import { type Kysely, sql } from 'kysely';

/** What the readiness probe writes to. It belongs to no portal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('create table probe (at timestamptz not null)').execute(db);
}
