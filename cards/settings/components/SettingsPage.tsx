import { Alert, EmptyState, Flex, Tab, Tabs, Text, useExtensionContext } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import { Fallback } from '../shared/account/Fallback.tsx';
import { FiguresOf } from '../shared/account/FiguresOf.tsx';
import { NoFigures } from '../shared/account/NoFigures.tsx';
import { SetUp } from '../shared/account/SetUp.tsx';
import { type Format, formatFor } from '../shared/format.ts';
import { readerOf } from '../shared/language.ts';
import { type UsedSettings, useSettings } from '../use-settings.ts';
import { say, speakTo, speech, told } from '../words/words.ts';
import { AccountTab } from './AccountTab.tsx';
import { Agreement } from './Agreement.tsx';
import { Editors } from './Editors.tsx';
import { NeedsAttention } from './NeedsAttention.tsx';
import { Segments } from './Segments.tsx';

/** Everything that concerns the whole account, one tab for each question. */
export function SettingsPage() {
  const { user, portal } = useExtensionContext<'settings'>();
  const reader = readerOf({ user, portal });
  speakTo(reader);
  const format = formatFor(reader);
  const settings = useSettings(reader.language);
  const { view, problem, loading, disconnected, reload } = settings;

  if (disconnected)
    return (
      <EmptyState title={say('disconnected')} layout="vertical" imageName="building" imageWidth={120}>
        <Text>{say('disconnected_what')}</Text>
      </EmptyState>
    );

  if (view === null || view.state === 'not_set_up')
    return <NoFigures {...{ view, problem, loading, reload, format }} say={speech()} />;
  return (
    <Flex direction="column" gap="md">
      {problem !== null && (
        <Alert title={say('latest_failed')} variant="warning">
          {say(`problem_${problem}`)}
        </Alert>
      )}
      {view.problems?.map((problem) => (
        <Alert key={problem} title={say('to_fix')} variant="warning">
          {told(problem)}
        </Alert>
      ))}
      {view.progress !== undefined && <SetUp progress={view.progress} format={format} say={speech()} />}
      {view.setUpLeft !== undefined && view.setUpLeft > 0 && (
        <Alert title={say('set_up_left')} variant="tip">
          {`${say('set_up_left_what')} ${say('set_up_where')}`}
        </Alert>
      )}
      {view.workList !== undefined && <Fallback workList={view.workList} say={speech()} />}
      <FiguresOf {...{ view, loading, reload, format }} say={speech()} />
      <SettingsTabs settings={settings} view={view} portalId={portal.id} format={format} />
    </Flex>
  );
}

type SettingsTabsProps = {
  readonly settings: UsedSettings;
  readonly view: Settings;
  readonly portalId: number;
  readonly format: Format;
};

function SettingsTabs({ settings: { busy, result, act }, view, portalId, format }: SettingsTabsProps) {
  return (
    <Tabs defaultSelected="agreement">
      <Tab tabId="agreement" title={say('agreement')}>
        <Agreement sections={view.agreement} />
      </Tab>
      {view.segments !== undefined && (
        <Tab tabId="segments" title={say('segments')}>
          <Segments
            segments={view.segments}
            makeLists={(by) => act('lists', { by })}
            busy={busy}
            result={result}
            format={format}
          />
        </Tab>
      )}
      {view.attention !== undefined && view.attention.length > 0 && (
        <Tab tabId="attention" title={say('attention')}>
          <NeedsAttention
            items={view.attention}
            retry={() => act('retry')}
            busy={busy}
            result={result}
            format={format}
          />
        </Tab>
      )}
      {view.editors !== undefined && (
        <Tab tabId="editors" title={say('editors')}>
          <Editors
            editors={view.editors}
            change={(userId, may) => act('editor', { userId: `${userId}`, may })}
            busy={busy}
            result={result}
          />
        </Tab>
      )}
      <Tab tabId="account" title={say('account')}>
        <AccountTab
          syncedAt={view.syncedAt}
          feed={view.feed}
          changeFeed={(wish) => act('feed', { wish })}
          portalId={portalId}
          disconnect={(confirm) => act('disconnect', { confirm })}
          busy={busy}
          result={result}
          format={format}
        />
      </Tab>
    </Tabs>
  );
}
