import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Flex,
  LoadingButton,
  LoadingSpinner,
  Tab,
  Tabs,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { PROBLEMS } from '../ask-server.ts';
import { formatFor } from '../format.ts';
import { useSettings } from '../use-settings.ts';
import { say } from '../words/words.ts';
import { AccountTab } from './AccountTab.tsx';
import { Agreement } from './Agreement.tsx';
import { DataQuality } from './DataQuality.tsx';
import { NeedsAttention } from './NeedsAttention.tsx';
import { NurtureHealth } from './NurtureHealth.tsx';
import { ReadyLeads } from './ReadyLeads.tsx';
import { SetUp } from './SetUp.tsx';
import { WorkList } from './WorkList.tsx';

/** Everything that concerns the whole account, one tab for each question. */
export function SettingsPage() {
  const { user, portal } = useExtensionContext<'settings'>();
  const format = formatFor(user.locale, portal.timezone);
  const { view, problem, loading, busy, said, disconnected, look, act } = useSettings(format.number);

  if (disconnected)
    return (
      <EmptyState title={say('disconnected')} layout="vertical" imageName="building" imageWidth={120}>
        <Text>{say('disconnected_what')}</Text>
      </EmptyState>
    );

  if (view === null)
    return problem === null ? (
      <LoadingSpinner label="Loading Ripen's settings" showLabel layout="centered" size="md" />
    ) : (
      <ErrorState title="The settings could not be loaded" type="error">
        <Text>{PROBLEMS[problem]}</Text>
        <Button onClick={look} disabled={loading} testId="look-again">
          Try again
        </Button>
      </ErrorState>
    );
  if (view.state === 'not_set_up')
    return (
      <EmptyState title="Ripen is not set up yet" layout="vertical" imageName="building" imageWidth={120}>
        <Text>The agreement and the figures appear here as soon as the installation is finished.</Text>
        {view.problems?.map((problem) => (
          <Text key={problem}>{problem}</Text>
        ))}
        {view.progress !== undefined && <SetUp progress={view.progress} format={format} />}
        <LoadingButton loading={loading} onClick={look} testId="look-again">
          Refresh
        </LoadingButton>
      </EmptyState>
    );
  return (
    <Flex direction="column" gap="md">
      {problem !== null && (
        <Alert title="The latest figures could not be loaded" variant="warning">
          {PROBLEMS[problem]}
        </Alert>
      )}
      {view.problems?.map((problem) => (
        <Alert key={problem} title="Something in this account needs to be fixed" variant="warning">
          {problem}
        </Alert>
      ))}
      {view.progress !== undefined && <SetUp progress={view.progress} format={format} />}
      <Flex direction="row" justify="between" align="center" gap="sm" wrap>
        <Text variant="microcopy">{`${view.model.name}, version ${view.model.version}. Figures of ${format.day(view.now)}.`}</Text>
        <LoadingButton size="xs" loading={loading} onClick={look} testId="look-again">
          Refresh figures
        </LoadingButton>
      </Flex>
      <Tabs defaultSelected="agreement">
        <Tab tabId="agreement" title="Agreement">
          <Agreement sections={view.agreement} />
        </Tab>
        <Tab tabId="nurture" title="Nurture health">
          <NurtureHealth touches={view.touches} correspondence={view.correspondence} format={format} />
        </Tab>
        {view.workList !== undefined && (
          <Tab tabId="work" title="Sales work list">
            <WorkList workList={view.workList} format={format} />
          </Tab>
        )}
        <Tab tabId="ready" title="Ready leads">
          <ReadyLeads ready={view.ready} format={format} />
        </Tab>
        <Tab tabId="quality" title="Data quality">
          <DataQuality quality={view.quality} format={format} />
        </Tab>
        {view.attention !== undefined && view.attention.length > 0 && (
          <Tab tabId="attention" title="Needs attention">
            <NeedsAttention items={view.attention} retry={() => act('retry')} busy={busy} said={said} format={format} />
          </Tab>
        )}
        <Tab tabId="account" title={say('account')}>
          <AccountTab
            syncedAt={view.syncedAt}
            portalId={portal.id}
            disconnect={(confirm) => act('disconnect', { confirm })}
            busy={busy}
            said={said}
            format={format}
          />
        </Tab>
      </Tabs>
    </Flex>
  );
}
