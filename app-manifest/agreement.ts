import { ripenComponents } from './components.ts';
import { disagreements, type Served } from './disagreements.ts';
import { PLACEHOLDERS } from './profile.ts';
import { served } from './served.ts';

/** Throws if the server differs from its HubSpot project, with a sentence for each difference. */
export function assertAgreement(publicUrl: string, answers: Served['answers']): void {
  const differences = disagreements(
    ripenComponents({ ...PLACEHOLDERS, PUBLIC_URL: publicUrl }),
    served(publicUrl, answers),
  );
  if (differences.length > 0)
    throw new Error(
      `The server and its HubSpot project (app-manifest/) disagree:\n${differences.map((d) => `  - ${d}`).join('\n')}`,
    );
}
