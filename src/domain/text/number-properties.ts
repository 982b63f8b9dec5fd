/*
 * Fields whose values are surely numbers: properties of HubSpot's type number, written with a
 * decimal point and without separators of thousands, and Ripen's own.
 * https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide
 */

const OF_CONTACT =
  /^(?:num_|hs_analytics_(?:num_|revenue|average_)|hs_email_(?:delivered|open|click|bounce|replied|sends_since_)|hs_predictive|hs_sales_email_|hs_social_(?:num_|.*_clicks$)|hubspotscore$|recent_deal_amount$|total_revenue$|days_to_close$|ripen_(?:.*score|persona_match|model_version)$)/;
const OF_COMPANY =
  /^(?:num_|hs_analytics_num_|hs_num_|annualrevenue$|numberofemployees$|recent_deal_amount$|total_revenue$|days_to_close$)/;

/** Whether a program wrote the values of this field as numbers; otherwise people typed them. */
export function isNumberProperty(field: string): boolean {
  const [prefix = '', name] = field.split('.');
  if (name === undefined) return OF_CONTACT.test(field);
  return prefix === 'company' ? OF_COMPANY.test(name) : true;
}
