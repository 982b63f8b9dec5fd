type Write = (fields: object, message: string) => void;

/** The part of a pino logger that the store uses. */
export type Log = { readonly debug: Write; readonly info: Write; readonly warn: Write; readonly error: Write };
