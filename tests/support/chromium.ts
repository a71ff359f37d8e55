import { findOnPath } from "../../engine/onPath";

/** A browser for tests, or the reason why there is none. */
export type ChromiumFound = { executablePath: string; refused?: never } | { executablePath?: never; refused: string };

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Returns the browser that CHROMIUM names, even if it does not exist, else the first Chromium or Chrome on PATH. */
export function findChromium({ env, platform } = process): ChromiumFound {
    const [executablePath] = [
        ...(env.CHROMIUM ? [env.CHROMIUM] : []),
        ...names.flatMap((name) => findOnPath(name, { env, platform })),
    ];
    return executablePath === undefined
        ? { refused: "there is no chromium on PATH; Debian has it by `apt-get install chromium`" }
        : { executablePath };
}
