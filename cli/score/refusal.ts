/** What the person who asks can mend, in a sentence. */
export class Refusal extends Error {}
