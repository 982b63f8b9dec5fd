import { createInterface } from 'node:readline/promises';
import { explain } from './explain.ts';
import { overview } from './report.ts';
import type { World } from './world.ts';

const HELP = `Try:
  advance 100            the clock goes on by 100 days: leads go dormant, touches fall due
  demo ID                contact ID asks for a demo: watch a dormant one wake up
  visit ID               contact ID looks at the pricing page
  optout ID              contact ID unsubscribes
  show ID                why contact ID has its score
  dormant                some dormant contacts, to wake
  table                  all contacts again
  quit`;

/**
 * Lets a person play with the world, line by line, until they quit (or, without a terminal, until
 * the process is ended).
 */
export async function converse(world: World): Promise<void> {
  console.log(HELP);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  lines.prompt();
  for await (const line of lines) {
    const [word = '', argument = ''] = line.trim().split(/\s+/);
    if (word === 'quit') break;
    console.log(
      await obey(world, word, argument).catch((error: unknown) =>
        error instanceof Error ? error.message : String(error),
      ),
    );
    lines.prompt();
  }
  lines.close();
}

const ACTIVITIES = {
  demo: { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' },
  visit: { kind: 'page_view', url: 'https://vendor.example/pricing' },
  optout: { kind: 'unsubscribe' },
} as const;

async function obey(world: World, word: string, argument: string): Promise<string> {
  const { sandbox } = world;
  switch (word) {
    case 'advance': {
      const days = Number(argument);
      if (!(days > 0)) return 'advance expects a number of days, such as: advance 100';
      sandbox.clock.advance(days * 86_400_000);
      await world.settled();
      return `It is ${new Date(sandbox.clock.now()).toISOString().slice(0, 10)} now; ${sandbox.state().tasks.length} tasks for owners.\n${overview(sandbox.state())}`;
    }
    case 'demo':
    case 'visit':
    case 'optout':
      if (sandbox.portal().records.contacts.get(argument) === undefined)
        return `There is no contact ${argument || '(no id came)'}; "dormant" lists some.`;
      sandbox.deliver(argument, ACTIVITIES[word]);
      // Behaviour is found by the search that runs every five minutes.
      sandbox.clock.advance(6 * 60_000);
      await world.settled();
      return explain(world, argument);
    case 'show':
      return explain(world, argument);
    case 'table':
      return overview(sandbox.state());
    case 'dormant':
      return sandbox
        .state()
        .contacts.filter((c) => !['none', undefined].includes(c.properties['ripen_dormant_segment'] ?? undefined))
        .slice(0, 10)
        .map(
          (c) =>
            `${c.id.padStart(6)}  ${c.properties['firstname']} ${c.properties['lastname']}, ${c.properties['ripen_dormant_segment']}`,
        )
        .join('\n');
    default:
      return HELP;
  }
}
