import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { expect, it, test } from 'vitest';
import { modelToldIn } from '../../cards/pages/told/told-model.ts';
import { SPEECHES } from '../../cards/pages/words/speeches.ts';
import { startingModels } from '../../src/domain/changes/starting-models.ts';
import { JOB_AREAS, SENIORITIES } from '../../src/domain/lead/job-title/job-title-kinds.ts';
import { OUTPUT_PROPERTIES } from '../../src/domain/sync/ripen-properties.ts';

/** As no reader writes a day. */
const sayDay = (day: string): string => `the day ${day}`;

/*
 * The page of the app can translate every English sentence in the answers to it. The test reads the
 * sentences from the source code, so it also finds new ones.
 */

const ROOMS = ['src/domain/set-up', 'src/domain/changes', 'src/domain/model', 'src/use-cases/models'];
const FILES = ['src/use-cases/portals/score-check.ts', 'src/http/page-routes.ts'];

/** Texts that look like sentences but are not on the page, with the reason. */
const NOT_SAID: readonly { readonly file: RegExp; readonly why: string }[] = [
  { file: /\/learn[^/]*\.ts$/, why: 'the page Learn has words of its own' },
  { file: /\/check-model\.ts$/, why: 'only the command names owners whom a trial misses' },
  { file: /model\/document\//, why: 'descriptions are for the published schema; refusals are found by their word' },
];
const TEXTS_NOT_SAID: readonly RegExp[] = [
  // Answers a request for a CSV file, which shows no page.
  /^This link is over: /,
  // For the log.
  / could not be (looked at|counted)/,
  // The page says instead that a field is not filled in.
  /^Expected (signal and one of|\{all\|any|id, label, group and either)/,
  // For a document: at a field it is said with the names of what needs it, by problems.ts.
  /^Expected (a signal of this model|an \{\} group|a stage of lifecycle)/,
  // For a document, by issue-sentence.ts: at a field problems.ts says it in words of the page.
  /^Expected \{\}, and \{\}/,
  // Made of several sentences; model-words.test checks the whole.
  /^No contact of this account has used a .* contains |^\S+ now holds /,
  // A statement or heading of a model stays in the language of the model.
  /^(A rule that is tried|Lives where|Works in an industry|Company of a size|Works where|Has the rank)/,
];

type Found = { readonly at: string; readonly text: string };

/** Texts of a file; `{}` stands where something is filled in. */
function textsIn(file: string, source: string): readonly Found[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    // Logs and exceptions are for the vendor.
    const callee = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : '';
    if (
      /(^|\.)log\??\.\w+$|Error$|^super$/.test(callee) ||
      ts.isImportDeclaration(node) ||
      ts.isTaggedTemplateExpression(node)
    )
      return;
    const text = textOf(node);
    if (text !== null) found.push({ at: `${file}:${tree.getLineAndCharacterOfPosition(node.pos).line + 1}`, text });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.templateSpans.reduce((text, { literal }) => `${text}{}${literal.text}`, node.head.text);
}

/** Three words or more, beginning with a capital letter. */
const isSentence = (text: string): boolean =>
  /^[“A-Z\d][^\n]*\p{Ll}+ .*\p{Ll}/u.test(text) && text.split(' ').length > 2;
/** The limits of a model are said with a capital letter and a full stop. */
const asSaid = ({ at, text }: Found): string =>
  at.startsWith('src/domain/model/') && text.startsWith('expected ')
    ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
    : text;

async function sources(): Promise<readonly Found[]> {
  const inRooms = await Promise.all(
    ROOMS.map(async (room) => (await readdir(room, { recursive: true })).map((name) => path.posix.join(room, name))),
  );
  const files = [...inRooms.flat(), ...FILES].filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return (await Promise.all(files.map(async (file) => textsIn(file, await readFile(file, 'utf8'))))).flat();
}

const german = modelToldIn(SPEECHES.de, sayDay);
/** Texts to fill into a place: a quotation, a number, words of the server. */
const FILLINGS = ['“x”', '7', 'explicit', 'The fallback'];
const isUnsaid = (text: string): boolean =>
  FILLINGS.map((filling) => text.replaceAll('{}', filling)).every(
    (said) => german.sentence(said) === said && german.property(said) === said,
  );

it('no sentence that the server says to the page of the app stays in English', async () => {
  const said = (await sources())
    .map((found) => ({ ...found, text: asSaid(found) }))
    .filter(({ at, text }) => isSentence(text) && (text.startsWith('Expected ') || !isElsewhere(at)))
    .filter(({ text }) => !TEXTS_NOT_SAID.some((pattern) => pattern.test(text)));

  expect(said.length, 'sentences that were found').toBeGreaterThan(150);
  expect(said.filter(({ text }) => isUnsaid(text))).toEqual([]);
});

const isElsewhere = (at: string): boolean => NOT_SAID.some(({ file }) => file.test(at.replace(/:\d+$/, '')));

test('a sentence that nobody has translated is found', () => {
  const source = [
    'const a = refused(`Version $',
    '{n} is older than the moon.`); log.info("It is not said here.");',
  ].join('');
  const found = textsIn('a.ts', source).filter(({ text }) => isSentence(text) && isUnsaid(text));

  expect(found).toEqual([{ at: 'a.ts:1', text: 'Version {} is older than the moon.' }]);
});

test.for(Object.entries(SPEECHES))(
  '%s has words for every starting model',
  ([
    ,
    {
      model: { names },
    },
  ]) => {
    const [general, ...others] = startingModels();
    const said = [
      ...others.map(({ name }) => name),
      ...[general!, ...others].flatMap((one) => [one.suits, ...one.reasons]),
    ];

    expect(said.filter((text) => !Object.hasOwn(names, text))).toEqual([]);
  },
);

test.for(Object.entries(SPEECHES))(
  '%s has words for areas of work, ranks and industries',
  ([
    ,
    {
      model: { work },
    },
  ]) => {
    const industries = OUTPUT_PROPERTIES.find(({ name }) => name === 'ripen_industry')?.options ?? [];
    const said = [
      ...[...JOB_AREAS, ...SENIORITIES].map((name) => name.replaceAll('_', ' ')),
      ...industries.map(({ label }) => label),
    ];

    expect(said.length).toBeGreaterThan(40);
    expect(said.filter((text) => !Object.hasOwn(work, text))).toEqual([]);
  },
);
