import type { Logger } from 'pino';
import type { Ramp } from '../domain/changes/ramp.ts';
import { type Model, readModel } from '../domain/model/model.ts';
import { type CompiledModel, compileModel } from '../domain/rules/compile.ts';
import { isTimeZone } from '../domain/time/time-zone.ts';

export type Models = {
  /** The document of a version. Throws when Ripen cannot use it. */
  readonly document: (portalId: number, version: number) => Promise<Model>;
  /** The versions whose document this version takes up again; empty: it is no roll-back. */
  readonly takesUp: (portalId: number, version: number) => Promise<readonly number[]>;
  /** The contacts that the version judges; null: all. */
  readonly ramp: (portalId: number, version: number) => Promise<Ramp | null>;
  /** The compiled model of a version; `timeZone`: the account's, by IANA name. */
  readonly compiled: (portalId: number, version: number, timeZone: string | undefined) => Promise<CompiledModel>;
};

/** A version never changes, so a process reads it once and compiles it once for each time zone. */
export function modelsOf(
  {
    find,
    takenUp,
    rampOf,
  }: {
    readonly find: (portalId: number, version: number) => Promise<unknown>;
    readonly takenUp: (portalId: number, version: number) => Promise<readonly number[]>;
    readonly rampOf: (portalId: number, version: number) => Promise<Ramp | null>;
  },
  log: Pick<Logger, 'warn'>,
): Models {
  const documents = new Map<string, Model>();
  const compiled = new Map<string, CompiledModel>();

  async function document(portalId: number, version: number): Promise<Model> {
    const key = `${portalId} ${version}`;
    const known = documents.get(key);
    if (known !== undefined) return known;
    const parsed = readModel(await find(portalId, version));
    if (parsed.outcome === 'invalid')
      throw new Error(`Ripen cannot use model ${version} of portal ${portalId}: ${parsed.problems.join('; ')}`);
    const model = { ...parsed.model, version };
    documents.set(key, model);
    return model;
  }

  const taken = new Map<string, readonly number[]>();
  const ramps = new Map<string, Ramp | null>();
  return {
    document,
    async takesUp(portalId, version) {
      const key = `${portalId} ${version}`;
      const known = taken.get(key) ?? (await takenUp(portalId, version));
      taken.set(key, known);
      return known;
    },
    async ramp(portalId, version) {
      const key = `${portalId} ${version}`;
      const known = ramps.get(key);
      if (known !== undefined) return known;
      const ramp = await rampOf(portalId, version);
      ramps.set(key, ramp);
      return ramp;
    },
    async compiled(portalId, version, timeZone) {
      const key = `${portalId} ${version} ${timeZone}`;
      const known = compiled.get(key);
      if (known !== undefined) return known;
      const model = await document(portalId, version);
      for (const zone of [model.calendar.timeZone, timeZone])
        if (zone !== undefined && !isTimeZone(zone))
          log.warn({ portalId, zone }, 'This runtime does not know a time zone that was stored: another one counts');
      const fresh = compileModel(model, timeZone);
      compiled.set(key, fresh);
      return fresh;
    },
  };
}
