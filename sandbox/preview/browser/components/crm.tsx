/*
 * HubSpot's own data components show the account's data in HubSpot's own way. A labelled box says
 * what would be there.
 */
const standIn = (name: string) => () => <div className="rp-stand-in">HubSpot shows its {name} here</div>;

export const CrmPropertyList = standIn('CrmPropertyList');
export const CrmAssociationTable = standIn('CrmAssociationTable');
export const CrmAssociationPivot = standIn('CrmAssociationPivot');
export const CrmAssociationPropertyList = standIn('CrmAssociationPropertyList');
export const CrmAssociationStageTracker = standIn('CrmAssociationStageTracker');
export const CrmDataHighlight = standIn('CrmDataHighlight');
export const CrmReport = standIn('CrmReport');
export const CrmSimpleDeadline = standIn('CrmSimpleDeadline');
export const CrmStageTracker = standIn('CrmStageTracker');
export const CrmStatistics = standIn('CrmStatistics');
export const CrmCardActions = standIn('CrmCardActions');
