import { hubspot } from '@hubspot/ui-extensions';
import { AppPages } from './components/AppPages.tsx';

hubspot.extend<'pages'>(() => <AppPages />);
