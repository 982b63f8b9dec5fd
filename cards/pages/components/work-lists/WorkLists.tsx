import { Tab, Tabs } from '@hubspot/ui-extensions';
import type { AccountView } from '../../shared/account/view.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import type { Chosen } from '../figures/Choices.tsx';
import { ChosenList } from './ChosenList.tsx';
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
  readonly reload: () => void;
  /** the list that is open; null: the first one */
  readonly open: string | null;
  readonly openList: (list: string) => void;
  /** what is chosen on the pages of figures holds here, too */
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
};

/** Every list of contacts that somebody should look at. */
export function WorkLists({ view, server, format, reload, open, openList, chosen, choose }: WorkListsProps) {
  const shown = TABS.find((tab) => tab === open) ?? (view.workList === undefined ? 'nurture' : 'sales');
  const asked = { view, server, format, chosen, choose };
  return (
    <Tabs selected={shown} onSelectedChange={(list: string | number) => openList(`${list}`)} variant="enclosed">
      {view.workList !== undefined && (
        <Tab tabId="sales" title={say('work_list')}>
          {shown === 'sales' && (
            <Beside saved={view.savedLists} of={['sales_ready', 'unanswered', 'woke', 'by_hand', 'without_owner']}>
              <ChosenList {...asked} list="sales" countOf={({ workList }) => workList?.count ?? 0}>
                {({ workList }) => workList && <WorkList workList={workList} format={format} />}
              </ChosenList>
              {view.savedLists?.sales !== undefined && (
                <SaveLists work="sales" saved={view.savedLists} server={server} reload={reload} />
              )}
            </Beside>
          )}
        </Tab>
      )}
      <Tab tabId="ready" title={say('ready_leads')}>
        {shown === 'ready' && (
          <Beside saved={view.savedLists} of={['ready']}>
            <ChosenList {...asked} list="ready" countOf={({ ready }) => ready.count}>
              {({ ready }) => <ReadyLeads ready={ready} format={format} />}
            </ChosenList>
          </Beside>
        )}
      </Tab>
      <Tab tabId="nurture" title={say('nurture_health')}>
        {shown === 'nurture' && (
          <Beside saved={view.savedLists} of={['due', 'no_correspondence']}>
            <ChosenList {...asked} list="nurture" countOf={countOfNurture}>
              {({ touches, correspondence }) => (
                <NurtureHealth touches={touches} correspondence={correspondence} format={format} />
              )}
            </ChosenList>
          </Beside>
        )}
      </Tab>
      <Tab tabId="quality" title={say('data_quality')}>
        {shown === 'quality' && (
          <Beside saved={view.savedLists} of={['suspect', 'invalid']}>
            <ChosenList
              {...asked}
              list="quality"
              countOf={({ quality }) => quality.valid + quality.suspect + quality.invalid}
            >
              {({ quality }) => <DataQuality quality={quality} format={format} />}
            </ChosenList>
            {view.savedLists !== undefined && (
              <SaveLists work="quality" saved={view.savedLists} server={server} reload={reload} />
            )}
          </Beside>
        )}
      </Tab>
      {view.deeds !== undefined && (
        <Tab tabId="deeds" title={say('deeds')}>
          {shown === 'deeds' && (
            <ChosenList {...asked} list="deeds" countOf={({ deeds = [] }) => deeds.length}>
              {({ deeds = [] }) => <Deeds deeds={deeds} format={format} />}
            </ChosenList>
          )}
        </Tab>
      )}
    </Tabs>
  );
}

/** Whether a choice leaves anything: somebody was excluded, written to, or had a touch. */
const countOfNurture = ({ touches, correspondence }: Pick<AccountView, 'touches' | 'correspondence'>): number =>
  touches.open +
  touches.late +
  touches.done +
  touches.missed +
  touches.cancelled +
  (touches.leftOut ?? 0) +
  correspondence.contacts +
  correspondence.sends;
