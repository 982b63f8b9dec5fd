import { Tab, Tabs } from '@hubspot/ui-extensions';
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

type FiguresTabProps = FiguresProps & {
  /** the page that is open; null: the first one */
  readonly open: string | null;
  readonly openPage: (page: string) => void;
};

/** What Ripen does, in numbers. */
export function FiguresTab({ open, openPage, ...props }: FiguresTabProps) {
  const shown = PAGES.find(([id]) => id === open)?.[0] ?? PAGES[0][0];
  return (
    <Tabs selected={shown} onSelectedChange={(page: string | number) => openPage(`${page}`)} variant="enclosed">
      {PAGES.map(([id, Page]) => (
        <Tab key={id} tabId={id} title={say(id)}>
          {shown === id && <Page {...props} />}
        </Tab>
      ))}
    </Tabs>
  );
}
