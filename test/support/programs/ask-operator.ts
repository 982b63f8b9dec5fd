import type { World } from '../../../demo/world.ts';

/** What the app answers to its operator. */
export const askOperator = ({ config }: World, path: string): Promise<Response> =>
  fetch(config.publicUrl + path, { headers: { authorization: `Bearer ${config.operatorToken}` } });
