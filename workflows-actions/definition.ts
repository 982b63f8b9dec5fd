/** The languages that every text is in, by HubSpot's names. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt-br', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Text = Readonly<Record<Language, string>>;

export type Choice = { readonly value: string; readonly label: Text };

type Field = {
  readonly name: string;
  readonly label: Text;
  readonly type: 'string' | 'number' | 'date' | 'datetime' | 'enumeration';
  readonly fieldType: 'text' | 'textarea' | 'number' | 'date' | 'select' | 'checkbox';
  readonly choices?: readonly Choice[];
};

export type InputField = Field & {
  readonly help: Text;
  readonly required: boolean;
  /** typed in by the marketer, taken from a property or an earlier step, or either */
  readonly from: readonly ('STATIC_VALUE' | 'OBJECT_PROPERTY')[];
  /** HubSpot asks us for the choices (POST /actions/:action/options) */
  readonly loaded?: true;
  /** HubSpot offers the account's owners */
  readonly owners?: true;
};

export type OutputField = Field;

/**
 * A line in a workflow's history, for outputs with these values. The first rule that fits counts.
 */
export type HistoryRule = {
  readonly name: string;
  readonly when: Readonly<Record<string, string | readonly string[]>>;
  /** may name outputs: `{{ reason }}` */
  readonly text: Text;
};

/** An action as the HubSpot project declares it and as the server handles it. */
export type ActionDefinition = {
  /** part of the address, and the uid of the component, which must never change */
  readonly name: string;
  readonly title: Text;
  readonly description: Text;
  /** what the step shows in a workflow; may name inputs: `{{signal}}` */
  readonly card: Text;
  readonly inputs: readonly InputField[];
  readonly outputs: readonly OutputField[];
  readonly history: readonly HistoryRule[];
  /**
   * makes it a tool for HubSpot's agents, not a step of workflows; `when` tells an agent its use
   */
  readonly agentTool?: { readonly toolType: 'GET_DATA'; readonly when: string };
};
