import { Tab, Tabs } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { say } from '../../words/words.ts';
import { Content } from './Content.tsx';
import { Funnel } from './Funnel.tsx';
import type { FiguresProps } from './figures-props.ts';
import { NurtureTracks } from './NurtureTracks.tsx';
import { Sources } from './Sources.tsx';
import { Speed } from './Speed.tsx';

const PAGES = [
  ['funnel', Funnel],
  ['speed', Speed],
  ['tracks', NurtureTracks],
  ['sources', Sources],
  ['content', Content],
] as const;

/** What Ripen does, in numbers. */
export function FiguresTab(props: FiguresProps) {
  const [tab, setTab] = useState<string | number>('funnel');
  return (
    <Tabs selected={tab} onSelectedChange={setTab} variant="enclosed">
      {PAGES.map(([id, Page]) => (
        <Tab key={id} tabId={id} title={say(id)}>
          {tab === id && <Page {...props} />}
        </Tab>
      ))}
    </Tabs>
  );
}
