import { Tab, Tabs } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { say } from '../../words/words.ts';
import { Funnel } from './Funnel.tsx';
import type { FiguresProps } from './figures-props.ts';

/** What Ripen does, in numbers. */
export function FiguresTab(props: FiguresProps) {
  const [tab, setTab] = useState<string | number>('funnel');
  return (
    <Tabs selected={tab} onSelectedChange={setTab} variant="enclosed">
      <Tab tabId="funnel" title={say('funnel')}>
        {tab === 'funnel' && <Funnel {...props} />}
      </Tab>
    </Tabs>
  );
}
