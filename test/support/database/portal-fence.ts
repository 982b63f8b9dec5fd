/*
 * Checks that a statement restricts every table to one portal, from the tree of PostgreSQL's own
 * parser. A column is fenced if an equality that holds for every row makes it equal to the portal's
 * id, directly or through another fenced column.
 */

type Tree = Readonly<Record<string, unknown>>;
/** A column of a relation at one place of the statement. */
type Column = { readonly owner: Frame; readonly from: Set<Column | 'portal'> };
/** What stands in `from`, or what is written to. */
type Relation = { readonly alias: string; readonly columns: Map<string, Column>; readonly table: string | null };
type Frame = {
  readonly outer: Frame | null;
  readonly relations: Relation[];
  readonly ctes: Map<string, Outputs>;
};
/** The columns that a query answers, by position; `source`: the column or portal that it is. */
type Outputs = readonly { readonly name: string; readonly source: Column | 'portal' | null }[];

/**
 * The tables with a `portal_id` that the statement does not fence, by alias. `columnsOf`: the
 * columns of each table; `isPortal`: whether a parameter is the portal's id.
 */
export function unfenced(
  stmt: Tree,
  columnsOf: ReadonlyMap<string, readonly string[]>,
  isPortal: (parameter: number) => boolean,
): string[] {
  const tables: Relation[] = [];
  query(stmt, null);
  return tables.filter((table) => !isFenced(table.columns.get('portal_id')!)).map(({ alias }) => alias);

  function query(node: Tree, outer: Frame | null): Outputs {
    const [kind, body] = Object.entries(node)[0] as [string, Tree];
    const frame: Frame = { outer, relations: [], ctes: new Map() };
    for (const { CommonTableExpr } of listOf(treeOf(body['withClause'])?.['ctes'])) {
      const cte = CommonTableExpr as Tree;
      const name = cte['ctename'] as string;
      const names = listOf(cte['aliascolnames']).map(stringOf);
      const inner = treeOf(cte['ctequery'])!;
      const first = treeOf(treeOf(inner['SelectStmt'])?.['larg']);
      // A recursive query has the columns of its first part.
      if (treeOf(body['withClause'])?.['recursive'] && first)
        frame.ctes.set(name, named(query({ SelectStmt: first }, frame), names));
      frame.ctes.set(name, named(query(inner, frame), names));
    }
    switch (kind) {
      case 'SelectStmt':
        return select(body, frame);
      case 'InsertStmt':
        return insert(body, frame);
      case 'UpdateStmt':
        return change(body, frame, listOf(body['fromClause']));
      case 'DeleteStmt':
        return change(body, frame, listOf(body['usingClause']));
      default:
        return [];
    }
  }

  function select(body: Tree, frame: Frame): Outputs {
    const [left, right] = [treeOf(body['larg']), treeOf(body['rarg'])];
    if (left !== undefined && right !== undefined) {
      const [a, b] = [query({ SelectStmt: left }, frame), query({ SelectStmt: right }, frame)];
      const fenced = (source: Column | 'portal' | null) => source === 'portal' || (source !== null && isFenced(source));
      return a.map(({ name, source }, at) => ({
        name,
        source: fenced(source) && fenced(b[at]?.source ?? null) ? 'portal' : null,
      }));
    }
    for (const item of listOf(body['fromClause'])) from(item, frame);
    where(treeOf(body['whereClause']), frame);
    for (const part of ['targetList', 'groupClause', 'havingClause', 'sortClause', 'limitCount', 'valuesLists'])
      within(body[part], frame);
    const rows = listOf(body['valuesLists']).map((row) => listOf(treeOf(row['List'])?.['items']));
    if (rows.length > 0)
      return rows[0]!.map((_, at) => {
        const sources = rows.map((row) => sourceOf(row[at]!, frame));
        return { name: `column${at + 1}`, source: sources.every((one) => one === 'portal') ? 'portal' : null };
      });
    return outputs(listOf(body['targetList']), frame);
  }

  function insert(body: Tree, frame: Frame): Outputs {
    const target = table(treeOf(body['relation'])!, frame);
    const given = treeOf(body['selectStmt']);
    const rows = given === undefined ? [] : query(given, frame);
    const names = listOf(body['cols']).map((column) => treeOf(column['ResTarget'])!['name'] as string);
    const at = names.indexOf('portal_id');
    const source = rows[at]?.source;
    if (source) target.columns.get('portal_id')?.from.add(source);
    within(body['onConflictClause'], frame);
    return outputs(
      listOf(body['returningClause'] ? treeOf(body['returningClause'])!['exprs'] : body['returningList']),
      frame,
    );
  }

  function change(body: Tree, frame: Frame, others: readonly Tree[]): Outputs {
    table(treeOf(body['relation'])!, frame);
    for (const item of others) from(item, frame);
    where(treeOf(body['whereClause']), frame);
    within(body['targetList'], frame);
    return outputs(
      listOf(body['returningClause'] ? treeOf(body['returningClause'])!['exprs'] : body['returningList']),
      frame,
    );
  }

  /** Adds what a part of `from` brings; gives its relations. */
  function from(item: Tree, frame: Frame): readonly Relation[] {
    const [kind, body] = Object.entries(item)[0] as [string, Tree];
    if (kind === 'RangeVar') {
      const cte = cteOf(body['relname'] as string, frame);
      return [cte === undefined ? table(body, frame) : derived(body, cte, frame)];
    }
    if (kind === 'RangeSubselect') return [derived(body, query(treeOf(body['subquery'])!, frame), frame)];
    if (kind === 'JoinExpr') {
      const left = from(treeOf(body['larg'])!, frame);
      const right = from(treeOf(body['rarg'])!, frame);
      const isOuter = body['jointype'] === 'JOIN_LEFT';
      // The condition of an outer join does not restrict rows of its left side.
      const mayFence = (column: Column) =>
        !isOuter || right.some((relation) => [...relation.columns.values()].includes(column));
      where(treeOf(body['quals']), frame, mayFence);
      for (const name of listOf(body['usingClause']).map(stringOf))
        for (const a of left.flatMap((relation) => relation.columns.get(name) ?? []))
          for (const b of right.flatMap((relation) => relation.columns.get(name) ?? [])) equal(a, b, frame, mayFence);
      return [...left, ...right];
    }
    // A function in `from`: its arguments may hold queries; its rows belong to no table.
    within(body, frame);
    return [derived(body, [], frame)];
  }

  function table(body: Tree, frame: Frame): Relation {
    const name = body['relname'] as string;
    const columns = columnsOf.get(name) ?? [];
    const relation = {
      alias: aliasOf(body) ?? name,
      table: name,
      columns: new Map(columns.map((column) => [column, { owner: frame, from: new Set<Column | 'portal'>() }])),
    };
    frame.relations.push(relation);
    if (columns.includes('portal_id')) tables.push(relation);
    return relation;
  }

  function derived(body: Tree, answers: Outputs, frame: Frame): Relation {
    const names = listOf(treeOf(body['alias'])?.['colnames']).map(stringOf);
    const relation: Relation = {
      alias: aliasOf(body) ?? (body['relname'] as string),
      table: null,
      columns: new Map(
        named(answers, names).map(({ name, source }) => [
          name,
          { owner: frame, from: new Set(source === null ? [] : [source]) },
        ]),
      ),
    };
    frame.relations.push(relation);
    return relation;
  }

  /** Reads the equalities that hold for every row: those joined by `and`. */
  function where(condition: Tree | undefined, frame: Frame, mayFence: (column: Column) => boolean = () => true): void {
    if (condition === undefined) return;
    const both = treeOf(condition['BoolExpr']);
    if (both?.['boolop'] === 'AND_EXPR') {
      for (const one of listOf(both['args'])) where(one, frame, mayFence);
      return;
    }
    within(condition, frame);
    const link = treeOf(condition['SubLink']);
    if (link?.['subLinkType'] === 'ANY_SUBLINK' && link['operName'] === undefined) {
      const found = query(treeOf(link['subselect'])!, frame);
      const asked = itemsOf(treeOf(link['testexpr'])!);
      for (const [at, one] of asked.entries()) equal(sourceOf(one, frame), found[at]?.source ?? null, frame, mayFence);
    }
    const compared = treeOf(condition['A_Expr']);
    if (compared?.['kind'] === 'AEXPR_IN' && stringOf(listOf(compared['name'])[0]!) === '=') {
      const all = listOf(treeOf(treeOf(compared['rexpr'])!['List'])?.['items']);
      const isOnly = all.every((one) => sourceOf(one, frame) === 'portal');
      if (isOnly) equal(sourceOf(treeOf(compared['lexpr'])!, frame), 'portal', frame, mayFence);
      return;
    }
    if (compared?.['kind'] !== 'AEXPR_OP' || stringOf(listOf(compared['name'])[0]!) !== '=') return;
    const [left, right] = [itemsOf(treeOf(compared['lexpr'])!), itemsOf(treeOf(compared['rexpr'])!)];
    if (left.length !== right.length) return;
    for (const [at, one] of left.entries()) equal(sourceOf(one, frame), sourceOf(right[at]!, frame), frame, mayFence);
  }

  /** A condition restricts rows of its own query, not of outer queries. */
  function equal(
    a: Column | 'portal' | null,
    b: Column | 'portal' | null,
    frame: Frame,
    mayFence: (column: Column) => boolean,
  ): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      if (one !== null && one !== 'portal' && other !== null && one.owner === frame && mayFence(one))
        one.from.add(other);
  }

  /** Looks for queries within expressions. */
  function within(part: unknown, frame: Frame): void {
    if (Array.isArray(part)) for (const one of part) within(one, frame);
    else if (typeof part === 'object' && part !== null)
      for (const [name, value] of Object.entries(part)) {
        if (name === 'SubLink') {
          query(treeOf((value as Tree)['subselect'])!, frame);
          within((value as Tree)['testexpr'], frame);
        } else within(value, frame);
      }
  }

  function outputs(targets: readonly Tree[], frame: Frame): Outputs {
    return targets.flatMap(({ ResTarget }) => {
      const { name, val } = ResTarget as { readonly name?: string; readonly val: Tree };
      const fields = listOf(treeOf(val['ColumnRef'])?.['fields']);
      const last = fields.at(-1);
      if (last !== undefined && 'A_Star' in last) {
        const of = fields.length > 1 ? stringOf(fields[0]!) : null;
        return frame.relations
          .filter(({ alias }) => of === null || alias === of)
          .flatMap(({ columns }) => [...columns].map(([column, source]) => ({ name: column, source })));
      }
      return [{ name: name ?? (last === undefined ? '' : stringOf(last)), source: sourceOf(val, frame) }];
    });
  }

  function sourceOf(expression: Tree, frame: Frame): Column | 'portal' | null {
    const cast = treeOf(expression['TypeCast']);
    if (cast !== undefined) return sourceOf(treeOf(cast['arg'])!, frame);
    const parameter = treeOf(expression['ParamRef']);
    if (parameter !== undefined) return isPortal(parameter['number'] as number) ? 'portal' : null;
    const fields = listOf(treeOf(expression['ColumnRef'])?.['fields']);
    if (fields.length === 0 || fields.some((field) => 'A_Star' in field)) return null;
    const names = fields.map(stringOf);
    const column = names.at(-1)!;
    for (let at: Frame | null = frame; at !== null; at = at.outer)
      for (const relation of at.relations) {
        const isMeant = names.length === 1 || relation.alias === names.at(-2);
        const found = isMeant ? relation.columns.get(column) : undefined;
        if (found !== undefined) return found;
      }
    return null;
  }
}

function isFenced(column: Column, seen: ReadonlySet<Column> = new Set()): boolean {
  if (seen.has(column)) return false;
  const next = new Set([...seen, column]);
  return [...column.from].some((one) => one === 'portal' || isFenced(one, next));
}

function cteOf(name: string, frame: Frame): Outputs | undefined {
  for (let at: Frame | null = frame; at !== null; at = at.outer) {
    const found = at.ctes.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const named = (answers: Outputs, names: readonly string[]): Outputs =>
  answers.map((one, at) => ({ ...one, name: names[at] ?? one.name }));
const treeOf = (value: unknown): Tree | undefined => (value as Tree | undefined) ?? undefined;
const listOf = (value: unknown): readonly Tree[] => (value as readonly Tree[] | undefined) ?? [];
const stringOf = (node: Tree): string => treeOf(node['String'])?.['sval'] as string;
const aliasOf = (body: Tree): string | undefined => treeOf(body['alias'])?.['aliasname'] as string | undefined;
/** `(a, b)` is two, and anything else one. */
const itemsOf = (expression: Tree): readonly Tree[] => {
  const row = treeOf(expression['RowExpr']);
  return row === undefined ? [expression] : listOf(row['args']);
};
