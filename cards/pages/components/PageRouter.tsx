import { createPageRouter, PageRoutes } from '@hubspot/ui-extensions/pages';
import { AppPages } from './AppPages.tsx';

/** One page at every address: what of it is open, the address says. */
export const PageRouter = createPageRouter(
  <PageRoutes>
    <PageRoutes.IndexRoute component={AppPages} />
    <PageRoutes.AnyRoute component={AppPages} />
  </PageRoutes>,
);
