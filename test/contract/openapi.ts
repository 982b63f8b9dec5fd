import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { type KnownDifference, knownDifferences } from './known-differences.ts';
import { numberedPath } from './numbered-path.ts';

/** One call as the sandbox's recorder keeps it (`sandbox.calls.exchanges()`). */
type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly contentType: string | undefined;
  readonly requestBody: unknown;
  /** 0 if the connection was cut: then only the request is checked */
  readonly status: number;
  readonly responseBody: unknown;
};

/**
 * Problems of an exchange by HubSpot's contract; none when it keeps to it or differs only where it
 * is known to.
 */
export type CheckExchange = (exchange: Exchange) => string[];

type Json = { readonly [key: string]: unknown };
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Json };
type Content = Readonly<Record<string, { readonly schema?: Json }>>;
type Body = { readonly required?: boolean; readonly content?: Content; readonly $ref?: string };
type OperationDocument = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
};
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDocument>>>>;
  readonly components: { readonly responses?: Readonly<Record<string, Body>> };
};

type Operation = {
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<
    string,
    { readonly required: boolean; readonly validate: ValidateFunction; readonly schema: Json }
  >;
  readonly request: ReadonlyMap<string, ValidateFunction> | undefined;
  readonly bodyRequired: boolean;
  /** by status or `default`; an undefined value: the answer has no body */
  readonly responses: ReadonlyMap<string, ValidateFunction | undefined>;
};

/** Folder with the OpenAPI files, from the environment. */
export const contractFolder: string | undefined = process.env.RIPEN_HUBSPOT_OPENAPI;

/** Reads every OpenAPI file of a folder and compiles its operations when they are first met. */
export function loadContract(
  folder: string,
  differences: readonly KnownDifference[] = knownDifferences,
): CheckExchange {
  const operations = new Map<string, { readonly segments: readonly string[]; readonly compile: () => Operation }[]>();
  // all.json is the merge of the others.
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'all.json')) {
    const document = nullableToTypes(JSON.parse(readFileSync(join(folder, file), 'utf8'))) as unknown as Document;
    const ajv = createAjv(file, document);
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const key = method.toUpperCase();
        const segments = path.split('/').filter((segment) => segment !== '');
        const compile = once(() => compileOperation(ajv, file, document, operation, segments));
        operations.set(key, [...(operations.get(key) ?? []), { segments, compile }]);
      }
    }
  }

  const find = (method: string, path: string): Operation | undefined => {
    const asked = path.split('/').filter((segment) => segment !== '');
    const fitting = (operations.get(method) ?? []).filter(({ segments }) => fits(segments, asked));
    // contacts.json knows more than objects.json: the path with most fixed words wins.
    return fitting.sort((a, b) => fixedWords(b.segments) - fixedWords(a.segments))[0]?.compile();
  };

  return (exchange) => {
    const numbered = numberedPath(exchange.path);
    const operation = numbered === undefined ? undefined : find(exchange.method, numbered);
    const name = `${exchange.method} ${exchange.path}`;
    const problems = operation ? check(operation, exchange) : ['is no operation of the OpenAPI files'];
    return problems
      .map((problem) => `${name}: ${problem}`)
      .filter((problem) => !differences.some(({ complaint }) => complaint.test(problem)));
  };
}

function check(operation: Operation, exchange: Exchange): string[] {
  return [
    ...checkQuery(operation, exchange),
    ...checkRequest(operation, exchange),
    ...checkResponse(operation, exchange),
  ];
}

function checkQuery(operation: Operation, { query }: Exchange): string[] {
  const unknown = Object.keys(query).filter((name) => !operation.query.has(name));
  const known = [...operation.query].flatMap(([name, { required, validate, schema }]) => {
    const values = query[name];
    if (values === undefined) return required ? [`query ${name} is required`] : [];
    return complaints(validate, typed(values, schema), `query ${name}`);
  });
  return [...unknown.map((name) => `query ${name} is not known`), ...known];
}

