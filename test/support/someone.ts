/** A person at the screen of the sandbox portal, through its control routes. */
export function someone(sandboxUrl: string, portalId: number) {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${sandboxUrl}/_sandbox/portals/${portalId}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  return {
    changes: (id: string, properties: Record<string, string>, type = 'contacts') =>
      call('PATCH', `${type}/${id}`, { properties }),
    creates: async (properties: Record<string, string>, type = 'contacts') =>
      ((await call('POST', type, { properties })) as { id: string }).id,
    deletes: (id: string, type = 'contacts') => call('DELETE', `${type}/${id}`),
    restores: (id: string) => call('POST', `contacts/${id}/restore`),
    erases: (id: string) => call('POST', `contacts/${id}/erase`),
    merges: (id: string, other: string) => call('POST', `contacts/${id}/merge`, { other }),
    delivers: (id: string, activity: object) => call('POST', `contacts/${id}/activities`, activity),
  };
}
