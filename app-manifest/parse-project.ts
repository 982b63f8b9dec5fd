import { join } from 'node:path';
import { http } from '@hubspot/local-dev-lib/http';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { mapToUserFacingType } from '@hubspot/project-parsing-lib/transform';
import { isTranslationError, translate } from '@hubspot/project-parsing-lib/translate';
import type { Component, ComponentType } from './component.ts';
import app from './schemas/app.schema.json' with { type: 'json' };
import card from './schemas/card.schema.json' with { type: 'json' };
import page from './schemas/page.schema.json' with { type: 'json' };
import settings from './schemas/settings.schema.json' with { type: 'json' };
import webhooks from './schemas/webhooks.schema.json' with { type: 'json' };
import workflowAction from './schemas/workflow-action.schema.json' with { type: 'json' };

export type ParseOutcome =
  | { readonly outcome: 'accepted'; readonly components: readonly Component[] }
  | { readonly outcome: 'refused'; readonly problems: readonly string[] };

/**
 * Schemas under the names that the parser uses. HubSpot hands out its own only to an account, so
 * these are ours and follow its documentation.
 */
const SCHEMAS = {
  APPLICATION: app,
  CARD: card,
  PAGE: page,
  SETTINGS: settings,
  WEBHOOKS: webhooks,
  WORKFLOW_ACTION: workflowAction,
};

/**
 * Reads a project folder as HubSpot's command line does before an upload, under one profile,
 * without account and network. Reports as a problem what HubSpot would skip in silence: a
 * declaration in a wrong folder.
 */
export async function parseProject(folder: string, profile: string): Promise<ParseOutcome> {
  const { platformVersion, srcDir } = parseProjectConfig(folder);
  const context = { projectSourceDir: join(folder, srcDir), platformVersion, accountId: 1 };
  const request = http.get;
  http.get = (async () => ({ data: SCHEMAS })) as unknown as typeof request;
  try {
    const { intermediateRepresentation, skippedHsMetaFiles } = await translate(context, {
      skipValidation: false,
      profile,
    });
    if (skippedHsMetaFiles.length > 0)
      return {
        outcome: 'refused',
        problems: skippedHsMetaFiles.map(
          (file) => `${file}: HubSpot skips this file, because it does not lie directly in the folder of its type.`,
        ),
      };
    const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
    return {
      outcome: 'accepted',
      components: nodes.map(({ uid, componentType, config }) => ({
        uid,
        type: typeOf(componentType),
        config,
      })),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { outcome: 'refused', problems: [isTranslationError(error) ? error.toString(false) : error.message] };
  } finally {
    http.get = request;
  }
}

/** The parser reads `page`, as HubSpot documents it, but reports `pages`. */
function typeOf(componentType: Parameters<typeof mapToUserFacingType>[0]): ComponentType {
  const type: string = mapToUserFacingType(componentType);
  return (type === 'pages' ? 'page' : type) as ComponentType;
}
