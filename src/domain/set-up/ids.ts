/** Makes an id from the words of a label, different from all in `taken`, and adds it there. */
export function freeIdFrom(label: string, taken: Set<string>, otherwise: string): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  const base = plain.slice(0, 50) || otherwise;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}_${n}`;
  taken.add(id);
  return id;
}
