const SCHEME = /^postgres(ql)?:\/\//;

/**
 * What is wrong with the address of a database, as a sentence that shows no part of it; null:
 * nothing. A password with an unencoded #, /, ? or % makes an address with another meaning.
 */
export function problemOfDatabaseUrl(text: string): string | null {
  if (!SCHEME.test(text)) return 'expected postgres://user:password@host:5432/database';
  return isPlain(text)
    ? null
    : 'cannot be read: in the user and the password write # as %23, / as %2F, ? as %3F, @ as %40, : as %3A, % as %25 and ' +
        'a space as %20, as in postgres://user:p%23ss@host:5432/database';
}

function isPlain(text: string): boolean {
  // An empty host is allowed: a socket's folder may be given by ?host=
  const url = URL.parse(text) ?? URL.parse(text.replace('@/', '@localhost/'));
  if (url === null || /\s/.test(text)) return false;
  if ([url.username, url.password, url.hostname, url.pathname].some((part) => !isEncoded(part))) return false;
  // An address of a database has no part after #, and its name has no @ or second /. Such a part
  // belongs to a password that is not encoded.
  const keys = [...url.searchParams.keys()];
  return url.hash === '' && !/[@/]/.test(url.pathname.slice(1)) && !keys.some((key) => /[@/]/.test(key));
}

function isEncoded(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
