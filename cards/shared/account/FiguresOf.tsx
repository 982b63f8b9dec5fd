import { Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { Format } from '../format.ts';
import type { SayOfPage } from './say-of-page.ts';
import type { AccountView } from './view.ts';

type FiguresOfProps = {
  readonly view: AccountView;
  readonly loading: boolean;
  /** asks the server again */
  readonly reload: () => void;
  readonly format: Format;
  readonly say: SayOfPage;
};

/** Which model and which instant the figures of a page are of. */
export function FiguresOf({ view: { model, now }, loading, reload, format, say }: FiguresOfProps) {
  return (
    <Flex direction="row" justify="between" align="center" gap="sm" wrap>
      <Text variant="microcopy">
        {say('figures_of', { model: model.name, version: model.version, when: format.instant(now) })}
      </Text>
      <LoadingButton size="xs" loading={loading} onClick={reload} testId="load-again">
        {say('refresh_figures')}
      </LoadingButton>
    </Flex>
  );
}
