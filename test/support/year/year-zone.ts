/** The zone of the account that lives a year. London is an hour off UTC for half of it. */
export const ACCOUNT_ZONE = process.env['RIPEN_YEAR_ZONE'] ?? 'Europe/London';
