/** Why somebody who is no editor changes nothing, and what to do about it. */
export const ONLY_READS =
  'You can read the model, and not change it. Open Ripen’s settings in HubSpot once, if you may; or ask somebody who may to put you on the list of editors there.';
