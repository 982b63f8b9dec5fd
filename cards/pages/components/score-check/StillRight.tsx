import { Text } from '@hubspot/ui-extensions';
import type { AccountView } from '../../shared/account/view.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';

type StillRightProps = NonNullable<AccountView['stillRight']> & { readonly format: Format };

/** After each quarter: whether the model in force is still right. Nothing changes by itself. */
export const StillRight = ({ quarter, verdict, seen, won, foretold, format }: StillRightProps) => (
  <Text testId="still-right">
    {say(`still_${verdict}`, { quarter: quarter.replace(/^(\d+)-(Q\d)$/, '$2 $1') })}{' '}
    {foretold === null
      ? say('still_bought', { won: format.number(won), seen: format.number(seen) })
      : say('still_bought_foretold', {
          won: format.number(won),
          seen: format.number(seen),
          foretold: format.number(foretold),
        })}
  </Text>
);
