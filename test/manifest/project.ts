import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Component, ComponentType } from '../../app-manifest/component.ts';
import { ripenComponents } from '../../app-manifest/components.ts';
import { PLACEHOLDERS, type Profile, type ProfileName, readProfile } from '../../app-manifest/profile.ts';
import { type Project, writeDeclarations, writeProject } from '../../app-manifest/write-project.ts';

/** A profile as profiles.json has it. */
export function profileOf(name: ProfileName): Profile {
  const read = readProfile(name, {});
  if (read.outcome === 'invalid') throw new Error(read.problems.join('\n'));
  return read.profile;
}

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<{ readonly folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'ripen-manifest-test-'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

const devProject = (folder: string, components: readonly Component[]): Project => ({
  folder,
  components,
  profiles: { dev: profileOf('dev') },
  localServer: null,
});

/** Writes the project of the profile "dev". */
export const writeDevProject = (folder: string): Promise<void> =>
  writeProject(devProject(folder, ripenComponents(PLACEHOLDERS)));

/** Writes what it declares alone, with other components when given. */
export const writeDevDeclarations = (folder: string, components = ripenComponents(PLACEHOLDERS)): Promise<void> =>
  writeDeclarations(devProject(folder, components));

/** The same components with a change in the config of the first one of a type. */
export function changed(
  components: readonly Component[],
  type: ComponentType,
  // biome-ignore lint/suspicious/noExplicitAny: a planted fault may be anywhere
  change: (config: any) => void,
): readonly Component[] {
  const at = components.findIndex((component) => component.type === type);
  return components.map((component, index) => {
    if (index !== at) return component;
    const config = structuredClone(component.config);
    change(config);
    return { ...component, config };
  });
}
