/** One stored value of a property, as property history gives it. */
export type HistoricValue = {
  readonly value: string;
  readonly at: number;
  /**
   * HubSpot's word for what set it: `CRM_UI`, `FORM`, `INTEGRATION` …; absent: HubSpot gave none
   */
  readonly source?: string;
};
export type History = Readonly<Record<string, readonly HistoricValue[]>>;
