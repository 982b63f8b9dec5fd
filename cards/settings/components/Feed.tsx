import { Alert, Flex, Heading, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import type { Format } from '../shared/format.ts';
import type { SettingsState } from '../use-settings.ts';
import { say } from '../words/words.ts';

export type FeedProps = Pick<SettingsState, 'busy' | 'result'> & {
  readonly feed: NonNullable<Settings['feed']> | null;
  readonly change: (wish: 'make' | 'revoke') => void;
  readonly format: Format;
};

/** The link by which the account's own reports fetch Ripen's history. */
export function Feed({ feed, change, busy, result, format }: FeedProps) {
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('feed')}</Heading>
      <Text>{say('feed_what')}</Text>
      {result?.action === 'feed' && (
        <Alert title={result.sentence} variant={result.isBad ? 'danger' : 'info'}>
          {result.links?.map((link) => (
            <Text key={link} testId="feed-link">
              {link}
            </Text>
          ))}
        </Alert>
      )}
      {feed !== null && (
        <Text>
          {say(feed.usedAt === null ? 'feed_unused' : 'feed_used', {
            name: feed.madeBy,
            made: format.instant(feed.madeAt),
            used: feed.usedAt === null ? '' : format.instant(feed.usedAt),
          })}
        </Text>
      )}
      <Flex direction="row" gap="sm">
        <LoadingButton size="sm" loading={busy === 'feed'} onClick={() => change('make')} testId="make-feed">
          {say(feed === null ? 'make_feed' : 'make_feed_anew')}
        </LoadingButton>
        {feed !== null && (
          <LoadingButton
            size="sm"
            variant="secondary"
            loading={busy === 'feed'}
            onClick={() => change('revoke')}
            testId="revoke-feed"
          >
            {say('revoke_feed')}
          </LoadingButton>
        )}
      </Flex>
    </Flex>
  );
}
