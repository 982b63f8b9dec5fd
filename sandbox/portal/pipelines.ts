export type DealStage = {
  readonly id: string;
  readonly label: string;
  /** 0 is lost and 1 is won; both are closed. */
  readonly probability: number;
};
export type DealPipeline = { readonly id: string; readonly label: string; readonly stages: readonly DealStage[] };

/** The default pipeline has names for ids, every other pipeline has numbers. */
export const STANDARD_PIPELINES: readonly DealPipeline[] = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    stages: [
      { id: 'appointmentscheduled', label: 'Appointment Scheduled', probability: 0.2 },
      { id: 'qualifiedtobuy', label: 'Qualified To Buy', probability: 0.4 },
      { id: 'presentationscheduled', label: 'Presentation Scheduled', probability: 0.6 },
      { id: 'decisionmakerboughtin', label: 'Decision Maker Bought-In', probability: 0.8 },
      { id: 'contractsent', label: 'Contract Sent', probability: 0.9 },
      { id: 'closedwon', label: 'Closed Won', probability: 1 },
      { id: 'closedlost', label: 'Closed Lost', probability: 0 },
    ],
  },
  {
    id: '88100',
    label: 'Partner Pipeline',
    stages: [
      { id: '88101', label: 'Introduced', probability: 0.3 },
      { id: '88102', label: 'Proposal', probability: 0.6 },
      { id: '88103', label: 'Signed', probability: 1 },
      { id: '88104', label: 'Declined', probability: 0 },
    ],
  },
];

export const isClosed = (stage: DealStage): boolean => stage.probability === 0 || stage.probability === 1;

/** What HubSpot calculates on a deal from its stage. */
export function stageProperties(pipelines: readonly DealPipeline[], stageId: string): Record<string, string> {
  const stage = pipelines.flatMap((pipeline) => pipeline.stages).find(({ id }) => id === stageId);
  if (!stage) return {};
  return {
    hs_is_closed: String(isClosed(stage)),
    hs_is_closed_won: String(stage.probability === 1),
    hs_is_closed_lost: String(stage.probability === 0),
    hs_deal_stage_probability: String(stage.probability),
  };
}
