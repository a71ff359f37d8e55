/** Returns the error for a port that cannot be opened, and any other error as it is. */
export function startError(error: NodeJS.ErrnoException, port: number | undefined): Error {
    const cause = causes[error.code ?? ""];
    return cause === undefined
        ? error
        : new Error(
              `port ${port} cannot be opened (${error.code})\nCause: ${cause}\n` +
                  "Solution: choose another port with --port, where 0 takes a free one.",
              { cause: error },
          );
}

const causes: Readonly<Record<string, string>> = {
    EADDRINUSE: "another program listens on it, such as a simulator in another terminal.",
    EACCES: "the system reserves it, as it does ports below 1024.",
};
