import { Flex, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { Lines } from '../shared/Lines.tsx';
import { type Tell, useTell } from '../tell.ts';
import { deedLine } from './Deeds.tsx';

/** What has changed since the owner, or the reader, last looked. */
export function News({ view }: { readonly view: ScoredView }) {
  const tell = useTell();
  const { say, dates } = tell;
  const { news } = view;
  if (news === null) return null;
  const lines = linesOf(view, news, tell);
  const since = {
    when: dates.ago(news.since),
    owner: view.next.owner === null ? say('somebody') : say.told(view.next.owner),
  };
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: lines.length === 0 ? 'regular' : 'demibold' }} testId="news-since">
        {say(lines.length === 0 ? `no_news_${news.who}` : `news_${news.who}`, since)}
      </Text>
      {lines.length > 0 && <Lines lines={lines} testId="news" />}
    </Flex>
  );
}

function linesOf({ deeds }: ScoredView, news: NonNullable<ScoredView['news']>, tell: Tell): string[] {
  const { say, dates } = tell;
  const { score, qualification, happened, since } = news;
  return [
    ...(score === null ? [] : [say('news_score', score)]),
    ...(qualification === null
      ? []
      : [say('news_qualification', { from: say(qualification.from), to: say(qualification.to) })]),
    ...happened.map(({ label, times, last }) =>
      say.counted('news_happened', times, { what: label, when: dates.ago(last) }),
    ),
    ...deeds.filter(({ at, own }) => at > since && !own).map((deed) => deedLine(deed, tell)),
  ];
}
