import { z } from 'zod';
import { problems, readBody } from '../http/problem.ts';
import { noContent, ok, type Reply } from '../http/reply.ts';
import { type Owner, SUPER_ADMIN } from '../portal/owners.ts';
import { isClosed } from '../portal/pipelines.ts';
import { type ApiCall, iso, limitParam } from './call.ts';

/** https://developers.hubspot.com/docs/guides/api/settings/account-information-api */
export function getAccountDetails(call: ApiCall): Reply {
  call.requireScopes('oauth');
  const { id, timeZone, currency } = call.portal.settings;
  return ok({
    portalId: id,
    accountType: 'STANDARD',
    timeZone,
    companyCurrency: currency,
    additionalCurrencies: [],
    utcOffset: '+00:00',
    utcOffsetMilliseconds: 0,
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'eu1',
  });
}

/** The app uninstalls itself from the account: tokens die, webhooks stop. */
export function uninstall(call: ApiCall): Reply {
  call.grants.uninstall(call.portal.settings.id);
  return noContent;
}

export function listOwners(call: ApiCall): Reply {
  call.requireScopes('crm.objects.owners.read');
  const limit = Math.min(limitParam(call.query, 100, 500), call.pageSizes.owners);
  const archived = call.query.get('archived') === 'true';
  const email = call.query.get('email');
  const after = Number(call.query.get('after') ?? 0);
  const found = [...call.portal.owners.values()].filter(
    (owner) => owner.archived === archived && (email === null || owner.email === email) && Number(owner.id) > after,
  );
  const page = found.slice(0, limit);
  const next = found.length > limit ? { paging: { next: { after: page.at(-1)!.id } } } : {};
  return ok({ results: page.map(printOwner), ...next });
}

/** Users of the account; one of them may do everything. */
export function listUsers(call: ApiCall): Reply {
  call.requireScopes('settings.users.read');
  const limit = limitParam(call.query, 100, 100);
  const after = Number(call.query.get('after') ?? 0);
  const users = [...call.portal.owners.values()].filter((one) => !one.archived && one.userId > after);
  const page = users.slice(0, limit);
  const next = users.length > limit ? { paging: { next: { after: `${page.at(-1)!.userId}` } } } : {};
  return ok({
    results: page.map(({ userId, email, firstName, lastName }) => ({
      id: `${userId}`,
      email,
      firstName,
      lastName,
      roleIds: [],
      superAdmin: userId === SUPER_ADMIN,
    })),
    ...next,
  });
}

export function getOwner(call: ApiCall): Reply {
  call.requireScopes('crm.objects.owners.read');
  const byUserId = call.query.get('idProperty') === 'userId';
  const owner = [...call.portal.owners.values()].find((one) =>
    byUserId ? String(one.userId) === call.params.id : one.id === call.params.id,
  );
  if (owner?.archived !== (call.query.get('archived') === 'true')) throw problems.notFound('Owner not found');
  return ok(printOwner(owner));
}

/** An archived owner has no user id any more. */
const printOwner = (owner: Owner) => ({
  id: owner.id,
  type: 'PERSON',
  email: owner.email,
  firstName: owner.firstName,
  lastName: owner.lastName,
  userId: owner.archived ? null : owner.userId,
  userIdIncludingInactive: owner.userId,
  createdAt: iso(owner.createdAt),
  updatedAt: iso(owner.createdAt),
  archived: owner.archived,
  teams: owner.team === undefined ? [] : [{ id: owner.team.id, name: owner.team.name, primary: true }],
});

export function listPipelines(call: ApiCall): Reply {
  if (call.params.objectType !== 'deals') throw problems.invalid(`No pipelines of ${call.params.objectType}`);
  call.requireAnyScope('crm.objects.deals.read', 'crm.schemas.deals.read');
  const born = iso(Date.UTC(2023, 0, 1));
  const dates = { createdAt: born, updatedAt: born, archived: false };
  const start = Number(call.query.get('after') ?? 0);
  const { pipelines } = call.portal.settings;
  const end = start + call.pageSizes.pipelines;
  return ok({
    ...(end < pipelines.length ? { paging: { next: { after: String(end) } } } : {}),
    results: pipelines.slice(start, end).map((pipeline, index) => ({
      id: pipeline.id,
      label: pipeline.label,
      displayOrder: start + index,
      ...dates,
      stages: pipeline.stages.map((stage, order) => ({
        id: stage.id,
        label: stage.label,
        displayOrder: order,
        metadata: { isClosed: String(isClosed(stage)), probability: stage.probability.toFixed(1) },
        writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
        ...dates,
      })),
    })),
  });
}

const completion = {
  outputFields: z.record(z.string(), z.string()),
  typedOutputs: z.record(z.string(), z.unknown()),
  failureReasonType: z.string().optional(),
};
const completionBody = z.strictObject(completion);
const completionBatch = z.strictObject({
  inputs: z
    .array(z.strictObject({ callbackId: z.string(), ...completion }))
    .min(1)
    .max(100),
});

export function completeCallback(call: ApiCall): Reply {
  const body = readBody(completionBody, call.body);
  return completeAll(call, [{ callbackId: call.params.callbackId!, outputFields: body.outputFields }]);
}

export function completeCallbacks(call: ApiCall): Reply {
  return completeAll(call, readBody(completionBatch, call.body).inputs);
}

type Completion = { readonly callbackId: string; readonly outputFields: Readonly<Record<string, string>> };

/**
 * Each callback can be completed once; one that is unknown or done fails the call before any is
 * completed.
 */
function completeAll(call: ApiCall, completions: readonly Completion[]): Reply {
  call.requireScopes('automation');
  const { callbacks, clock } = call.portal;
  for (const { callbackId, outputFields } of completions) {
    const callback = callbacks.get(callbackId);
    if (!callback) throw problems.notFound(`Callback ${callbackId} does not exist.`);
    if (callback.completions.length > 0) throw problems.invalid(`Callback ${callbackId} has been completed already.`);
    if (!['SUCCESS', 'FAIL_CONTINUE'].includes(outputFields.hs_execution_state ?? '')) {
      throw problems.invalid('outputFields.hs_execution_state must be SUCCESS or FAIL_CONTINUE.');
    }
  }
  if (new Set(completions.map(({ callbackId }) => callbackId)).size < completions.length) {
    throw problems.invalid('A callback appears twice.');
  }
  for (const { callbackId, outputFields } of completions) {
    callbacks.get(callbackId)!.completions.push({ at: clock.now(), outputFields });
  }
  return noContent;
}
