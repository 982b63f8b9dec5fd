import { Tab, Tabs } from '@hubspot/ui-extensions';
import type { AccountView } from '../shared/account/view.ts';
import type { Format } from '../shared/format.ts';
import { say } from '../words/words.ts';
import { DataQuality } from './DataQuality.tsx';
import { Deeds } from './Deeds.tsx';
import { NurtureHealth } from './NurtureHealth.tsx';
import { ReadyLeads } from './ReadyLeads.tsx';
import { Beside, SaveLists } from './SavedLists.tsx';
import { WorkList } from './WorkList.tsx';

/** The lists by the name of their tab. */
export const LISTS = [
  ['sales', 'work_list'],
  ['ready', 'ready_leads'],
  ['nurture', 'nurture_health'],
  ['quality', 'data_quality'],
] as const;
export type WorkListId = (typeof LISTS)[number][0];
const TABS = [...LISTS.map(([id]) => id), 'deeds'] as const;

type WorkListsProps = {
  readonly view: AccountView;
  readonly server: string;
  readonly format: Format;
  /** looks again */
  readonly look: () => void;
  /** the list that is open; null: the first one */
  readonly open: string | null;
  readonly openList: (list: string) => void;
};

/** Every list of contacts that somebody should look at. */
export const WorkLists = ({ view, server, format, look, open, openList }: WorkListsProps) => (
  <Tabs
    selected={TABS.find((tab) => tab === open) ?? (view.workList === undefined ? 'nurture' : 'sales')}
    onSelectedChange={(list: string | number) => openList(`${list}`)}
    variant="enclosed"
  >
    {view.workList !== undefined && (
      <Tab tabId="sales" title={say('work_list')}>
        <Beside saved={view.savedLists} of={['sales_ready', 'unanswered', 'woke', 'by_hand', 'without_owner']}>
          <WorkList workList={view.workList} format={format} />
          {view.savedLists?.sales !== undefined && (
            <SaveLists work="sales" saved={view.savedLists} server={server} look={look} />
          )}
        </Beside>
      </Tab>
    )}
    <Tab tabId="ready" title={say('ready_leads')}>
      <Beside saved={view.savedLists} of={['ready']}>
        <ReadyLeads ready={view.ready} format={format} />
      </Beside>
    </Tab>
    <Tab tabId="nurture" title={say('nurture_health')}>
      <Beside saved={view.savedLists} of={['due', 'no_correspondence']}>
        <NurtureHealth touches={view.touches} correspondence={view.correspondence} format={format} />
      </Beside>
    </Tab>
    <Tab tabId="quality" title={say('data_quality')}>
      <Beside saved={view.savedLists} of={['suspect', 'invalid']}>
        <DataQuality quality={view.quality} format={format} />
        {view.savedLists !== undefined && (
          <SaveLists work="quality" saved={view.savedLists} server={server} look={look} />
        )}
      </Beside>
    </Tab>
    {view.deeds !== undefined && (
      <Tab tabId="deeds" title={say('deeds')}>
        <Deeds deeds={view.deeds} format={format} />
      </Tab>
    )}
  </Tabs>
);
