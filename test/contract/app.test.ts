import { describe, expect, it } from 'vitest';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { someone } from '../support/someone.ts';
import { DAY, testWorld } from '../support/world.ts';
import { contractFolder, loadContract } from './openapi.ts';

describe.skipIf(contractFolder === undefined)(
  "HubSpot's contract, over all that the app asks and the sandbox answers",
  () => {
    it('holds for an installation, a year of work and the events of a portal', async () => {
      const check = await loadContract(contractFolder!);
      const world = await testWorld();
      const { sandbox } = world;
      loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now()));
      sandbox.calls.keep(Number.POSITIVE_INFINITY);
      const user = someone(sandbox.url, sandbox.portal().settings.id);

      await world.install();
      await world.settled();
      const ids = sandbox.state().contacts.map((c) => c.id);
      await user.delivers(ids[3]!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
      await user.delivers(ids[4]!, { kind: 'deal_lost' });
      await user.delivers(ids[5]!, { kind: 'unsubscribe' });
      await user.deletes(ids[6]!);
      await user.merges(ids[7]!, ids[8]!);
      for (let quarter = 0; quarter < 4; quarter++) {
        sandbox.clock.advance(91 * DAY);
        await world.settled();
      }

      const exchanges = sandbox.calls.exchanges();
      const operations = new Set(exchanges.map((e) => `${e.method} ${e.route}`));
      const problems = [
        ...new Set(
          exchanges.flatMap((exchange) =>
            check(exchange).map((problem) => `${exchange.method} ${exchange.route} ${exchange.status}: ${problem}`),
          ),
        ),
      ];
      console.log(
        `${exchanges.length} exchanges of ${operations.size} operations checked, ${problems.length} problems`,
      );
      expect(problems).toEqual([]);
      expect(operations.size).toBeGreaterThanOrEqual(15);
    });
  },
);
