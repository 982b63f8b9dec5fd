import { Alert, Flex, Tab, Tabs, useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForOverview } from '../ask-server.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { usePlace } from '../hooks/use-place.ts';
import type { TabId } from '../place.ts';
import { FiguresOf } from '../shared/account/FiguresOf.tsx';
import { NoFigures } from '../shared/account/NoFigures.tsx';
import { formatFor } from '../shared/format.ts';
import { readerOf } from '../shared/language.ts';
import { say, speakTo, speech } from '../words/words.ts';
import type { Chosen } from './figures/Choices.tsx';
import { FiguresTab } from './figures/FiguresTab.tsx';
import { LearnTab } from './learn/LearnTab.tsx';
import { ModelTab } from './model/ModelTab.tsx';
import { Overview } from './Overview.tsx';
import { CheckTab } from './score-check/CheckTab.tsx';
import { SetUpTab } from './set-up/SetUpTab.tsx';
import { VersionsTab } from './versions/VersionsTab.tsx';
import { WhatIfTab } from './what-if/WhatIfTab.tsx';
import { type WorkListId, WorkLists } from './work-lists/WorkLists.tsx';

/** Ripen's own place in HubSpot: what is going on, who waits for whom, and the model. */
export function AppPages() {
  const { user, portal, variables } = useExtensionContext<'pages'>();
  const reader = readerOf({ user, portal });
  speakTo(reader);
  const format = formatFor(reader);
  const server = `${variables?.['PUBLIC_URL'] ?? ''}`;
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForOverview(server, reader.language), [server, reader.language]),
    (seen) => seen.state === 'ok' && [seen.savedLists?.quality, seen.savedLists?.sales].includes('making'),
  );
  const [{ tab, open, draftId, planId }, goTo] = usePlace();
  const [chosen, choose] = useState<Chosen>({});

  const openList = (list: WorkListId) => goTo({ tab: 'work', open: list });
  const openWithin = (within: string) => goTo({ open: within });
  const toModel = () => goTo({ tab: 'model' });

  if (view === null || view.state === 'not_set_up')
    return <NoFigures {...{ view, problem, loading, reload, format }} say={speech()} />;
  return (
    <Flex direction="column" gap="md">
      {problem !== null && (
        <Alert title={say('latest_failed')} variant="warning">
          {say(`problem_${problem}`)}
        </Alert>
      )}
      <FiguresOf {...{ view, loading, reload, format }} say={speech()} />
      <Tabs selected={tab} onSelectedChange={(chosen: string | number) => goTo({ tab: chosen as TabId })}>
        <Tab tabId="overview" title={say('overview')}>
          {tab === 'overview' && (
            <Overview
              view={view}
              server={server}
              language={reader.language}
              format={format}
              toSetUp={() => goTo({ tab: 'set-up' })}
              toModel={toModel}
              toVersions={() => goTo({ tab: 'versions' })}
              openList={openList}
            />
          )}
        </Tab>
        <Tab tabId="set-up" title={say('set_up_tab')}>
          {tab === 'set-up' && <SetUpTab server={server} format={format} toModel={toModel} />}
        </Tab>
        <Tab tabId="work" title={say('work_lists')}>
          {tab === 'work' && (
            <WorkLists {...{ view, server, format, reload, open, chosen, choose }} openList={openWithin} />
          )}
        </Tab>
        <Tab tabId="figures" title={say('figures_tab')}>
          {tab === 'figures' && (
            <FiguresTab {...{ server, format, openList, open, chosen, choose }} openPage={openWithin} />
          )}
        </Tab>
        <Tab tabId="model" title={say('model')}>
          {tab === 'model' && (
            <ModelTab {...{ server, format, draftId }} setDraft={(draft) => goTo({ draftId: draft })} />
          )}
        </Tab>
        <Tab tabId="learn" title={say('learn_tab')}>
          {tab === 'learn' && <LearnTab server={server} format={format} toModel={toModel} />}
        </Tab>
        <Tab tabId="what-if" title={say('what_if')}>
          {tab === 'what-if' && (
            <WhatIfTab
              server={server}
              format={format}
              draftId={draftId}
              planId={planId}
              setPlan={(plan) => goTo({ planId: plan })}
              toModel={toModel}
              published={() => {
                goTo({ tab: 'versions', planId: null });
                reload();
              }}
            />
          )}
        </Tab>
        <Tab tabId="check" title={say('check_tab')}>
          {tab === 'check' && <CheckTab {...{ server, format, toModel, chosen, choose }} />}
        </Tab>
        <Tab tabId="versions" title={say('versions')}>
          {tab === 'versions' && (
            <VersionsTab
              server={server}
              format={format}
              open={open}
              planned={(plan) => goTo({ tab: 'what-if', planId: plan })}
            />
          )}
        </Tab>
      </Tabs>
    </Flex>
  );
}
