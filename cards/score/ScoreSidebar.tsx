import { hubspot } from '@hubspot/ui-extensions';
import { ScoreCard } from './components/ScoreCard.tsx';

hubspot.extend<'crm.record.sidebar'>(() => <ScoreCard layout="narrow" />);
