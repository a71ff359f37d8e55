/** The calls of the client, in the order of the table's columns. */
export const callNames = ["token", "list", "read", "disable"] as const;

/** One of {@link callNames}. */
export type CallName = (typeof callNames)[number];

type Attempts = "" | `, ${number} attempts` | `, ${number} attempts, new token`;

/** The end of a call, and the number of attempts after a retry. */
export type Outcome =
    /** The right result. */
    | `done${Attempts}`
    /** A read call takes a 200 for an active password, because it must not read the body. */
    | `taken for active${Attempts}`
    /** The list of a key that may see nothing. */
    | `empty list${Attempts}`
    /** An error with the status. The call had no effect. */
    | `refused: ${number}${Attempts}`
    /** An error with the code of the connection failure: nothing came. The call had no effect. */
    | `no response: ${string}${Attempts}`
    /** An error with the code of the failure: what came is not valid, or not complete. The call had no effect. */
    | `invalid response: ${string}${Attempts}`
    /** An unconfirmed change, with the end of its last attempt. */
    | `unconfirmed: ${string}${Attempts}`;
