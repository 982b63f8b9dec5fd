import type { ActionDefinition } from './definition.ts';
import { definition as mayWeWrite } from './may_we_write/definition.ts';
import { definition as moveInNurture } from './move_in_nurture/definition.ts';
import { definition as qualifyLead } from './qualify_lead/definition.ts';
import { definition as recordBant } from './record_bant/definition.ts';
import { definition as recordEngagement } from './record_engagement/definition.ts';
import { definition as routeToSales } from './route_to_sales/definition.ts';
import { definition as scoreAndReasons } from './score_and_reasons/definition.ts';
import { definition as scoreContact } from './score_contact/definition.ts';
import { definition as setDormantSegment } from './set_dormant_segment/definition.ts';

/** The eight actions for workflows, and the tool for agents. */
export const ACTIONS: readonly ActionDefinition[] = [
  scoreContact,
  recordEngagement,
  recordBant,
  qualifyLead,
  moveInNurture,
  mayWeWrite,
  routeToSales,
  setDormantSegment,
  scoreAndReasons,
];

export { hsmetaOf } from './hsmeta.ts';
