/** Of PostgreSQL's own parser, what tests use. */
declare module 'libpg-query' {
  export function parse(statement: string): Promise<{
    readonly stmts?: readonly { readonly stmt: Readonly<Record<string, unknown>> }[];
  }>;
}
