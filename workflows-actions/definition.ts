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
 * The line in a workflow's history when the outputs have these values; the first rule that fits is
 * shown.
 */
export type HistoryRule = {
  readonly name: string;
  readonly when: Readonly<Record<string, string | readonly string[]>>;
  /** may name outputs: `{{ reason }}` */
  readonly text: Text;
};

/** Everything that HubSpot is told of an action, and that the server goes by. */
export type ActionDefinition = {
  /** in the address, and for good the uid of the component */
  readonly name: string;
  readonly title: Text;
  readonly description: Text;
  /** what the step shows in a workflow; may name inputs: `{{signal}}` */
  readonly card: Text;
  readonly inputs: readonly InputField[];
  readonly outputs: readonly OutputField[];
  readonly history: readonly HistoryRule[];
  /**
   * a tool for HubSpot's agents instead of a step for workflows; `when` tells an agent what it is
   * for
   */
  readonly agentTool?: { readonly toolType: 'GET_DATA'; readonly when: string };
};
