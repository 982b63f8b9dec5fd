import { writeFileSync } from 'node:fs';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { agreementOf } from '../src/domain/sales/agreement.ts';

/*
 * Writes docs/agreement.md, the agreement that a new account starts with: `npm run agreement`.
 */

/** The page as text, made from the default model, so that its numbers are those of the engine. */
export function agreementPage(): string {
  const sections = agreementOf(DEFAULT_MODEL, (ownerId) => `owner ${ownerId}`).map(
    ({ title, sentences }) => `## ${title}\n\n${sentences.map((sentence) => `- ${sentence}`).join('\n')}\n`,
  );
  return `# The agreement of marketing and sales

What marketing and sales agree on, as a new account starts with it. It is made from the scoring model
(\`src/domain/model/default-model.json\`) by \`npm run agreement\`: the numbers here are the numbers that the engine uses. The
agreement of an account that has changed its model stands on the settings page of Ripen, under _Agreement_.

${sections.join('\n')}`;
}

if (import.meta.main) writeFileSync(new URL('../docs/agreement.md', import.meta.url), agreementPage());
