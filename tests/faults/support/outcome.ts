/** The calls of the client, in the order of the table's columns. */
export const callNames = ["token", "list", "read", "disable"] as const;

/** One of {@link callNames}. */
export type CallName = (typeof callNames)[number];

type Attempts = "" | `, ${number} attempts` | ", new token";

/** The end of a call, and the number of attempts after a retry. */
export type Outcome =
    /** The right result. */
    | `done${Attempts}`
    /** A read call takes a 200 for an active password, because it must not read the body. */
    | `taken for active${Attempts}`
    /** An error with the status. The call had no effect. */
    | `refused: ${number}${Attempts}`
    /** An error with the code of the connection failure. The call had no effect. */
    | `no answer: ${string}${Attempts}`
    /** An unconfirmed change, with the end of its last attempt. */
    | `unconfirmed: ${string}${Attempts}`;
