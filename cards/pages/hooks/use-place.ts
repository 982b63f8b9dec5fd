import { useExtensionActions } from '@hubspot/ui-extensions';
import { usePageRoute } from '@hubspot/ui-extensions/pages';
import { useEffect, useState } from 'react';
import { addressOf, type Place, placeAt } from '../place.ts';

/** Where on the page the reader is, and going elsewhere, which HubSpot's address follows. */
export function usePlace(): readonly [Place, (change: Partial<Place>) => void] {
  const { path, params } = usePageRoute();
  const { navigateToPage } = useExtensionActions<'pages'>();
  const [place, setPlace] = useState(() => placeAt({ path, params }));
  const address = JSON.stringify({ path, params });
  // Somebody followed a link, or went back in the browser.
  useEffect(() => setPlace(placeAt(JSON.parse(address))), [address]);
  const goTo = (change: Partial<Place>) => {
    const next = { ...place, open: null, ...change };
    setPlace(next);
    navigateToPage(addressOf(next));
  };
  return [place, goTo];
}
