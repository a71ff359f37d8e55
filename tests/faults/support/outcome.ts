/** The calls of the client, in the order of the table's columns. */
export const callNames = ["token", "list", "read", "disable"] as const;

/** One of {@link callNames}. */
export type CallName = (typeof callNames)[number];

type Tries = "" | `, ${number} tries` | ", new token";

/** How a call ends: what the user gets, and what it took if it took more than one try. */
export type Outcome =
    /** The right result. */
    | `done${Tries}`
    /** Of the read call, whose 200 says by its status alone that a password is there and active. */
    | `taken for active${Tries}`
    /** An error with the answer's status: the call did nothing. */
    | `refused: ${number}${Tries}`
    /** An error with the system's name for it: the call did nothing, or only asks. */
    | `no answer: ${string}${Tries}`
    /** An error that says that a disable was sent and never confirmed, with how its last try ended. */
    | `unconfirmed: ${string}${Tries}`;
