import { type ActionDefinition, type InputField, LANGUAGES, type Language, type OutputField } from './definition.ts';

/** The component file of an action for a HubSpot project. */
export type ActionHsmeta = {
  readonly uid: string;
  readonly type: 'workflow-action';
  readonly config: Readonly<Record<string, unknown>>;
};

/**
 * What HubSpot knows of an action; `baseUrl` is the public address of the app, without a slash at
 * the end.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions
 */
export function hsmetaOf(definition: ActionDefinition, baseUrl: string): ActionHsmeta {
  const actionUrl = `${baseUrl}/actions/${definition.name}`;
  return {
    uid: definition.name,
    type: 'workflow-action',
    config: {
      actionUrl,
      isPublished: true,
      supportedClients: [clientOf(definition)],
      objectTypes: ['CONTACT'],
      inputFields: definition.inputs.map((field) => ({
        typeDefinition: { ...typeOf(field), ...(field.loaded && { optionsUrl: `${actionUrl}/options` }) },
        supportedValueTypes: [...field.from],
        isRequired: field.required,
      })),
      outputFields: definition.outputs.map((field) => ({ typeDefinition: typeOf(field) })),
      executionRules: definition.history.map(({ name, when }) => ({ labelName: name, conditions: when })),
      labels: Object.fromEntries(LANGUAGES.map((language) => [language, labelsOf(definition, language)])),
    },
  };
}

const clientOf = ({ agentTool }: ActionDefinition) =>
  agentTool === undefined
    ? { client: 'WORKFLOWS' }
    : { client: 'AGENTS', toolType: agentTool.toolType, llmConfig: { actionDescription: agentTool.when } };

const typeOf = ({ name, type, fieldType, choices, ...field }: InputField | OutputField) => ({
  name,
  type,
  fieldType,
  ...(choices && {
    options: choices.map(({ value, label }, displayOrder) => ({ value, label: label.en, displayOrder })),
  }),
  ...('owners' in field && { referencedObjectType: 'OWNER' }),
});

function labelsOf({ title, description, card, inputs, outputs, history }: ActionDefinition, language: Language) {
  const each = <T extends { readonly name: string }, V>(items: readonly T[], value: (item: T) => V) =>
    Object.fromEntries(items.map((item) => [item.name, value(item)]));
  return {
    actionName: title[language],
    actionDescription: description[language],
    appDisplayName: 'Ripen',
    actionCardContent: card[language],
    inputFieldLabels: each(inputs, ({ label }) => label[language]),
    inputFieldDescriptions: each(inputs, ({ help }) => help[language]),
    inputFieldOptionLabels: each(
      inputs.filter(({ choices }) => choices !== undefined),
      ({ choices = [] }) => Object.fromEntries(choices.map(({ value, label }) => [value, label[language]])),
    ),
    outputFieldLabels: each(outputs, ({ label }) => label[language]),
    executionRules: each(history, ({ text }) => text[language]),
  };
}
