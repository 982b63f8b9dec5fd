/** A complaint that is no fault, because the reference says otherwise than the OpenAPI files. */
export type KnownDifference = {
  /** Found in the complaint. */
  readonly complaint: RegExp;
  readonly reason: string;
};

/**
 * The OpenAPI files were derived from the Node client's types, which are stricter or looser than
 * the server in these places.
 */
export const knownDifferences: readonly KnownDifference[] = [
  {
    complaint:
      /^POST .*\/batch\/(read|update|create): response 207 \/errors\/\d+ must have required property '(links|errors)'$/,
    reason:
      'Errors of a 207 carry status, category, message and context; the client types list all fields as required.',
  },
  {
    complaint: /^(GET|POST) \/crm\/.*associations\/.*: response 20\d .*\/label must be string$/,
    reason: 'An association without a label has label null in HubSpot’s documented answers.',
  },
  {
    complaint: /^GET \/crm\/owners\/.*: response 200 .*\/userId must be integer$/,
    reason: 'An archived owner has userId null; userIdIncludingInactive keeps the number.',
  },
  {
    complaint:
      /^POST \/crm\/objects\/.*\/batch\/read: request .*must have required property '(properties|propertiesWithHistory)'$/,
    reason: 'Only the client’s types insist on both lists; the server takes either.',
  },
  {
    complaint:
      /^(POST|PATCH) \/crm\/properties\/.*: request .*\/(type|fieldType) must be equal to one of the allowed values$/,
    reason: 'Dated versions know phone_number, which the client’s enumeration lacks.',
  },
];
