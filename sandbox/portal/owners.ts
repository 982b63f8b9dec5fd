export type Owner = {
  /** What `hubspot_owner_id` holds. */
  readonly id: string;
  /** Another number; writing it as owner fails. */
  readonly userId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly archived: boolean;
  readonly createdAt: number;
  /** absent: in no team */
  readonly team?: { readonly id: string; readonly name: string };
};

/** The id of the user who may do everything. */
export const SUPER_ADMIN = 903;

const NORTH = { id: '81', name: 'North' };

export const STANDARD_OWNERS: readonly Owner[] = [
  { ...owner(1, 'Ada', 'Sellers', false), team: NORTH },
  { ...owner(2, 'Ben', 'Rainmaker', false), team: NORTH },
  owner(3, 'Cleo', 'Account', false),
  owner(4, 'Dan', 'Leftlastyear', true),
];

function owner(n: number, firstName: string, lastName: string, archived: boolean): Owner {
  return {
    id: String(70_000 + n),
    userId: 900 + n,
    email: `${firstName}@vendor.example`.toLowerCase(),
    firstName,
    lastName,
    archived,
    createdAt: Date.UTC(2023, 0, n),
  };
}
