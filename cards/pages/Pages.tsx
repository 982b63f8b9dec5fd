import { hubspot } from '@hubspot/ui-extensions';
import { PageRouter } from './components/PageRouter.tsx';

hubspot.extend<'pages'>(() => <PageRouter />);
