/*
 * One bad record never stops another: what fails for a batch is done again for parts of it, until
 * the bad record stands alone.
 */

type Parts<Row> = {
  readonly work: (rows: readonly Row[]) => Promise<void>;
  /**
   * May the error be about one of the records? All others (a lost lease, HubSpot asks to wait) end
   * the work.
   */
  readonly isAboutRecords: (error: unknown) => boolean;
  /** the record that cannot be worked on */
  readonly failed: (row: Row, error: unknown) => Promise<void>;
  /**
   * The work costs calls to HubSpot: two records are tried alone before the rest is told apart. If
   * neither can be worked on, all records fail alike: these two have failed, and the error is
   * thrown for the others.
   */
  readonly costly: boolean;
  readonly random?: () => number;
};

/**
 * Works on all rows at once. When that fails because of some of them, these come to `failed` one by
 * one and all others are worked on, with at most twice the logarithm of the number of rows in
 * further tries for each bad one.
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

/** Works on one row alone, and if that fails on another. Returns the rest. */
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
