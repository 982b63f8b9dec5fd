import { createInterface } from 'node:readline';
import { print } from '../cli/printing.ts';
import { bar } from './bar.ts';
import { explain } from './explain.ts';
import { type Life, MOST_DAYS } from './life.ts';
import { overview } from './report.ts';
import { changesOf, ripenOf } from './what-changed.ts';
import type { World } from './world.ts';

/** Commands that make a contact do something: a sentence, and the traces that it leaves. */
const EVENTS = {
  demo: ['asks for a demo', [{ kind: 'form_submission', page: 'Pricing', form: 'Request a demo' }]],
  visit: ['looks at the pricing page', [{ kind: 'page_view', url: 'https://vendor.example/pricing' }]],
  mail: ['is sent an e-mail', [{ kind: 'email_sent' }]],
  click: ['opens the e-mail and clicks in it', [{ kind: 'email_open' }, { kind: 'email_click' }]],
  answer: ['is answered by the rep, who ticks off the tasks', [{ kind: 'sales_email_sent' }, { kind: 'tasks_done' }]],
  win: ['buys: a deal is won', [{ kind: 'deal_won' }]],
  lose: ['does not buy: a deal is lost', [{ kind: 'deal_lost' }]],
  optout: ['unsubscribes', [{ kind: 'unsubscribe' }]],
} as const;

const isEvent = (word: string): word is keyof typeof EVENTS => Object.hasOwn(EVENTS, word);

const HELP = `Commands:
  advance 30     30 days pass: mails go out when they are due, people read them, reps do their tasks
${Object.entries(EVENTS)
  .map(([word, [what]]) => `  ${`${word} ID`.padEnd(14)} contact ID ${what}`)
  .join('\n')}
  show ID        why contact ID has its score
  dormant        some dormant contacts, to wake
  table          all contacts again
  help, quit`;

/**
 * Carries out commands, line by line. Resolves when the person quits, or, without a terminal, after
 * the last line. Without a terminal and without a line it never resolves: the web page stays up.
 */
export async function converse(world: World, life: Life, interrupted: () => void): Promise<void> {
  const terminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ', terminal });
  // In a terminal Ctrl-C is a key, and no signal, while lines are read.
  lines.on('SIGINT', interrupted);
  // Under `nohup` the standard input cannot be read.
  process.stdin.on('error', () => lines.close());
  if (terminal) {
    print(`\n${HELP}\n\n${firstToTry(world)}`);
    lines.prompt();
  }
  let lineCount = 0;
  for await (const line of lines) {
    lineCount++;
    const [word = '', ...rest] = line.trim().split(/\s+/);
    if (word === 'quit' || word === 'exit') return;
    if (word !== '') {
      const answer = await carryOut(world, life, word, rest.join(' ')).catch((error: unknown) =>
        error instanceof Error ? error.message : String(error),
      );
      print(answer);
    }
    if (terminal) lines.prompt();
  }
  if (lineCount > 0 || terminal) return;
  print('No terminal: the demo stays up until you end it (Ctrl-C, or SIGTERM).');
  await new Promise<never>(() => {});
}

/** A command to copy, with the id of a dormant contact that the portal has. */
function firstToTry({ sandbox }: World): string {
  const dormant = dormantOf(sandbox.state().contacts)[0];
  return dormant === undefined
    ? 'Try this first:  advance 30'
    : `Try this first; ${dormant.properties['firstname'] ?? 'contact'} has been quiet for months:  demo ${dormant.id}`;
}

async function carryOut(world: World, life: Life, word: string, argument: string): Promise<string> {
  const { sandbox } = world;
  if (isEvent(word)) return happen(world, word, argument);
  switch (word) {
    case 'advance':
      return advance(world, life, argument);
    case 'show':
      return known(world, argument) ? explain(world, argument) : nobody(argument);
    case 'table':
      return overview(sandbox.state());
    case 'dormant':
      return (
        dormantOf(sandbox.state().contacts)
          .slice(0, 10)
          .map(
            (c) =>
              `${c.id.padStart(6)}  ${c.properties['firstname'] ?? ''} ${c.properties['lastname'] ?? ''}, ${c.properties['ripen_dormant_segment']}`,
          )
          .join('\n') || 'Nobody is dormant.'
      );
    case 'help':
      return HELP;
    default:
      return `There is no command "${word}".\n${HELP}`;
  }
}

async function advance({ sandbox }: World, life: Life, argument: string): Promise<string> {
  const days = Number(argument);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    return `advance expects a whole number of days from 1 to ${MOST_DAYS}, such as: advance 30 (${argument === '' ? 'nothing' : `"${argument}"`} came)`;
  const progress = bar('  {bar} day {value} of {total} · {date}');
  progress.start(days, 0, { date: '' });
  const lived = await life
    .pass(days, (done) => progress.update(done, { date: dateOf(sandbox.clock.now()) }))
    .finally(() => progress.stop());
  const { tasks } = sandbox.state();
  const open = tasks.filter(({ properties }) => properties['hs_task_status'] === 'NOT_STARTED').length;
  const { sent, opened, clicked, unsubscribed, tasksDone } = lived;
  return `It is ${dateOf(sandbox.clock.now())}. Mails sent: ${sent}; opened: ${opened}; clicked: ${clicked}; opt-outs: ${unsubscribed}. Tasks done: ${tasksDone}; still open: ${open}.\n${overview(sandbox.state())}`;
}

async function happen(world: World, word: keyof typeof EVENTS, id: string): Promise<string> {
  const { sandbox } = world;
  if (!known(world, id)) return nobody(id);
  const [what, activities] = EVENTS[word];
  const before = ripenOf(world, id);
  for (const activity of activities) sandbox.deliver(id, activity);
  // Behaviour is found by the search that runs every five minutes.
  sandbox.clock.advance(6 * 60_000);
  await world.settled();
  return `Contact ${id} ${what}. Six minutes later:\n${changesOf(before, ripenOf(world, id))}\n"show ${id}" says why.`;
}

const known = ({ sandbox }: World, id: string): boolean => sandbox.portal().records.contacts.get(id) !== undefined;

const nobody = (id: string): string =>
  `${id === '' ? 'Say which contact, by its number' : `There is no contact ${id}`}; "dormant" lists some.`;

const dormantOf = <C extends { readonly properties: Readonly<Record<string, string | undefined>> }>(
  contacts: readonly C[],
): C[] => {
  const segment = ({ properties }: C) => properties['ripen_dormant_segment'] ?? '';
  return contacts
    .filter((contact) => !['', 'none'].includes(segment(contact)))
    .sort((a, b) => Number(segment(b) === 'dormant_mql') - Number(segment(a) === 'dormant_mql'));
};

const dateOf = (now: number): string => new Date(now).toISOString().slice(0, 10);
