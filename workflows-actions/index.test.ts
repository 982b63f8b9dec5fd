import { describe, expect, it } from 'vitest';
import { type ActionDefinition, LANGUAGES, type Text } from './definition.ts';
import { HANDLERS } from './handlers.ts';
import { ACTIONS, hsmetaOf } from './index.ts';

/** The parts of a component's config that these tests read. */
type Config = {
  readonly inputFields: readonly object[];
  readonly outputFields: readonly object[];
  readonly executionRules: readonly object[];
  readonly labels: Readonly<
    Record<
      string,
      Readonly<
        Record<'inputFieldLabels' | 'outputFieldLabels' | 'executionRules', Readonly<Record<string, string>>>
      > & {
        readonly inputFieldOptionLabels: Readonly<Record<string, Readonly<Record<string, string>>>>;
      }
    >
  >;
};

const BASE = 'https://ripen.example';

/** Every text of an action with the place where it is. */
function textsOf(action: ActionDefinition): [string, Text][] {
  const fields = [...action.inputs, ...action.outputs];
  return [
    ['title', action.title],
    ['description', action.description],
    ['card', action.card],
    ...fields.map(({ name, label }): [string, Text] => [`label of ${name}`, label]),
    ...action.inputs.map(({ name, help }): [string, Text] => [`help of ${name}`, help]),
    ...fields.flatMap(({ name, choices = [] }) =>
      choices.map(({ value, label }): [string, Text] => [`choice ${value} of ${name}`, label]),
    ),
    ...action.history.map(({ name, text }): [string, Text] => [`history ${name}`, text]),
  ];
}

const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]!).sort();

describe('the actions', () => {
  it('are eight for workflows and one tool for agents, each with a handler of its own', () => {
    expect(ACTIONS.filter(({ agentTool }) => agentTool === undefined)).toHaveLength(8);
    expect(ACTIONS.map(({ name }) => name)).toEqual([...HANDLERS.keys()]);
  });

  it.each(ACTIONS.map((action) => [action.name, action] as const))(
    '%s says everything in every language',
    (_, action) => {
      for (const [place, text] of textsOf(action)) {
        expect(Object.keys(text).sort(), place).toEqual([...LANGUAGES].sort());
        for (const language of LANGUAGES) expect(text[language].trim(), `${place} in ${language}`).not.toBe('');
      }
    },
  );

  it.each(ACTIONS.map((action) => [action.name, action] as const))('%s is translated, not copied', (_, action) => {
    for (const [place, text] of textsOf(action)) {
      // A sentence is never the same in two languages; single words may be.
      if (
        text.en
          .replaceAll(/\{\{.*?\}\}/g, '')
          .trim()
          .split(' ').length < 4
      )
        continue;
      expect(new Set(Object.values(text)).size, place).toBe(LANGUAGES.length);
      expect(text.ja, `${place} in Japanese`).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    }
  });

  it.each(ACTIONS.map((action) => [action.name, action] as const))(
    '%s speaks only of inputs and outputs that it has',
    (_, action) => {
      const inputs = action.inputs.map(({ name }) => name);
      const outputs = action.outputs.map(({ name }) => name);
      for (const language of LANGUAGES) {
        expect(inputs).toEqual(expect.arrayContaining(placeholdersOf(action.card[language])));
        for (const { name, when, text } of action.history) {
          expect(outputs, name).toEqual(
            expect.arrayContaining([...placeholdersOf(text[language]), ...Object.keys(when)]),
          );
        }
      }
      expect(outputs).toEqual(expect.arrayContaining(['result', 'problem']));
      expect(new Set(action.history.map(({ name }) => name)).size).toBe(action.history.length);
    },
  );

  it.each(ACTIONS.map((action) => [action.name, action] as const))(
    '%s reads every input that it declares, and no other',
    (_, action) => {
      const schema = HANDLERS.get(action.name)!.input as unknown as { readonly shape: object };

      expect(Object.keys(schema.shape).sort()).toEqual(action.inputs.map(({ name }) => name).sort());
    },
  );
});

describe('what HubSpot is told', () => {
  it('is the whole action', () => {
    const { name, history, outputs, inputs } = ACTIONS.find((action) => action.name === 'record_engagement')!;

    const { uid, type, config } = hsmetaOf(ACTIONS.find((action) => action.name === name)!, BASE);

    expect({ uid, type }).toEqual({ uid: 'record_engagement', type: 'workflow-action' });
    expect(config).toMatchObject({
      actionUrl: `${BASE}/actions/record_engagement`,
      isPublished: true,
      supportedClients: [{ client: 'WORKFLOWS' }],
      objectTypes: ['CONTACT'],
    });
    const { inputFields, outputFields, executionRules, labels } = config as unknown as Config;
    expect(inputFields[0]).toEqual({
      typeDefinition: {
        name: 'signal',
        type: 'enumeration',
        fieldType: 'select',
        optionsUrl: `${BASE}/actions/record_engagement/options`,
      },
      supportedValueTypes: ['STATIC_VALUE'],
      isRequired: true,
    });
    expect(inputFields).toHaveLength(inputs.length);
    expect(outputFields).toHaveLength(outputs.length);
    expect(executionRules).toHaveLength(history.length);
    expect(Object.keys(labels)).toEqual([...LANGUAGES]);
    const german = labels['de']!;
    expect(german.inputFieldLabels['source']).toBe('Quelle');
    expect(Object.keys(german.outputFieldLabels)).toEqual(outputs.map((output) => output.name));
    expect(Object.keys(german.executionRules)).toEqual(history.map((rule) => rule.name));
  });

  it('names the choices in each language, and offers owners where they are to be chosen', () => {
    const qualify = hsmetaOf(ACTIONS.find(({ name }) => name === 'qualify_lead')!, BASE).config as unknown as Config;
    const route = hsmetaOf(ACTIONS.find(({ name }) => name === 'route_to_sales')!, BASE).config as unknown as Config;

    const labels = qualify.labels['de']!;
    expect(labels.inputFieldOptionLabels['decision']!['hand_back']).toBe('Ans Marketing zurückgeben');
    expect(route.inputFields[0]).toMatchObject({
      typeDefinition: { fieldType: 'checkbox', referencedObjectType: 'OWNER' },
    });
  });

  it('makes the tool for agents one that only reads', () => {
    const { config } = hsmetaOf(ACTIONS.find(({ agentTool }) => agentTool !== undefined)!, BASE);

    expect(config['supportedClients']).toEqual([
      {
        client: 'AGENTS',
        toolType: 'GET_DATA',
        llmConfig: { actionDescription: expect.stringContaining('Ripen score') },
      },
    ]);
  });
});
