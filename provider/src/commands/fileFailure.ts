import { CommandError } from "./command";

/** Returns a function that turns the system's error about a file into a CommandError with this summary. */
export function failWith(summary: string) {
    return ({ code }: NodeJS.ErrnoException): never => {
        const solution = "check the path, its permissions and the free space of the disk.";
        throw new CommandError(summary, `the system reported ${code}.`, solution);
    };
}