function checkRequest(operation: Operation, { requestBody, contentType, status }: Exchange): string[] {
  // A refused request may be wrong: only its answer is checked.
  if (status >= 400) return [];
  if (!operation.request) return requestBody === undefined ? [] : ['request has a body where none is expected'];
  if (requestBody === undefined) return operation.bodyRequired ? ['request has no body'] : [];
  const validate = operation.request.get(contentType?.split(';')[0] ?? '');
  return validate
    ? complaints(validate, requestBody, 'request')
    : [`request has content type ${contentType ?? 'none'}, expected ${[...operation.request.keys()].join(' or ')}`];
}

function checkResponse(operation: Operation, { status, responseBody }: Exchange): string[] {
  if (status === 0) return [];
  const key = operation.responses.has(String(status)) ? String(status) : 'default';
  if (!operation.responses.has(key)) return [`response ${status} is not declared`];
  const validate = operation.responses.get(key);
  // A gateway between HubSpot and the app may answer with its own page.
  if (status >= 500 && typeof responseBody === 'string') return [];
  if (validate) return complaints(validate, responseBody, `response ${status}`);
  return responseBody === undefined ? [] : [`response ${status} has a body where none is declared`];
}

function complaints(validate: ValidateFunction, data: unknown, where: string): string[] {
  if (validate(data)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) =>
    `${where} ${instancePath} ${message}`.replace('  ', ' '),
  );
}

function compileOperation(
  ajv: Ajv,
  file: string,
  document: Document,
  operation: OperationDocument,
  segments: readonly string[],
): Operation {
  const compile = (schema: Json) => ajv.compile(absoluteRefs(schema, file) as Json);
  const resolve = (body: Body): Body =>
    body.$ref ? document.components.responses![body.$ref.split('/').at(-1)!]! : body;
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => {
      const schema = parameter.schema ?? {};
      return [parameter.name, { required: parameter.required ?? false, validate: compile(schema), schema }] as const;
    });
  const { requestBody } = operation;
  return {
    segments,
    query: new Map(query),
    request:
      requestBody &&
      new Map(Object.entries(requestBody.content ?? {}).map(([type, { schema }]) => [type, compile(schema ?? {})])),
    bodyRequired: requestBody?.required ?? false,
    responses: new Map(
      Object.entries(operation.responses).map(([status, body]) => {
        const schema = resolve(body).content?.['application/json']?.schema;
        return [status, schema && compile(schema)];
      }),
    ),
  };
}

function createAjv(file: string, document: Document): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: file, components: absoluteRefs(document.components, file) } as Json);
  return ajv;
}

/**
 * References within a file start with its name, so that a schema compiled on its own finds them.
 */
function absoluteRefs(node: unknown, file: string): unknown {
  return mapTree(node, (object) =>
    typeof object.$ref === 'string' && object.$ref.startsWith('#')
      ? { ...object, $ref: `${file}${object.$ref}` }
      : object,
  );
}

/** OpenAPI 3.0 says `nullable: true` where JSON Schema adds the type null. */
function nullableToTypes(node: unknown): unknown {
  return mapTree(node, (object) => {
    const { nullable, ...schema } = object;
    if (nullable !== true) return object;
    return typeof schema.type === 'string' && !schema.enum
      ? { ...schema, type: [schema.type, 'null'] }
      : { anyOf: [schema, { type: 'null' }] };
  });
}

function mapTree(node: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(node)) return node.map((item) => mapTree(item, change));
  if (typeof node !== 'object' || node === null) return node;
  return change(Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapTree(value, change)])));
}

function fits(segments: readonly string[], asked: readonly string[]): boolean {
  return (
    segments.length === asked.length &&
    segments.every((segment, index) => segment.startsWith('{') || segment === asked[index])
  );
}

const fixedWords = (segments: readonly string[]): number =>
  segments.filter((segment) => !segment.startsWith('{')).length;

/** Query values are text; this is what their schema takes them for. */
function typed(values: readonly string[], { type, items }: Json): unknown {
  const text = values[0]!;
  if (type === 'array') return values.map((value) => typed([value], (items ?? {}) as Json));
  if (type === 'integer') return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
