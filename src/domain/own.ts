/**
 * What a record holds under a name that a model or an account chose; undefined: nothing. A property
 * may be called `constructor`, which every object has.
 */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
