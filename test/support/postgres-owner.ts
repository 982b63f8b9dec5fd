/*
 * A process of its own that starts the embedded PostgreSQL in the folder given, says so, and stays
 * until it is killed.
 */
import { startEmbeddedPostgres } from '../../src/postgres/embedded/embedded-postgres.ts';
import { silent } from './log.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('Usage: node postgres-owner.ts DATA_DIR');
const { connection, adopted } = await startEmbeddedPostgres({ dataDir, log: silent });
process.stdout.write(`${JSON.stringify({ connection, adopted })}\n`);
process.stdin.resume();
