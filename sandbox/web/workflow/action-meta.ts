import { z } from 'zod';

const choice = z.object({ value: z.string(), label: z.string() });

/**
 * The part of a custom action's component file that the workflow runner needs.
 */
const actionMeta = z.object({
  uid: z.string(),
  config: z.object({
    actionUrl: z.url(),
    supportedClients: z.array(z.object({ client: z.string() })).default([{ client: 'WORKFLOWS' }]),
    inputFields: z.array(
      z.object({
        typeDefinition: z.object({
          name: z.string(),
          type: z.string(),
          fieldType: z.string(),
          options: z.array(choice).optional(),
          optionsUrl: z.url().optional(),
          referencedObjectType: z.string().optional(),
        }),
        isRequired: z.boolean().default(false),
      }),
    ),
    outputFields: z.array(z.object({ typeDefinition: z.object({ name: z.string() }) })).default([]),
    executionRules: z
      .array(
        z.object({
          labelName: z.string(),
          conditions: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        }),
      )
      .default([]),
    labels: z.object({
      en: z.object({
        actionName: z.string(),
        actionDescription: z.string().default(''),
        inputFieldLabels: z.record(z.string(), z.string()).default({}),
        inputFieldDescriptions: z.record(z.string(), z.string()).default({}),
        outputFieldLabels: z.record(z.string(), z.string()).default({}),
        executionRules: z.record(z.string(), z.string()).default({}),
      }),
    }),
  }),
});

export type ActionMeta = z.output<typeof actionMeta>;
export type InputField = ActionMeta['config']['inputFields'][number];

/**
 * Reads the component files of actions; keeps those that workflows offer. Throws a sentence on one
 * that HubSpot could not use.
 */
export function readActions(files: readonly unknown[]): ActionMeta[] {
  return files
    .map((file) => {
      const read = actionMeta.safeParse(file);
      if (read.success) return read.data;
      throw new Error(`An action cannot be offered in the workflow runner: ${z.prettifyError(read.error)}`);
    })
    .filter(({ config }) => config.supportedClients.some(({ client }) => client === 'WORKFLOWS'));
}

/** The line of a workflow's history: the text of the first rule that fits the outputs. */
export function historyLine({ config }: ActionMeta, outputs: Readonly<Record<string, string>>): string | undefined {
  const rule = config.executionRules.find(({ conditions }) =>
    Object.entries(conditions).every(([name, wanted]) => [wanted].flat().includes(outputs[name] ?? '')),
  );
  if (rule === undefined) return undefined;
  const text = config.labels.en.executionRules[rule.labelName] ?? rule.labelName;
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => outputs[name] ?? '');
}
