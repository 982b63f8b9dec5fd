import { differencesOf } from '../../src/domain/changes/document/differences.ts';
import { findStartingModel, startingModels } from '../../src/domain/changes/starting-models.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { checkModel } from '../../src/use-cases/models/check-model.ts';
import type { ModelContext } from '../../src/use-cases/models/model-context.ts';
import { readVersions } from '../../src/use-cases/models/read-models.ts';
import { readHoldOuts } from '../../src/use-cases/portals/hold-outs.ts';
import {
  argument,
  type Command,
  namesPortal,
  optionalNumber,
  portalOf,
  Refusal,
  textOf,
  withDatabase,
} from './call.ts';
import { holdOutSentences } from './hold-out-sentences.ts';
import { cannotBeUsed, documentOf, modelOf, noPortal, versionOf } from './models.ts';
import { rampSentence } from './sentences.ts';

/** Commands that show a model, and change nothing. */
export const SHOWING: Readonly<Record<string, Command>> = {
  get: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const model = await withDatabase(call, (context) => versionOf(context, portalId, optionalNumber(call, 'version')));
    call.print(textOf(model));
  },
  starting: async (call) => {
    const [name] = call.args;
    if (name !== undefined) {
      const found = findStartingModel(name);
      if (found !== null) return call.print(textOf(found.model));
      const names = startingModels().map(({ id }) => id);
      throw new Refusal(`There is no starting model "${name}". There are ${names.join(', ')}.`);
    }
    if (call.values.json) return call.print(textOf(startingModels().map(({ model: _, ...about }) => about)));
    for (const { id, name: label, suits, reasons } of startingModels())
      call.print([`${id}: ${label}`, `  ${suits}`, ...reasons.map((reason) => `  - ${reason}`)].join('\n'));
    call.tell('To score a file with one of them: npm run -s score -- FILE --model NAME');
  },
  check: async (call) => {
    const file = argument(call, 0, 'a file');
    const document = await documentOf(file);
    const checked = checkModel(document);
    if (checked.outcome === 'invalid') throw cannotBeUsed(file, document, checked.problems);
    for (const { path, sentence } of checked.warnings) call.print(`${path.join('.')}: ${sentence}`);
    call.tell(
      checked.warnings.length === 0
        ? `${file} can be used.`
        : `${file} can be used. ${checked.warnings.length === 1 ? 'One thing in it is' : `${checked.warnings.length} things in it are`} most likely not meant.`,
    );
  },
  diff: async (call) => {
    const [a, b] = [argument(call, 0, 'a file or portal'), argument(call, 1, 'another file or portal')];
    const read = async (name: string, context: ModelContext | null): Promise<Model> => {
      if (context === null || !namesPortal(name)) return modelOf(name);
      const [portal = '', version] = name.split('@');
      return versionOf(context, portalOf(portal), version === undefined ? undefined : Number(version));
    };
    const both = async (context: ModelContext | null) => [await read(a, context), await read(b, context)] as const;
    const [before, after] = namesPortal(a) || namesPortal(b) ? await withDatabase(call, both) : await both(null);
    const differences = differencesOf(before, after);
    for (const { sentence } of differences) call.print(sentence);
    if (differences.length === 0) call.tell('Both say the same.');
  },
  versions: async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    await withDatabase(call, async (context) => {
      await versionOf(context, portalId, undefined);
      const versions = await readVersions(context, portalId);
      if (call.values.json) return call.print(textOf(versions));
      for (const { version, at, by, note, backTo, ramp, inForce, differences, moved } of versions) {
        const what = backTo === null ? '' : `, takes up version ${backTo} again`;
        call.print(
          `${version}  ${new Date(at).toISOString()}  ${by?.name ?? 'with the installation'}${what}${inForce ? '  (in force)' : ''}`,
        );
        if (note !== '') call.print(`   why: ${note}`);
        if (ramp !== null) call.print(`   ${rampSentence(ramp)}`);
        if (moved !== null)
          call.print(
            `   moved ${moved.movers} of ${moved.contacts} contacts; ${moved.newSqls} became SQL, ${moved.lostSqls} ceased to be one`,
          );
        for (const { sentence } of differences ?? []) call.print(`   ${sentence}`);
      }
    });
  },
  'hold-outs': async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const view = await withDatabase(call, (context) => readHoldOuts(context, portalId));
    if (view.state !== 'ok') throw noPortal(portalId);
    for (const sentence of call.values.json ? [textOf(view)] : holdOutSentences(view)) call.print(sentence);
  },
};
