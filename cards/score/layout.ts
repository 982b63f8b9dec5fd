/** How much room there is: the tab of a record, or its sidebar. */
export type Layout = 'wide' | 'narrow';
