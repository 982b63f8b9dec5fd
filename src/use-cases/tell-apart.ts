/*
 * One bad record must not stop the others of a batch: when work on a batch fails, it is done again
 * for halves of it, until the bad record stands alone.
 */

type Parts<Row> = {
  readonly work: (rows: readonly Row[]) => Promise<void>;
  /**
   * whether the error may be about one of the records; other errors (a lost lease, HubSpot asks to
   * wait) end the work
   */
  readonly isAboutRecords: (error: unknown) => boolean;
  /** called for each record that cannot be worked on */
  readonly failed: (row: Row, error: unknown) => Promise<void>;
  /**
   * whether the work costs calls to HubSpot. If so, two records are tried alone first. When both
   * fail, all records probably fail alike: these two go to `failed`, and the error is thrown for
   * the others.
   */
  readonly costly: boolean;
  readonly random?: () => number;
};

/**
 * Works on all rows at once. When some rows make that fail, it works on all others, and passes each
 * bad row to `failed`. Each bad row costs at most twice the logarithm of the number of rows in
 * further tries.
 */
export async function tellApart<Row>(rows: readonly Row[], parts: Parts<Row>): Promise<void> {
  const error = await errorOf(rows, parts);
  if (error === undefined) return;
  if (rows.length === 1) return parts.failed(rows[0]!, error.thrown);
  if (!parts.costly) return halves(rows, parts);
  const rest = await withoutProbes(rows, parts);
  if (rest === 'all_fail') throw error.thrown;
  await halves(rest, parts);
}

async function errorOf<Row>(
  rows: readonly Row[],
  parts: Parts<Row>,
): Promise<{ readonly thrown: unknown } | undefined> {
  try {
    await parts.work(rows);
    return undefined;
  } catch (thrown) {
    if (!parts.isAboutRecords(thrown)) throw thrown;
    return { thrown };
  }
}

async function halves<Row>(rows: readonly Row[], parts: Parts<Row>): Promise<void> {
  const half = Math.ceil(rows.length / 2);
  for (const part of [rows.slice(0, half), rows.slice(half)].filter(({ length }) => length > 0)) {
    const error = await errorOf(part, parts);
    if (error === undefined) continue;
    if (part.length === 1) await parts.failed(part[0]!, error.thrown);
    else await halves(part, parts);
  }
}

/** Works on one random row alone, and if that fails, on another one. Returns the remaining rows. */
async function withoutProbes<Row>(rows: readonly Row[], parts: Parts<Row>): Promise<readonly Row[] | 'all_fail'> {
  const { random = Math.random } = parts;
  let rest = rows;
  for (let tries = 0; tries < 2 && rest.length > 0; tries++) {
    const probe = rest[Math.floor(random() * rest.length)]!;
    rest = rest.filter((row) => row !== probe);
    const error = await errorOf([probe], parts);
    if (error === undefined) return rest;
    await parts.failed(probe, error.thrown);
  }
  return 'all_fail';
}
