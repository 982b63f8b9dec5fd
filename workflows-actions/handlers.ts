import type { WorkflowAction } from '../src/use-cases/actions/workflow-action.ts';
import { mayWeWrite } from './may_we_write/handler.ts';
import { moveInNurture } from './move_in_nurture/handler.ts';
import { qualifyLead } from './qualify_lead/handler.ts';
import { recordBant } from './record_bant/handler.ts';
import { recordEngagement } from './record_engagement/handler.ts';
import { routeToSales } from './route_to_sales/handler.ts';
import { scoreAndReasons } from './score_and_reasons/handler.ts';
import { scoreContact } from './score_contact/handler.ts';
import { setDormantSegment } from './set_dormant_segment/handler.ts';

/** What the server does for each action of the index, by name. */
export const HANDLERS: ReadonlyMap<string, WorkflowAction> = new Map(
  [
    scoreContact,
    recordEngagement,
    recordBant,
    qualifyLead,
    moveInNurture,
    mayWeWrite,
    routeToSales,
    setDormantSegment,
    scoreAndReasons,
  ].map((action) => [action.name, action]),
);
