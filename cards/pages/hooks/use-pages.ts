import { useState } from 'react';

/** A long table in pages: the rows of the page that is shown, and what HubSpot's table needs. */
export function usePages<Row>(rows: readonly Row[], rowsAPage: number) {
  const [asked, setAsked] = useState(1);
  const pageCount = Math.max(1, Math.ceil(rows.length / rowsAPage));
  // After a refresh there may be fewer.
  const page = Math.min(asked, pageCount);
  return {
    rows: rows.slice((page - 1) * rowsAPage, page * rowsAPage),
    paging: { paginated: pageCount > 1, pageCount, page, onPageChange: setAsked },
  };
}
