/**
 * PostgreSQL's codes for data that it cannot hold, or that break a rule of a table.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const ABOUT_DATA = /^(?:22...|23502|23514|54000)$/;

/**
 * The code of an error that the data themselves cause, so that the same again would fail again;
 * null: another error.
 */
export function dataErrorOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && ABOUT_DATA.test(code) ? code : null;
}

/**
 * Stores a batch at once. If the database refuses its data, stores each half by itself, and so on,
 * in order, so that one bad row does not hinder the others. `store`: one transaction, undone if it
 * throws; `refuse`: gets a row that cannot be stored, with the code of the error. Returns the
 * results of both, in order.
 */
export async function storeByHalves<Row, Result>(
  rows: readonly Row[],
  store: (rows: readonly Row[]) => Promise<Result>,
  refuse: (row: Row, code: string) => Promise<Result>,
): Promise<Result[]> {
  try {
    return [await store(rows)];
  } catch (error) {
    const code = dataErrorOf(error);
    if (code === null || rows.length === 0) throw error;
    if (rows.length === 1) return [await refuse(rows[0]!, code)];
    const middle = Math.ceil(rows.length / 2);
    return [
      ...(await storeByHalves(rows.slice(0, middle), store, refuse)),
      ...(await storeByHalves(rows.slice(middle), store, refuse)),
    ];
  }
}
