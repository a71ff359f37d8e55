/** The calls of the client, in the order of the table's columns. */
export const callNames = ["token", "list", "read", "disable"] as const;

/** One of {@link callNames}. */
export type CallName = (typeof callNames)[number];

type Attempts = "" | `, ${number} attempts` | ", new token";

/** How a call ends, and the number of attempts where there were more than one. */
export type Outcome =
    /** The right result. */
    | `done${Attempts}`
    /** A read call took a 200 for an active password, whose body it must not read. */
    | `taken for active${Attempts}`
    /** An error with the status: the call had no effect. */
    | `refused: ${number}${Attempts}`
    /** An error with the code of the connection failure: the call had no effect. */
    | `no answer: ${string}${Attempts}`
    /** An unconfirmed change, with the end of its last attempt. */
    | `unconfirmed: ${string}${Attempts}`;
